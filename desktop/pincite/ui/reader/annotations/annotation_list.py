"""The list of annotations with its filter and its menu."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pincite.model.annotations import Annotation, Colour
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_acts import AnnotationActs
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.annotations.card_layout import PictureSource
from pincite.ui.reader.annotations.card_menu import CardMenu
from pincite.ui.reader.annotations.card_view import CardView
from pincite.ui.reader.annotations.filter_row import FilterRow
from pincite.ui.theme import Theme
from pincite.ui.widgets import EmptyState


class AnnotationList(QWidget):
    """Cards in an order; all acts on them also work by keyboard, and on several at once.

    Args:
        empty: title and sentence while there are none.

    Signals:
        chosen: AnnotationId; a card was clicked or opened: show it on its page.
        selected: tuple of AnnotationId.
    """

    chosen = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: AnnotationModel,
        acts: AnnotationActs,
        empty: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._acts = acts
        self._following: AnnotationId | None = None
        model.as_markdown = acts.as_markdown
        model.fill_drag = acts.fill_drag
        self.filter_row = FilterRow(theme, model, self._rename_colours)
        self.filter_row.field.installEventFilter(self)
        self.view = CardView(theme, model, self)
        self.view.cards.known_tags = acts.known_tags
        self.view.setAccessibleName(self.tr("Annotations"))
        self._connect_view()
        self._empty = EmptyState(theme, "pencil-line", *empty)
        self._nothing_found = EmptyState(
            theme, "funnel", self.tr("No annotation is like that"),
            self.tr("None of the annotations meets the filter."),
            (self.tr("Show all"), self.filter_row.clear),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for widget in (self._empty, self._nothing_found, self.view):
            self._stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.spacing(3), theme.spacing(2.5), theme.spacing(1), 0)
        box.setSpacing(0)
        box.addWidget(self.filter_row)
        box.addWidget(self._stack, 1)
        model.recounted.connect(self._show_what_there_is)
        self._show_what_there_is()

    def set_pictures(self, pictures: PictureSource) -> None:
        """Show pictures of areas from there."""
        self.view.cards.set_pictures(pictures)
        pictures.arrived.connect(lambda _id: self.view.viewport().update())
        self.view.scheduleDelayedItemsLayout()

    def select(self, annotation_id: AnnotationId | None) -> None:
        """Select a card without jumping to its page; None selects nothing.

        Where several are selected and it is one of them, they stay selected.
        """
        if annotation_id is None:
            self.view.clearSelection()
            return
        row = self._model.row_of(annotation_id)
        if row < 0:
            return
        index = self._model.index(row)
        if not self.view.selectionModel().isSelected(index):
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def edit(self, annotation_id: AnnotationId) -> None:
        """Open the editor of a card; the filter gives way where it hides it."""
        if self._model.row_of(annotation_id) < 0:
            self.filter_row.clear()
        row = self._model.row_of(annotation_id)
        if row >= 0:
            self.select(annotation_id)
            self.view.edit(self._model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter_row.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Down and self._model.rowCount():
                self._enter_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self._model.filter:
                self.filter_row.clear()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        self.view.setFocus()
        if not self.view.selectedIndexes():
            self.view.setCurrentIndex(self._model.index(0))

    def _connect_view(self) -> None:
        view, acts = self.view, self._acts
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.opened.connect(self._choose)
        view.colour_pressed.connect(self._recolour)
        view.delete_pressed.connect(self._trash)
        view.copy_pressed.connect(self._copy)
        view.cards.edited.connect(lambda v: acts.edit(v[0].id, *v[1:]))
        view.selectionModel().selectionChanged.connect(
            lambda *_: self.selected.emit(tuple(a.id for a in view.selected))
        )

    def _show_what_there_is(self) -> None:
        if self._following is not None:
            # The cards above it have gone: when the list has been laid out, it may be out of view.
            QTimer.singleShot(0, self, partial(self.select, self._following))
            self._following = None
        self.filter_row.setVisible(self._model.total > 0)
        if self._model.rowCount():
            self._stack.setCurrentWidget(self.view)
        else:
            is_filtered = self._model.total > 0
            self._stack.setCurrentWidget(self._nothing_found if is_filtered else self._empty)

    def _own(self) -> list[Annotation]:
        """The selected annotations that can be changed."""
        rows = [self._model.row(self._model.row_of(a.id)) for a in self.view.selected]
        return [row.annotation for row in rows if row is not None and not row.is_external]

    def _choose(self, index: QModelIndex) -> None:
        annotation = self._model.annotation(index.row())
        if annotation is not None:
            self.chosen.emit(annotation.id)

    def _recolour(self, colour: Colour) -> None:
        self._acts.recolour(self._own(), colour)

    def _copy(self) -> None:
        if self._own():
            self._acts.copy_markdown(self._own())

    def _trash(self) -> None:
        going = self._own()
        if going:
            following = self._after(going)
            self._following = following.id if following else None
            self._acts.trash(going)
            self.select(self._following)

    def _after(self, going: Sequence[Annotation]) -> Annotation | None:
        """The card that is selected when these are gone: the next one, else the one before."""
        rows = [self._model.row_of(a.id) for a in going]
        after = self._model.annotation(max(rows) + 1)
        return after or self._model.annotation(min(rows) - 1)

    # --- the menu

    def _open_menu(self, position: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(position))

    def menu(self) -> CardMenu | None:
        """The menu for the selected cards; None without any that can be changed."""
        marks = self._own()
        if not marks:
            return None
        names = self._model.names_of(marks[0].document)
        can_number = not names.is_by_paragraph and len({m.document for m in marks}) == 1
        menu = CardMenu(
            self._theme, self._acts, marks, self.view,
            edit=lambda mark: self.edit(mark.id),
            number=self.ask_for_page_number if can_number else None,
            rename_colours=self._rename_colours,
        )  # fmt: skip
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def ask_for_page_number(self) -> None:
        """Open the pop-up for the page numbers of the selected annotations."""
        from pincite.services.page_numbering import NumberingScope
        from pincite.ui.reader.page_number_popup import PageNumberPopup

        marks = self._own()
        if not marks:
            return
        document, first = marks[0].document, marks[0].anchor.page_index
        pages = {p for m in marks for p in (m.anchor.page_index, m.anchor.last_page_index)}
        several = len({m.anchor.page_index for m in marks}) > 1
        names = self._model.names_of(document)
        popup = PageNumberPopup(
            self._theme, names, first, self.view,
            selected=sorted(pages) if several else (),
            scope=NumberingScope.SELECTED if several else NumberingScope.PAGE,
        )  # fmt: skip
        popup.numbered.connect(
            lambda numbering: self._acts.number_pages(document, numbering, names.page_count)
        )
        card = self.view.visualRect(self._model.index(self._model.row_of(marks[0].id)))
        corner = self.view.viewport().mapToGlobal(card.topLeft())
        popup.show_beside(QRect(corner, card.size()))
        popup.edit.setFocus()

    def _rename_colours(self) -> None:
        self._acts.rename_colours(self.window())
