"""Exchanges over the network on threads of their own, so that whoever waits can leave at once."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Generic, Protocol, TypeVar

_LOOK_S = 0.05

T = TypeVar("T")
Received = Callable[[int, int], None]
"""Told of the bytes that have come and of how many there will be, 0 when that is not known."""


class Waiting(Protocol):
    """How time is spent that has to pass; a job's context is one."""

    def wait(self, seconds: float) -> None:
        """Let time pass; raises whatever stops the work."""


class AbandonedError(Exception):
    """Nobody waits for the exchange any more."""


class Exchange(Generic[T]):
    """One question and its answer.

    Looking a name up and waiting for a byte cannot be broken off from outside; so the work is done
    on a thread that nobody has to wait for, and which ends by itself when it was abandoned.

    Args:
        work: called with this exchange on its thread; looks at `check` now and then.
        cut: called on another thread when the exchange is abandoned; ends what can be ended.

    Attributes:
        done_bytes, total_bytes: set by the work; total 0 when it is not known.
    """

    def __init__(self, work: "Callable[[Exchange[T]], T]", cut: Callable[[], None]) -> None:
        self._work = work
        self._cut = cut
        self._future: Future[T] = Future()
        self._abandoned = threading.Event()
        self.done_bytes = 0
        self.total_bytes = 0

    @property
    def is_abandoned(self) -> bool:
        """True once nobody waits for it any more."""
        return self._abandoned.is_set()

    def check(self) -> None:
        """End the work here if nobody waits for it.

        Raises:
            AbandonedError: nobody does.
        """
        if self.is_abandoned:
            raise AbandonedError

    def result(self, waiting: Waiting, deadline: float, received: Received | None = None) -> T:
        """Do the work and wait for what comes of it.

        Args:
            waiting: asked twenty times a second whether to go on.
            deadline: on the clock of `time.monotonic`.
            received: called on this thread while bytes come.

        Raises:
            TimeoutError: nothing came of it in time.
            Exception: what the work raised, or what `waiting` raised to stop it.
        """
        threading.Thread(target=self._run, name="connection", daemon=True).start()
        told = 0
        try:
            while not wait((self._future,), _LOOK_S).done:
                waiting.wait(0.0)
                if received is not None and self.done_bytes > told:
                    told = self.done_bytes
                    received(told, self.total_bytes)
                if time.monotonic() > deadline:
                    # Each byte starts the time-out of reading anew; this is the end of all of it.
                    raise TimeoutError
        except BaseException:
            self._abandoned.set()
            self._cut()
            raise
        return self._future.result()

    def _run(self) -> None:
        try:
            self._future.set_result(self._work(self))
        except BaseException as error:  # noqa: BLE001  (goes to the one who waits)
            self._future.set_exception(error)
