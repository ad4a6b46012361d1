"""How a mark looks in the list of a review."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pincite.model.replacements import MarkKind, ReplacedMark
from pincite.ui.icons import paint_glyph
from pincite.ui.reader.annotations.words import KIND_ICONS
from pincite.ui.replacing.live_review import About
from pincite.ui.replacing.review_model import ABOUT_ROLE, MARK_ROLE, Index
from pincite.ui.replacing.words import (
    KIND_GLYPHS,
    decision_look,
    kind_word,
    state_look,
    state_word,
    way,
)
from pincite.ui.theme import Role, Theme
from pincite.ui.words import counted

_GLYPH_PX = 16
_SMALL_GLYPH_PX = 14


class ReviewRow(QStyledItemDelegate):
    """Two lines: the words, and from where to where; at the right what became of it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._theme.font()).height()
        return QSize(200, 2 * line + self._theme.spacing(1 + 2 * 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark: ReplacedMark = index.data(MARK_ROLE)
        about: About = index.data(ABOUT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        self._paint_ground(painter, rect, option.state)
        space = self._theme.spacing
        inner = rect.adjusted(space(3), space(2), -space(3), -space(2))
        line = QFontMetrics(self._theme.font()).height()
        self._paint_kind(painter, rect, inner, line, mark, about)
        left = inner.left() + _GLYPH_PX + space(2)
        right = self._paint_state(painter, rect, inner, line, mark)
        first = QRect(left, inner.top(), max(0, right - left), line)
        second = QRect(left, inner.bottom() - line + 1, max(0, inner.right() - 22 - left), line)
        words = " ".join(mark.said.split()) or kind_word(mark, about.kind)
        self._write(painter, rect, first, words, self._theme.font(), Role.TEXT)
        self._write(
            painter, rect, second, self._second(mark, about), self._theme.font(), Role.MUTED
        )
        self._paint_decision(painter, rect, inner, line, mark)
        painter.restore()

    def _second(self, mark: ReplacedMark, about: About) -> str:
        cited = about.citations and counted(
            about.citations, self.tr("cited once"), self.tr("cited %n times")
        )
        kind = kind_word(mark, about.kind) if mark.said else ""
        return " · ".join(part for part in (way(mark), kind, cited, about.where) if part)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
            if self._view.hasFocus():
                painter.fillRect(
                    self._placed(rect, QRect(rect.left(), rect.top(), 3, rect.height())),
                    self._theme.colour(Role.ACCENT),
                )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour(Role.HOVER))
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour(Role.LINE)
        )

    def _paint_kind(
        self,
        painter: QPainter,
        rect: QRect,
        inner: QRect,
        line: int,
        mark: ReplacedMark,
        about: About,
    ) -> None:
        glyph = KIND_GLYPHS[mark.kind]
        if mark.kind is MarkKind.ANNOTATION and about.kind is not None:
            glyph = KIND_ICONS[about.kind]
        box = QRect(inner.left(), inner.top() + (line - _GLYPH_PX) // 2, _GLYPH_PX, _GLYPH_PX)
        box = self._placed(rect, box)
        paint_glyph(painter, QRectF(box), glyph, self._theme.colour(Role.MUTED))
        if about.colour:
            bar = QRect(box.left(), box.bottom() + 3, box.width(), 3)
            painter.fillRect(bar, QColor(about.colour))

    def _paint_state(
        self, painter: QPainter, rect: QRect, inner: QRect, line: int, mark: ReplacedMark
    ) -> int:
        """The glyph and the word of the state; where it begins."""
        glyph, role = state_look(mark)
        font = self._theme.font("small", bold=True)
        word = state_word(mark)
        width = QFontMetrics(font).horizontalAdvance(word)
        box = QRect(inner.right() - width + 1, inner.top(), width + 1, line)
        self._write(painter, rect, box, word, font, role)
        icon = QRect(
            box.left() - _SMALL_GLYPH_PX - 4, inner.top() + (line - _SMALL_GLYPH_PX) // 2,
            _SMALL_GLYPH_PX, _SMALL_GLYPH_PX,
        )  # fmt: skip
        paint_glyph(painter, QRectF(self._placed(rect, icon)), glyph, self._theme.colour(role))
        return icon.left() - self._theme.spacing(2)

    def _paint_decision(
        self, painter: QPainter, rect: QRect, inner: QRect, line: int, mark: ReplacedMark
    ) -> None:
        look = decision_look(mark.decision)
        if look is None:
            return
        glyph, role = look
        top = inner.bottom() - line + 1 + (line - _SMALL_GLYPH_PX) // 2
        box = QRect(inner.right() - _SMALL_GLYPH_PX + 1, top, _SMALL_GLYPH_PX, _SMALL_GLYPH_PX)
        paint_glyph(painter, QRectF(self._placed(rect, box)), glyph, self._theme.colour(role))

    def _write(
        self, painter: QPainter, rect: QRect, box: QRect, text: str, font: QFont, role: Role
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(
            self._placed(rect, box),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            shown,
        )

    def _placed(self, around: QRect, box: QRect) -> QRect:
        """`box`, on the other side where people read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), around, box)
