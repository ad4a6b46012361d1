"""How a finding looks in the list: the work and place, what is quoted, where, and its state."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pincite.model.manuscripts import Finding
from pincite.ui.icons import paint_glyph
from pincite.ui.manuscripts.findings_model import FINDING_ROLE, Index
from pincite.ui.manuscripts.words import place_word, state_look, state_word, work_name
from pincite.ui.theme import Role, Theme

_CHIP_HEIGHT_PX = 20
_CHIP_ICON_PX = 14
_RADIUS_PX = 8


class FindingCard(QStyledItemDelegate):
    """Two lines: work and place with the state at the right; the words quoted and where."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._theme.font()).height()
        return QSize(200, 2 * line + self._theme.spacing(1 + 2 * 2.5 + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding: Finding = index.data(FINDING_ROLE)
        space = self._theme.spacing
        frame = option.rect.adjusted(space(3), 0, -space(3), -space(2))
        inner = frame.adjusted(space(3), space(2.5), -space(3), -space(2.5))
        line = QFontMetrics(self._theme.font()).height()
        first = QRect(inner.left(), inner.top(), inner.width(), line)
        second = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, frame, option.state)
        chip = self._paint_chip(painter, first, finding)
        self._paint_work(painter, first.adjusted(0, 0, -chip - space(2), 0), finding)
        where = place_word(finding.place)
        small = self._theme.font("small")
        width = QFontMetrics(small).horizontalAdvance(where) + 2
        muted = self._theme.colour(Role.MUTED)
        words = f"“{finding.quotation}”" if finding.quotation else finding.written
        self._write(painter, second.adjusted(0, 0, -width - space(3), 0), words, None, muted)
        place = QRect(second.right() - width, second.top(), width + 1, second.height())
        self._write(painter, place, where, small, muted)
        painter.restore()

    def _paint_frame(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = Role.ACCENT if is_selected else Role.MUTED if is_hovered else Role.LINE
        painter.setPen(QPen(self._theme.colour(edge), 1))
        fill = Role.SELECTION if is_selected else Role.SURFACE
        painter.setBrush(self._theme.colour(fill))
        box = QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)

    def _paint_work(self, painter: QPainter, box: QRect, finding: Finding) -> None:
        """The title, cut where there is no room, and the place behind it."""
        bold = self._theme.font(bold=True)
        place = f", {finding.locator.described}" if finding.locator else ""
        place_width = QFontMetrics(self._theme.font()).horizontalAdvance(place) + 4
        metrics = QFontMetrics(bold)
        room = max(0, box.width() - place_width)
        name = metrics.elidedText(work_name(finding), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(name)
        text = self._theme.colour(Role.TEXT)
        # Wider than the letters, or they would be cut once more.
        title = QRect(box.left(), box.top(), width + 4, box.height())
        self._write(painter, title, name, bold, text)
        rest = QRect(box.left() + width, box.top(), box.width() - width, box.height())
        self._write(painter, rest, place, None, text)

    def _paint_chip(self, painter: QPainter, line: QRect, finding: Finding) -> int:
        """The state at the right end of a line; how wide it is."""
        font = self._theme.font("small", bold=True)
        word = state_word(finding.state)
        width = QFontMetrics(font).horizontalAdvance(word) + 34
        top = line.top() + (line.height() - _CHIP_HEIGHT_PX) // 2
        box = self._placed(line, QRect(line.right() - width + 1, top, width, _CHIP_HEIGHT_PX))
        glyph, role = state_look(finding.state)
        colour = self._theme.colour(role)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        icon_top = box.top() + (_CHIP_HEIGHT_PX - _CHIP_ICON_PX) / 2
        icon = QRectF(box.left() + 7, icon_top, _CHIP_ICON_PX, _CHIP_ICON_PX)
        paint_glyph(painter, icon, glyph, colour)
        painter.setFont(font)
        painter.drawText(box.adjusted(25, 0, -7, 0), Qt.AlignmentFlag.AlignVCenter, word)
        return width

    def _write(
        self, painter: QPainter, box: QRect, text: str, font: QFont | None, colour: QColor
    ) -> None:
        chosen = font or self._theme.font()
        painter.setFont(chosen)
        painter.setPen(colour)
        words = QFontMetrics(chosen).elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _placed(self, around: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), around, box)
