"""The box that shows the zoom and takes another one, with its menu."""

import re
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from pincite.ui.theme import Theme
from pincite.ui.widgets import IconButton

_STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0)


class ZoomBox(QFrame):
    """Shows "110 %"; a number can be typed, the menu has modes and usual steps.

    Signals:
        zoom_asked: 1.0 for 100 %.
        left: Enter or Esc: the focus goes back to the pages.
    """

    zoom_asked = Signal(float)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._zoom = 1.0
        self._actions: list[QAction | None] = []
        self.setProperty("role", "card")
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "quiet")
        self.edit.setFrame(False)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(self.tr("Zoom"))
        self.edit.setToolTip(self.tr("Zoom in per cent"))
        self.edit.installEventFilter(self)
        widest = QFontMetrics(theme.font()).horizontalAdvance(self._percent(16.0))
        self.edit.setFixedWidth(widest + theme.spacing(4))
        self._menu_button = IconButton(theme, "caret-down", self.tr("Zoom menu"), self._open_menu)
        self._menu_button.setIconSize(self._menu_button.iconSize() * 0.75)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.spacing(0.5), 0)
        row.setSpacing(0)
        row.addWidget(self.edit)
        row.addWidget(self._menu_button)
        self.setFixedHeight(theme.spacing(8))
        self._show()

    def set_actions(self, actions: list[QAction | None]) -> None:
        """What the menu begins with; None is a separator."""
        self._actions = actions

    def set_zoom(self, zoom: float) -> None:
        """Show another zoom."""
        self._zoom = zoom
        if not self.edit.hasFocus():
            self._show()

    def ask(self) -> None:
        """Give it the focus with its text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            # A click's own press would take the selection away again.
            QTimer.singleShot(0, self.edit, self.edit.selectAll)
        elif event.type() == QEvent.Type.FocusOut:
            self._show()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_for(self.edit.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._show()
            self.left.emit()
        else:
            return False
        return True

    def _ask_for(self, text: str) -> None:
        """Take "110", "110 %" or "110,5"; what is no number is marked."""
        found, is_number = self.locale().toDouble(re.sub(r"[%\s]", "", text))
        if not is_number or found <= 0:
            self._mark(is_problem=True)
            self.edit.selectAll()
            return
        self._mark(is_problem=False)
        self.zoom_asked.emit(found / 100)
        self._show()
        self.left.emit()

    def _show(self) -> None:
        self._mark(is_problem=False)
        self.edit.setText(self._percent(self._zoom))

    def _mark(self, *, is_problem: bool) -> None:
        if bool(self.edit.property("problem")) != is_problem:
            self.edit.setProperty("problem", is_problem)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _percent(self, zoom: float) -> str:
        return self.tr("%1 %").replace("%1", self.locale().toString(round(zoom * 100)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.addSeparator()
        for zoom in _STEPS:
            menu.addAction(self._percent(zoom), partial(self.zoom_asked.emit, zoom))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
