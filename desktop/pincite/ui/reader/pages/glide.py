"""Smooth movement of a scroll bar."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollBar

_FRAME_MS = 12
_SHARE = 0.34


class Glide(QObject):
    """Moves a scroll bar towards a goal in a few frames; new pushes add to the goal."""

    def __init__(self, bar: QScrollBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._goal = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._step)

    def by(self, distance: int) -> None:
        """Go this much further than where the movement already leads."""
        start = self._goal if self._timer.isActive() else self._bar.value()
        self._goal = min(max(start + distance, self._bar.minimum()), self._bar.maximum())
        self._step()
        if self._goal != self._bar.value():
            self._timer.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._timer.stop()

    def _step(self) -> None:
        left = self._goal - self._bar.value()
        move = round(left * _SHARE) if abs(left) > 3 else left
        self._bar.setValue(self._bar.value() + move)
        if self._bar.value() == self._goal:
            self._timer.stop()
