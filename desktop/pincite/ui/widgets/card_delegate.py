"""How a card is laid out and painted."""

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pincite.model.citations import CitationState
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.card_model import CARD_ROLE, CardEntry, Index, look_of, state_text
from pincite.ui.widgets.laid_text import height_of, laid_out
from pincite.ui.widgets.state_chip import StateLook

_STATE_ICON_PX = 18
"""Icon of a state, and the gap after it."""


class CardDelegate(QStyledItemDelegate):
    """Lays out and paints a card."""

    def __init__(self, theme: Theme, view: QListView, text_lines: int) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._text_lines = text_lines
        self._heights: dict[tuple[CardEntry, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: CardEntry = index.data(CARD_ROLE)
        width = self._view.viewport().width()
        key = (card, width)
        if key not in self._heights:
            if len(self._heights) > 4096:
                self._heights.clear()
            self._heights[key] = self._height(card, width)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: CardEntry = index.data(CARD_ROLE)
        state: QStyle.StateFlag = option.state
        outer = self._outer(option.rect)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card.is_section:
            self._paint_section(painter, card, outer)
            painter.restore()
            return
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_focused = is_selected and self._view.hasFocus()
        border = Role.ACCENT if is_selected else Role.LINE
        if state & QStyle.StateFlag.State_MouseOver and not is_selected:
            border = Role.MUTED
        painter.setPen(QPen(theme.colour(border), 1.5 if is_focused else 1.0))
        painter.setBrush(theme.colour(Role.SURFACE))
        painter.drawRoundedRect(QRectF(outer).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_content(painter, card, self._inner(outer))
        painter.restore()

    def _paint_section(self, painter: QPainter, card: CardEntry, outer: QRect) -> None:
        theme = self._theme
        font = theme.font("small", bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        painter.setFont(font)
        painter.setPen(theme.colour(Role.MUTED))
        line = QRect(outer.left(), outer.top(), outer.width(), self._line_height())
        heading = painter.fontMetrics().elidedText(
            card.heading, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, heading)
        if card.detail:
            layout = laid_out(card.detail, theme.font(), outer.width(), 3)
            layout.draw(painter, QPointF(outer.left(), line.bottom() + 1 + theme.spacing(0.5)))

    def _outer(self, rect: QRect) -> QRect:
        side = self._theme.spacing(3)
        return rect.adjusted(side, 0, -side, -self._theme.spacing(2))

    def _inner(self, outer: QRect) -> QRect:
        side, top = self._theme.spacing(3), self._theme.spacing(2.5)
        return outer.adjusted(side, top, -side, -top)

    def _paint_content(self, painter: QPainter, card: CardEntry, box: QRect) -> None:
        theme = self._theme
        y = box.top() + self._paint_first_line(painter, card, box)
        if card.text:
            indent = theme.spacing(3) if card.colour else 0
            layout = self._text_layout(card, box.width() - indent)
            height = height_of(layout)
            top = y + theme.spacing(1)
            if card.colour:
                painter.fillRect(QRectF(box.left(), top, 3, height), QColor(card.colour))
            quiet = Role.TEXT if card.colour else Role.MUTED
            painter.setPen(theme.colour(quiet))
            layout.draw(painter, QPointF(box.left() + indent, top))
            y = round(top + height)
        if card.foot:
            layout = laid_out(card.foot, theme.font(), box.width(), 3)
            painter.setPen(theme.colour(Role.TEXT))
            layout.draw(painter, QPointF(box.left(), y + theme.spacing(1)))

    def _paint_first_line(self, painter: QPainter, card: CardEntry, box: QRect) -> int:
        theme = self._theme
        left, right = box.left(), box.right()
        height = self._line_height()
        if card.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(card.colour))
            painter.drawRoundedRect(QRectF(left, box.top() + (height - 10) / 2, 10, 10), 3, 3)
            left += 10 + theme.spacing(2)
        if card.state is not None:
            right = self._paint_state(painter, card, card.state, box)
        bold = theme.font(bold=True)
        painter.setFont(bold)
        painter.setPen(theme.colour(Role.TEXT))
        room = max(0, right - left)
        detail_width = painter.fontMetrics().horizontalAdvance(card.detail)
        heading_room = max(room // 2, room - detail_width - theme.spacing(2))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(card.heading, Qt.TextElideMode.ElideRight, heading_room)
        line = QRect(left, box.top(), room, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        left += metrics.horizontalAdvance(text) + theme.spacing(1.5)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(Role.MUTED))
        rest = QRect(left, box.top(), max(0, right - left), height)
        detail = painter.fontMetrics().elidedText(
            card.detail, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, detail)
        return height

    def state_box(self, card: CardEntry, rect: QRect) -> QRect:
        """Icon and word of a card's state, in the card's rectangle of the view."""
        return self._state_box(card, self._inner(self._outer(rect)))

    def _state_box(self, card: CardEntry, inner: QRect) -> QRect:
        if card.state is None:
            return QRect()
        metrics = QFontMetrics(self._theme.font("small", bold=True))
        width = metrics.horizontalAdvance(state_text(card)) + _STATE_ICON_PX
        return QRect(inner.right() - width, inner.top(), width + 1, self._line_height())

    def _paint_state(
        self, painter: QPainter, card: CardEntry, state: CitationState | StateLook, inner: QRect
    ) -> int:
        """Paint the state at the right; where there is room up to."""
        box = self._state_box(card, inner)
        look = look_of(state)
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.colour(look.role))
        text = box.adjusted(_STATE_ICON_PX, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, state_text(card))
        icon_box = QRectF(box.left(), box.top() + (box.height() - 14) / 2, 14, 14)
        paint_glyph(painter, icon_box, look.glyph, self._theme.colour(look.role))
        return box.left() - 8

    def _text_layout(self, card: CardEntry, width: int) -> QTextLayout:
        mark = QTextCharFormat()
        mark.setBackground(self._theme.colour(Role.MARK))
        mark.setForeground(self._theme.colour(Role.TEXT))
        return laid_out(card.text, self._theme.font(), width, self._text_lines, card.marks, mark)

    def _line_height(self) -> int:
        return self._theme.spacing(5)

    def _height(self, card: CardEntry, width: int) -> int:
        inner = self._inner(self._outer(QRect(0, 0, width, 1000)))
        height = self._line_height()
        if card.is_section:
            outer = self._outer(QRect(0, 0, width, 1000))
            layout = laid_out(card.detail, self._theme.font(), outer.width(), 3)
            rest = round(height_of(layout)) + self._theme.spacing(0.5) if card.detail else 0
            return height + rest + self._theme.spacing(2)
        if card.text:
            indent = self._theme.spacing(3) if card.colour else 0
            layout = self._text_layout(card, inner.width() - indent)
            height += round(height_of(layout)) + self._theme.spacing(1)
        if card.foot:
            layout = laid_out(card.foot, self._theme.font(), inner.width(), 3)
            height += round(height_of(layout)) + self._theme.spacing(1)
        return height + self._theme.spacing(2 * 2.5) + self._theme.spacing(2)
