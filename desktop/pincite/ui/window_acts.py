"""The actions of the whole window: tabs, undo, search, settings, palette, help."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from pincite import assets
from pincite.model.changes import Changes
from pincite.model.ids import BibliographyId
from pincite.ui.context import AppContext
from pincite.ui.exporting.opening import ExportScope, open_export_dialog
from pincite.ui.libraries.choosing import Libraries
from pincite.ui.theme import Mode

if TYPE_CHECKING:
    from pincite.ui.main_window import MainWindow


class WindowActs(QObject):
    """Adds the window's actions and does what they say."""

    def __init__(self, context: AppContext, window: "MainWindow") -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._open_next: BibliographyId | None = None
        self._add_file_acts()
        self._add_edit_acts()
        self._add_view_acts()
        self._add_go_acts()
        self._add_tool_acts()
        context.library_attached.connect(self.refresh)
        context.bridge.finished.connect(self.refresh)
        context.events.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done now; name the steps of undo and redo."""
        has_library = self._context.has_library
        get = self._context.actions.get
        undo = self._context.workspace.undo_label if has_library else ""
        redo = self._context.workspace.redo_label if has_library else ""
        get("edit.undo").setEnabled(bool(undo))
        get("edit.redo").setEnabled(bool(redo))
        get("edit.undo").setText(
            self.tr("Undo “%1”").replace("%1", undo) if undo else self.tr("Undo")
        )
        get("edit.redo").setText(
            self.tr("Redo “%1”").replace("%1", redo) if redo else self.tr("Redo")
        )
        for name in (
            "file.new_item",
            "file.import",
            "file.import_folder",
            "file.import_library",
            "file.paste",
            "file.add_by_identifier",
            "file.export",
            "cite.new_bibliography",
            "cite.check_manuscript",
            "cite.ledger",
            "tools.duplicates",
            "tools.integrity",
            "tools.cleaning",
            "edit.history",
            "tools.trash",
        ):
            get(name).setEnabled(has_library)
        get("file.library_folder").setEnabled(has_library)
        get("view.full_screen").setChecked(self._window.isFullScreen())

    def _add(
        self, id: str, text: str, key: str | tuple[str, ...], slot: object, icon: str = ""
    ) -> None:
        group = id.partition(".")[0]
        self._context.actions.add(id, text, key, slot, group, self._window, icon_name=icon)  # type: ignore[arg-type]

    def _add_file_acts(self) -> None:
        window, imports = self._window, self._window.imports
        self._add("file.import", self.tr("Import files…"), "Ctrl+O", imports.choose_files, "plus")
        self._add(
            "file.import_folder",
            self.tr("Import a folder…"),
            "",
            imports.choose_folder,
            "folder-plus",
        )
        library, choose = self.tr("Import a Zotero or Mendeley library…"), "file.import_library"
        self._add(choose, library, "", imports.choose_foreign_library, "books")
        self._add(
            "file.paste",
            self.tr("Paste as article"),
            "Ctrl+Shift+V",
            imports.paste,
            "clipboard-text",
        )
        name, add = self.tr("Add by identifier…"), imports.add_by_identifier
        self._add("file.add_by_identifier", name, "Ctrl+Shift+N", add, "barcode")
        self._add("file.new_item", self.tr("New item"), "Ctrl+N", self._new_item, "file-plus")
        self._add("file.close_tab", self.tr("Close tab"), "Ctrl+W", self._close_tab, "x")
        self._add(
            "file.reopen_tab",
            self.tr("Reopen closed tab"),
            "Ctrl+Shift+T",
            window.tabs.reopen,
            "arrow-counter-clockwise",
        )
        self.libraries = Libraries(self._context, window)
        self._add("file.export", self.tr("Export the library…"), "", self._export, "export")
        self._add(
            "file.library_folder",
            self.tr("Show library folder"),
            "",
            self._show_folder,
            "folder-open",
        )
        self._add("file.quit", self.tr("Quit"), "Ctrl+Q", window.close, "sign-out")

    def _add_edit_acts(self) -> None:
        bridge = self._context.bridge
        self._add("edit.undo", self.tr("Undo"), "Ctrl+Z", bridge.undo, "arrow-counter-clockwise")
        self._add(
            "edit.redo", self.tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), bridge.redo, "arrow-clockwise"
        )
        self._add(
            "edit.history",
            self.tr("History of changes"),
            "",
            lambda: self._window.tabs.open_tool("history"),
            "clock-counter-clockwise",
        )
        self._add(
            "edit.find_everywhere",
            self.tr("Search all pages"),
            "Ctrl+Shift+F",
            self._window.find_everywhere,
            "magnifying-glass",
        )

    def _add_view_acts(self) -> None:
        self._add(
            "view.light", self.tr("Light appearance"), "", lambda: self._set_mode(Mode.LIGHT), "sun"
        )
        self._add(
            "view.dark", self.tr("Dark appearance"), "", lambda: self._set_mode(Mode.DARK), "moon"
        )
        self._add(
            "view.system",
            self.tr("Appearance of the system"),
            "",
            lambda: self._set_mode(Mode.SYSTEM),
            "circle-half",
        )
        self._context.actions.add(
            "view.full_screen",
            self.tr("Full screen"),
            "F11",
            self._toggle_full_screen,
            "view",
            self._window,
            icon_name="corners-out",
            is_checkable=True,
        )

    def _add_go_acts(self) -> None:
        strip = self._window.strip
        self._add("go.library", self.tr("Library"), "Alt+Home", self._go_to_library, "books")
        self._add(
            "go.next_tab",
            self.tr("Next tab"),
            ("Ctrl+Tab", "Ctrl+PgDown"),
            lambda: strip.step(1),
            "arrow-right",
        )
        self._add(
            "go.previous_tab",
            self.tr("Previous tab"),
            ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
            lambda: strip.step(-1),
            "arrow-left",
        )
        self._add("go.next_pane", self.tr("Next pane"), "F6", lambda: self._step_pane(1), "layout")
        self._add(
            "go.previous_pane", self.tr("Previous pane"), "Shift+F6", lambda: self._step_pane(-1)
        )

    def _add_tool_acts(self) -> None:
        self._add(
            "cite.new_bibliography",
            self.tr("New bibliography"),
            "",
            self._new_bibliography,
            "list-numbers",
        )
        self._add(
            "cite.ledger",
            self.tr("Ledger of cited pages"),
            "",
            self._show_ledger,
            "table",
        )
        self._add(
            "cite.check_manuscript",
            self.tr("Check a manuscript…"),
            "",
            self._window.manuscripts.choose,
            "file-text",
        )
        self._add(
            "tools.palette", self.tr("All actions…"), "Ctrl+Shift+P", self.show_palette, "command"
        )
        self._add_order_acts()
        self._add("tools.settings", self.tr("Settings…"), "Ctrl+,", self.show_settings, "gear")
        self._add("help.about", self.tr("About Pincite"), "", self._show_about, "info")

    def _add_order_acts(self) -> None:
        self._add(
            "tools.duplicates",
            self.tr("Find duplicates"),
            "",
            lambda: self._window.tabs.open_tool("duplicates"),
            "copy",
        )
        self._add(
            "tools.integrity",
            self.tr("Check the library"),
            "",
            lambda: self._window.tabs.open_tool("integrity"),
            "check-circle",
        )
        self._add(
            "tools.cleaning",
            self.tr("Clean up the library…"),
            "",
            lambda: self._window.tabs.clean_up(()),
            "magic-wand",
        )
        self._add(
            "tools.trash",
            self.tr("Show the whole trash"),
            "",
            lambda: self._window.tabs.open_tool("trash"),
            "trash",
        )

    def _show_ledger(self) -> None:
        """Of the collection on view in the Library, else of the library."""
        library = self._window.library_tab
        is_on_view = self._window.strip.current is library
        collection = library.current_collection() if library and is_on_view else None
        self._window.tabs.open_ledger(collection)

    def show_palette(self) -> None:
        """Open the command palette."""
        from pincite.ui.palette import CommandPalette

        palette = CommandPalette(self._context.actions, self._context.theme, self._window)
        palette.show_over(self._window)

    def show_settings(self) -> None:
        """Open the settings."""
        from pincite.ui.settings.dialog import SettingsDialog

        SettingsDialog(self._context, self._window).open()

    def _show_about(self) -> None:
        from pincite.ui.about import AboutDialog

        engine = self.tr("citeproc-js in V8") if assets.citeproc_js() else self.tr("citeproc-py")
        AboutDialog(self._context.theme, engine, self._window).open()

    def _export(self) -> None:
        scope = ExportScope(self.tr("Library"))
        open_export_dialog(self._context, scope, self._window)

    def _new_item(self) -> None:
        if self._window.library_tab is not None:
            self._go_to_library()
            self._window.library_tab.new_item()

    def _new_bibliography(self) -> None:
        from pincite.services.commands.bibliographies import AddBibliography

        name = self._context.bibliographies.free_name(self.tr("New bibliography"))
        command = AddBibliography(name, self._context.settings.style, self._context.settings.locale)
        self._open_next = command.id
        self._context.bridge.run(command)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._open_next in changes.bibliographies:
            opened, self._open_next = self._open_next, None
            if opened is not None:
                self._context.open_bibliography(opened)

    def _close_tab(self) -> None:
        page = self._window.strip.current
        if page is not None:
            self._window.tabs.close(page)

    def _show_folder(self) -> None:
        folder = self._context.workspace.library.folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _set_mode(self, mode: Mode) -> None:
        self._context.theme.set_mode(mode)

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _go_to_library(self) -> None:
        self._window.strip.show_page(self._window.strip.pages[0])

    def _step_pane(self, by: int) -> None:
        panes = getattr(self._window.strip.current, "panes", None)
        if not callable(panes):
            return
        found: list[QWidget] = [pane for pane in panes() if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (i for i, p in enumerate(found) if focus and (p is focus or p.isAncestorOf(focus))), -1
        )
        if found:
            target = found[(here + by) % len(found)]
            inner = target if target.focusPolicy() else target.nextInFocusChain()
            (inner or target).setFocus(Qt.FocusReason.TabFocusReason)
