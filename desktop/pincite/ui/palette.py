"""The command palette: every action of the program by name, with its key."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pincite.ui.actions import ActionEntry, Actions
from pincite.ui.library.items_model import Index
from pincite.ui.theme import Role, Theme
from pincite.ui.widgets.finder_popup import ROW_STEPS, FinderModel, FinderPopup

_ENTRY_ROLE = Qt.ItemDataRole.UserRole


def matching(entries: Sequence[ActionEntry], text: str) -> list[ActionEntry]:
    """Entries whose text or group holds every word of `text`; those that begin with it first."""
    words = text.casefold().split()

    def rank(entry: ActionEntry) -> tuple[bool, bool, str]:
        name = entry.text.casefold()
        begins = bool(words) and name.startswith(words[0])
        return (entry.current is None, not begins, name)

    found = [e for e in entries if all(w in f"{e.text} {e.group}".casefold() for w in words)]
    return sorted(found, key=rank)


class PaletteModel(FinderModel):
    """The actions that match what was typed; those that can be used now come first."""

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._found: list[ActionEntry] = []
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show what matches."""
        self.beginResetModel()
        entries = [e for e in self._actions.entries() if e.id != "tools.palette"]
        self._found = matching(entries, text)
        self.endResetModel()

    def entry(self, row: int) -> ActionEntry:
        """The action of a row."""
        return self._found[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text}, {self.key_of(entry)}"
        return entry if role == _ENTRY_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._found[index.row()].current is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def key_of(self, entry: ActionEntry) -> str:
        """The first key in force, as the platform writes it."""
        keys = self._actions.keys_of(entry.id)
        return (
            QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        )


class CommandPalette(FinderPopup):
    """A box near the top of the window: type a few letters, Enter runs, Esc closes."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget) -> None:
        self.model = PaletteModel(actions)
        super().__init__(theme, self.model, parent)
        self.setAccessibleName(self.tr("Command palette"))
        self.edit.setPlaceholderText(self.tr("Type the name of an action"))
        self.edit.setAccessibleName(self.tr("Action to run"))
        self.list.setItemDelegate(_ActionDelegate(self.model, theme, self))
        self.list.setAccessibleName(self.tr("Actions"))
        self.row_chosen.connect(self._run)

    def _run(self, row: int) -> None:
        action = self.model.entry(row).current
        if action is not None:
            self.close()
            action.trigger()


class _ActionDelegate(QStyledItemDelegate):
    """Icon, text, and the key at the right."""

    def __init__(self, model: PaletteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.spacing(ROW_STEPS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: ActionEntry = index.data(_ENTRY_ROLE)
        rect: QRect = option.rect
        theme, unit = self._theme, self._theme.spacing(1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION))
            painter.drawRoundedRect(rect, 6, 6)
        icon_box = QRect(rect.left() + 2 * unit, rect.center().y() - 7, 16, 16)
        if entry.targets:
            entry.targets[-1].icon().paint(painter, icon_box)
        role = Role.TEXT if entry.current else Role.MUTED
        painter.setFont(theme.font())
        painter.setPen(theme.colour(role))
        text_box = rect.adjusted(8 * unit, 0, -2 * unit, 0)
        painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter, entry.text.rstrip("…"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(role))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(text_box, flags, self._model.key_of(entry))
        painter.restore()
