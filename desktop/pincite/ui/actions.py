"""All actions of the program: text, key, tooltip and enabled state in one place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pincite.ui.icons import icon
from pincite.ui.theme import Theme

GROUPS: tuple[str, ...] = ("file", "edit", "view", "go", "annotate", "cite", "tools", "help")
"""Menus from left to right; an action's group says where it stands in menus and palette."""


@dataclass(slots=True)
class ActionEntry:
    """An action as the palette and the key editor know it.

    Attributes:
        id: stable name, "area.verb" ("library.import"); key bindings are saved under it.
        keys: the keys it comes with.
        submenu: title of the menu within its group's menu where it stands; empty for none.
        targets: the QActions that share the id: one, or one for each tab that offers it.
    """

    id: str
    text: str
    group: str
    keys: tuple[str, ...]
    submenu: str = ""
    targets: list[QAction] = field(default_factory=list)

    @property
    def current(self) -> QAction | None:
        """The action that would run now: enabled, and of a widget that is on view."""
        for action in reversed(self.targets):
            owner = action.parent()
            is_seen = not isinstance(owner, QWidget) or owner.isVisible()
            if action.isEnabled() and is_seen:
                return action
        return None


class Actions(QObject):
    """The table of all actions, by id. Menus, tool bars, buttons and the palette share them.

    Signals:
        changed: an action came, went, or got another key.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, bindings: Mapping[str, str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: dict[str, ActionEntry] = {}
        self._bindings = dict(bindings or {})

    def add(
        self,
        id: str,
        text: str,
        key: str | tuple[str, ...],
        slot: Callable[[], object],
        group: str,
        context: QWidget,
        *,
        icon_name: str = "",
        tooltip: str = "",
        submenu: str = "",
        is_checkable: bool = False,
    ) -> QAction:
        """Make an action that works while `context` or a child of it has the focus.

        Args:
            key: portable text ("Ctrl+F"), several of them, or "" for none.
            group: one of `GROUPS`.
            submenu: title of a menu within the group's menu, for those that many would crowd.
            context: the window for actions of the program, a tab or a pane for its own; the action
                goes when it is destroyed. The same id may be added for several tabs.
        """
        keys = (key,) if isinstance(key, str) else key
        entry = self._entries.setdefault(
            id, ActionEntry(id, text, group, tuple(k for k in keys if k), submenu)
        )
        action = self._made(entry, text, context)
        if icon_name:
            action.setIcon(icon(self._theme, icon_name))
        action.setCheckable(is_checkable)
        action.setToolTip(tooltip or text.rstrip("…"))
        action.triggered.connect(lambda _checked=False: slot())
        context.addAction(action)
        entry.targets.append(action)
        action.destroyed.connect(lambda: self._forget(id, action))
        self.changed.emit()
        return action

    def get(self, id: str) -> QAction:
        """The action with this id that was added last.

        Raises:
            KeyError: there is none.
        """
        return self._entries[id].targets[-1]

    def has(self, id: str) -> bool:
        """True when an action with this id lives."""
        return bool(id in self._entries and self._entries[id].targets)

    def entries(self) -> Iterator[ActionEntry]:
        """All actions that live, in the order in which they were first added."""
        return (entry for entry in self._entries.values() if entry.targets)

    def run(self, id: str) -> bool:
        """Trigger the action that is valid now; False when none is."""
        entry = self._entries.get(id)
        action = entry.current if entry else None
        if action is None:
            return False
        action.trigger()
        return True

    def keys_of(self, id: str) -> tuple[str, ...]:
        """The keys in force: the user's, or those it comes with."""
        if id in self._bindings:
            return tuple(key for key in self._bindings[id].split(" | ") if key)
        return self._entries[id].keys

    def set_keys(self, id: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other keys; None brings back those it came with."""
        if keys is None:
            self._bindings.pop(id, None)
        else:
            self._bindings[id] = " | ".join(keys)
        for action in self._entries[id].targets:
            action.setShortcuts([QKeySequence(k) for k in self.keys_of(id)])
        self.changed.emit()

    @property
    def bindings(self) -> dict[str, str]:
        """Keys that the user changed: id -> keys joined by " | "; for the settings file."""
        return dict(self._bindings)

    def _made(self, entry: ActionEntry, text: str, context: QWidget) -> QAction:
        action = QAction(text, context)
        action.setObjectName(entry.id)
        action.setShortcuts([QKeySequence(k) for k in self.keys_of(entry.id)])
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if context.isWindow()
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        return action

    def _forget(self, id: str, action: QAction) -> None:
        entry = self._entries.get(id)
        if entry is not None:
            entry.targets = [a for a in entry.targets if a is not action]
