"""The list of citation styles, with the user's citations in the style that is chosen in it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from pincite.citing.style_index import Style
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.page import PageLook, PageWords, page_html
from pincite.ui.bibliography.style_list import STYLE_ROLE, USUAL, StyleList
from pincite.ui.bibliography.style_preview import StylePreviews
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Button, Label
from pincite.ui.words import counted


class _StyleRow(QStyledItemDelegate):
    """A title, and muted at the right whether the style is one's own and cites in notes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.spacing(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style: Style = index.data(STYLE_ROLE)
        rect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
        box = rect.adjusted(self._theme.spacing(2), 0, -self._theme.spacing(2), 0)
        kind = self.tr("notes") if style.category == "note" else self.tr("in-text")
        if style.is_own:
            kind = self.tr("added · %1").replace("%1", kind)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour(Role.MUTED))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, flags, kind)
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(kind) - 12, 0)
        painter.setFont(self._theme.font(bold=style.name in USUAL or style.is_own))
        painter.setPen(self._theme.colour(Role.TEXT))
        title = painter.fontMetrics().elidedText(
            style.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class StylePopup(QFrame):
    """A search field over the list of styles; arrow keys move in the list while one types.

    Signals:
        chosen: the name of a style.
        add_wanted: a style from a file is to be added.
        remove_wanted: the name of a style of the library's own that is to go.
    """

    chosen = Signal(str)
    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        styles: StyleList,
        current: str,
        previews: StylePreviews,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._theme = theme
        self._styles = styles
        self._previews = previews
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a style by title, subject or kind"))
        self.field.setAccessibleName(self.tr("Find a style by title, subject or kind"))
        self.field.setClearButtonEnabled(True)
        self.list = self._list()
        self.page = self._page()
        self.count = Label("", "small")
        self.remove = Button(theme, self.tr("Remove from the library"), self._remove, kind="link")
        self.add = Button(theme, self.tr("Add a style from file…"), self._add, icon_name="plus")
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self._choose(self.list.currentIndex()))
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        previews.made.connect(self._show_page)
        previews.failed.connect(self._show_failure)
        self._search("")
        row = styles.row_of(current)
        if row >= 0:
            self.list.setCurrentIndex(styles.index(row))

    def show_under(self, button: QWidget) -> None:
        """Show it under a button, within the screen, and begin with the search field."""
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        free = button.screen().availableGeometry()
        self.resize(self.size().boundedTo(free.size()))
        place.setX(max(free.left(), min(place.x(), free.right() - self.width())))
        place.setY(max(free.top(), min(place.y(), free.bottom() - self.height())))
        self.move(place)
        self.show()
        self.field.setFocus()
        self.list.scrollTo(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in moves:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _list(self) -> QListView:
        made = QListView()
        made.setAccessibleName(self.tr("Citation styles"))
        made.setModel(self._styles)
        made.setItemDelegate(_StyleRow(self._theme, made))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setStyleSheet("background: palette(base);")
        return made

    def _page(self) -> QTextBrowser:
        made = QTextBrowser()
        made.setAccessibleName(self.tr("Your citations in this style"))
        made.setOpenLinks(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.document().setDocumentMargin(self._theme.spacing(3))
        made.setPlaceholderText(
            self.tr("Formatting…")
            if self._previews.has_citations
            else self.tr("Cite a work, and it is shown here in each style.")
        )
        return made

    def _lay_out(self) -> None:
        space = self._theme.spacing
        middle = QHBoxLayout()
        middle.setSpacing(space(2))
        middle.addWidget(self.list, 5)
        middle.addWidget(self.page, 6)
        below = QHBoxLayout()
        below.setSpacing(space(3))
        below.addWidget(self.count)
        below.addStretch(1)
        below.addWidget(self.remove)
        below.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(space(2),) * 4)
        box.setSpacing(space(1.5))
        box.addWidget(self.field)
        box.addLayout(middle, 1)
        box.addLayout(below)
        self.resize(space(215), space(110))

    def _search(self, text: str) -> None:
        self._styles.search(text)
        self.list.setCurrentIndex(self._styles.index(0))
        count = self._styles.rowCount()
        self.count.setText(counted(count, self.tr("%n style"), self.tr("%n styles")))
        self._on_current(self.list.currentIndex(), QModelIndex())

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        style: Style | None = index.data(STYLE_ROLE) if index.isValid() else None
        self.remove.setVisible(style is not None and style.is_own)
        if style is not None:
            self._previews.show(style)

    def _show_page(self, name: str, formatted: Formatted) -> None:
        if name != self._current_name():
            return
        words = PageWords(self.tr("Bibliography"), self.tr("Citations"))
        look = PageLook(words, self._theme.spacing(5))
        self.page.setHtml(page_html(formatted, Part.BOTH, look))

    def _show_failure(self, name: str, text: str) -> None:
        if name == self._current_name():
            self.page.setPlainText(text)

    def _current_name(self) -> str:
        index = self.list.currentIndex()
        return index.data(STYLE_ROLE).name if index.isValid() else ""

    def _add(self) -> None:
        self.close()
        self.add_wanted.emit()

    def _remove(self) -> None:
        name = self._current_name()
        self.close()
        self.remove_wanted.emit(name)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            name = index.data(STYLE_ROLE).name
            self.close()
            self.chosen.emit(name)
