"""The tools of a reader: which one is on, and the mouse handed to it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPointingDevice

from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.annotations.marks import Marks
from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selecting import SelectionActs
from pincite.ui.reader.text.text_pointer import TextPointer
from pincite.ui.reader.tools.area_tool import AreaTool
from pincite.ui.reader.tools.box_grips import BoxGrips
from pincite.ui.reader.tools.cursors import text_marker
from pincite.ui.reader.tools.eraser_tool import EraserTool
from pincite.ui.reader.tools.ink_tool import InkTool
from pincite.ui.reader.tools.note_tool import NoteTool
from pincite.ui.reader.tools.page_tool import PageTool
from pincite.ui.reader.tools.text_box_editor import TextBoxEditor
from pincite.ui.reader.tools.text_box_tool import TextBoxTool
from pincite.ui.reader.tools.text_ends import TextEnds
from pincite.ui.reader.tools.tool_state import ToolKind, colour_after
from pincite.ui.reader.tools.tool_strip import ToolStrip
from pincite.ui.theme import Theme


class Toolbox(QObject):
    """Builds the tools and the grips, switches between them, and shows what is on.

    It stands before the text pointer: a page tool takes the mouse; a tool that marks text lets the
    pointer select, and has what was selected marked.

    Signals:
        changed: another tool is on, or none, or its colour or size is another.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        view: PageView,
        texts: PageTexts,
        pointer: TextPointer,
        overlay: AnnotationOverlay,
        marks: Marks,
        acts: SelectionActs,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._pointer = pointer
        self._overlay = overlay
        self._marks = marks
        self._acts = acts
        self._state = marks.tools
        self._page = -1
        self._held: PageTool | None = None
        self.editor = TextBoxEditor(theme, view)
        self.text_box = TextBoxTool(view, marks, overlay, self.editor, acts.select_annotation)
        self._tools: dict[ToolKind, PageTool] = {
            ToolKind.NOTE: NoteTool(view, marks, self._on_note),
            ToolKind.TEXT: self.text_box,
            ToolKind.AREA: AreaTool(view, marks),
            ToolKind.INK: InkTool(marks, overlay),
            ToolKind.ERASER: EraserTool(view, marks, overlay),
        }
        self._box_grips = BoxGrips(theme, view, overlay, marks, acts.select_annotation, self.edit)
        self._text_ends = TextEnds(theme, view, texts, overlay, marks)
        self._theme = theme
        self._strip: ToolStrip | None = None
        pointer.guests = [self, self._text_ends, self._box_grips]
        view.overlays += [self, self._text_ends, self._box_grips]
        self._connect()

    @property
    def current(self) -> ToolKind | None:
        """The tool that is on."""
        return self._state.current

    @property
    def shown(self) -> ToolKind | None:
        """The tool that is on, or that of the text being typed."""
        return ToolKind.TEXT if self.editor.draft is not None else self.current

    @property
    def strip(self) -> ToolStrip:
        """Says what the tool does; made when the first tool is switched on."""
        if self._strip is None:
            self._strip = strip = ToolStrip(self._theme, self._view.viewport())
            strip.colour_chosen.connect(self.choose_colour)
            strip.size_chosen.connect(self.choose_size)
            strip.ended.connect(self.end)
            strip.eraser_asked.connect(self._swap_eraser)
            self.editor.companions.append(strip)
        return self._strip

    # --- acts

    def toggle(self, kind: ToolKind) -> None:
        """Mark what is selected with it; without a selection switch it on or off."""
        made = kind.annotation
        if self._pointer.selection is not None and made is not None and kind.marks_text:
            self._acts.mark(made)
        elif self._pointer.selection is not None and kind is ToolKind.NOTE:
            self._acts.note()
        else:
            self._leave_what_is_open()
            self._acts.clear()
            self._acts.select_annotation(None)
            self._state.toggle(kind)
        self._refresh()

    def end(self) -> bool:
        """Put the tool away; False when none was on."""
        self._leave_what_is_open()
        was_on = self._state.end()
        self._refresh()
        return was_on

    def escape(self) -> bool:
        """Leave what is being drawn or dragged, else put the tool away; False for neither."""
        if self._box_grips.cancel() or self._text_ends.cancel():
            return True
        if self._held is not None and self._held.cancel():
            self._held = None
            self._view.viewport().update()
            return True
        return self.end()

    def choose_colour(self, colour: Colour) -> None:
        """Colour the tool that is on, what is selected, or what is marked next."""
        if self.editor.draft is not None:
            self._state.set_colour(AnnotationKind.TEXT, colour)
            self.editor.set_colour(colour)
        elif self.current is not None and self._overlay.selected is None:
            kind = self.current.annotation
            if kind is not None:
                self._state.set_colour(kind, colour)
        else:
            self._acts.choose_colour(colour)
        self._refresh()

    def next_colour(self) -> None:
        """To the colour after the present one."""
        selected = self._overlay.get(self._overlay.selected)
        if selected is not None:
            present = selected.colour
        elif self.editor.draft is not None:
            present = self.editor.draft.colour
        else:
            present = self._state.colour_of(self._colour_kind())
        self.choose_colour(colour_after(present))

    def choose_size(self, size_pt: float) -> None:
        """Set the width or letter size of the tool that is on, or of the text being typed."""
        if self.editor.draft is not None:
            self._state.font_pt = size_pt
            self.editor.set_font_pt(size_pt)
        else:
            self._state.set_size(size_pt)
        self._refresh()

    def edit(self, annotation: Annotation) -> None:
        """Type in a text box on the page; the comment of others is edited in the list."""
        if annotation.kind is AnnotationKind.TEXT:
            self._acts.select_annotation(None)
            self.text_box.edit(annotation)
        else:
            self._acts.note_wanted.emit(annotation.id)

    # --- PointerGuest

    def press(self, event: QMouseEvent) -> bool:
        """Use the tool that is on."""
        tool = self._tool_for(event)
        spot = self._view.spot_at(event.position())
        if tool is None or spot is None or not self._view.is_on_page(event.position()):
            return False
        if self.editor.draft is not None:
            return False
        self._held, self._page = tool, spot.page_index
        tool.press(spot)
        self._view.viewport().update()
        return True

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun."""
        if self._held is not None:
            self._held.move(self._view.spot_on(self._page, event.position()))
            self._view.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        """End what was begun; a tool that is used once is put away."""
        held, self._held = self._held, None
        if held is not None:
            held.release(self._view.spot_on(self._page, event.position()))
            self._state.end_after_one()
            self._refresh()

    def double_click(self, event: QMouseEvent) -> bool:
        """With a tool on, two clicks are two clicks."""
        return False

    def cursor_at(self, event: QMouseEvent) -> QCursor | None:
        """The cursor of the tool."""
        return self._cursor() if self._view.is_on_page(event.position()) else None

    # --- PageOverlay

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw what is being made."""
        if self._held is not None:
            painter.save()
            self._held.paint_over(painter, index, page, layout)
            painter.restore()

    # --- private

    def _connect(self) -> None:
        self._marks.expected.connect(self._on_expected)
        self._marks.rejected.connect(self._on_rejected)
        self.editor.opened.connect(self._refresh)
        self.editor.placed.connect(lambda rect: self.strip.keep_clear_of(rect))
        self.editor.finished.connect(self._refresh)

    def _cursor(self) -> QCursor | None:
        """The cursor of the tool that is on; None without one."""
        if self.current is None:
            return None
        tool, made = self._tool(), self.current.annotation
        if tool is None and made is not None:
            return text_marker(self._state.colour_of(made))
        return tool.cursor() if tool is not None else None

    def _tool(self) -> PageTool | None:
        return self._tools.get(self.current) if self.current is not None else None

    def _tool_for(self, event: QMouseEvent) -> PageTool | None:
        """The tool that is on; the other end of a tablet's pen rubs out."""
        is_turned = event.pointerType() is QPointingDevice.PointerType.Eraser
        if is_turned and self.current is ToolKind.INK:
            return self._tools[ToolKind.ERASER]
        return self._tool()

    def _leave_what_is_open(self) -> None:
        self.editor.finish()
        if self._held is not None:
            self._held.cancel()
            self._held = None

    def _swap_eraser(self) -> None:
        is_eraser = self.current is ToolKind.ERASER
        self.toggle(ToolKind.INK if is_eraser else ToolKind.ERASER)

    def _colour_kind(self) -> AnnotationKind:
        kind = self.current.annotation if self.current is not None else None
        return kind or AnnotationKind.HIGHLIGHT

    def _on_note(self, annotation_id: AnnotationId) -> None:
        self._acts.select_annotation(annotation_id)
        self._acts.note_wanted.emit(annotation_id)

    def _on_expected(self, annotation: Annotation) -> None:
        self._overlay.show_ahead(annotation)
        self._view.viewport().update()

    def _on_rejected(self) -> None:
        self._overlay.forget_ahead()
        self._view.viewport().update()

    def _refresh(self) -> None:
        """Show the state: cursor, strip, marked selection, and whoever listens."""
        kind, draft = self.current, self.editor.draft
        marks_text = kind is not None and kind.marks_text
        made = kind.annotation if kind is not None else None
        self._acts.marking = made if marks_text else None
        colour = QColor(self._state.colour_of(made).hex) if marks_text and made else None
        self._pointer.show_in(colour)
        if draft is not None:
            self.strip.show_tool(ToolKind.TEXT, draft.colour, draft.font_pt)
        elif kind is not None:
            chosen = self._state.colour_of(made) if made is not None else None
            self.strip.show_tool(kind, chosen, self._state.size_pt)
        elif self._strip is not None:
            self._strip.hide()
        self._view.viewport().setCursor(self._cursor() or QCursor(Qt.CursorShape.IBeamCursor))
        self._view.viewport().update()
        self.changed.emit()
