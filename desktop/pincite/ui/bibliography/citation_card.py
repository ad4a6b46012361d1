"""How a citation looks in the list, and where its parts stand."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from pincite.model.citations import Shown
from pincite.model.rich_text import plain_text
from pincite.services.cited_rows import CitedRow
from pincite.ui.bibliography.standing_words import look_of
from pincite.ui.bibliography.words import author_year, note_line, place, second_line
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme

_CHIP_HEIGHT_PX = 20
_CHIP_ICON_PX = 14
_NOTE_ICON_PX = 13
_RADIUS_PX = 8
_JOINED = tuple(",.;:)]")
"""A text that begins with one of these stands without a space, as in the formatted citation."""


@dataclass(frozen=True, slots=True)
class CardParts:
    """Where the parts of a card stand, in the coordinates of the view.

    Attributes:
        words: the pieces of the first line with their boxes: text before, who and when, where and
            text after.
        locator: the place cited; as wide as its text, or a little for one that has none.
        below: the lines under the first one, or the editor in their place.
        lines: boxes of the single lines in `below`.
    """

    frame: QRect
    number: QRect
    words: tuple[tuple[QRect, str], ...]
    locator: QRect
    below: QRect
    lines: tuple[QRect, ...]
    chip: QRect


class CitationCard:
    """A card: number, who and when, where; below the words quoted; at the right the state.

    Args:
        view: gives the direction in which people read.
    """

    def __init__(self, theme: Theme, view: QWidget) -> None:
        self._theme = theme
        self._view = view

    def height(self, row: CitedRow, shown: Shown, editor: QWidget | None = None) -> int:
        """How high the card is; with an editor it is as high as that wants."""
        line, space = QFontMetrics(self._theme.font()).height(), self._theme.spacing
        below = len(_lines(row, shown)) * (line + space(1))
        if editor is not None:
            below = editor.sizeHint().height() + space(2)
        return line + below + space(2 * 2.5 + 2)

    def parts(self, rect: QRect, row: CitedRow, shown: Shown) -> CardParts:
        """Lay out the card of `row` in its item rectangle."""
        space = self._theme.spacing
        body = QFontMetrics(self._theme.font())
        frame = rect.adjusted(space(3), 0, -space(3), -space(2))
        inner = frame.adjusted(space(3), space(2.5), -space(3), -space(2.5))
        line = body.height()
        left = inner.left() + space(8)
        chip_width = self._chip_width(row)
        chip_top = inner.top() + (line - _CHIP_HEIGHT_PX) // 2
        chip = QRect(inner.right() - chip_width + 1, chip_top, chip_width, _CHIP_HEIGHT_PX)
        room = max(0, chip.left() - space(2) - left)
        words, locator = self._first_line(QRect(left, inner.top(), room, line), row)
        below = QRect(
            left, inner.top() + line, inner.right() - left, inner.bottom() - inner.top() - line + 1
        )
        tops = (
            below.top() + space(1) + n * (line + space(1)) for n in range(len(_lines(row, shown)))
        )
        lines = tuple(QRect(left, top, below.width(), line) for top in tops)
        placed = self._placed
        return CardParts(
            frame,
            placed(rect, QRect(inner.left(), inner.top(), space(7), line)),
            tuple((placed(rect, box), text) for box, text in words),
            placed(rect, locator),
            placed(rect, below),
            tuple(placed(rect, box) for box in lines),
            placed(rect, chip),
        )

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        row: CitedRow,
        number: int,
        shown: Shown,
        state: QStyle.StateFlag,
        *,
        is_edited: bool = False,
    ) -> None:
        """Draw the card; while it is edited only its first line."""
        parts = self.parts(rect, row, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, parts.frame, state, is_edited=is_edited)
        body, bold = self._theme.font(), self._theme.font(bold=True)
        is_quiet = row.item.trashed != ""
        muted = self._theme.colour(Role.MUTED)
        text = muted if is_quiet else self._theme.colour(Role.TEXT)
        write(painter, parts.number, str(number) if number else "–", body, muted)
        looks = ((body, muted), (bold, text), (body, text), (body, muted))
        for (box, words), (font, colour) in zip(parts.words, looks, strict=True):
            write(painter, box, words, font, colour)
        if not is_edited:
            for number, (box, words) in enumerate(
                zip(parts.lines, _lines(row, shown), strict=True)
            ):
                inner = self._paint_note_icon(painter, box) if number else box
                write(painter, inner, words, body, muted)
        self._paint_chip(painter, parts.chip, row)

    def _paint_note_icon(self, painter: QPainter, line: QRect) -> QRect:
        """Tell a note from a quotation by its icon; returns the room that is left."""
        top = line.top() + (line.height() - _NOTE_ICON_PX) / 2
        box = QRect(line.left(), round(top), _NOTE_ICON_PX, _NOTE_ICON_PX)
        colour = self._theme.colour(Role.MUTED)
        paint_glyph(painter, QRectF(self._placed(line, box)), "note", colour)
        return self._placed(line, line.adjusted(_NOTE_ICON_PX + 5, 0, 0, 0))

    def _first_line(self, line: QRect, row: CitedRow) -> tuple[list[tuple[QRect, str]], QRect]:
        """Before, who and when, where, after: the name gives way first, then what is around."""
        body, bold = QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font(bold=True))
        before, after = plain_text(row.citation.prefix), plain_text(row.citation.suffix)
        before = f"{before} " if before else ""
        after = after if after[:1] in _JOINED else f" {after}"
        after = after if after.strip() else ""
        where = f", {place(row)}" if row.locator else ""
        room = max(0, line.width() - body.horizontalAdvance(where))
        around = room // 3
        before = fitted(body, before, around) if before else ""
        room -= body.horizontalAdvance(before)
        after = fitted(body, after, around) if after else ""
        room -= body.horizontalAdvance(after)
        name = fitted(bold, author_year(row.item), room)
        x, found = line.left(), []
        for text, metrics in ((before, body), (name, bold), (where, body), (after, body)):
            width = metrics.horizontalAdvance(text)
            found.append((QRect(x, line.top(), width + 1, line.height()), text))
            x += width
        locator = QRect(found[2][0])
        locator.setWidth(max(locator.width(), self._theme.spacing(6)))
        return found, locator

    def _placed(self, around: QRect, box: QRect) -> QRect:
        """`box`, on the other side where people read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), around, box)

    def _paint_frame(
        self, painter: QPainter, frame: QRect, state: QStyle.StateFlag, *, is_edited: bool
    ) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = Role.ACCENT if is_selected or has_focus else Role.MUTED if is_hovered else Role.LINE
        fill = Role.SELECTION if is_selected and not is_edited else Role.SURFACE
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(fill))
        painter.drawRoundedRect(
            QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX
        )

    def _chip_width(self, row: CitedRow) -> int:
        metrics = QFontMetrics(self._theme.font("small", bold=True))
        return metrics.horizontalAdvance(look_of(row).word) + 34

    def _paint_chip(self, painter: QPainter, box: QRect, row: CitedRow) -> None:
        look = look_of(row)
        colour = self._theme.colour(look.role)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        top = box.top() + (box.height() - _CHIP_ICON_PX) / 2
        icon_box = QRect(box.left() + 7, round(top), _CHIP_ICON_PX, _CHIP_ICON_PX)
        paint_glyph(painter, QRectF(self._placed(box, icon_box)), look.glyph, colour)
        text = self._placed(box, box.adjusted(25, 0, 0, 0))
        write(painter, text, look.word, self._theme.font("small", bold=True), colour)


def _lines(row: CitedRow, shown: Shown) -> list[str]:
    """What stands under the first line: the words quoted or the title, and what was noted."""
    first = second_line(row) if shown.list_quotations else row.item.title
    note = note_line(row) if shown.list_notes else ""
    return [first, note] if note else [first]


def fitted(metrics: QFontMetrics, text: str, width: int) -> str:
    """`text`, cut to a width; measured first, or one that just fits would be cut for a fraction."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def write(painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor) -> None:
    """Write one line into a box, cut where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = fitted(QFontMetrics(font), text, box.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(box, flags, shown)
