"""The annotation of a pane that is looked at: gone to, selected, or edited in the panel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.model.annotations import Annotation
from pincite.model.ids import AnnotationId

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane


class MarkFocus(QObject):
    """Keeps pages, cards and what was asked for together as annotations come and go."""

    def __init__(self, pane: "ReaderPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._goal: AnnotationId | None = None
        self._noted: AnnotationId | None = None
        pane.marks.changed.connect(self._on_changed)
        pane.acts.note_wanted.connect(self._on_note_wanted)
        pane.acts.annotation_selected.connect(pane.sides.select_card)

    def show(self, annotation_id: AnnotationId) -> None:
        """Show an annotation on its page and select its card, as soon as it is there."""
        pane = self._pane
        annotation = pane.marks.get(annotation_id)
        outside = pane.external.get(annotation_id)
        if outside is not None:
            pane.places.go_to_anchor(outside.anchor)
        elif annotation is None:
            self._goal = annotation_id
        else:
            pane.acts.select_annotation(annotation_id)
            pane.places.go_to_anchor(annotation.anchor)

    def edit_selected(self) -> None:
        """Open the editor of the selected annotation."""
        if self._pane.acts.selected_annotation is not None:
            self._edit(self._pane.acts.selected_annotation)

    def _on_changed(self, annotations: tuple[Annotation, ...]) -> None:
        pane = self._pane
        pane.annotations.set_annotations(annotations)
        pane.modes.show_marks(annotations)
        pane.view.viewport().update()
        pane.sides.show_annotations()
        if pane.marks.get(self._goal) is not None and self._goal:
            goal, self._goal = self._goal, None
            self.show(goal)
        if pane.marks.get(self._noted) is not None and self._noted:
            noted, self._noted = self._noted, None
            self._edit(noted)
        elif pane.acts.selected_annotation is not None:
            pane.sides.select_card(pane.acts.selected_annotation)

    def _on_note_wanted(self, annotation_id: AnnotationId) -> None:
        """The mark is written on another thread; its editor opens when it has come back."""
        if self._pane.marks.get(annotation_id) is not None:
            self._edit(annotation_id)
        else:
            self._noted = annotation_id

    def _edit(self, annotation_id: AnnotationId) -> None:
        self._pane.right_wanted.emit()
        self._pane.sides.right_panel().list.edit(annotation_id)
