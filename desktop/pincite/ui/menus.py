"""The menu bar, made from the table of actions each time a menu opens."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from pincite.ui.actions import GROUPS, ActionEntry, Actions

_LAST = "file.quit"


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
        entries.sort(key=lambda entry: entry.id == _LAST)
        area, submenus = "", dict[str, QMenu]()
        for entry in entries:
            entry_area = entry.id.partition(".")[0]
            if area and (entry_area != area or entry.id == _LAST):
                menu.addSeparator()
            area = entry_area
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
