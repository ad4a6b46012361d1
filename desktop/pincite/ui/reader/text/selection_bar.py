"""The small bar at a selection: colours, underline, note, copy, cite."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QToolButton, QWidget

from pincite.model.annotations import AnnotationKind, Colour
from pincite.model.locators import Locator
from pincite.ui.icons import icon
from pincite.ui.reader.text.selection_menu import SelectionAct, SelectionMenu
from pincite.ui.theme import Role, Theme

_GAP_PX = 8


class ColourDot(QToolButton):
    """A round button in an annotation colour, with its name and digit."""

    def __init__(self, theme: Theme, colour: Colour, digit: int) -> None:
        super().__init__()
        self._theme = theme
        self.colour = colour
        self._digit = digit
        self.setFixedSize(theme.spacing(6.5), theme.spacing(6.5))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.colour_names.changed.connect(self._show_name)
        self._show_name()

    def _show_name(self) -> None:
        name = self._theme.colour_names.full(self.colour)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} · {self._digit}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.spacing(4)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        if self.hasFocus() or self.isDown() or self.underMouse() or self.isChecked():
            painter.setPen(self._theme.colour(Role.ACCENT if self.hasFocus() else Role.TEXT))
            painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour.hex))
        painter.drawEllipse(box)


class SelectionBar(QFrame):
    """Stands below or above a selection, never on it; Tab reaches it and Esc closes it.

    Signals:
        colour_chosen: a `Colour`.
        kind_chosen: AnnotationKind; the selection is to be marked so.
        act_chosen: SelectionAct.
        copy_place_chosen, cite_place_chosen: the Locator by which to copy or cite.
        dismissed: Esc was pressed in it.

    Attributes:
        places: gives what the selection can be cited by, where there is a choice.
    """

    colour_chosen = Signal(object)
    kind_chosen = Signal(object)
    act_chosen = Signal(object)
    copy_place_chosen = Signal(object)
    cite_place_chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.places: Callable[[], Sequence[Locator]] = tuple
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Act on the selected text"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Its own background: the viewport below is opaque and does not paint for it.
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(1),) * 4)
        row.setSpacing(0)
        for digit, colour in enumerate(Colour, start=1):
            dot = ColourDot(theme, colour, digit)
            dot.clicked.connect(lambda _checked=False, c=colour: self.colour_chosen.emit(c))
            row.addWidget(dot)
        underline = self._button("text-underline", self.tr("Underline (Alt+2)"))
        underline.clicked.connect(lambda: self.kind_chosen.emit(AnnotationKind.UNDERLINE))
        row.addWidget(underline)
        for act, glyph, name in (
            (SelectionAct.NOTE, "note", self.tr("Highlight with a note (Alt+3)")),
            (SelectionAct.COPY, "copy", self.tr("Copy quotation with citation (Ctrl+Shift+A)")),
            (
                SelectionAct.CITE,
                "quotes",
                self.tr("Cite in the active bibliography (Ctrl+Shift+C)"),
            ),
            (
                SelectionAct.ELSEWHERE,
                "magnifying-glass",
                self.tr("Where else is this said"),
            ),
        ):
            button = self._button(glyph, name)
            button.clicked.connect(lambda _checked=False, a=act: self.act_chosen.emit(a))
            row.addWidget(button)
        self._more = self._button("dots-three", self.tr("More"))
        self._more.clicked.connect(self._open_menu)
        row.addWidget(self._more)
        add_shadow(self)
        self.hide()

    def place_beside(self, first: QRect, last: QRect, room: QRect) -> None:
        """Show it below the last line of the selection, or above the first where no room is below.

        Args:
            first, last: the selection's first and last line in the parent's pixels.
            room: the part of the parent where the bar may stand.
        """
        size = self.sizeHint()
        below, above = last.bottom() + _GAP_PX, first.top() - _GAP_PX - size.height()
        fits_below = below + size.height() <= room.bottom()
        fits_above = above >= room.top()
        if not (fits_below or fits_above):
            # The selection fills the view: at the foot, where it covers one line at most.
            below = room.bottom() - size.height() - _GAP_PX
        y = below if fits_below or not fits_above else above
        x = min(max(last.left(), room.left() + _GAP_PX), room.right() - size.width() - _GAP_PX)
        self.setGeometry(QRect(QPoint(max(x, room.left()), y), size))
        self.show()
        self.raise_()

    def focus_first(self) -> None:
        """Give the focus to the first colour."""
        first = self.findChild(ColourDot)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QToolButton):
                button.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_first()

    def _button(self, glyph: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(self._theme, glyph))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(self._theme.spacing(7), self._theme.spacing(7))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def open_menu(self, place: QPoint) -> None:
        """Offer all that can be done with the selection at a place of the screen."""
        menu = SelectionMenu(self._theme, self)
        menu.colour_chosen.connect(self.colour_chosen)
        menu.kind_chosen.connect(self.kind_chosen)
        menu.act_chosen.connect(self.act_chosen)
        menu.copy_place_chosen.connect(self.copy_place_chosen)
        menu.cite_place_chosen.connect(self.cite_place_chosen)
        menu.add_places(self.places())
        menu.popup(place)

    def _open_menu(self) -> None:
        self.open_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def add_shadow(widget: QWidget) -> None:
    """Lift a pop-up that stands on the pages from them."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(14)
    shadow.setOffset(0, 2)
    shadow.setColor(QColor(0, 0, 0, 70))
    widget.setGraphicsEffect(shadow)
