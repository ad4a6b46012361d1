"""The panel with the annotations of a document."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pincite.model.annotations import Annotation, Colour, QuotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_cards import CardDelegate
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.text.selection_bar import colour_names, swatch
from pincite.ui.theme import Theme
from pincite.ui.widgets import EmptyState


class _CardView(QListView):
    """A list of cards as wide as the panel.

    Signals:
        key_pressed: a digit from 1 to 8, or 0 for Del.
        opened: the index on which Enter was pressed.
    """

    key_pressed = Signal(int)
    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, model: AnnotationModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = CardDelegate(theme, model, self)
        self.setItemDelegate(self.cards)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.verticalScrollBar().setSingleStep(theme.spacing(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.cards.width_px = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and 1 <= digit <= len(Colour):
            self.key_pressed.emit(digit)
        elif event.key() == Qt.Key.Key_Delete:
            self.key_pressed.emit(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AnnotationList(QWidget):
    """Cards in reading order; all acts on them also work by keyboard.

    Signals:
        chosen: AnnotationId; a card was clicked or opened: show it on its page.
        edited: (AnnotationId, comment, tags).
        recoloured: (AnnotationId, Colour).
        kind_changed: (AnnotationId, QuotationKind).
        deleted: AnnotationId.
        cited: AnnotationId.
        copied: AnnotationId.
    """

    chosen = Signal(object)
    edited = Signal(object)
    recoloured = Signal(object)
    kind_changed = Signal(object)
    deleted = Signal(object)
    cited = Signal(object)
    copied = Signal(object)

    def __init__(self, theme: Theme, model: AnnotationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.view = _CardView(theme, model, self)
        self.view.setModel(model)
        self.view.setAccessibleName(self.tr("Annotations in reading order"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.clicked.connect(self._choose)
        self.view.opened.connect(self._choose)
        self.view.key_pressed.connect(self._on_key)
        self.view.cards.edited.connect(self.edited)
        self._empty = EmptyState(
            theme,
            "pencil-line",
            self.tr("No annotations yet"),
            self.tr("Select text and choose a colour, or press Alt+3 and click for a page note."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3), theme.spacing(2.5), theme.spacing(2), 0)
        box.addWidget(self._stack)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._show_what_there_is)
        self._show_what_there_is()

    def select(self, annotation_id: AnnotationId | None) -> None:
        """Select a card without jumping to its page; None selects nothing."""
        row = self._model.row_of(annotation_id) if annotation_id else -1
        if row < 0:
            self.view.clearSelection()
            return
        index = self._model.index(row)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def edit(self, annotation_id: AnnotationId) -> None:
        """Open the editor of a card."""
        row = self._model.row_of(annotation_id)
        if row >= 0:
            self.select(annotation_id)
            self.view.edit(self._model.index(row))

    def _show_what_there_is(self) -> None:
        self._stack.setCurrentWidget(self.view if self._model.rowCount() else self._empty)

    def _current(self) -> Annotation | None:
        return self._model.annotation(self.view.currentIndex().row())

    def _choose(self, index: QModelIndex) -> None:
        annotation = self._model.annotation(index.row())
        if annotation is not None:
            self.chosen.emit(annotation.id)

    def _on_key(self, digit: int) -> None:
        annotation = self._current()
        if annotation is None:
            return
        if digit:
            self.recoloured.emit((annotation.id, tuple(Colour)[digit - 1]))
        else:
            self.deleted.emit(annotation.id)

    def _open_menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        annotation = self._model.annotation(index.row())
        if annotation is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit comment and tags"), lambda: self.view.edit(index))
        menu.addAction(self.tr("Cite"), lambda: self.cited.emit(annotation.id))
        menu.addAction(
            self.tr("Copy quotation with citation"), lambda: self.copied.emit(annotation.id)
        )
        menu.addSeparator()
        names = colour_names(self)
        colours = menu.addMenu(self.tr("Colour"))
        for colour in Colour:
            value = (annotation.id, colour)
            colours.addAction(swatch(colour), names[colour], partial(self.recoloured.emit, value))
        kinds = menu.addMenu(self.tr("Kind of quotation"))
        for kind, name in (
            (QuotationKind.DIRECT, self.tr("Direct quotation")),
            (QuotationKind.INDIRECT, self.tr("Indirect quotation")),
            (QuotationKind.SUMMARY, self.tr("Summary")),
            (QuotationKind.COMMENT, self.tr("Comment")),
        ):
            pair = (annotation.id, kind)
            kinds.addAction(name, partial(self.kind_changed.emit, pair))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.deleted.emit(annotation.id))
        menu.popup(self.view.viewport().mapToGlobal(position))
