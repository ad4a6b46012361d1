"""The field in which a place is typed: its kind and its numbers."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget

from pincite.model.locators import KINDS, Locator, parse_locator
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox

_FOR_A_WHILE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The picker's own list, or another window: the focus comes back."""


class LocatorEditor(QFrame):
    """Kind and numbers, as "page" and "10–11"; a sign typed before the numbers sets the kind.

    Signals:
        left: the focus went elsewhere.

    Attributes:
        is_done: the view has closed it, though it may be on the screen for a moment yet.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.kind = ComboBox(theme, self.tr("Kind of place"), kind="quiet", parent=self)
        for name in KINDS:
            self.kind.addItem(kind_word(name), name)
        self.text = QLineEdit(self)
        self.text.setProperty("kind", "quiet")
        self.text.setAccessibleName(self.tr("Pages or other places cited"))
        self.text.setPlaceholderText(self.tr("such as 23 or 10–11, 14"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(0.5),) * 4)
        row.setSpacing(0)
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self.setAutoFillBackground(True)
        self._kind_shown = "page"
        self.is_done = False
        for field in (self.kind, self.text):
            field.installEventFilter(self)

    @property
    def locator(self) -> Locator:
        """What is typed. A kind that was picked rules, then a sign before the numbers."""
        chosen, text = str(self.kind.currentData()), self.text.text().strip()
        typed = parse_locator(text)
        has_sign = bool(typed.ranges) and not text.startswith(typed.ranges[0].first)
        if chosen == self._kind_shown and (has_sign or chosen == "page"):
            return typed
        return Locator(chosen, typed.ranges)

    def set_locator(self, locator: Locator) -> None:
        """Show a place."""
        self._kind_shown = locator.kind
        self.kind.setCurrentIndex(max(0, self.kind.findData(locator.kind)))
        self.text.setText(str(locator))
        self.text.selectAll()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 60, super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() not in _FOR_A_WHILE
        ):
            # Asked again afterwards: the focus goes too when Enter or Esc closes the editor.
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if not self.is_done and not self._has_focus_inside():
            self.left.emit()

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))


def kind_word(kind: str) -> str:
    """A CSL locator kind for people."""
    return QCoreApplication.translate("LocatorKind", _KIND_WORDS.get(kind, kind))


_KIND_WORDS = {
    "article-locator": "article",
    "elocation": "e-location",
    "sub-verbo": "entry (s.v.)",
    "title-locator": "title",
}
