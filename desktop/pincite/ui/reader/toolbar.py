"""The bar over the pages: place, zoom, tools."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from pincite.ui.icons import icon
from pincite.ui.reader.page_box import PageBox
from pincite.ui.reader.zoom_box import ZoomBox
from pincite.ui.theme import Theme


class ReaderBar(QFrame):
    """Page box, zoom and the tools that are used most; all others are in the menus.

    Attributes:
        page_box: shows and takes the place.
        zoom: shows and takes the zoom.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bar")
        self.setFixedHeight(theme.spacing(11))
        self.page_box = PageBox(theme)
        self.zoom = ZoomBox(theme)
        self._spare: list[list[QToolButton]] = []
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
        view_menu: list[QAction | None],
        text_menu: Sequence[QAction | None],
        tools: list[QAction],
        spare_tools: list[QAction],
        all_tools: list[QAction | None],
        find: QAction,
        right: QAction,
    ) -> None:
        """Put the actions in; None in a menu is a separator.

        Args:
            text_menu: for the type of an article; without any there is no button.
            spare_tools: follow the tools while there is room for them.
            all_tools: for the menu beside them.
        """
        self.zoom.set_actions(zoom_menu)
        self._add(left)
        self._row.addSpacing(self._theme.spacing(1))
        self._row.addWidget(self.page_box)
        self._row.addSpacing(self._theme.spacing(2))
        out = self._add(zoom_out)
        self._row.addWidget(self.zoom)
        # Zoom has its box, keys and wheel, and tools have their menu: where a bar is narrow, these
        # may go.
        self._spare = [[out, self._add(zoom_in)]]
        self._row.addStretch(1)
        if text_menu:
            self._add_menu("text-aa", self.tr("Type and colours"), text_menu)
        self._add_menu("book-open", self.tr("View of the pages"), view_menu)
        for action in tools:
            self._add(action)
        self._spare[:0] = [[self._add(action)] for action in spare_tools]
        self._add_menu("dots-three", self.tr("All tools"), all_tools)
        self._add(find)
        self._row.addSpacing(self._theme.spacing(1))
        self._add(right)

    def set_zoom(self, zoom: float) -> None:
        """Show the zoom in per cent."""
        self.zoom.set_zoom(zoom)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        seen = [group for group in self._spare if not group[0].isHidden()]
        return QSize(hint.width() - self._width_of(seen), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Show as many groups of spare buttons as there is room for."""
        room = self.width() - self.minimumSizeHint().width()
        for place, group in enumerate(self._spare, start=1):
            for button in group:
                button.setVisible(self._width_of(self._spare[:place]) <= room)

    def _width_of(self, groups: list[list[QToolButton]]) -> int:
        buttons = (button for group in groups for button in group)
        return sum(button.sizeHint().width() + self._row.spacing() for button in buttons)

    def _add_menu(self, icon_name: str, name: str, actions: Sequence[QAction | None]) -> None:
        button = QToolButton()
        button.setIcon(icon(self._theme, icon_name))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(_menu(button, actions))
        self._dress(button, name)

    def _add(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        self._dress(button, action.text().rstrip("…"), action.shortcut().toString())
        return button

    def _dress(self, button: QToolButton, name: str, key: str = "") -> None:
        button.setIconSize(QSize(16, 16))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})" if key else name)
        self._row.addWidget(button)


def _menu(button: QToolButton, actions: Sequence[QAction | None]) -> QMenu:
    menu = QMenu(button)
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
    return menu
