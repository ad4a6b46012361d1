"""One citation process and the pipes to it."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pincite


class ProcessLostError(Exception):
    """The process died or did not answer in time; the text completes "the citation process …"."""


class CslProcess:
    """A running worker. Not for several threads at once: its owner holds a lock.

    Args:
        citeproc: the file of citeproc-js; None for citeproc-py.
    """

    def __init__(self, citeproc: Path | None) -> None:
        command = [sys.executable, "-m", "pincite.citing.csl_worker"]
        self._process = subprocess.Popen(
            command + ([str(citeproc)] if citeproc else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._next_id = 0
        self._is_waiting = False
        # A thread, because a pipe cannot be waited on with a time limit on every platform.
        self._thread = threading.Thread(target=self._read, name="csl-answers", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """True while the process runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, message: dict[str, Any], limit_s: float) -> dict[str, Any]:
        """Send a request and wait for its answer.

        Raises:
            ProcessLostError: no answer came within the time, or the process died.
        """
        self._next_id += 1
        self._is_waiting = True
        line = json.dumps({**message, "id": self._next_id}).encode() + b"\n"
        self._send(line, limit_s)
        while True:
            try:
                answer = self._answers.get(timeout=limit_s)
            except queue.Empty as error:
                raise ProcessLostError("did not answer in time") from error
            if not answer:
                raise ProcessLostError("ended unexpectedly")
            read: dict[str, Any] = json.loads(answer)
            if read.get("id") == self._next_id:
                self._is_waiting = False
                return read

    def _send(self, line: bytes, limit_s: float) -> None:
        assert self._process.stdin is not None
        # A process that does not read lets the pipe run full, and the write would never return.
        watch = threading.Timer(limit_s, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError as error:
            raise ProcessLostError("ended unexpectedly") from error
        finally:
            watch.cancel()

    def close(self) -> None:
        """End the process: by closing its input, and by force when that does not help."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=0.0 if self._is_waiting else 1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join()
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put(b"")


def _environment() -> dict[str, str]:
    """The environment of the worker: it must find this package, however we were started."""
    folder = str(Path(pincite.__path__[0]).parent)
    paths = [folder, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
