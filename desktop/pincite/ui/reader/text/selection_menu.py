"""The menu of a selection: every way to mark it, to copy it and to cite it."""

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pincite.model.annotations import AnnotationKind, Colour
from pincite.ui.icons import icon
from pincite.ui.reader.annotations.swatches import swatch
from pincite.ui.theme import Theme


class SelectionAct(Enum):
    """What can be done with a selection besides marking it."""

    NOTE = "note"
    COPY_TEXT = "copy text"
    COPY = "copy"
    CITE = "cite"


class SelectionMenu(QMenu):
    """Goes when it is closed.

    Signals:
        colour_chosen: Colour; highlight the selection so.
        kind_chosen: AnnotationKind; mark it so, in the present colour.
        act_chosen: SelectionAct.
    """

    colour_chosen = Signal(object)
    kind_chosen = Signal(object)
    act_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        colours = self.addMenu(icon(theme, "pencil-line"), self.tr("Highlight"))
        for colour in Colour:
            chosen = partial(self.colour_chosen.emit, colour)
            name = theme.colour_names.full(colour)
            colours.addAction(swatch(colour), name.replace("&", "&&"), chosen)
        for kind, glyph, text in (
            (AnnotationKind.UNDERLINE, "text-underline", self.tr("Underline")),
            (AnnotationKind.STRIKEOUT, "text-strikethrough", self.tr("Strike out")),
            (AnnotationKind.SQUIGGLE, "waves", self.tr("Squiggle")),
        ):
            self.addAction(icon(theme, glyph), text, partial(self.kind_chosen.emit, kind))
        self._add(SelectionAct.NOTE, "note", self.tr("Highlight with a note"))
        self.addSeparator()
        self._add(SelectionAct.COPY_TEXT, "copy", self.tr("Copy text"))
        self._add(SelectionAct.COPY, "", self.tr("Copy quotation with citation"))
        self._add(SelectionAct.CITE, "quotes", self.tr("Cite in the active bibliography"))

    def _add(self, act: SelectionAct, glyph: str, text: str) -> None:
        action = self.addAction(text, partial(self.act_chosen.emit, act))
        if glyph:
            action.setIcon(icon(self._theme, glyph))
