"""Python's garbage collection, in the GUI thread only.

Collection may start on any thread that makes objects. On a job's thread it would delete widgets
and other Qt objects that are parts of reference cycles while the GUI thread paints them, which ends
the program. So it is switched off and done here between events.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS, _LOOK_WHILE_BUSY_MS = 1000, 250
_MOST_NEW = 5000
_ROUNDS, _ROUNDS_WHILE_BUSY = 10, 3
"""So often the new objects are looked through before those that outlived it are, too."""
_BUSY_ROUNDS_AS_ONE = 100
"""A job may hold a million objects that live as long as it does: they are looked through young, a
few at a time, and then left alone. All of them at once take 190 ms for 10 000 works."""


class GarbageCollector(QObject):
    """Collects when there is something to collect, generation by generation, as Python would.

    Args:
        is_busy: whether a job is running.
    """

    def __init__(self, parent: QObject, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._rounds = 0.0
        gc.disable()
        # What is there now stays for good: looking through it takes up to 70 ms.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look now, and collect the oldest generation that is due."""
        is_busy = self._is_busy()
        self._timer.setInterval(_LOOK_WHILE_BUSY_MS if is_busy else _LOOK_EVERY_MS)
        new, young, _ = gc.get_count()
        if self._rounds >= _ROUNDS:
            self._rounds = 0.0
            gc.collect(2)
        elif young > (_ROUNDS_WHILE_BUSY if is_busy else _ROUNDS):
            self._rounds += 1 / _BUSY_ROUNDS_AS_ONE if is_busy else 1
            gc.collect(1)
        elif new > _MOST_NEW:
            gc.collect(0)
