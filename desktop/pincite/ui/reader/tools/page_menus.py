"""The menus of the right button on the pages."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.area_pictures import AreaPictures
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.annotations.text_box import fitted_to_text
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.selecting import SelectionActs
from pincite.ui.reader.text.selection_bar import SelectionBar
from pincite.ui.reader.text.text_pointer import TextPointer
from pincite.ui.reader.tools.toolbox import Toolbox

if TYPE_CHECKING:
    from pincite.ui.reader.annotations.annotation_acts import AnnotationActs


class PageMenus(QObject):
    """Opens the menu of the annotation under the mouse, or else that of the selection.

    Signals:
        said: (kind, sentence) for the user.
        similar_wanted: index of the page; pages like it are wanted.
    """

    said = Signal(str, str)
    similar_wanted = Signal(object)

    def __init__(
        self,
        context: AppContext,
        view: PageView,
        pointer: TextPointer,
        overlay: AnnotationOverlay,
        marks: Marks,
        acts: SelectionActs,
        bar: SelectionBar,
        tools: Toolbox,
        pictures: AreaPictures,
    ) -> None:
        super().__init__(view)
        self._context = context
        self._records: AnnotationActs | None = None
        self._view = view
        self._pointer = pointer
        self._overlay = overlay
        self._marks = marks
        self._acts = acts
        self._bar = bar
        self._tools = tools
        self._pictures = pictures
        self._wanted: Annotation | None = None
        view.menu_asked.connect(self._open)
        pictures.arrived.connect(self._on_picture)

    def copy_picture(self, annotation: Annotation) -> None:
        """Put the picture of an area on the clipboard, as soon as it has been drawn."""
        image = self._pictures.get(annotation)
        self._wanted = annotation if image is None else None
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.said.emit("ok", self.tr("Copied as a picture."))

    def _on_picture(self, annotation_id: AnnotationId) -> None:
        if self._wanted is not None and self._wanted.id == annotation_id:
            self.copy_picture(self._wanted)

    def _open(self, position: QPoint, is_by_key: bool) -> None:
        if is_by_key:
            self._open_by_key()
            return
        spot = self._view.spot_at(QPointF(position))
        found = self._overlay.at(spot.page_index, spot.x_pt, spot.y_pt) if spot else None
        place = self._view.viewport().mapToGlobal(position)
        if self._pointer.selection is not None and found is None:
            self._bar.open_menu(place)
        elif found is not None:
            self._open_on(found, place)
        elif spot is not None:
            self._open_on_page(spot.page_index, place)

    def _open_by_key(self) -> None:
        """At what is selected, as far as it is seen."""
        port = self._view.viewport()
        selected = self._overlay.get(self._overlay.selected)
        if selected is not None and selected.anchor.places:
            place = selected.anchor.places[0]
            rect = self._view.rect_of(place.page_index, place.quads[0]) & port.rect()
            self._open_on(selected, port.mapToGlobal(rect.bottomLeft()))
        elif self._pointer.selection is not None:
            self._bar.open_menu(port.mapToGlobal(port.rect().center()))
        else:
            middle = port.mapToGlobal(port.rect().center())
            self._open_on_page(self._view.current_page, middle)

    def _open_on_page(self, page_index: int, place: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            icon(self._context.theme, "magnifying-glass"),
            self.tr("More like this page"),
            lambda: self.similar_wanted.emit(page_index),
        )
        menu.popup(place)

    def _open_on(self, annotation: Annotation, place: QPoint) -> None:
        from pincite.ui.reader.annotations.card_menu import CardMenu

        self._acts.select_annotation(annotation.id)
        records = self._record_acts()
        menu = CardMenu(
            self._context.theme, records, (annotation,), self._view,
            edit=self._tools.edit,
            copy_picture=self.copy_picture,
            resize_letters=self._resize_letters,
            rename_colours=lambda: records.rename_colours(self._view.window()),
        )  # fmt: skip
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _record_acts(self) -> "AnnotationActs":
        """Made with the first menu, which the first page does not wait for."""
        from pincite.ui.reader.annotations.annotation_acts import AnnotationActs

        if self._records is None:
            self._records = AnnotationActs(self._context, self)
            self._records.recoloured.connect(lambda v: self._marks.take_colour(*v))
        return self._records

    def _resize_letters(self, annotation: Annotation, font_pt: float) -> None:
        after = fitted_to_text(replace(annotation, font_pt=font_pt), self._view.layout_of_pages)
        self._marks.reshape(after, "Change letter size")
