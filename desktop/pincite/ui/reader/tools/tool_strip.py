"""The strip over the foot of the pages that says what the tool does, in which colour and size."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from pincite.model.annotations import Colour
from pincite.ui.icons import icon
from pincite.ui.reader.text.selection_bar import ColourDot, add_shadow
from pincite.ui.reader.tools.tool_state import ToolKind, sizes_of, stepped
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.buttons import IconButton

TOOL_GLYPHS = {
    ToolKind.HIGHLIGHT: "pencil-line",
    ToolKind.UNDERLINE: "text-underline",
    ToolKind.STRIKEOUT: "text-strikethrough",
    ToolKind.SQUIGGLE: "waves",
    ToolKind.NOTE: "note",
    ToolKind.TEXT: "text-t",
    ToolKind.AREA: "selection",
    ToolKind.INK: "scribble-loop",
    ToolKind.ERASER: "eraser",
}
_MARGIN_PX = 16


class _SizeDot(QToolButton):
    """A button with a dot as large as what it chooses."""

    def __init__(self, theme: Theme, size_pt: float, place: int, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._radius = 1.5 + 1.5 * place
        self.size_pt = size_pt
        self.setCheckable(True)
        self.setFixedSize(theme.spacing(6.5), theme.spacing(6.5))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.TEXT))
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.drawEllipse(middle, self._radius, self._radius)


class ToolStrip(QFrame):
    """Floats over the pages while a tool is on.

    Signals:
        colour_chosen: Colour.
        size_chosen: width or letter size in points.
        eraser_asked: between pen and eraser.
        ended: the tool is to be put away.
    """

    colour_chosen = Signal(object)
    size_chosen = Signal(float)
    eraser_asked = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, port: QWidget) -> None:
        super().__init__(port)
        self._theme = theme
        self._port = port
        self._is_at_top = False
        self._kind: ToolKind | None = None
        self._size_pt = 0.0
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Tool"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Its own background: the viewport below is opaque and does not paint for it.
        self.setAutoFillBackground(True)
        self._glyph = QLabel()
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._dots = self._made_dots()
        self._sizes = QWidget()
        self._eraser = IconButton(
            theme, "eraser", self.tr("Eraser"), self.eraser_asked.emit, is_checkable=True
        )
        close = IconButton(theme, "x", self.tr("Put the tool away (Esc)"), self.ended.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing(3), *(theme.spacing(1),) * 3)
        row.setSpacing(theme.spacing(1))
        for widget in (
            self._glyph, self._hint, self._dots, self._sizes, self._eraser, close,
        ):  # fmt: skip
            row.addWidget(widget)
        row.insertSpacing(row.indexOf(self._dots), theme.spacing(2))
        add_shadow(self)
        port.installEventFilter(self)
        theme.changed.connect(self._paint_glyph)
        self.hide()

    def show_tool(self, kind: ToolKind, colour: Colour | None, size_pt: float) -> None:
        """Show what a tool does and is set to; None for a tool without a colour."""
        is_other = kind is not self._kind or size_pt != self._size_pt
        self._kind, self._size_pt = kind, size_pt
        self._paint_glyph()
        self._hint.setText(self._hints()[kind])
        self._dots.setVisible(colour is not None)
        for dot in self._dots.findChildren(ColourDot):
            dot.setChecked(dot.colour is colour)
        if is_other:
            self._show_sizes()
        is_pen = kind in (ToolKind.INK, ToolKind.ERASER)
        self._eraser.setVisible(is_pen)
        self._eraser.setChecked(kind is ToolKind.ERASER)
        self.show()
        self.raise_()
        self._place()

    def keep_clear_of(self, rect: QRect) -> None:
        """Stand over the head of the pages if what is being typed reaches under the strip."""
        self._is_at_top = self._is_at_top or self._rect(is_at_top=False).intersects(rect)
        if self.isVisible():
            self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        self._is_at_top = False
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _hints(self) -> dict[ToolKind, str]:
        return {
            ToolKind.HIGHLIGHT: self.tr("Drag over text to highlight it"),
            ToolKind.UNDERLINE: self.tr("Drag over text to underline it"),
            ToolKind.STRIKEOUT: self.tr("Drag over text to strike it out"),
            ToolKind.SQUIGGLE: self.tr("Drag over text to put a wave under it"),
            ToolKind.NOTE: self.tr("Click where the note is to stand"),
            ToolKind.TEXT: self.tr("Click or drag, then type"),
            ToolKind.AREA: self.tr("Drag a frame around a part of the page"),
            ToolKind.INK: self.tr("Draw on the page"),
            ToolKind.ERASER: self.tr("Rub over drawings"),
        }

    def _made_dots(self) -> QWidget:
        dots = QWidget()
        row = QHBoxLayout(dots)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for digit, colour in enumerate(Colour, start=1):
            dot = ColourDot(self._theme, colour, digit)
            dot.setCheckable(True)
            dot.clicked.connect(lambda _checked=False, c=colour: self.colour_chosen.emit(c))
            row.addWidget(dot)
        return dots

    def _show_sizes(self) -> None:
        """Put in the buttons for what the tool can be set to."""
        kind = self._kind
        fresh = QWidget()
        row = QHBoxLayout(fresh)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if kind is ToolKind.TEXT:
            self._add_font_sizes(row)
        elif kind is not None:
            for place, size_pt in enumerate(sizes_of(kind)):
                row.addWidget(self._size_dot(size_pt, place))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._sizes, fresh)
        self._sizes.hide()
        self._sizes.deleteLater()
        self._sizes = fresh
        fresh.setVisible(row.count() > 0)

    def _size_dot(self, size_pt: float, place: int) -> QWidget:
        number = self.locale().toString(size_pt)
        name = self.tr("%1 pt wide").replace("%1", number)
        dot = _SizeDot(self._theme, size_pt, place, name)
        dot.setChecked(size_pt == self._size_pt)
        dot.clicked.connect(lambda _checked=False: self.size_chosen.emit(size_pt))
        return dot

    def _add_font_sizes(self, row: QHBoxLayout) -> None:
        number = QLabel(self.tr("%1 pt").replace("%1", self.locale().toString(self._size_pt)))
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        number.setMinimumWidth(self._theme.spacing(10))
        for glyph, name, by in (
            ("minus", self.tr("Smaller letters"), -1),
            ("plus", self.tr("Larger letters"), 1),
        ):
            size_pt = stepped(self._size_pt, by)
            choose = partial(self.size_chosen.emit, size_pt)
            button = IconButton(self._theme, glyph, name, choose)
            button.setEnabled(size_pt != self._size_pt)
            row.addWidget(button)
            if by < 0:
                row.addWidget(number)

    def _paint_glyph(self) -> None:
        if self._kind is not None:
            ratio = self.devicePixelRatioF()
            glyph = icon(self._theme, TOOL_GLYPHS[self._kind], Role.TEXT)
            self._glyph.setPixmap(glyph.pixmap(QSize(16, 16), ratio))

    def _place(self) -> None:
        self.ensurePolished()
        self._hint.show()
        # In a narrow pane the icon has to do.
        self._hint.setVisible(self.sizeHint().width() <= self._port.width() - 2 * _MARGIN_PX)
        self.setGeometry(self._rect(is_at_top=self._is_at_top))

    def _rect(self, *, is_at_top: bool) -> QRect:
        size = self.sizeHint()
        x = max(0, (self._port.width() - size.width()) // 2)
        foot = max(0, self._port.height() - size.height() - _MARGIN_PX)
        return QRect(QPoint(x, _MARGIN_PX if is_at_top else foot), size)
