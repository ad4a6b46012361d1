"""The colours of tags: which tag has which, on which digit key, as dots and in menus."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap

from pincite.services.commands.tags import TAG_COLOURS, colours_text, tag_colours
from pincite.services.workspace import Workspace

CHOICES = (
    "#c2410c", "#b45309", "#4d7c0f", "#0f766e", "#0369a1", "#4f46e5", "#9333ea", "#be185d",
    "#57534e",
)  # fmt: skip
"""Colours offered; each can be told from the grounds of both schemes."""
_DOT_PX, _STEP_PX = 8, 11


class TagColours(QObject):
    """What the library's setting says; digits count the coloured tags that some item has.

    Signals:
        changed: another tag has a colour, or another one.
    """

    changed = Signal()
    _saved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._colours = tag_colours(workspace.read)
        self._in_use: tuple[str, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._icons: dict[tuple[str, ...], QIcon] = {}
        self._saved.connect(self._on_saved)

    def refresh(self, names: Iterable[str]) -> None:
        """Read them again: an import may have brought some. `names` are all tags in use."""
        found = tag_colours(self._workspace.read)
        self._known = frozenset(names)
        in_use = tuple(tag for tag in found if tag in self._known)
        if (found, in_use) != (self._colours, self._in_use):
            self._colours, self._in_use = found, in_use
            self.changed.emit()

    def colour(self, tag: str) -> str:
        """The colour of a tag as "#rrggbb", empty for none."""
        return self._colours.get(tag, "")

    def digit(self, tag: str) -> int:
        """The key that toggles a tag, from 1; 0 for none."""
        place = self._in_use.index(tag) + 1 if tag in self._in_use else 0
        return place if place < 10 else 0

    def tag_of(self, digit: int) -> str:
        """The tag that a digit key toggles; empty for none."""
        return self._in_use[digit - 1] if 0 < digit <= len(self._in_use) else ""

    @property
    def in_use(self) -> tuple[str, ...]:
        """Coloured tags that some item has, in the order of their digits."""
        return self._in_use

    def set_colour(self, tag: str, colour: str) -> None:
        """Give a tag a colour; empty takes it away. It is shown when it is saved."""
        colours = dict(self._colours)
        if colour:
            colours[tag] = colour
        else:
            colours.pop(tag, None)
        future = self._workspace.save_setting(TAG_COLOURS, colours_text(colours))
        future.add_done_callback(lambda _done: self._saved.emit())

    def _on_saved(self) -> None:
        self.refresh(self._known)

    def dots(self, tags: Iterable[str]) -> tuple[QIcon, QSize] | None:
        """A dot for each coloured tag, and its size; None when none has a colour."""
        mine = set(tags)
        colours = tuple(self._colours[tag] for tag in self._colours if tag in mine)
        if not colours:
            return None
        if colours not in self._icons:
            self._icons[colours] = dots_icon(colours)
        return self._icons[colours], QSize(len(colours) * _STEP_PX, _STEP_PX)


def dots_icon(colours: tuple[str, ...]) -> QIcon:
    """Dots beside each other."""
    return QIcon(_DotsEngine(colours))


class _DotsEngine(QIconEngine):
    def __init__(self, colours: tuple[str, ...]) -> None:
        super().__init__()
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A ring keeps a dark dot apart from a dark ground.
        painter.setPen(QPen(QColor(127, 127, 127, 150), 0.75))
        step = rect.width() / len(self._colours)
        side = min(step, rect.height()) * _DOT_PX / _STEP_PX
        for number, colour in enumerate(self._colours):
            painter.setBrush(QColor(colour))
            x = rect.left() + number * step + (step - side) / 2
            painter.drawEllipse(QRectF(x, rect.center().y() - side / 2 + 0.5, side, side))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _DotsEngine(self._colours)
