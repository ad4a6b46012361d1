"""The bar over the pages: place, zoom, tools."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from pincite.ui.reader.page_box import PageBox
from pincite.ui.theme import Theme


class ReaderBar(QFrame):
    """Page box, zoom and the tools that are used most; all others are in the menus.

    Attributes:
        page_box: shows and takes the place.
        zoom: shows the zoom and opens its menu.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.spacing(11))
        self.page_box = PageBox(theme)
        self.zoom = QToolButton()
        self.zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setToolTip(self.tr("Zoom"))
        self.zoom.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.spacing(2), 0, theme.spacing(2), 0)
        self._row.setSpacing(theme.spacing(0.5))

    def fill(
        self,
        *,
        left: QAction,
        zoom_out: QAction,
        zoom_in: QAction,
        zoom_menu: list[QAction | None],
        tools: list[QAction],
        right: QAction,
    ) -> None:
        """Put the actions in; None in the zoom menu is a separator."""
        menu = QMenu(self.zoom)
        for action in zoom_menu:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self.zoom.setMenu(menu)
        self._add(left)
        self._row.addSpacing(self._theme.spacing(1))
        self._row.addWidget(self.page_box)
        self._row.addSpacing(self._theme.spacing(2))
        self._add(zoom_out)
        self._row.addWidget(self.zoom)
        self._add(zoom_in)
        self._row.addStretch(1)
        for action in tools:
            self._add(action)
        self._row.addSpacing(self._theme.spacing(1))
        self._add(right)

    def set_zoom(self, zoom: float) -> None:
        """Show the zoom in per cent."""
        text = self.tr("%1 %").replace("%1", self.locale().toString(round(zoom * 100)))
        self.zoom.setText(text)
        self.zoom.setAccessibleName(self.tr("Zoom %1").replace("%1", text))

    def _add(self, action: QAction) -> None:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(16, 16))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = action.text().rstrip("…")
        button.setAccessibleName(name)
        key = action.shortcut().toString()
        button.setToolTip(f"{name} ({key})" if key else name)
        self._row.addWidget(button)
