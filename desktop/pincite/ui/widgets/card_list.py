"""A list of cards: heading, text with marked words, a line below. Painted, so it may be long."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pincite.model.citations import CitationState
from pincite.ui.icons import paint_glyph
from pincite.ui.rows import move_to, same_order
from pincite.ui.theme import Role, Theme
from pincite.ui.verdicts.words import state_word
from pincite.ui.widgets.state_chip import StateLook, state_look

_STATE_ICON_PX = 18
"""Icon of a state, and the gap after it."""

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class CardEntry:
    """What one card shows.

    Attributes:
        key: stable among the cards of a list.
        marks: spans of `text` to mark, (start, end), end exclusive.
        colour: "#rrggbb" of a dot before the heading and a bar before the text.
        foot: a line below the text, such as a comment.
        is_section: no card but the heading of those that follow, with the detail below it.
        state_text: what is said of the state, such as "moved to p. 24"; empty for its own word.
        payload: what the card stands for, for the one who listens.
    """

    key: str
    heading: str
    detail: str = ""
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    colour: str = ""
    foot: str = ""
    state: CitationState | StateLook | None = None
    state_text: str = ""
    payload: object = field(default=None, hash=False)
    is_section: bool = False


class CardModel(QAbstractListModel):
    """Cards by key; new contents come in by the fewest steps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._cards: dict[str, CardEntry] = {}

    def set_cards(self, cards: Sequence[CardEntry]) -> None:
        """Show these cards."""
        keys = [card.key for card in cards]
        self._cards.update({card.key: card for card in cards})
        if same_order(self._keys, keys):
            move_to(
                self._keys,
                keys,
                self.beginRemoveRows,
                self.endRemoveRows,
                self.beginInsertRows,
                self.endInsertRows,
            )
        else:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()
        self._cards = {card.key: card for card in cards}
        if keys:
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))

    def card(self, row: int) -> CardEntry:
        """The card of a row."""
        return self._cards[self._keys[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_section = index.isValid() and self.card(index.row()).is_section
        return Qt.ItemFlag.NoItemFlags if is_section else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self.card(index.row())
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            state = _state_text(card)
            return ", ".join(
                p for p in (card.heading, card.detail, state, card.text, card.foot) if p
            )
        return None


class CardList(QListView):
    """The view of cards.

    Signals:
        activated_card: a `CardEntry` was clicked, or Enter was pressed on it.
        state_wanted: the state of a `CardEntry` was clicked, or Space was pressed on it; with the
            box of the state on the screen.
    """

    activated_card = Signal(object)
    state_wanted = Signal(object, QRect)

    def __init__(
        self, theme: Theme, name: str, *, text_lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cards = CardModel(self)
        self.setModel(self._cards)
        self.setAccessibleName(name)
        self._delegate = _CardDelegate(theme, self, text_lines)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self._is_on_state = False
        theme.changed.connect(self.viewport().update)

    def set_cards(self, cards: Sequence[CardEntry]) -> None:
        """Show these cards; those that stay keep their selection."""
        self._cards.set_cards(cards)
        # A card that says more than before is higher, which `dataChanged` alone does not tell.
        self.scheduleDelayedItemsLayout()

    def selected_cards(self) -> list[CardEntry]:
        """The selected cards in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._cards.card(row) for row in rows]

    def current_card(self) -> CardEntry | None:
        """The card that has the focus."""
        index = self.currentIndex()
        return self._cards.card(index.row()) if index.isValid() else None

    def select_key(self, key: str) -> None:
        """Make the card with this key the current one, without activating it."""
        for row in range(self._cards.rowCount()):
            if self._cards.card(row).key == key:
                self.setCurrentIndex(self._cards.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        box = self._state_box(index.row()) if index.isValid() else QRect()
        self._is_on_state = box.contains(self.viewport().mapToGlobal(point))
        super().mouseReleaseEvent(event)
        self._is_on_state = False

    def _on_clicked(self, index: QModelIndex) -> None:
        # With a modifier the click selects several, and acts on none.
        if QApplication.keyboardModifiers() & _SELECTING:
            return
        card = self._cards.card(index.row())
        if self._is_on_state:
            self.state_wanted.emit(card, self._state_box(index.row()))
        else:
            self.activated_card.emit(card)

    def _state_box(self, row: int) -> QRect:
        """The state of a card on the screen; empty for a card without one."""
        index = self._cards.index(row)
        box = self._delegate.state_box(self._cards.card(row), self.visualRect(index))
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.current_card()
        if card is not None and card.state and event.key() == Qt.Key.Key_Space:
            self.state_wanted.emit(card, self._state_box(self.currentIndex().row()))
            return
        if card is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_card.emit(card)
        else:
            super().keyPressEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Lays out and paints a card."""

    def __init__(self, theme: Theme, view: CardList, text_lines: int) -> None:
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
            layout = _laid_out(card.detail, theme.font(), outer.width(), 3)
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
            height = _height_of(layout)
            top = y + theme.spacing(1)
            if card.colour:
                painter.fillRect(QRectF(box.left(), top, 3, height), QColor(card.colour))
            quiet = Role.TEXT if card.colour else Role.MUTED
            painter.setPen(theme.colour(quiet))
            layout.draw(painter, QPointF(box.left() + indent, top))
            y = round(top + height)
        if card.foot:
            layout = _laid_out(card.foot, theme.font(), box.width(), 3)
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
        width = metrics.horizontalAdvance(_state_text(card)) + _STATE_ICON_PX
        return QRect(inner.right() - width, inner.top(), width + 1, self._line_height())

    def _paint_state(
        self, painter: QPainter, card: CardEntry, state: CitationState | StateLook, inner: QRect
    ) -> int:
        """Paint the state at the right; where there is room up to."""
        box = self._state_box(card, inner)
        look = _look(state)
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.colour(look.role))
        text = box.adjusted(_STATE_ICON_PX, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, _state_text(card))
        icon_box = QRectF(box.left(), box.top() + (box.height() - 14) / 2, 14, 14)
        paint_glyph(painter, icon_box, look.glyph, self._theme.colour(look.role))
        return box.left() - 8

    def _text_layout(self, card: CardEntry, width: int) -> QTextLayout:
        mark = QTextCharFormat()
        mark.setBackground(self._theme.colour(Role.MARK))
        mark.setForeground(self._theme.colour(Role.TEXT))
        return _laid_out(card.text, self._theme.font(), width, self._text_lines, card.marks, mark)

    def _line_height(self) -> int:
        return self._theme.spacing(5)

    def _height(self, card: CardEntry, width: int) -> int:
        inner = self._inner(self._outer(QRect(0, 0, width, 1000)))
        height = self._line_height()
        if card.is_section:
            outer = self._outer(QRect(0, 0, width, 1000))
            layout = _laid_out(card.detail, self._theme.font(), outer.width(), 3)
            rest = round(_height_of(layout)) + self._theme.spacing(0.5) if card.detail else 0
            return height + rest + self._theme.spacing(2)
        if card.text:
            indent = self._theme.spacing(3) if card.colour else 0
            layout = self._text_layout(card, inner.width() - indent)
            height += round(_height_of(layout)) + self._theme.spacing(1)
        if card.foot:
            layout = _laid_out(card.foot, self._theme.font(), inner.width(), 3)
            height += round(_height_of(layout)) + self._theme.spacing(1)
        return height + self._theme.spacing(2 * 2.5) + self._theme.spacing(2)


def _look(state: CitationState | StateLook) -> StateLook:
    if isinstance(state, StateLook):
        return state
    return StateLook(*state_look(state), state_word(state))


def _state_text(card: CardEntry) -> str:
    return card.state_text or (_look(card.state).word if card.state else "")


def _laid_out(
    text: str,
    font: QFont,
    width: int,
    most_lines: int,
    marks: tuple[tuple[int, int], ...] = (),
    mark: QTextCharFormat | None = None,
) -> QTextLayout:
    """Text broken into at most so many lines; what does not fit gives way to "…"."""
    formats = [_format(start, end, mark) for start, end in marks if mark is not None]
    layout = _broken(" ".join(text.split("\n")), font, width, most_lines, formats)
    if layout.lineCount() == most_lines:
        last = layout.lineAt(most_lines - 1)
        end = last.textStart() + last.textLength()
        if end < len(layout.text()):
            kept = layout.text()[: max(0, end - 2)].rstrip() + "…"
            return _broken(kept, font, width, most_lines, formats)
    return layout


def _format(start: int, end: int, mark: QTextCharFormat) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, mark
    return span


def _broken(
    text: str,
    font: QFont,
    width: int,
    most_lines: int,
    formats: list[QTextLayout.FormatRange],
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Before the lines are made: setting formats throws away those there are.
    layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    for _ in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, y))
        y += _line_step(line, font)
    layout.endLayout()
    return layout


def _line_step(line: QTextLine, font: QFont) -> float:
    """From one line to the next: 20 px at the body size of 13."""
    return max(line.height(), 20.0 * font.pixelSize() / 13)


def _height_of(layout: QTextLayout) -> float:
    count = layout.lineCount()
    if not count:
        return 0.0
    last = layout.lineAt(count - 1)
    return last.y() + _line_step(last, layout.font())
