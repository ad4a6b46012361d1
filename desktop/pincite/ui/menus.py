"""The menu bar, made from the table of actions each time a menu opens."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from pincite.ui.actions import GROUPS, ActionEntry, Actions

# The parts of menus in which one looks for a thing by what it is about, not by where it can be
# done. What they leave out follows area by area.
PARTS: dict[str, tuple[str, ...]] = {
    "file": (
        "file.new_item library.collection",
        "file.import file.import_folder file.import_library file.paste file.add_by_identifier",
        "file.export library.export library.export_annotations",
        "file.open_library file.new_library file.library_folder",
        "file.close_tab file.reopen_tab",
    ),
    "edit": (
        "edit.undo edit.redo edit.history",
        "edit.find_everywhere library.find library.build_search library.save_search",
        "library.note library.rename library.edit_items",
        "library.complete library.confirm library.get_pdf library.clean",
        "library.mark_unread library.mark_reading library.mark_read",
        "library.trash library.restore",
    ),
    "cite": (
        "library.cite library.quick_copy library.copy_key library.renew_keys",
        "cite.new_bibliography cite.ledger cite.check_manuscript",
    ),
    "tools": (
        "tools.palette",
        "tools.duplicates tools.integrity tools.cleaning tools.trash",
    ),
}
_PLACES = {
    id: (part, place)
    for parts in PARTS.values()
    for part, ids in enumerate(parts)
    for place, id in enumerate(ids.split())
}
_REST, _LAST = 100, "file.quit"


class Menus(QObject):
    """File Edit View Go Annotate Cite Tools Help; what cannot be used now is shown disabled."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        super().__init__(bar)
        self._actions = actions
        self._menus: dict[str, QMenu] = {}
        for group in GROUPS:
            menu = bar.addMenu(self._title(group))
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda g=group: self._fill(g))
            # A menu without entries is not opened at all by some styles.
            menu.addAction("")
            self._menus[group] = menu

    def menu(self, group: str) -> QMenu:
        """One of the menus."""
        return self._menus[group]

    def _title(self, group: str) -> str:
        titles = {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "view": self.tr("&View"),
            "go": self.tr("&Go"),
            "annotate": self.tr("&Annotate"),
            "cite": self.tr("&Cite"),
            "tools": self.tr("&Tools"),
            "help": self.tr("&Help"),
        }
        return titles[group]

    def _fill(self, group: str) -> None:
        menu = self._menus[group]
        menu.clear()
        for old in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        entries = [entry for entry in self._actions.entries() if entry.group == group]
        entries.sort(key=_place_of)
        before, submenus = "", dict[str, QMenu]()
        for entry in entries:
            part = _part_of(entry)
            if before and part != before:
                menu.addSeparator()
            before = part
            if entry.submenu and entry.submenu not in submenus:
                submenus[entry.submenu] = menu.addMenu(entry.submenu)
            home = submenus.get(entry.submenu, menu)
            home.addAction(self._usable(entry, home))
        if not entries:
            text = self.tr("Open a document to mark its passages")
            menu.addAction(text).setEnabled(False)

    def _usable(self, entry: ActionEntry, menu: QMenu) -> QAction:
        """The action that would run now, or a disabled copy where none would."""
        if entry.current is not None:
            return entry.current
        # A copy with the shortcut itself would compete for the key; its name is enough here.
        keys = self._actions.keys_of(entry.id)
        native = QKeySequence.SequenceFormat.NativeText
        key = QKeySequence(keys[0]).toString(native) if keys else ""
        text = f"{entry.text}\t{key}" if key else entry.text
        idle = QAction(entry.targets[-1].icon(), text, menu)
        idle.setEnabled(False)
        return idle


def _place_of(entry: ActionEntry) -> tuple[int, int]:
    return (_REST + 1, 0) if entry.id == _LAST else _PLACES.get(entry.id, (_REST, 0))


def _part_of(entry: ActionEntry) -> str:
    """Entries of one part stand together between lines."""
    if entry.id == _LAST or entry.id in _PLACES:
        return str(_place_of(entry)[0])
    return entry.id.partition(".")[0]
