"""Typing on the page: the editor that stands in the place of a text box."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from pincite.model.anchors import Quad
from pincite.model.annotations import Colour
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.text_box import (
    PAD_PT,
    box_fill,
    box_font,
    box_ink,
    height_of,
    natural_size,
)
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.theme import Role, Theme

_MOST_WIDTH_PT = 260.0
_PLACEHOLDER_PT = 70.0


@dataclass(frozen=True, slots=True)
class TextDraft:
    """A text box as it is being typed.

    Attributes:
        id: None for a new one.
        box: on the displayed page, in points.
        grows: the width follows the text, as far as the page goes.
    """

    id: AnnotationId | None
    page_index: int
    box: Quad
    text: str
    font_pt: float
    colour: Colour
    grows: bool = False


class TextBoxEditor(QObject):
    """One text box at a time; Esc, Ctrl+Enter and a click elsewhere keep what was typed.

    Signals:
        finished: TextDraft; its text may be empty.
        opened: a text box is being typed.
        placed: QRect in the viewport where it stands now.
    """

    finished = Signal(object)
    opened = Signal()
    placed = Signal(QRect)

    def __init__(self, theme: Theme, view: PageView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._draft: TextDraft | None = None
        self._field: QPlainTextEdit | None = None
        self.companions: list[QWidget] = []
        view.moved.connect(self._place)

    @property
    def draft(self) -> TextDraft | None:
        """What is being typed; None while nothing is."""
        return self._draft

    def open(self, draft: TextDraft) -> None:
        """Type a text box; one that was open is finished."""
        self.finish()
        field = QPlainTextEdit(draft.text, self._view.viewport())
        field.setAccessibleName(self.tr("Text on the page"))
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field.setTabChangesFocus(True)
        field.setPlaceholderText(self.tr("Text"))
        field.textChanged.connect(self._grow)
        # It is always as high as its text; the line that made it grow must not scroll the others.
        field.verticalScrollBar().rangeChanged.connect(
            lambda: field.verticalScrollBar().setValue(0)
        )
        field.installEventFilter(self)
        self._draft, self._field = draft, field
        self._dress()
        self._grow()
        field.show()
        field.setFocus()
        field.moveCursor(field.textCursor().MoveOperation.End)
        self.opened.emit()

    def set_colour(self, colour: Colour) -> None:
        """Give what is being typed another colour."""
        if self._draft is not None:
            self._draft = replace(self._draft, colour=colour)
            self._dress()

    def set_font_pt(self, font_pt: float) -> None:
        """Give what is being typed another size."""
        if self._draft is not None:
            self._draft = replace(self._draft, font_pt=font_pt)
            self._grow()

    def finish(self) -> None:
        """Keep what was typed."""
        draft, field = self._draft, self._field
        if draft is None or field is None:
            return
        self._draft = self._field = None
        had_focus = field.hasFocus()
        field.removeEventFilter(self)
        field.hide()
        field.deleteLater()
        if had_focus:
            self._view.setFocus()
        self.finished.emit(replace(draft, text=field.toPlainText().strip()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Digits and Esc belong to what is typed, not to the tools.
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Escape or (is_enter and control):
                self.finish()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            # Where the focus goes is known only after this event.
            QTimer.singleShot(0, self, self._finish_if_left)
        return super().eventFilter(watched, event)

    def _finish_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or focus is self._field:
            return
        if not any(w is focus or w.isAncestorOf(focus) for w in self.companions):
            self.finish()

    def _dress(self) -> None:
        """The colours of the text box that it will be."""
        if self._draft is None or self._field is None:
            return
        colour, page = QColor(self._draft.colour.hex), self._view.pictures.theme
        fill, ink = box_fill(colour, page), box_ink(colour, page)
        accent = self._theme.colour(Role.ACCENT)
        self._field.setStyleSheet(
            f"QPlainTextEdit {{ background: {fill.name()}; color: {ink.name()}; padding: 0;"
            f" border: 1px solid {accent.name()}; border-radius: 0; }}"
        )

    def _grow(self) -> None:
        """Make the box as large as the text."""
        if self._draft is None or self._field is None:
            return
        draft, text = self._draft, self._field.toPlainText()
        width = draft.box.x1 - draft.box.x0
        if draft.grows:
            sheet = self._view.layout_of_pages.sheet(draft.page_index)
            most = max(min(_MOST_WIDTH_PT, sheet.x1 - draft.box.x0), 4 * draft.font_pt)
            width = natural_size(text, draft.font_pt, most)[0]
        height = height_of(text, draft.font_pt, width)
        box = Quad(draft.box.x0, draft.box.y0, draft.box.x0 + width, draft.box.y0 + height)
        self._draft = replace(draft, box=box)
        self._place()

    def _place(self) -> None:
        if self._draft is None or self._field is None:
            return
        draft, layout = self._draft, self._view.layout_of_pages
        scale = layout.scale / self._view.ratio
        font: QFont = box_font()
        font.setPointSizeF(max(1.0, draft.font_pt * scale * 72 / self._field.logicalDpiY()))
        self._field.setFont(font)
        self._field.document().setDocumentMargin(PAD_PT * scale)
        shown = self._view.rect_of(
            draft.page_index, layout.unrotated_box(draft.page_index, draft.box)
        )
        if draft.grows and not self._field.toPlainText():
            shown.setWidth(max(shown.width(), round(_PLACEHOLDER_PT * scale)))
        # The frame stands around the box. Letters on the screen are a little wider or higher than
        # in print: some more room keeps the last one in its line, and the first line in sight.
        spare = round(3 * scale)
        self._field.setGeometry(QRect(shown).adjusted(-1, -1, 1 + spare, 1 + spare))
        self._field.verticalScrollBar().setValue(0)
        self.placed.emit(self._field.geometry())
