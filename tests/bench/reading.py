"""The program reading one file, driven from within.

    python -m tests.bench.reading FILE.pdf

Turns pages, scrolls and zooms as fast as somebody would, and prints what was measured as JSON: name
-> list of milliseconds. Memory is watched by who starts it.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget
from tests.bench.window import OpenWindow, let_pass, open_window, wait_until

from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.view_geometry import ViewGeometry

_FLIPS = 60
_BEAT_MS = 2
_FRAME_S = 1 / 60
_DRAG_S = 4.0
_NOTCHES = 14
_NOTCH_S = 0.03
_LOOK_MS, _LIMIT_S = 100, 20.0


class WatchedView(PageView):
    """A page view that notes what each painting showed.

    Attributes:
        is_sharp: all that was seen at the last painting was sharp.
        blanks: milliseconds for which a page on view was painted without any picture.
        frames: how often it was painted, and how often with nothing but blank pages.
    """

    is_sharp = False
    blanks: list[float]
    frames: list[int]
    _blank_since: dict[int, float]
    _painted: dict[int, bool | None]

    def begin(self) -> None:
        """Forget what was noted."""
        self.blanks, self.frames, self._blank_since = [], [0, 0], {}

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painted = {}
        super().paintEvent(event)
        self.is_sharp = bool(self._painted) and all(self._painted.values())
        now = time.perf_counter()
        blank = {index for index, sharp in self._painted.items() if sharp is None}
        for index in [i for i in self._blank_since if i not in blank]:
            self.blanks.append((now - self._blank_since.pop(index)) * 1000)
        for index in blank:
            self._blank_since.setdefault(index, now)
        self.frames[0] += 1
        self.frames[1] += bool(self._painted) and len(blank) == len(self._painted)

    def _paint_page(self, painter: object, index: int, geometry: ViewGeometry) -> bool | None:
        is_sharp = super()._paint_page(painter, index, geometry)  # type: ignore[arg-type]
        self._painted[index] = is_sharp
        return is_sharp


class Beats:
    """Gaps between the beats of a timer: how long the event loop was busy with other things."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last:
            self.gaps.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        """The gaps in milliseconds."""
        self._timer.stop()
        return self.gaps


def main() -> None:
    """Open the file and run all."""
    with tempfile.TemporaryDirectory() as scratch:
        with open_window(Path(scratch) / "library", is_indexing=False) as opened:
            view = open_file(opened, Path(sys.argv[1]))
            results = measure(view)
        sys.stdout.write(json.dumps(results))


def open_file(opened: OpenWindow, path: Path) -> WatchedView:
    """The view of a file in the window, on the screen and at rest."""
    opened.window.resize(1400, 1000)
    opened.window.tabs.open_file(path)
    view = opened.window.findChild(PageView)
    assert isinstance(view, PageView)
    view.__class__ = WatchedView
    assert isinstance(view, WatchedView)
    view.begin()
    wait_until(lambda: view.is_sharp)
    let_pass(1.0)
    view.setFocus()
    return view


def measure(view: WatchedView) -> dict[str, list[float]]:
    """All measurements, one after the other."""
    results: dict[str, list[float]] = {}
    results["flip, uncached"] = flips(view, is_cached=False)
    results["flip, cached"] = flips(view, is_cached=True)
    results["gap, flipping"] = gaps(view, lambda: every(0.1, 40, lambda: press_next(view)))
    view.go_to(view.place.__class__(0))
    let_pass(0.5)
    for name, act in (("dragging", drag), ("wheeling", wheel), ("zooming", zoom)):
        view.begin()
        results[f"gap, {name}"] = gaps(view, lambda act=act: act(view))  # type: ignore[misc]
        results[f"blank, {name}"] = view.blanks
        results[f"frames, {name}"] = [float(count) for count in view.frames]
    scroll_all(view)
    return results


def flips(view: WatchedView, *, is_cached: bool) -> list[float]:
    """Milliseconds from the key for the next page until it is painted sharply."""
    count = min(_FLIPS, len(view.layout_of_pages) - 2)
    view.show_page(0)
    let_pass(0.3)
    times = []
    for _ in range(count):
        if not is_cached:
            view.pictures.close()
        view.is_sharp = False
        began = time.perf_counter()
        press_next(view)
        wait_for_sharp(view)
        times.append((time.perf_counter() - began) * 1000)
        let_pass(0.15 if is_cached else 0.05)
    return times


def press_next(view: PageView) -> None:
    """Ctrl+PageDown."""
    press = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
    )
    QCoreApplication.sendEvent(view, press)


def gaps(view: QWidget, act: Callable[[], None]) -> list[float]:
    """Gaps of the event loop while something is done."""
    beats = Beats()
    act()
    let_pass(0.3)
    return beats.stop()


def every(seconds: float, count: int, act: Callable[[], None]) -> None:
    """Do something again and again, letting the window work between."""
    for _ in range(count):
        until = time.perf_counter() + seconds
        act()
        while time.perf_counter() < until:
            QCoreApplication.processEvents()
            time.sleep(0.0005)


def drag(view: PageView) -> None:
    """Drag the scroll bar from the beginning to the end."""
    bar = view.verticalScrollBar()
    count = round(_DRAG_S / _FRAME_S)
    steps = iter(range(1, count + 1))
    every(_FRAME_S, count, lambda: bar.setValue(bar.maximum() * next(steps) // count))


def wheel(view: PageView) -> None:
    """Turn the wheel upwards as fast as one can."""
    every(0.015, 200, lambda: turn(view, 120, Qt.KeyboardModifier.NoModifier))


def zoom(view: PageView) -> None:
    """Zoom in with the wheel, out again, and further out."""
    control = Qt.KeyboardModifier.ControlModifier
    for notches in (120, -120, -120, 120):
        every(_NOTCH_S, _NOTCHES, lambda n=notches: turn(view, n, control))  # type: ignore[misc]


def turn(view: PageView, angle: int, keys: Qt.KeyboardModifier) -> None:
    """Turn the wheel over the middle of the view."""
    port = view.viewport()
    at = QPointF(port.width() / 2, port.height() / 2)
    event = QWheelEvent(
        at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, angle),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(port, event)


def scroll_all(view: WatchedView) -> None:
    """Show every page sharply, the way a reader who leafs through does."""
    view.show_page(0)
    while view.current_page < len(view.layout_of_pages) - 1:
        view.is_sharp = False
        press_next(view)
        wait_for_sharp(view)


def wait_for_sharp(view: WatchedView) -> None:
    """Let the event loop run as it does in the program: asleep until something happens."""
    wake = QTimer()
    wake.start(_LOOK_MS)
    until = time.perf_counter() + _LIMIT_S
    while not view.is_sharp:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > until:
            raise TimeoutError


if __name__ == "__main__":
    main()
