"""How high the cards are: guessed for those far away, exact for those on view."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, SignalInstance
from PySide6.QtGui import QImage

from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.ids import AnnotationId
from pincite.ui.reader.annotations.annotation_model import AnnotationRow
from pincite.ui.reader.annotations.card_text import CommentDocument, Wrapping, is_plain
from pincite.ui.theme import Theme

QUOTE_LINES = 4
CORE_LINES = 2
_COMMENT_LINES = 40
_KEPT = 300


class PictureSource(Protocol):
    """Who has pictures of areas.

    Signals:
        arrived: AnnotationId whose picture can be had now.
    """

    arrived: SignalInstance

    def get(self, annotation: Annotation) -> QImage | None:
        """The picture of an area if it is here; else it is asked for and `arrived` follows."""
        ...


@dataclass(slots=True)
class CardLayout:
    """What stands in a card, in lines.

    Attributes:
        document: the comment with markup or replies; else it is in `comment`.
        picture: size of the picture in pixels; empty without one.
    """

    row: AnnotationRow
    core: list[str]
    quote: list[str]
    comment: list[str]
    document: CommentDocument | None
    picture: QSize
    height: int = 0


class CardLayouts(QObject):
    """Lays out cards for one width, keeps what was laid out, and guesses for the others.

    Attributes:
        line_px: from one line to the next.
        has_pictures: leave room for pictures of areas.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step_px = theme.spacing(1)
        self.line_px = theme.spacing(5)
        self._width = 260
        self.has_pictures = False
        self._layouts: dict[AnnotationId, CardLayout] = {}
        self._heights: dict[AnnotationId, tuple[AnnotationRow, int]] = {}
        self._is_exact: set[AnnotationId] = set()
        self.forget()

    @property
    def width(self) -> int:
        """Pixels that a card has, its borders included."""
        return self._width

    def set_width(self, width: int) -> None:
        """Lay out for another width."""
        if width != self._width:
            self._width = width
            self._drop()

    def forget(self) -> None:
        """Fonts or colours are others now."""
        self._body = Wrapping(self._theme.font("body"))
        self._bold = Wrapping(self._theme.font("body", bold=True))
        self._named = frozenset(self._theme.colour_names.own_names)
        self._drop()

    def _drop(self) -> None:
        self._letters = max(1, self.quote_width // self._body.letter_px)
        self._layouts.clear()
        self._heights.clear()
        self._is_exact.clear()

    @property
    def inner_width(self) -> int:
        """Pixels for text."""
        return max(40, self._width - 2 * self._theme.spacing(3))

    @property
    def quote_width(self) -> int:
        """Pixels for the text of quotations, beside the bar."""
        return self.inner_width - self._theme.spacing(3)

    def height(self, row: AnnotationRow) -> int:
        """The height of a card with the gap below, as far as it is known."""
        known = self._heights.get(row.annotation.id)
        if known is None or known[0] != row:
            self._is_exact.discard(row.annotation.id)
            known = (row, self._guess(row))
            self._heights[row.annotation.id] = known
        return known[1]

    def is_exact(self, row: AnnotationRow) -> bool:
        """True when the height is not just a guess."""
        known = self._heights.get(row.annotation.id)
        return known is not None and known[0] == row and row.annotation.id in self._is_exact

    def settle(self, row: AnnotationRow) -> bool:
        """Find the exact height; True when it is another than was said before."""
        if self.is_exact(row):
            return False
        before, exact = self.height(row), self.layout(row).height
        self._heights[row.annotation.id] = (row, exact)
        self._is_exact.add(row.annotation.id)
        return before != exact

    def layout(self, row: AnnotationRow) -> CardLayout:
        """The card laid out."""
        found = self._layouts.get(row.annotation.id)
        if found is None or found.row != row:
            if len(self._layouts) >= _KEPT:
                self._layouts.clear()
            found = self._layouts[row.annotation.id] = self._laid_out(row)
        return found

    def _laid_out(self, row: AnnotationRow) -> CardLayout:
        mark = row.annotation
        comment, document = [], None
        if mark.replies or not is_plain(mark.comment):
            document = CommentDocument(
                self._theme, mark.comment.strip(), mark.replies, self.inner_width
            )
        elif mark.comment:
            comment = self._body.lines(mark.comment, self.inner_width, _COMMENT_LINES)
        layout = CardLayout(
            row,
            self._bold.lines(mark.core, self.inner_width, CORE_LINES),
            self._body.lines(mark.anchor.quote, self.quote_width, QUOTE_LINES),
            comment,
            document,
            self._picture_size(mark),
        )
        layout.height = self._height(
            len(layout.core), len(layout.quote), len(comment),
            round(document.size().height()) if document else 0, layout.picture.height(), mark,
        )  # fmt: skip
        return layout

    def _guess(self, row: AnnotationRow) -> int:
        """From the lengths of the texts alone: asked for thousands of cards in one go."""
        mark, letters = row.annotation, self._letters
        quote = min(QUOTE_LINES, -(-len(mark.anchor.quote) // letters))
        core = min(CORE_LINES, -(-len(mark.core) // letters))
        comment = 0
        if mark.comment or mark.replies:
            comment = -(-len(mark.comment) // letters) + mark.comment.count("\n")
            comment = min(_COMMENT_LINES, comment + len(mark.replies))
        picture = self._picture_size(mark).height() if self.has_pictures else 0
        return self._height(core, quote, comment, 0, picture, mark)

    def _height(
        self, core: int, quote: int, comment: int, document: int, picture: int, mark: Annotation
    ) -> int:
        step, line = self._step_px, self.line_px
        height = line + 6 * step + core * line
        if quote:
            height += quote * line + step
        if picture:
            height += picture + 2 * step
        if comment or document:
            height += comment * line + document + step
        if mark.tags or mark.colour in self._named:
            height += line
        return height

    def _picture_size(self, mark: Annotation) -> QSize:
        places = mark.anchor.places
        if (
            not self.has_pictures
            or mark.kind is not AnnotationKind.AREA
            or not places
            or not places[0].quads
        ):
            return QSize(0, 0)
        box = places[0].quads[0]
        size = QSize(max(1, round(box.x1 - box.x0)), max(1, round(box.y1 - box.y0)))
        most = QSize(self.inner_width, self._theme.spacing(40))
        larger = size.scaled(most, _KEEP_RATIO)
        # Small areas are not blown up beyond what reads well.
        return larger if larger.width() <= 2 * size.width() else size * 2


_KEEP_RATIO = Qt.AspectRatioMode.KeepAspectRatio
