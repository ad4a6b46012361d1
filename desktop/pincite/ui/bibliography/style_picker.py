"""The button that names the citation style, and the list it opens."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.services.jobs import JobContext
from pincite.ui.bibliography.citations_model import Index
from pincite.ui.bibliography.style_list import STYLE_ROLE, USUAL, StyleList, read_styles
from pincite.ui.context import AppContext
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets import Label
from pincite.ui.words import counted

_MOST_WIDE_PX = 420


class StylePicker(QPushButton):
    """Shows the title of the style; a click opens a list of all styles with a search field.

    Signals:
        chosen: the name of the style that the user picked.
    """

    chosen = Signal(str)

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._styles = StyleList(self)
        self._name = ""
        self._popup: StylePopup | None = None
        self.setStyleSheet("text-align: left;")
        self.setMinimumWidth(context.theme.spacing(32))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)
        context.theme.changed.connect(self.update)
        handle = context.jobs.start(_read, self.tr("Reading citation styles"), shown=False)
        handle.succeeded.connect(self._on_read)

    def set_style_name(self, name: str) -> None:
        """Show which style is in force."""
        self._name = name
        self._show_title()

    def title(self) -> str:
        """The title of the style in force; its name while the titles are not read yet."""
        style = self._styles.style_named(self._name)
        return style.title if style else self._name

    def open_list(self) -> None:
        """Open the list under the button, with the field ready to type in."""
        self._popup = StylePopup(self._context.theme, self._styles, self._name, self)
        self._popup.chosen.connect(self.chosen)
        self._popup.show_under(self)

    @property
    def popup(self) -> "StylePopup | None":
        """The list that was opened last."""
        return self._popup

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.title()) + 46
        return QSize(min(width, _MOST_WIDE_PX), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(8 if left else self.width() - 20, (self.height() - 12) / 2, 12, 12)
        paint_glyph(painter, box, "caret-down", self._context.theme.colour(Role.MUTED))

    def _on_read(self, styles: list[object]) -> None:
        self._styles.set_styles(styles)  # type: ignore[arg-type]
        self._show_title()

    def _show_title(self) -> None:
        title = self.title()
        room = max(0, self.width() - 46)
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        # Room for the arrow: the text of a button stands in its middle.
        self.setText(f"{shown}    ")
        self.setToolTip(title)
        self.setAccessibleName(self.tr("Citation style: %1").replace("%1", title))
        self.updateGeometry()


def _read(_context: JobContext) -> list[object]:
    return list(read_styles())


class _StyleRow(QStyledItemDelegate):
    """A title, and muted at the right whether the style cites in notes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.spacing(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = index.data(STYLE_ROLE)
        rect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
        box = rect.adjusted(self._theme.spacing(2), 0, -self._theme.spacing(2), 0)
        kind = self.tr("notes") if style.category == "note" else self.tr("in-text")
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour(Role.MUTED))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, flags, kind)
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(kind) - 12, 0)
        painter.setFont(self._theme.font(bold=style.name in USUAL))
        painter.setPen(self._theme.colour(Role.TEXT))
        title = painter.fontMetrics().elidedText(
            style.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class StylePopup(QFrame):
    """A search field over the list of styles; arrow keys move in the list while one types.

    Signals:
        chosen: the name of a style.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, styles: StyleList, current: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._styles = styles
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a style by its title"))
        self.field.setAccessibleName(self.tr("Find a style by its title"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Citation styles"))
        self.list.setModel(styles)
        self.list.setItemDelegate(_StyleRow(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("background: palette(base);")
        self.count = Label("", "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(2),) * 4)
        box.setSpacing(theme.spacing(1.5))
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(self.count)
        self.resize(theme.spacing(120), theme.spacing(92))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self._choose(self.list.currentIndex()))
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._search("")
        row = styles.row_of(current)
        if row >= 0:
            self.list.setCurrentIndex(styles.index(row))

    def show_under(self, button: QWidget) -> None:
        """Show it under a button and begin with the search field."""
        self.move(button.mapToGlobal(QPoint(0, button.height() + 2)))
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

    def _search(self, text: str) -> None:
        self._styles.search(text)
        self.list.setCurrentIndex(self._styles.index(0))
        count = self._styles.rowCount()
        self.count.setText(counted(count, self.tr("%n style"), self.tr("%n styles")))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            name = index.data(STYLE_ROLE).name
            self.close()
            self.chosen.emit(name)
