"""Small pictures of all pages; only those that are seen are asked for."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pincite.ui.reader.page_names import PageNames
from pincite.ui.reader.pages.rendering import DocumentFeed, PagePicture
from pincite.ui.theme import Role, Theme

_MOST_KEPT = 300
_WIDTH_PX = 120
_PAUSE_MS = 40
_Index = QModelIndex | QPersistentModelIndex


class ThumbnailModel(QAbstractListModel):
    """One row a page; the pictures of the rows painted last are kept."""

    def __init__(self, feed: DocumentFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._count = 0
        self._names = PageNames()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._missing: list[int] = []
        self._asked: set[int] = set()
        self.ratio = 1.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        feed.thumbnail_rendered.connect(self._take)
        feed.pages_outdated.connect(self._drop)
        feed.replaced.connect(self._drop_all)

    def set_pages(self, names: PageNames) -> None:
        """Show the pages of a document, or other names for them."""
        self._names = names
        if names.page_count != self._count:
            self.beginResetModel()
            self._count = names.page_count
            self.endResetModel()
        elif self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def picture(self, row: int) -> QImage | None:
        """The picture of a page; when it is not there it is asked for, shortly."""
        image = self._pictures.get(row)
        if image is not None:
            self._pictures.move_to_end(row)
        elif row not in self._asked:
            self._missing.append(row)
            if not self._pause.isActive():
                self._pause.start()
        return image

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names.number(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names.page(index.row())} {self._names.rest(index.row())}"
        return None

    def _ask(self) -> None:
        """Ask for what was painted last: rows that were only scrolled past are left out."""
        for row in self._missing[-24:]:
            if row not in self._asked and row not in self._pictures:
                self._asked.add(row)
                self._feed.request_thumbnail(row, round(_WIDTH_PX * self.ratio))
        self._missing.clear()

    def _take(self, picture: PagePicture) -> None:
        self._asked.discard(picture.index)
        picture.image.setDevicePixelRatio(self.ratio)
        self._pictures[picture.index] = picture.image
        while len(self._pictures) > _MOST_KEPT:
            self._pictures.popitem(last=False)
        row = self.index(picture.index)
        self.dataChanged.emit(row, row)

    def _drop_all(self) -> None:
        self.beginResetModel()
        self._pictures.clear()
        self._missing.clear()
        self._asked.clear()
        self.endResetModel()

    def _drop(self, pages: Sequence[int]) -> None:
        for index in pages:
            self._pictures.pop(index, None)
            row = self.index(index)
            self.dataChanged.emit(row, row)


class _ThumbnailDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: ThumbnailModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDTH_PX, self._theme.spacing(50))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, label = self._theme, self._theme.spacing(6)
        room = option.rect.adjusted(0, theme.spacing(2), 0, -label)
        image = self._model.picture(index.row())
        if image is not None:
            size = image.deviceIndependentSize().toSize()
        else:
            size = QSize(_WIDTH_PX, round(_WIDTH_PX * 1.3))
        shown = size.scaled(QSize(_WIDTH_PX, room.height()), Qt.AspectRatioMode.KeepAspectRatio)
        if shown.width() > size.width():
            shown = size
        box = QRect(0, 0, shown.width(), shown.height())
        box.moveCenter(room.center())
        painter.save()
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=shown != size)
            painter.drawImage(box, image)
        else:
            painter.fillRect(box, theme.colour(Role.SURFACE))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        frame = theme.colour(Role.ACCENT if selected else Role.LINE)
        painter.setPen(QPen(frame, 2 if selected else 1))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.setFont(theme.font("small", bold=selected))
        painter.setPen(theme.colour(Role.TEXT if selected else Role.MUTED))
        below = QRect(option.rect.left(), option.rect.bottom() - label, option.rect.width(), label)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class ThumbnailPanel(QWidget):
    """The pages as small pictures.

    Signals:
        chosen: page index.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, model: ThumbnailModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = QListView()
        self.view.setModel(model)
        self.view.setItemDelegate(_ThumbnailDelegate(theme, model, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self.tr("Pages as small pictures"))
        self.view.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.view.activated.connect(lambda index: self.chosen.emit(index.row()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.spacing(2), 0, 0)
        box.addWidget(self.view)

    def follow(self, page_index: int) -> None:
        """Select the page that is being read."""
        index = self._model.index(page_index)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
