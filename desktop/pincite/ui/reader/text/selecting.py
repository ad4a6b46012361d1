"""What can be done with selected text: the bar beside it, and the acts behind it."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pincite.model.anchors import Anchor
from pincite.model.annotations import AnnotationKind, Colour
from pincite.model.ids import AnnotationId
from pincite.model.locators import Locator
from pincite.model.texts import quads_for
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection import Selection, anchor_of, has_texts, selected_text
from pincite.ui.reader.text.selection_bar import SelectionBar
from pincite.ui.reader.text.selection_keys import SelectionKeys
from pincite.ui.reader.text.selection_menu import SelectionAct
from pincite.ui.reader.text.text_pointer import TextPointer


class SelectionActs(QObject):
    """Acts on the selection, or on the selected annotation where there is no selection.

    Attributes:
        marking: what a finished selection becomes at once, while a tool for that is on.

    Signals:
        note_wanted: AnnotationId whose comment is to be typed, once it is there.
        elsewhere_wanted: the selected passage is to be looked for in the whole library.
        annotation_selected: AnnotationId, or None.
        said: (kind, sentence) for the user.
    """

    note_wanted = Signal(object)
    elsewhere_wanted = Signal()
    annotation_selected = Signal(object)
    said = Signal(str, str)

    def __init__(
        self,
        view: PageView,
        texts: PageTexts,
        pointer: TextPointer,
        bar: SelectionBar,
        marks: Marks,
        overlay: AnnotationOverlay,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._texts = texts
        self._pointer = pointer
        self._bar = bar
        self._marks = marks
        self._overlay = overlay
        self._is_bar_wanted = False
        self._is_waiting = False
        self.marking: AnnotationKind | None = None
        SelectionKeys(view, texts, pointer)
        pointer.selection_finished.connect(self._on_finished)
        pointer.selection_changed.connect(self._follow_selection)
        pointer.annotation_clicked.connect(self.select_annotation)
        pointer.nothing_clicked.connect(lambda: self.select_annotation(None))
        view.moved.connect(self._place_bar)
        bar.colour_chosen.connect(self.choose_colour)
        bar.act_chosen.connect(self._on_act)
        bar.kind_chosen.connect(self.mark)
        bar.dismissed.connect(self.close_bar)
        bar.places = self._places
        bar.copy_place_chosen.connect(self.copy_with_citation)
        bar.cite_place_chosen.connect(self.cite)

    @property
    def selected_annotation(self) -> AnnotationId | None:
        """The annotation that keys act on."""
        return self._overlay.selected

    def select_annotation(self, annotation_id: AnnotationId | None) -> None:
        """Select an annotation on its page; None selects none."""
        if annotation_id is not None:
            self._pointer.set_selection(None)
        if annotation_id != self._overlay.selected:
            self._overlay.selected = annotation_id
            self._view.viewport().update()
        self.annotation_selected.emit(annotation_id)

    def choose_colour(self, colour: Colour) -> None:
        """Highlight the selection, or recolour the selected annotation."""
        if self._pointer.selection is not None:
            self.mark(AnnotationKind.HIGHLIGHT, colour)
        elif self._overlay.selected is not None:
            self._marks.recolour(self._overlay.selected, colour)
        else:
            self._marks.tools.set_colour(AnnotationKind.HIGHLIGHT, colour)

    def mark(self, kind: AnnotationKind, colour: Colour | None = None) -> AnnotationId | None:
        """Mark the selection; None when nothing is selected."""
        anchor = self.anchor()
        if anchor is None:
            self.said.emit("info", self.tr("Select text first; then it can be marked."))
            return None
        annotation_id = self._marks.add(anchor, kind, colour)
        self.clear()
        self.select_annotation(annotation_id)
        return annotation_id

    def note(self) -> None:
        """Highlight the selection and type a comment on it."""
        annotation_id = self.mark(AnnotationKind.HIGHLIGHT)
        if annotation_id is not None:
            self.note_wanted.emit(annotation_id)

    def cite(self, locator: Locator | None = None) -> None:
        """Cite the selection or the selected annotation in the active bibliography.

        Args:
            locator: instead of the usual one.
        """
        anchor = self.anchor()
        if anchor is not None:
            annotation_id = self._marks.cite_passage(anchor, locator)
            self.clear()
            self.select_annotation(annotation_id)
        elif self._overlay.selected is not None:
            self._marks.cite_annotation(self._overlay.selected)
        else:
            self.said.emit("info", self.tr("Select text or an annotation first; then cite it."))

    def copy(self) -> None:
        """Copy the selected words."""
        selection = self._pointer.selection
        if selection is not None and has_texts(selection, self._texts.known):
            text = selected_text(selection, self._texts.known)
            QGuiApplication.clipboard().setText(text)

    def copy_with_citation(self, locator: Locator | None = None) -> None:
        """Copy the selected words, or those of the selected annotation, with their citation.

        Args:
            locator: instead of the usual one.
        """
        annotation = self._marks.get(self._overlay.selected)
        anchor = self.anchor() or (annotation.anchor if annotation else None)
        if anchor is None:
            self.said.emit("info", self.tr("Select text or an annotation first; then copy it."))
            return
        QGuiApplication.clipboard().setText(self._marks.quotation(anchor, locator))
        self.said.emit("ok", self.tr("Copied with its citation."))

    def _places(self) -> list[Locator]:
        anchor = self.anchor()
        return [] if anchor is None else self._marks.places(anchor)

    def delete(self) -> None:
        """Delete the selected annotation."""
        if self._overlay.selected is not None:
            annotation_id = self._overlay.selected
            self.select_annotation(None)
            self._marks.delete(annotation_id)

    def escape(self) -> bool:
        """Leave the innermost state: bar, selection, annotation; False when there is none."""
        if self._bar.isVisible():
            self.close_bar()
        elif self._pointer.selection is not None:
            self.clear()
        elif self._overlay.selected is not None:
            self.select_annotation(None)
        else:
            return False
        return True

    def anchor(self) -> Anchor | None:
        """The anchor of the selection; None without one, or while its words are not here yet."""
        selection = self._pointer.selection
        if selection is None or not has_texts(selection, self._texts.known):
            return None
        return anchor_of(selection, self._texts.known)

    def clear(self) -> None:
        """Select no text."""
        self._pointer.set_selection(None)
        self.close_bar()

    def close_bar(self) -> None:
        """Hide the bar; the selection stays."""
        self._is_bar_wanted = False
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._bar.isAncestorOf(focus)
        self._bar.hide()
        if had_focus:
            self._view.setFocus()

    def _on_finished(self) -> None:
        """Offer what can be done with the selection, or do what the tool is for."""
        if self.marking is None:
            self.select_annotation(None)
            self._is_bar_wanted = self._pointer.selection is not None
            self._place_bar()
            return
        # The words of a page that was just scrolled to may still be on their way.
        self._is_waiting = self._pointer.selection is not None and not self._mark_by_tool()

    def _mark_by_tool(self) -> bool:
        """Mark the selection with the tool; False while its words are not here."""
        selection = self._pointer.selection
        if self.marking is None or selection is None:
            return True
        if not has_texts(selection, self._texts.known):
            return False
        anchor = self.anchor()
        self.clear()
        if anchor is not None:
            self._marks.add(anchor, self.marking)
        return True

    def _follow_selection(self) -> None:
        if self._pointer.selection is None:
            self._is_waiting = False
            self.close_bar()
        elif self._is_waiting:
            self._is_waiting = not self._mark_by_tool()
        elif self._is_bar_wanted:
            self._place_bar()

    def _place_bar(self) -> None:
        selection = self._pointer.selection
        if not self._is_bar_wanted or selection is None:
            return
        first, last = self._end_line(selection, 0), self._end_line(selection, -1)
        room = self._view.viewport().rect()
        if first is None or last is None or not room.intersects(first.united(last)):
            self._bar.hide()
            return
        self._bar.place_beside(first, last, room)

    def _end_line(self, selection: Selection, which: int) -> QRect | None:
        """Where the first (0) or last (-1) line of the selection stands in the viewport."""
        end = selection.start if which == 0 else selection.end
        text = self._texts.known.get(end.page_index)
        if text is None:
            return None
        quads = quads_for(text, *selection.span_on(text))
        return self._view.rect_of(end.page_index, quads[which]) if quads else None

    def _on_act(self, act: SelectionAct) -> None:
        match act:
            case SelectionAct.NOTE:
                self.note()
            case SelectionAct.COPY_TEXT:
                self.copy()
                self.close_bar()
            case SelectionAct.COPY:
                self.copy_with_citation()
                self.close_bar()
            case SelectionAct.CITE:
                self.cite()
            case SelectionAct.ELSEWHERE:
                self.close_bar()
                self.elsewhere_wanted.emit()
