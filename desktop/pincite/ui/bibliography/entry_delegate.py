"""Paints the rows of the list and edits them in place."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QKeyEvent, QPainter, Qt
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.ui.bibliography.citation_card import CardParts, CitationCard
from pincite.ui.bibliography.citation_editor import CitationEditor
from pincite.ui.bibliography.citations_model import ROW_ROLE, CitationsModel, Index
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.bibliography.heading_line import HeadingLine
from pincite.ui.theme import Theme

_WIDTH_PX = 200


class EntryDelegate(QStyledItemDelegate):
    """Cards for citations, lines for headings.

    Attributes:
        editing: the row whose editor is open; its card is as high as that needs.
    """

    def __init__(self, theme: Theme, model: CitationsModel, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self.card = CitationCard(theme, view)
        self.heading = HeadingLine(theme, view)
        self.editing = QPersistentModelIndex()
        self._editor: CitationEditor | None = None
        self.closeEditor.connect(self._on_closed)

    def parts(self, rect: QRect, row: int) -> CardParts:
        """Where the parts of a citation's card stand."""
        return self.card.parts(rect, self._model.row_at(row), self._model.entries.shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        if isinstance(row, HeadingRow):
            return QSize(_WIDTH_PX, self.heading.height())
        editor = self._editor if self._is_edited(index) else None
        return QSize(_WIDTH_PX, self.card.height(row, self._model.entries.shown, editor))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, HeadingRow):
            self.heading.paint(painter, option.rect, row, option.state)
        else:
            self.card.paint(
                painter,
                option.rect,
                row,
                self._model.number(index.row()),
                self._model.entries.shown,
                option.state,
                is_edited=self._is_edited(index),
            )
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = index.data(ROW_ROLE)
        if isinstance(row, HeadingRow):
            field = QLineEdit(row.heading.title, parent)
            field.setAccessibleName(self.tr("Text of the heading"))
            field.selectAll()
            return field
        self.editing = QPersistentModelIndex(index)
        editor = CitationEditor(self._theme, row, parent)
        self._editor = editor
        editor.accepted.connect(lambda: self._end(editor, keeps=True))
        editor.given_up.connect(lambda: self._end(editor, keeps=False))
        self.sizeHintChanged.emit(index)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """An editor got its values when it was made; a later change does not overwrite them."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CitationEditor):
            model.setData(index, editor.command)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if isinstance(editor, CitationEditor):
            editor.setGeometry(self.parts(option.rect, index.row()).below.adjusted(0, 8, 0, 0))
        else:
            editor.setGeometry(self.heading.title_box(option.rect).adjusted(-8, -1, 0, 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CitationEditor):
            # It knows itself when it is left; the base class would close it on Tab.
            return False
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        return True if is_tab else super().eventFilter(watched, event)

    def _is_edited(self, index: Index) -> bool:
        return self.editing.isValid() and self.editing.row() == index.row()

    def _end(self, editor: CitationEditor, *, keeps: bool) -> None:
        if editor.is_done:
            return
        editor.is_done = True
        if keeps:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_closed(self, editor: QWidget) -> None:
        if not isinstance(editor, CitationEditor):
            return
        editor.is_done = True
        index, self.editing = self.editing, QPersistentModelIndex()
        self._editor = None
        if index.isValid():
            self.sizeHintChanged.emit(self._model.index(index.row()))
