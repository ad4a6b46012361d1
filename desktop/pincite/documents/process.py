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
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from pincite.documents.wire import Message, Value

    class Holder(Protocol):
        """A document that holds a worker, as the pool sees it."""

        last_asked: float
        """When its pages were last asked for, in `time.monotonic()`."""

        @property
        def demand(self) -> int:
            """Rank of the most urgent of what it waits for; more is less urgent."""
            ...

        def vacate(self) -> None:
            """Give the worker back."""
            ...


MOST_VIEW_WORKERS = 3
"""Workers that open documents hold together."""
MEMORY_TO_RECYCLE = 400 << 20
"""Resident bytes above which a worker is replaced: MuPDF's store does not give memory back."""
GROWTH_TO_RECYCLE = 100 << 20
"""A document that is large as soon as it is open must not be opened again and again."""
SPARE_AFTER_S = 1.0
"""After the first page is on the screen there is time to start a spare."""
_READ = 1 << 20
_IN, _OUT, _PIXELS = 3, 4, 5
_CANCEL_CHECK_S = 0.1
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
        self._first_resident_bytes = 0
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
        least = self._first_resident_bytes + GROWTH_TO_RECYCLE
        return self.resident_bytes > max(MEMORY_TO_RECYCLE, least)

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
        for message in messages:
            self.resident_bytes = message.whole("rss") or self.resident_bytes
            self._first_resident_bytes = self._first_resident_bytes or self.resident_bytes
        return messages

    def ask(
        self,
        op: str,
        values: "Mapping[str, Value]",
        timeout_s: float,
        is_cancelled: "Callable[[], bool] | None" = None,
    ) -> "Message | None":
        """Send a request and wait for its answer.

        Returns:
            The answer, or None when the time is over or it was cancelled; the worker is then to be
            killed.

        Raises:
            WorkerLostError: the worker ended.
        """
        until = monotonic() + timeout_s
        number = self.send(op, values)
        while (left := until - monotonic()) > 0:
            writers = [] if self.flush() else [self._to]
            if is_cancelled is not None:
                if is_cancelled():
                    break
                left = min(left, _CANCEL_CHECK_S)
            select([self._from], writers, [], left)
            for message in self.receive():
                if message.whole("n") == number:
                    return message
        return None

    def kill(self) -> None:
        """End the process at once; drawn pixels stay readable."""
        if self._from < 0:
            return
        self.end()
        os.close(self._to)
        os.close(self._from)
        self._to = self._from = -1
        if self.pixels is not None:
            self.pixels.retire()
        self.reap()

    def end(self) -> None:
        """End the process at once; whoever watches the pipe finds that out as if it had crashed."""
        try:
            os.kill(self.pid, _SIGKILL)
        except ProcessLookupError:
            return

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
        self._spare_at: float | None = None
        self._holders: list[Holder] = []
        self._gone: list[WorkerProcess] = []
        self._poisoned: set[tuple[str, int, str]] = set()

    @property
    def has_spare(self) -> bool:
        """True when a worker without a document stands by."""
        return self._spare is not None and self._spare.is_alive

    @property
    def spare_at(self) -> float | None:
        """When `tend` is to be called, in `time.monotonic()`; None when there is no need."""
        return self._spare_at

    def prestart(self) -> None:
        """Start the spare if there is none; it loads while nobody waits for it."""
        self._reap()
        self._spare_at = None
        if not self.has_spare:
            self._spare = WorkerProcess()

    def want_spare(self, after_s: float = SPARE_AFTER_S) -> None:
        """Have a spare in a while, unless there is one."""
        if not self.has_spare:
            at = monotonic() + after_s
            self._spare_at = at if self._spare_at is None else min(at, self._spare_at)

    def tend(self) -> None:
        """Start the spare if it is time."""
        if self._spare_at is None or monotonic() < self._spare_at:
            return
        try:
            self.prestart()
        except OSError:
            # A spare is a comfort; without it a restart takes 0.1 s longer.
            return

    def take(self, holder: "Holder") -> WorkerProcess | None:
        """A worker without a document: the spare, or a fresh one.

        When as many documents as may hold one already, the one among those that wait for
        nothing as urgent whose pages were asked for longest ago gives its own back.

        Returns:
            None while all others have things to do that are as urgent; ask again in a moment.

        Raises:
            OSError: no process can be started.
        """
        self._reap()
        if len(self._holders) >= MOST_VIEW_WORKERS:
            less_urgent = [h for h in self._holders if h.demand > holder.demand]
            if not less_urgent:
                return None
            longest_ago = min(less_urgent, key=lambda h: h.last_asked)
            self._holders.remove(longest_ago)
            longest_ago.vacate()
        spare, self._spare = self._spare, None
        worker = spare if spare is not None and spare.is_alive else WorkerProcess()
        self._holders.append(holder)
        return worker

    def give_back(self, holder: "Holder", worker: WorkerProcess) -> None:
        """End the worker that a document held."""
        if holder in self._holders:
            self._holders.remove(holder)
        self.discard(worker)

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

    def forgive(self, document: str, page_index: int) -> None:
        """Let everything on a page be tried again: somebody asked for it."""
        self._poisoned = {p for p in self._poisoned if p[:2] != (document, page_index)}

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
