"""How a citation looks in the list, and how its place is edited there."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pincite.services.cited_rows import CitedRow
from pincite.ui.bibliography.citations_model import ROW_ROLE, Index
from pincite.ui.bibliography.locator_editor import LocatorEditor
from pincite.ui.bibliography.words import author_year, chip_text, place, second_line
from pincite.ui.icons import paint_glyph
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.state_chip import state_look

_CHIP_HEIGHT_PX = 20
_CHIP_ICON_PX = 14
_RADIUS_PX = 8


@dataclass(frozen=True, slots=True)
class CardParts:
    """Where the parts of a card stand, in the coordinates of the view.

    Attributes:
        name_text: who and when, as much as there is room for.
        locator: the place cited; as wide as its text, or a little for one that has none.
    """

    frame: QRect
    number: QRect
    name: QRect
    name_text: str
    locator: QRect
    second: QRect
    chip: QRect


class CitationCard(QStyledItemDelegate):
    """A card: number, who and when, where; below the words quoted; at the right the state."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self.closeEditor.connect(self._on_closed)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._theme.font()).height()
        return QSize(200, 2 * line + self._theme.spacing(1 + 2 * 2.5 + 2))

    def parts(self, rect: QRect, row: CitedRow) -> CardParts:
        """Lay out the card of `row` in its item rectangle."""
        space = self._theme.spacing
        body, bold = (
            QFontMetrics(self._theme.font()),
            QFontMetrics(self._theme.font(bold=True)),
        )
        frame = rect.adjusted(space(3), 0, -space(3), -space(2))
        inner = frame.adjusted(space(3), space(2.5), -space(3), -space(2.5))
        line = body.height()
        left = inner.left() + space(8)
        chip_width = self._chip_width(row)
        chip_top = inner.top() + (line - _CHIP_HEIGHT_PX) // 2
        chip = QRect(inner.right() - chip_width + 1, chip_top, chip_width, _CHIP_HEIGHT_PX)
        room = max(0, chip.left() - space(2) - left)
        place_text = f", {place(row)}" if row.locator else ""
        place_width = min(body.horizontalAdvance(place_text), room)
        name = _fitted(bold, author_year(row.item), room - place_width)
        name_width = bold.horizontalAdvance(name)
        return CardParts(
            frame,
            self._placed(rect, QRect(inner.left(), inner.top(), space(7), line)),
            self._placed(rect, QRect(left, inner.top(), name_width, line)),
            name,
            self._placed(
                rect, QRect(left + name_width, inner.top(), max(place_width, space(6)), line)
            ),
            self._placed(rect, QRect(left, inner.bottom() - line + 1, inner.right() - left, line)),
            self._placed(rect, chip),
        )

    def _placed(self, around: QRect, box: QRect) -> QRect:
        """`box`, on the other side where people read from right to left."""
        return QStyle.visualRect(self._view.layoutDirection(), around, box)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CitedRow = index.data(ROW_ROLE)
        parts = self.parts(option.rect, row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, parts.frame, option.state)
        body, bold = self._theme.font(), self._theme.font(bold=True)
        text, muted = self._theme.colour(Role.TEXT), self._theme.colour(Role.MUTED)
        _write(painter, parts.number, str(index.row() + 1), body, muted)
        _write(painter, parts.name, parts.name_text, bold, text)
        if row.locator:
            _write(painter, parts.locator, f", {place(row)}", body, text)
        _write(painter, parts.second, second_line(row), body, muted)
        self._paint_chip(painter, parts.chip, row)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = LocatorEditor(self._theme, parent)
        editor.left.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, LocatorEditor):
            editor.set_locator(index.data(ROW_ROLE).locator)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LocatorEditor):
            model.setData(index, editor.locator)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        parts = self.parts(option.rect, index.data(ROW_ROLE))
        space = self._theme.spacing
        height = editor.sizeHint().height()
        # Beside the name where there is room for it, so that one sees what is being cited.
        is_turned = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wanted = parts.frame.left() if is_turned else parts.locator.left() + space(1)
        left = max(parts.second.left(), min(wanted, parts.frame.right() - space(75)))
        top = parts.locator.center().y() - height // 2 + 1
        editor.setGeometry(left, top, parts.frame.right() - space(2) - left, height)

    def _on_closed(self, editor: QWidget) -> None:
        # Its loss of focus would commit it a second time.
        if isinstance(editor, LocatorEditor):
            editor.is_done = True

    def _commit(self, editor: LocatorEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _paint_frame(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = Role.ACCENT if is_selected or has_focus else Role.MUTED if is_hovered else Role.LINE
        fill = Role.SELECTION if is_selected else Role.SURFACE
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(fill))
        painter.drawRoundedRect(
            QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX
        )

    def _chip_width(self, row: CitedRow) -> int:
        metrics = QFontMetrics(self._theme.font("small", bold=True))
        return metrics.horizontalAdvance(chip_text(row)) + 34

    def _paint_chip(self, painter: QPainter, box: QRect, row: CitedRow) -> None:
        glyph, role = state_look(row.state)
        colour = self._theme.colour(role)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        top = box.top() + (box.height() - _CHIP_ICON_PX) / 2
        icon_box = QRect(box.left() + 7, round(top), _CHIP_ICON_PX, _CHIP_ICON_PX)
        paint_glyph(painter, QRectF(self._placed(box, icon_box)), glyph, colour)
        text = self._placed(box, box.adjusted(25, 0, 0, 0))
        _write(painter, text, chip_text(row), self._theme.font("small", bold=True), colour)


def _fitted(metrics: QFontMetrics, text: str, width: int) -> str:
    """`text`, cut to a width; measured first, or one that just fits would be cut for a fraction."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def _write(painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = _fitted(QFontMetrics(font), text, box.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(box, flags, shown)
