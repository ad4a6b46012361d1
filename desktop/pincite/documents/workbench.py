"""A worker for programs that read: one process, one file after another."""

import os
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from pincite.documents import errors
from pincite.documents.process import MEMORY_TO_RECYCLE, WorkerLostError, WorkerProcess
from pincite.documents.wire import Message, Value


class Workbench:
    """A worker that reads one file after another. A file that hangs or kills it costs only itself.

    Hand one to several `DocumentReader`s, one at a time, to spare each the start of a process.
    """

    def __init__(self, worker: WorkerProcess | None = None) -> None:
        self._worker = worker

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(
        self,
        op: str,
        values: Mapping[str, Value],
        timeout_s: float,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Message:
        """Ask the worker, starting it if need be.

        Args:
            is_cancelled: asked several times a second; when it says so, the worker is killed.

        Raises:
            WorkerLostError: the worker ended, or was killed because the time was over or nobody
                wants the answer any more.
            WorkerStartError: no process can be started.
        """
        worker = self._started()
        try:
            answer = worker.ask(op, values, timeout_s, is_cancelled)
        except WorkerLostError:
            self.close()
            raise
        if answer is None:
            self.close()
            raise WorkerLostError
        return answer

    def recycle(self) -> None:
        """End the worker if it holds too much memory; between two files."""
        if self._worker is not None and self._worker.resident_bytes > MEMORY_TO_RECYCLE:
            self.close()

    def protections(self) -> dict[str, str]:
        """What confines the worker: for each protection "" where it holds, otherwise why not.

        Raises:
            DocumentError: no worker can be started.
        """
        try:
            answer = self.ask("protections", {}, 10.0)
        except WorkerLostError as error:
            raise errors.WorkerStartError(
                "The process that reads documents ends by itself; reinstall Pincite."
            ) from error
        value = answer.header.get("protections")
        return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else {}

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.kill()
            if not self._worker.reap():
                os.waitpid(self._worker.pid, 0)
            self._worker = None

    def _started(self) -> WorkerProcess:
        if self._worker is None:
            try:
                self._worker = WorkerProcess(pixels=False)
            except OSError as error:
                raise errors.WorkerStartError(
                    "The process that reads documents cannot be started; "
                    "close other programs and try again."
                ) from error
        return self._worker
