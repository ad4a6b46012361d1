"""Python's garbage collection, in the GUI thread only.

Collection may start on any thread that makes objects. On a job's thread it would delete widgets
and other Qt objects that are parts of reference cycles while the GUI thread paints them, which ends
the program. So it is switched off and done here between events.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS, _LOOK_WHILE_BUSY_MS = 1000, 250
_THRESHOLDS = (5000, 10, 10)
_THRESHOLDS_WHILE_BUSY = (5000, 3, 1000)
"""A job may hold a million objects that live as long as it does: they are looked through young, a
few at a time, and then left alone (110 ms for a library of 10 000 works otherwise)."""


class GarbageCollector(QObject):
    """Collects when there is something to collect, generation by generation, as Python would.

    Args:
        is_busy: whether a job is running.
    """

    def __init__(self, parent: QObject, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        gc.disable()
        # What is there now stays for good: looking through it takes up to 70 ms.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look now, and collect the oldest generation that is due."""
        counts, is_busy = gc.get_count(), self._is_busy()
        self._timer.setInterval(_LOOK_WHILE_BUSY_MS if is_busy else _LOOK_EVERY_MS)
        thresholds = _THRESHOLDS_WHILE_BUSY if is_busy else _THRESHOLDS
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
