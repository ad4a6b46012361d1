"""What can be done with a bibliography as a whole: its actions, and the menu that offers them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from pincite.model.citations import Bibliography
from pincite.model.ids import BibliographyId
from pincite.services.commands.bibliographies import (
    ArchiveBibliography,
    DuplicateBibliography,
    TrashBibliography,
)
from pincite.ui.context import AppContext

if TYPE_CHECKING:
    from pincite.ui.bibliography.bibliography_side import BibliographySide
    from pincite.ui.bibliography.bibliography_tab import BibliographyTab


class BibliographyActs(QObject):
    """Acts of a tab; they mean its active side."""

    def __init__(self, context: AppContext, tab: "BibliographyTab") -> None:
        super().__init__(tab)
        self._context = context
        self._tab = tab
        self._open_next: BibliographyId | None = None
        self._actions: dict[str, QAction] = {}
        self._make_actions()
        context.events.changed.connect(self._on_changed)

    def show_menu(self, side: "BibliographySide") -> None:
        """Show everything that has no button of its own, under the button for it."""
        self._tab.activate(side)
        menu = QMenu(self._tab)
        menu.setAccessibleName(self.tr("More for this bibliography"))
        for name in ("print", "", "import_from", "beside", "", "rename",
                     "duplicate", "archive", "delete"):  # fmt: skip
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._name_archiving()
        button = side.citations.header.more
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def duplicate(self) -> None:
        """Make another bibliography with the same citations, and open it."""
        shown = self._tab.side.bibliography
        if shown is not None:
            name = self._context.bibliographies.free_name(
                self.tr("%1, copy").replace("%1", shown.name)
            )
            command = DuplicateBibliography(shown.id, name)
            self._open_next = command.id
            self._context.bridge.run(command)

    def archive(self) -> None:
        """Put the bibliography away, or bring it back into the lists."""
        shown = self._tab.side.bibliography
        if shown is None:
            return
        self._context.bridge.run(ArchiveBibliography(shown.id, is_archived=not shown.archived))
        text = (
            self.tr("“%1” stands in the lists again.")
            if shown.archived
            else self.tr("“%1” was put away. It stands under “Archived” in the library.")
        )
        self._context.notify("ok", text.replace("%1", shown.name))

    def delete(self) -> None:
        """Move the bibliography to the trash; its tab closes."""
        side = self._tab.side
        self._context.bridge.run(TrashBibliography(side.bibliography_id))
        text = self.tr("“%1” was moved to the trash. Undo brings it back.")
        self._context.notify("ok", text.replace("%1", side.title))

    def choose_beside(self) -> None:
        """Ask which bibliography to show beside this one."""
        self._ask(self._others(), self._tab.open_beside)

    def import_from(self) -> None:
        """Ask for citations of another bibliography to take over."""
        from pincite.ui.bibliography.import_dialog import ImportDialog

        others = self._others(with_archived=True)
        if not others:
            self._say_alone()
            return
        side = self._tab.side
        dialog = ImportDialog(self._context, side.bibliography_id, others, self._tab.window())
        dialog.chosen.connect(side.citations.acts.take_over)
        dialog.open()

    def print(self) -> None:
        """Show the page as it will be printed; from there it goes to a printer or a PDF."""
        from pincite.ui.bibliography.print_dialog import PrintDialog

        side = self._tab.side
        formatted = side.preview.page.formatted
        if formatted is None or side.bibliography is None:
            return
        page = side.preview.page
        PrintDialog(
            self._context, formatted, side.bibliography.name, page.part, self._tab.window()
        ).open()

    def _others(self, *, with_archived: bool = False) -> list[Bibliography]:
        shown = {side.bibliography_id for side in self._tab.sides}
        found = self._context.workspace.read.bibliographies()
        return [b for b in found if b.id not in shown and (with_archived or not b.archived)]

    def _ask(self, offered: list[Bibliography], take: Callable[[BibliographyId], object]) -> None:
        if not offered:
            self._say_alone()
            return
        menu = QMenu(self._tab)
        menu.setAccessibleName(self.tr("Bibliographies"))
        for one in offered:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, id=one.id: take(id))
        button = self._tab.side.citations.header.more
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _say_alone(self) -> None:
        self._context.notify("info", self.tr("There is no other bibliography yet."))

    def _name_archiving(self) -> None:
        shown = self._tab.side.bibliography
        is_archived = shown is not None and bool(shown.archived)
        words = self.tr("Take out of the archive") if is_archived else self.tr("Archive")
        self._actions["archive"].setText(words)

    def _on_changed(self, changes: object, _origin: object) -> None:
        if self._open_next in getattr(changes, "bibliographies", ()):
            opened, self._open_next = self._open_next, None
            if opened is not None:
                self._context.open_bibliography(opened)

    def _make_actions(self) -> None:
        tab, tr = self._tab, self.tr
        entries: tuple[tuple[str, str, str, Callable[[], object], str], ...] = (
            ("rename", tr("Rename bibliography"), "", lambda: tab.side.rename(), "pencil-simple"),
            ("export", tr("Export bibliography…"), "Ctrl+E",
             lambda: tab.side.citations.header.export.open_menu(), ""),
            ("check", tr("Check all quotations"), "", lambda: tab.side.check_all(), ""),
            ("copy", tr("Copy formatted bibliography"), "",
             lambda: tab.side.copy_formatted(), ""),
            ("activate", tr("Let Cite add to this bibliography"), "",
             lambda: tab.side.make_active(), ""),
            ("style", tr("Choose citation style…"), "",
             lambda: tab.side.preview.style_picker.open_list(), ""),
            ("next_to_mend", tr("Next citation that needs a look"), "F8",
             lambda: tab.side.citations.go_to_next_to_mend(), ""),
            ("fold", tr("Fold all groups"), "",
             lambda: tab.side.citations.fold_all(are_folded=True), ""),
            ("unfold", tr("Unfold all groups"), "",
             lambda: tab.side.citations.fold_all(are_folded=False), ""),
            ("print", tr("Print…"), "Ctrl+P", self.print, "printer"),
            ("import_from", tr("Import from another bibliography…"), "", self.import_from,
             "download-simple"),
            ("beside", tr("Show another bibliography beside…"), "Ctrl+Alt+O", self.choose_beside,
             "columns"),
            ("duplicate", tr("Duplicate"), "", self.duplicate, "copy"),
            ("archive", tr("Archive"), "", self.archive, "archive"),
            ("delete", tr("Delete bibliography"), "", self.delete, "trash"),
        )  # fmt: skip
        for name, text, key, slot, icon in entries:
            self._actions[name] = self._context.actions.add(
                f"bibliography.{name}", text, key, slot, "cite", tab, icon_name=icon,
                submenu=tr("Bibliography"),
            )  # fmt: skip
