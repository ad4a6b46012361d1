"""How a heading between citations looks in the list."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from pincite.ui.bibliography.citation_card import fitted, write
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.words import counted

_CARET_PX = 14


class HeadingLine:
    """An arrow that folds the group, the text in bold, and what the group holds."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        self._theme = theme
        self._view = view

    def height(self) -> int:
        """How high a heading is."""
        return QFontMetrics(self._theme.font(bold=True)).height() + self._theme.spacing(5)

    def caret_box(self, rect: QRect) -> QRect:
        """The arrow, with room around it to be hit."""
        space = self._theme.spacing
        box = QRect(rect.left() + space(3), rect.top(), space(9), rect.height() - space(1))
        return self._placed(rect, box)

    def title_box(self, rect: QRect) -> QRect:
        """The text, as wide as it may be."""
        space = self._theme.spacing
        box = rect.adjusted(space(3 + 3 + 8), space(1), -space(4), -space(2))
        return self._placed(rect, box)

    def paint(
        self, painter: QPainter, rect: QRect, row: HeadingRow, state: QStyle.StateFlag
    ) -> None:
        """Draw it."""
        theme, space = self._theme, self._theme.spacing
        ground = rect.adjusted(space(3), 0, -space(3), -space(1))
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION if is_selected else Role.HOVER))
            painter.drawRoundedRect(QRectF(ground), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour(Role.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(ground).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        caret = QRect(ground.left() + space(3), 0, _CARET_PX, _CARET_PX)
        caret.moveTop(ground.center().y() - _CARET_PX // 2)
        is_turned = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closed = "caret-left" if is_turned else "caret-right"
        glyph = "caret-down" if row.is_open else closed
        paint_glyph(painter, QRectF(self._placed(rect, caret)), glyph, theme.colour(Role.MUTED))
        self._paint_words(painter, rect, row)

    def _paint_words(self, painter: QPainter, rect: QRect, row: HeadingRow) -> None:
        theme, space = self._theme, self._theme.spacing
        box = rect.adjusted(space(14), 0, -space(6), -space(1))
        small = theme.font("small")
        count = counted(row.count, self._view.tr("%n citation"), self._view.tr("%n citations"))
        width = QFontMetrics(small).horizontalAdvance(count) + 1
        right = QRect(box.right() - width, box.top(), width, box.height())
        write(painter, self._placed(rect, right), count, small, theme.colour(Role.MUTED))
        box.setRight(right.left() - space(2))
        if row.to_mend:
            words = self._view.tr("%1 to mend").replace("%1", str(row.to_mend))
            width = QFontMetrics(small).horizontalAdvance(words) + 1
            mend = QRect(box.right() - width, box.top(), width, box.height())
            write(painter, self._placed(rect, mend), words, small, theme.colour(Role.WARN))
            box.setRight(mend.left() - space(2))
        bold = theme.font(bold=True)
        title = fitted(QFontMetrics(bold), row.heading.title, box.width())
        write(painter, self._placed(rect, box), title, bold, theme.colour(Role.TEXT))

    def _placed(self, around: QRect, box: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), around, box)
