"""The tabs of the window: the Library first and fixed, the others movable and closable."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QStyleOptionTab,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.dragging import is_citable
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import IconButton
from pincite.ui.widgets.tips import plain_tip

_PADDING_STEPS, _CROSS_STEPS, _WIDEST_STEPS = 7.5, 6, 58
_PATIENCE_MS = 500


@dataclass(frozen=True, slots=True)
class TabDrop:
    """What was dropped on a tab; `data` lives as long as the drop does."""

    index: int
    data: QMimeData
    is_copy: bool


class _TabBar(QTabBar):
    """Middle click closes. Sizes and "…" are reckoned with the bold font of the tab on view.

    What is dragged over a tab for a moment brings its page on view; what is dropped on the tab is
    given to a page that takes it.

    Signals:
        dropped: a `TabDrop`.
    """

    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._dragged_over = -1
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.setCurrentIndex(self._dragged_over))
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_citable(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if index != self._dragged_over:
            self._dragged_over = index
            self._patience.start()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._stop_waiting()

    def dropEvent(self, event: QDropEvent) -> None:
        self._stop_waiting()
        index = self.tabAt(event.position().toPoint())
        if index >= 0:
            is_copy = event.dropAction() == Qt.DropAction.CopyAction
            self.dropped.emit(TabDrop(index, event.mimeData(), is_copy))
            event.acceptProposedAction()

    def _stop_waiting(self) -> None:
        self._dragged_over = -1
        self._patience.stop()

    def tabSizeHint(self, index: int) -> QSize:
        size = super().tabSizeHint(index)
        text = self._metrics().horizontalAdvance(self.tabText(index).replace("&&", "&"))
        width = text + self._room_beside_text(index)
        return QSize(min(width, self._theme.spacing(_WIDEST_STEPS)), size.height())

    def initStyleOption(self, option: QStyleOptionTab, index: int) -> None:
        super().initStyleOption(option, index)
        room = self.tabRect(index).width() - self._room_beside_text(index)
        text = self.tabText(index).replace("&&", "&")
        is_current = index == self.currentIndex()
        metrics = self._metrics() if is_current else QFontMetrics(self._theme.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
        option.text = shown.replace("&", "&&")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index > 0:
            self.tabCloseRequested.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(bold=True))

    def _room_beside_text(self, index: int) -> int:
        has_cross = self.tabButton(index, QTabBar.ButtonPosition.RightSide) is not None
        return self._theme.spacing(_PADDING_STEPS + (_CROSS_STEPS if has_cross else 0))


class TabStrip(QWidget):
    """A tab bar over the pages.

    Signals:
        current_changed: the `QWidget` that is on view now.
        close_wanted: the `QWidget` of a tab that is to go.

    Attributes:
        bar: with the tabs, without the pages.
    """

    current_changed = Signal(object)
    close_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: list[QWidget] = []
        self._bar = _TabBar(theme)
        self._bar.setMovable(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setExpanding(False)
        self._bar.setDrawBase(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setAccessibleName(self.tr("Tabs"))
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar = QFrame()
        self.bar.setObjectName("tabStrip")
        self.bar.setProperty("role", "tabs")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(theme.spacing(2), theme.spacing(1.25), theme.spacing(2), 0)
        row.setSpacing(0)
        row.addWidget(self._bar, 1)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._on_current_changed)
        self._bar.tabMoved.connect(self._on_moved)
        self._bar.dropped.connect(self._on_dropped)
        self._bar.tabCloseRequested.connect(lambda i: self.close_wanted.emit(self._pages[i]))

    @property
    def fixed(self) -> QWidget:
        """The page behind the first tab."""
        return self._pages[0]

    def add_fixed(self, page: QWidget, text: str) -> None:
        """Put in the first tab, which has no cross and stays first."""
        self._stack.addWidget(page)
        self._pages.insert(0, page)
        self._bar.insertTab(0, text)

    def replace_fixed(self, page: QWidget) -> None:
        """Put another page behind the first tab."""
        old = self._pages[0]
        self._stack.addWidget(page)
        self._pages[0] = page
        if self._stack.currentWidget() is old:
            self._stack.setCurrentWidget(page)
        self._stack.removeWidget(old)
        old.deleteLater()

    def add(self, page: QWidget, text: str) -> None:
        """Add a tab at the end and show it."""
        self._stack.addWidget(page)
        self._pages.append(page)
        index = self._bar.addTab(text.replace("&", "&&"))
        self._bar.setTabToolTip(index, plain_tip(text))
        cross = IconButton(
            self._theme,
            "x",
            self.tr("Close %1").replace("%1", text),
            lambda: self.close_wanted.emit(page),
            role=Role.MUTED,
        )
        cross.setProperty("kind", "close")
        cross.setFixedSize(self._theme.spacing(5), self._theme.spacing(5))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)
        self._bar.setCurrentIndex(index)

    def remove(self, page: QWidget) -> None:
        """Take a tab away; the page is not deleted."""
        index = self._pages.index(page)
        self._pages.pop(index)
        self._bar.removeTab(index)
        self._stack.removeWidget(page)

    def set_text(self, page: QWidget, text: str) -> None:
        """Rename a tab."""
        index = self._pages.index(page)
        self._bar.setTabText(index, text.replace("&", "&&"))
        self._bar.setTabToolTip(index, plain_tip(text))

    def show_page(self, page: QWidget) -> None:
        """Bring a page on view."""
        self._bar.setCurrentIndex(self._pages.index(page))

    def step(self, by: int) -> None:
        """Go to the next or previous tab, round the ends."""
        if self._pages:
            self._bar.setCurrentIndex((self._bar.currentIndex() + by) % len(self._pages))

    @property
    def current(self) -> QWidget | None:
        """The page on view."""
        index = self._bar.currentIndex()
        return self._pages[index] if 0 <= index < len(self._pages) else None

    @property
    def pages(self) -> list[QWidget]:
        """All pages, from left to right."""
        return list(self._pages)

    def _on_current_changed(self, index: int) -> None:
        if 0 <= index < len(self._pages):
            self._stack.setCurrentWidget(self._pages[index])
            self.current_changed.emit(self._pages[index])

    def _on_dropped(self, drop: TabDrop) -> None:
        page = self._pages[drop.index]
        take = getattr(page, "drop_data", None)
        if take is not None:
            take(drop.data, is_copy=drop.is_copy)
            self.show_page(page)

    def _on_moved(self, to: int, origin: int) -> None:
        if 0 in (to, origin):
            # The Library stays first: what was dragged over it goes back.
            self._bar.blockSignals(True)
            self._bar.moveTab(origin, to)
            self._bar.blockSignals(False)
            return
        self._pages.insert(to, self._pages.pop(origin))
