"""Worker processes: starting, talking to, killing them, and a pool with one in reserve.

Only cheap modules of the standard library are imported here: `pincite FILE.pdf` starts a worker
before it imports Qt, so that the first page is drawn while Qt loads.
"""

import os
import sys
from select import select
from time import monotonic

from pincite.documents import wire
from pincite.documents.pixels import Pixels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pincite.documents.wire import Message, Value

MEMORY_TO_RECYCLE = 400 << 20
"""Resident bytes above which a worker is replaced: MuPDF's store does not give memory back."""
ANSWERS_TO_RECYCLE = 50
"""A document that is large as soon as it is open must not be opened again and again."""
_READ = 1 << 20
_IN, _OUT, _PIXELS = 3, 4, 5
_SIGKILL = 9
"""As in `signal`, whose import costs 10 ms (it makes enumerations)."""
_START = (
    "import sys; sys.path[:] = sys.argv[1].split({separator!r});"
    "from pincite.documents.worker.__main__ import main; sys.exit(main(sys.argv[2:]))"
)


class WorkerLostError(Exception):
    """The worker ended or sent nonsense. Not for people: callers start another one."""


class WorkerProcess:
    """One worker process and the pipes to it.

    Requests are answered in the order they are sent. Must be used from one thread at a time.

    Args:
        pixels: share memory for drawing; workers that only read text go without.

    Raises:
        OSError: no process can be started.
    """

    def __init__(self, *, pixels: bool = True) -> None:
        self.pixels = Pixels() if pixels else None
        self.resident_bytes = 0
        self._answers = 0
        self._next = 0
        self._decoder = wire.Decoder()
        self._unsent = bytearray()
        child_in, self._to = os.pipe()
        self._from, child_out = os.pipe()
        try:
            self.pid = self._spawn(child_in, child_out)
        except BaseException:
            os.close(self._to)
            os.close(self._from)
            raise
        finally:
            os.close(child_in)
            os.close(child_out)
            if self.pixels is not None:
                self.pixels.close_file()
        os.set_blocking(self._from, False)
        os.set_blocking(self._to, False)

    def fileno(self) -> int:
        """The descriptor that becomes readable when answers have come."""
        return self._from

    @property
    def is_alive(self) -> bool:
        """False once it was killed or its end was noticed."""
        return self._from >= 0

    @property
    def is_worn(self) -> bool:
        """True when it holds so much memory that a fresh process should go on."""
        is_large = self.resident_bytes > MEMORY_TO_RECYCLE
        return is_large and self._answers >= ANSWERS_TO_RECYCLE

    def send(self, op: str, values: "Mapping[str, Value]") -> int:
        """Send a request without waiting.

        Returns:
            Its number, the value "n" of the answer.

        Raises:
            WorkerLostError: the worker is gone.
        """
        self._next += 1
        self._unsent += wire.encode(wire.Message({**values, "op": op, "n": self._next}))
        self.flush()
        return self._next

    def flush(self) -> bool:
        """Send what the pipe did not take at once; True when all is sent."""
        try:
            while self._unsent:
                written = os.write(self._to, memoryview(self._unsent)[: 1 << 16])
                del self._unsent[:written]
        except BlockingIOError:
            return False
        except OSError as error:
            raise WorkerLostError from error
        return True

    def receive(self) -> "list[Message]":
        """The answers that have come, without waiting.

        Raises:
            WorkerLostError: the worker is gone and no answer is left.
        """
        messages: list[Message] = []
        try:
            self.flush()
            while True:
                data = os.read(self._from, _READ)
                if not data:
                    if messages:
                        return messages
                    raise WorkerLostError
                messages += self._decoder.feed(data)
        except BlockingIOError:
            pass
        except (wire.WireError, OSError) as error:
            raise WorkerLostError from error
        self._answers += len(messages)
        for message in messages:
            self.resident_bytes = message.whole("rss") or self.resident_bytes
        return messages

    def ask(self, op: str, values: "Mapping[str, Value]", timeout_s: float) -> "Message | None":
        """Send a request and wait for its answer.

        Returns:
            The answer, or None when the time is over; the worker is then to be killed.

        Raises:
            WorkerLostError: the worker ended.
        """
        until = monotonic() + timeout_s
        number = self.send(op, values)
        while (left := until - monotonic()) > 0:
            writers = [] if self.flush() else [self._to]
            select([self._from], writers, [], left)
            for message in self.receive():
                if message.whole("n") == number:
                    return message
        return None

    def kill(self) -> None:
        """End the process at once; drawn pixels stay readable."""
        if self._from < 0:
            return
        os.close(self._to)
        os.close(self._from)
        self._to = self._from = -1
        try:
            os.kill(self.pid, _SIGKILL)
        except ProcessLookupError:
            return
        self.reap()

    def reap(self) -> bool:
        """Take the exit status if there is one yet; True when nothing is left of the process."""
        try:
            return os.waitpid(self.pid, os.WNOHANG)[0] == self.pid
        except ChildProcessError:
            return True

    def _spawn(self, child_in: int, child_out: int) -> int:
        numbers = [str(_IN), str(_OUT)]
        # Numbers out of the way of 3, 4, 5 first: a descriptor may stand where another has to go.
        import fcntl

        high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 16) for fd in (child_in, child_out)]
        actions: list[tuple[int, int, int]] = [
            (os.POSIX_SPAWN_DUP2, high[0], _IN),
            (os.POSIX_SPAWN_DUP2, high[1], _OUT),
        ]
        if self.pixels is not None:
            high.append(fcntl.fcntl(self.pixels.fd, fcntl.F_DUPFD_CLOEXEC, 16))
            actions.append((os.POSIX_SPAWN_DUP2, high[2], _PIXELS))
            numbers += [str(_PIXELS), str(self.pixels.size)]
        try:
            return os.posix_spawn(
                sys.executable, _command(numbers), os.environ, file_actions=actions
            )
        finally:
            for fd in high:
                os.close(fd)


class WorkerPool:
    """Workers for the documents that are open, and one warm spare.

    Used in the window's thread only.
    """

    def __init__(self) -> None:
        self._spare: WorkerProcess | None = None
        self._gone: list[WorkerProcess] = []
        self._poisoned: set[tuple[str, int, str]] = set()

    def prestart(self) -> None:
        """Start the spare if there is none; it loads while nobody waits for it."""
        self._reap()
        if self._spare is None or not self._spare.is_alive:
            self._spare = WorkerProcess()

    def take(self) -> WorkerProcess:
        """A worker without a document: the spare, or a fresh one.

        Raises:
            OSError: no process can be started.
        """
        self._reap()
        spare, self._spare = self._spare, None
        if spare is not None and spare.is_alive:
            return spare
        return WorkerProcess()

    def discard(self, worker: WorkerProcess) -> None:
        """Kill a worker."""
        worker.kill()
        self._gone.append(worker)
        self._reap()

    def poison(self, document: str, page_index: int, op: str) -> None:
        """Remember that `op` on this page of this document killed or hung workers twice."""
        self._poisoned.add((document, page_index, op))

    def is_poisoned(self, document: str, page_index: int, op: str) -> bool:
        """True when `op` on this page is not to be tried again while the program runs."""
        return (document, page_index, op) in self._poisoned

    def close(self) -> None:
        """Kill the spare; workers of open documents belong to their sessions."""
        if self._spare is not None:
            self.discard(self._spare)
            self._spare = None
        self._reap()

    def _reap(self) -> None:
        self._gone = [worker for worker in self._gone if not worker.reap()]


def identity_of(path: str) -> str:
    """Tells apart versions of a file without reading it; for `WorkerPool.poison`."""
    try:
        status = os.stat(path)
    except OSError:
        return path
    return f"{path}:{status.st_size}:{status.st_mtime_ns}"


def _command(numbers: list[str]) -> list[str]:
    # Isolated and without `site`, whose .pth files take longer than MuPDF; the path goes along.
    code = _START.format(separator=os.pathsep)
    path = os.pathsep.join(p or os.getcwd() for p in sys.path)
    return [sys.executable, "-I", "-S", "-c", code, path, *numbers]
