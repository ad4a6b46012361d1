"""The status bar: what is shown, that all is saved, what undo would take back, and the job tray."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from pincite.ui.context import AppContext
from pincite.ui.tray import JobTray
from pincite.ui.widgets import ElidedLabel, Label

_NEWS_MS = 6000


class StatusLine(QStatusBar):
    """Left the tab's own words, then the state of saving; right the jobs."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.spacing(2), 0, theme.spacing(1), 0)
        self.setMinimumHeight(theme.spacing(7))
        self._about_tab = Label("", "small")
        self._about_tab.setContentsMargins(0, 0, theme.spacing(4), 0)
        self._about_saving = ElidedLabel("", "small")
        self.addWidget(self._about_tab)
        self.addWidget(self._about_saving, 1)
        self._step_of_news: str | None = None
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(_NEWS_MS)
        self._news.timeout.connect(self.refresh)
        self.addPermanentWidget(JobTray(context.jobs, theme))

    def show_tab(self, text: str) -> None:
        """Words of the tab on view."""
        self._about_tab.setText(text)
        self._about_tab.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Good news: said here for a while, since it asks for nothing."""
        self._about_saving.setText(text)
        self._step_of_news = None
        self._news.start()

    def say_saving(self, words: str) -> None:
        """Say what is still being saved, until `refresh`."""
        self._news.stop()
        self._about_saving.setText(words)

    def refresh(self) -> None:
        """Say what undo would take back."""
        if not self._context.has_library:
            return
        workspace = self._context.workspace
        if self._news.isActive() and self._step_of_news in (None, workspace.undo_label):
            # Said while its step was still being written.
            self._step_of_news = workspace.undo_label
            return
        self._news.stop()
        if workspace.library.is_read_only:
            self._about_saving.setText(self.tr("Read only"))
            return
        text = self.tr("All changes saved")
        if workspace.undo_label:
            text += " · " + self.tr("Undo: “%1”").replace("%1", workspace.undo_label)
        self._about_saving.setText(text)
