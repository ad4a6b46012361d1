"""Pill tabs over a side panel."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.theme import Theme


class Pill(QPushButton):
    """A choice that is bold while it is on."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.toggled.connect(lambda _is_on: self.updateGeometry())
        self.setProperty("kind", "pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        # Qt reckons with the regular font, but the pill that is on is bold.
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        extra = QFontMetrics(bold).horizontalAdvance(self.text())
        extra -= self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, extra) if self.isChecked() else 0, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _TabPill(Pill):
    """One tab; left and right arrows go to its neighbours."""

    def __init__(self, text: str, tabs: "SubTabs") -> None:
        super().__init__(text)
        self._tabs = tabs

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._tabs.step(step)
        else:
            super().keyPressEvent(event)


class SubTabs(QWidget):
    """A row of pills and the page of the one that is on.

    Signals:
        changed: the name of the page that came on view.
    """

    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._show_number)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(theme.spacing(2.5), theme.spacing(2), theme.spacing(2), 0)
        self._row.setSpacing(1)
        self._row.addStretch(1)
        box.addLayout(self._row)
        self._stack = QStackedWidget()
        box.addWidget(self._stack, 1)

    def add(self, name: str, text: str, page: QWidget) -> None:
        """Add a page under a pill.

        Args:
            name: what code calls it; `text` is what people read.
        """
        pill = _TabPill(text, self)
        number = len(self._names)
        self._names.append(name)
        self._group.addButton(pill, number)
        self._row.insertWidget(number, pill)
        self._stack.addWidget(page)
        if number == 0:
            pill.setChecked(True)

    def show_page(self, name: str) -> None:
        """Bring a page on view by its name."""
        self._show_number(self._names.index(name))

    def set_text(self, name: str, text: str) -> None:
        """Change what a pill says, as for a count."""
        self._group.button(self._names.index(name)).setText(text)

    @property
    def current(self) -> str:
        """The name of the page on view."""
        return self._names[self._stack.currentIndex()]

    def step(self, by: int) -> None:
        """Go to a neighbour and give its pill the focus."""
        number = (self._stack.currentIndex() + by) % len(self._names)
        self._show_number(number)
        self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_number(self, number: int) -> None:
        self._group.button(number).setChecked(True)
        if self._stack.currentIndex() != number:
            self._stack.setCurrentIndex(number)
            self.changed.emit(self._names[number])
