"""How results are painted: a frame for each work, in it the lines that were found."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pincite.services.hits import Hit
from pincite.ui.icons import paint_glyph
from pincite.ui.search.results_model import ROW_ROLE, Index
from pincite.ui.search.rows import ResultRow, RowKind
from pincite.ui.search.words import (
    differences_text,
    found_in_work,
    made_by,
    more_text,
    nearness,
    place_name,
    title_of,
)
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.laid_text import height_of, laid_out

_LINE_STEPS = 5
_PLACE_STEPS = 18
"""Room for "p. 1123" before the line that was found."""
_TEXT_LINES = 2


class ResultsDelegate(QStyledItemDelegate):
    """Lays out and paints the rows."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._heights: dict[tuple[ResultRow, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ResultRow = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        key = (row, width)
        if key not in self._heights:
            if len(self._heights) > 4096:
                self._heights.clear()
            self._heights[key] = self._height(row, width)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._frame(option.rect, row)
        self._paint_frame(painter, frame, row)
        self._paint_state(painter, frame, option.state, row)
        box = self._inner(frame, row)
        if row.kind in (RowKind.HEAD, RowKind.WORK):
            self._paint_head(painter, row, box)
        if row.kind is RowKind.WORK and row.hit is not None and row.hit.where != "title":
            self._paint_line(painter, row.hit, box.adjusted(0, self._line_px, 0, 0))
        elif row.kind is RowKind.HIT and row.hit is not None:
            self._paint_hit(painter, row.hit, box)
        elif row.kind in (RowKind.MORE, RowKind.FEWER):
            painter.setPen(self._theme.colour(Role.ACCENT))
            painter.setFont(self._theme.font())
            room = box.adjusted(self._indent_px, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, more_text(row))
        painter.restore()

    @property
    def _line_px(self) -> int:
        return self._theme.spacing(_LINE_STEPS)

    @property
    def _indent_px(self) -> int:
        return self._theme.spacing(_PLACE_STEPS)

    def _frame(self, rect: QRect, row: ResultRow) -> QRect:
        side = self._theme.spacing(3)
        return rect.adjusted(side, 0, -side, -self._theme.spacing(2) if row.is_last else 0)

    def _inner(self, frame: QRect, row: ResultRow) -> QRect:
        side, half = self._theme.spacing(3), self._theme.spacing(1)
        top = self._theme.spacing(2) if row.is_first else half
        bottom = self._theme.spacing(2.5) if row.is_last else half
        return frame.adjusted(side, top, -side, -bottom)

    def _paint_frame(self, painter: QPainter, frame: QRect, row: ResultRow) -> None:
        """The part of the work's frame that this row has: its top, its sides, its bottom."""
        whole = QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5)
        beyond = 2.0 * self._theme.spacing(4)
        whole.adjust(0, 0 if row.is_first else -beyond, 0, 0 if row.is_last else beyond)
        painter.save()
        painter.setClipRect(frame)
        painter.setPen(QPen(self._theme.colour(Role.LINE), 1.0))
        painter.setBrush(self._theme.colour(Role.SURFACE))
        painter.drawRoundedRect(whole, 8, 8)
        painter.restore()

    def _paint_state(
        self, painter: QPainter, frame: QRect, state: QStyle.StateFlag, row: ResultRow
    ) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if row.kind is RowKind.HEAD or not (is_selected or is_under_mouse):
            return
        gap = self._theme.spacing(1)
        room = QRectF(frame).adjusted(gap, 0, -gap, -gap if row.is_last else 0)
        if row.is_first:
            room.setTop(room.top() + gap)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_selected and self._view.hasFocus():
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 1.0))
            room.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self._theme.colour(Role.SELECTION if is_selected else Role.HOVER))
        painter.drawRoundedRect(room, 6, 6)

    def _paint_head(self, painter: QPainter, row: ResultRow, box: QRect) -> None:
        """Title, who made it, and where the best hit of a work stands."""
        theme = self._theme
        line = QRect(box.left(), box.top(), box.width(), self._line_px)
        place = found_in_work(row) if row.kind is RowKind.WORK else ""
        if place:
            painter.setFont(theme.font("small", bold=True))
            painter.setPen(theme.colour(Role.MUTED))
            painter.drawText(line, _RIGHT, place)
            line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(place) - 12)
        made = made_by(row.work)
        made = f"· {made}" if made else ""
        bold = QFontMetrics(theme.font(bold=True))
        wanted = QFontMetrics(theme.font()).horizontalAdvance(made)
        room = max(line.width() * 3 // 5, line.width() - wanted - theme.spacing(2))
        title = bold.elidedText(title_of(row.work), Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour(Role.TEXT))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        line.setLeft(line.left() + bold.horizontalAdvance(title) + theme.spacing(1.5))
        painter.setFont(theme.font())
        painter.setPen(theme.colour(Role.MUTED))
        made = painter.fontMetrics().elidedText(made, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, made)

    def _paint_hit(self, painter: QPainter, hit: Hit, box: QRect) -> None:
        theme = self._theme
        place = QRect(box.left(), box.top(), self._indent_px - theme.spacing(2), self._line_px)
        if hit.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hit.colour))
            dot = QRectF(place.left(), place.top() + (place.height() - 10) / 2, 10, 10)
            painter.drawRoundedRect(dot, 3, 3)
            place.setLeft(place.left() + 16)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour(Role.MUTED))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(place_name(hit), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_line(painter, hit, box.adjusted(self._indent_px, 0, 0, 0))

    def _paint_line(self, painter: QPainter, hit: Hit, box: QRect) -> None:
        """How near it is, the line that was found, and what differs in it."""
        theme, y = self._theme, box.top()
        look = nearness(hit)
        if look is not None:
            colour = theme.colour(look.role)
            icon = QRectF(box.left(), y + (self._line_px - 14) / 2, 14, 14)
            paint_glyph(painter, icon, look.glyph, colour)
            painter.setFont(theme.font("small", bold=True))
            painter.setPen(colour)
            line = QRect(box.left() + 18, y, box.width() - 18, self._line_px)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, look.word)
            y += self._line_px
        layout = self._text(hit, box.width())
        painter.setPen(theme.colour(Role.TEXT))
        layout.draw(painter, QPointF(box.left(), y))
        if hit.differences:
            below = self._differences(hit, box.width())
            painter.setPen(theme.colour(Role.MUTED))
            below.draw(painter, QPointF(box.left(), y + height_of(layout)))

    def _text(self, hit: Hit, width: int) -> QTextLayout:
        mark = QTextCharFormat()
        mark.setBackground(self._theme.colour(Role.MARK))
        mark.setForeground(self._theme.colour(Role.TEXT))
        lines = _TEXT_LINES + 2 if hit.chunks else _TEXT_LINES
        marks = tuple((m[0], m[1]) for m in hit.snippet.marks)
        return laid_out(hit.snippet.text, self._theme.font(), width, lines, marks, mark)

    def _differences(self, hit: Hit, width: int) -> QTextLayout:
        return laid_out(differences_text(hit.chunks), self._theme.font("small"), width, 2)

    def _height(self, row: ResultRow, width: int) -> int:
        frame = self._frame(QRect(0, 0, width, 1000), row)
        inner = self._inner(frame, row)
        height = 1000 - inner.height()
        if row.kind is not RowKind.HIT:
            height += self._line_px
        if row.hit is not None and row.hit.where != "title":
            indent = self._indent_px if row.kind is RowKind.HIT else 0
            room = inner.width() - indent
            lines = height_of(self._text(row.hit, room))
            if row.hit.differences:
                lines += height_of(self._differences(row.hit, room))
            lines += self._line_px if row.hit.chunks else 0
            height += max(round(lines), self._line_px)
        return height


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
