"""Python's garbage collection, in the GUI thread only.

Collection may start on any thread that makes objects. On a job's thread it would delete widgets
and other Qt objects that are parts of reference cycles while the GUI thread paints them, which ends
the program. So it is switched off and done here between events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 1000
_THRESHOLDS = (5000, 10, 10)


class GarbageCollector(QObject):
    """Collects when there is something to collect, generation by generation, as Python would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What is there now stays for good: looking through it takes up to 70 ms.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > _THRESHOLDS[generation]:
                gc.collect(generation)
                return
