"""The job tray: long work at the bottom right, with progress, time left and Cancel."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pincite.services.jobs import Progress
from pincite.ui.jobs import JobHandle, JobRunner
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, IconButton, Label
from pincite.ui.words import counted, received_words

_BAR_PX = 120


class JobTray(QWidget):
    """Shows the oldest running job in the status bar; the others open in a small panel above."""

    def __init__(self, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[_JobLine] = []
        self._panel = QFrame(self, Qt.WindowType.Popup)
        self._panel.setProperty("role", "popup")
        self._panel_box = QVBoxLayout(self._panel)
        self._more = Button(theme, "", self._show_panel, kind="link")
        self._more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, theme.spacing(2), 0)
        self._row.setSpacing(theme.spacing(2))
        self._row.addWidget(self._more)
        jobs.started.connect(self._add)

    def _add(self, handle: JobHandle) -> None:
        line = _JobLine(handle, self._theme)
        self._lines.append(line)
        handle.ended.connect(lambda: self._remove(line))
        self._arrange()

    def _remove(self, line: "_JobLine") -> None:
        if line in self._lines:
            self._lines.remove(line)
            line.hide()
            line.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for number, line in enumerate(self._lines):
            if number == 0:
                self._row.addWidget(line)
            else:
                self._panel_box.addWidget(line)
            line.show()
        others = len(self._lines) - 1
        self._more.setVisible(others > 0)
        self._more.setText(counted(max(0, others), self.tr("%n more"), self.tr("%n more")))
        if others <= 0:
            self._panel.hide()

    def _show_panel(self) -> None:
        self._panel.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width(), 0))
        size = self._panel.sizeHint()
        self._panel.move(corner - QPoint(size.width(), size.height() + self._theme.spacing(1)))
        self._panel.show()


class _JobLine(QWidget):
    """One job: what it does, a bar, the time left, a cross."""

    def __init__(self, handle: JobHandle, theme: Theme) -> None:
        super().__init__()
        self._handle = handle
        self._text = Label(handle.title, "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(handle.title)
        self._left = Label("", "small")
        self._cancel = IconButton(
            theme, "x", self.tr("Cancel: %1").replace("%1", handle.title), self._stop
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        for widget in (self._text, self._bar, self._left, self._cancel):
            row.addWidget(widget)
        handle.progressed.connect(self._on_progress)

    def _on_progress(self, progress: Progress) -> None:
        text, done, total = self._handle.title, progress.done, progress.total
        if total:
            text = self.tr("%1 · %2 of %3").replace("%1", text)
            text = text.replace("%2", self.locale().toString(done))
            text = text.replace("%3", self.locale().toString(total))
        if progress.received is not None:
            done, total = progress.received.done_bytes, progress.received.total_bytes
            size = received_words(progress.received, self.locale())
            text = self.tr("%1 · %2").replace("%1", text).replace("%2", size)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(text)
        self._left.setText(self._time_left(progress.seconds_left))

    def _time_left(self, seconds: float | None) -> str:
        if seconds is None or self._bar.value() < 2:
            return ""
        if seconds < 60:
            return counted(max(1, round(seconds)), self.tr("%n s left"), self.tr("%n s left"))
        return counted(round(seconds / 60), self.tr("%n min left"), self.tr("%n min left"))

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._left.setText(self.tr("Stopping"))
        self._handle.cancel()
