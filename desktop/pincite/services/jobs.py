"""Jobs: long work that reports how far it is and can be stopped."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from pincite.model.errors import PinciteError


class Cancelled(PinciteError):
    """The user stopped the job; what was finished before stays."""

    def __init__(self) -> None:
        super().__init__("Stopped. What was finished before stays.")


@dataclass(frozen=True, slots=True)
class Received:
    """How much of what is being fetched has come; total 0 when it is not known."""

    done_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        done, total: in the job's own units; total 0 when it is not known.
        text: what it is doing now, for people.
        seconds_left: estimated; None while there is nothing to go by.
        received: of the one thing that is being fetched now; None when nothing is.
    """

    done: int
    total: int
    text: str
    seconds_left: float | None = None
    received: Received | None = None


class JobContext:
    """What a running job talks to. `progress` is called on the job's thread, `cancel` from any.

    Args:
        on_progress: told of each step; called on the job's thread.
    """

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        self._on_progress = on_progress
        self._cancel = threading.Event()
        self._started = time.monotonic()
        self._last = Progress(0, 0, "")

    @property
    def is_cancelled(self) -> bool:
        """True once somebody asked the job to stop."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next `check` or `progress`."""
        self._cancel.set()

    def check(self) -> None:
        """Stop here if asked to.

        Raises:
            Cancelled: somebody called `cancel`.
        """
        if self._cancel.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Let time pass, and stop here if asked to.

        Raises:
            Cancelled: somebody called `cancel`.
        """
        if self._cancel.wait(seconds):
            raise Cancelled

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Report, and stop here if asked to.

        Raises:
            Cancelled: somebody called `cancel`.
        """
        if self._on_progress is not None:
            left = None
            if 0 < done <= total:
                left = (time.monotonic() - self._started) / done * (total - done)
            self._last = Progress(done, total, text, left)
            self._on_progress(self._last)
        self.check()

    def received(self, done_bytes: int, total_bytes: int) -> None:
        """Report what has come over the network, and stop here if asked to.

        Raises:
            Cancelled: somebody called `cancel`.
        """
        if self._on_progress is not None:
            received = Received(done_bytes, total_bytes)
            self._on_progress(replace(self._last, received=received))
        self.check()


T = TypeVar("T")
Job = Callable[[JobContext], T]
"""Long work: called with its context on a thread of its own, it returns its result."""
