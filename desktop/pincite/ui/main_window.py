"""The main window: builds the parts, connects them, keeps its geometry."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from pincite.model.changes import Changes
    from pincite.model.ids import ItemId
    from pincite.services.finding import Finder
    from pincite.services.results import Found
    from pincite.ui.context import AppContext
    from pincite.ui.library.library_tab import LibraryTab
    from pincite.ui.memory import WindowMemory
    from pincite.ui.widgets import Banner

_GEOMETRY = "window/geometry"
_MOST_BANNERS = 3


class MainWindow(QMainWindow):
    """Menu bar, tabs, banners, status bar. Before the library is open its tab says so.

    An empty window can be shown, with the first page of a file in it, before the parts are loaded;
    `fill` builds them. That is why they are imported there and not above.

    Args:
        memory: of the window's geometry and the layout of its parts.
        context: when it is there already, the window is filled at once.

    Attributes:
        may_close: asked when the window is to be closed; False when it will close a little later.
    """

    def __init__(self, memory: "WindowMemory", context: "AppContext | None" = None) -> None:
        super().__init__()
        self._memory = memory
        self._is_filled = False
        self._has_left = False
        self.may_close: Callable[[], bool] = _yes
        self.setWindowTitle("Pincite")
        self._restore_geometry()
        if context is not None:
            self.fill(context)

    def fill(self, context: "AppContext") -> None:
        """Build the parts and connect them."""
        from pincite.ui.drop_overlay import DropOverlay
        from pincite.ui.full_screen import FullScreen
        from pincite.ui.imports import Imports
        from pincite.ui.manuscripts.opening import Manuscripts
        from pincite.ui.menus import Menus
        from pincite.ui.open_tabs import OpenTabs
        from pincite.ui.replacing.asking import ReplacingQuestion
        from pincite.ui.status import StatusLine
        from pincite.ui.tab_strip import TabStrip
        from pincite.ui.window_acts import WindowActs

        self._context = context
        self._is_filled = True
        self._banners: list[Banner] = []
        self._library_tab: LibraryTab | None = None
        self.setAcceptDrops(True)
        self.strip = TabStrip(context.theme)
        self.tabs = OpenTabs(context, self.strip)
        self.imports = Imports(context, self, self.show_item)
        self.replacing = ReplacingQuestion(context, self)
        self.manuscripts = Manuscripts(context, self, self.tabs.open_manuscript)
        self._status = StatusLine(context)
        self._overlay = DropOverlay(context.theme, self)
        self.strip.add_fixed(_waiting(context), self.tr("Library"))
        self.acts = WindowActs(context, self)
        self.menus = Menus(self._build_menu_row(), context.actions)
        context.notify = self.notify
        context.open_reader = self.tabs.open_reader
        context.open_beside = self.tabs.open_beside
        context.open_hit = self.tabs.open_hit
        context.look_for = self.look_for
        context.show_results = self.show_results
        context.arrive = self.tabs.arrive
        context.open_bibliography = self.tabs.open_bibliography
        context.open_replacement = self.tabs.open_replacement
        context.import_files = self.imports.start
        context.show_item = self.show_item
        context.clean_up = self.tabs.clean_up
        context.check_manuscript = self.tabs.open_manuscript
        context.bridge.failed.connect(self._on_failed)
        context.bridge.finished.connect(self._status.refresh)
        context.bridge.delayed.connect(self._status.say_saving)
        context.events.changed.connect(self._on_changed)
        self.strip.current_changed.connect(self._on_tab_changed)
        self.setStatusBar(self._status)
        self.setCentralWidget(self._build_centre())
        self._full_screen = FullScreen(self, self.strip)

    @property
    def library_tab(self) -> "LibraryTab | None":
        """The Library tab, built when it is first wanted; None before the library is open."""
        if self._library_tab is None and self._context.has_library:
            self._build_library_tab()
        return self._library_tab

    def show_library(self) -> None:
        """The library is open now. Its tab is built when it is on view."""
        self._on_tab_changed(self.strip.current)
        self._status.refresh()

    def _build_library_tab(self) -> None:
        # Here, not above: a file named at the start is on the screen before this is needed.
        from pincite.ui.library.library_tab import LibraryTab

        tab = self._library_tab = LibraryTab(self._context, self._memory)
        tab.files_wanted.connect(self.imports.choose_files)
        tab.folder_wanted.connect(self.imports.choose_folder)
        tab.library_wanted.connect(self.imports.choose_foreign_library)
        tab.samples_wanted.connect(self.imports.import_samples)
        tab.status_changed.connect(self._refresh_status)
        self.imports.current_collection = tab.current_collection
        self.strip.replace_fixed(tab)

    def show_problem(self, sentence: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say in place of the Library why it cannot be opened, and what one can do."""
        from pincite.ui.widgets import EmptyState

        first = acts[0] if acts else None
        second = acts[1] if len(acts) > 1 else None
        title = self.tr("The library cannot be opened")
        page = EmptyState(
            self._context.theme, "warning-circle", title, sentence, first, second, is_primary=True
        )
        self.strip.replace_fixed(page)

    def notify(self, kind: str, text: str) -> None:
        """Say something: what went well in the status bar, what needs the user over the tabs."""
        if kind in ("ok", "info"):
            self._status.say(text)
        else:
            self.show_banner(kind, text)

    def show_banner(
        self,
        kind: str,
        text: str,
        acts: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> "Banner | None":
        """A sentence over the tabs; the same one is not shown twice, and never more than three.

        Returns:
            None when it was there already.
        """
        self._banners = [banner for banner in self._banners if not banner.isHidden()]
        if any(banner.label.text() == text for banner in self._banners):
            return None
        from pincite.ui.widgets import Banner

        banner = Banner(self._context.theme, kind, text, acts)
        banner.closed.connect(lambda: self._forget_banner(banner))
        self._banners.append(banner)
        self._banner_box.addWidget(banner)
        banner.show()
        while len(self._banners) > _MOST_BANNERS:
            self._banners.pop(0).deleteLater()
        return banner

    def find_everywhere(self) -> None:
        """Show the Library with the cursor in its search box."""
        if self.library_tab is not None:
            self.strip.show_page(self.library_tab)
            self.library_tab.search()

    def look_for(self, search: "Callable[[Finder], Found]") -> None:
        """Show in the Library what a search finds that is not typed."""
        if self.library_tab is not None:
            self.strip.show_page(self.library_tab)
            self.library_tab.look_for(search)

    def show_results(self) -> None:
        """Show the results of the last search, with the keyboard in them."""
        if self.library_tab is not None:
            self.strip.show_page(self.library_tab)
            self.library_tab.focus_results()

    def _build_menu_row(self) -> QMenuBar:
        """Our mark and name, and beside them the menus; macOS has its own place for those."""
        from pincite.ui.first_page import MENU_ROW
        from pincite.ui.widgets import Glyph, Label

        bar = QMenuBar()
        if bar.isNativeMenuBar():
            self.setMenuBar(bar)
            return bar
        theme = self._context.theme
        holder = QFrame()
        holder.setProperty("role", "bar")
        # The same with every usual font, so that the first page of a file need not move.
        holder.setMinimumHeight(MENU_ROW)
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.spacing(3), 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        row.addWidget(Glyph(theme, "quotes-fill"))
        row.addWidget(Label("Pincite", "strong"))
        row.addWidget(bar, 1)
        self.setMenuWidget(holder)
        return bar

    def _build_centre(self) -> QWidget:
        centre = QWidget()
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._banner_box = QVBoxLayout()
        self._banner_box.setSpacing(0)
        box.addLayout(self._banner_box)
        box.addWidget(self.strip, 1)
        return centre

    def _forget_banner(self, banner: "Banner") -> None:
        if banner in self._banners:
            self._banners.remove(banner)

    def show_item(self, item_id: "ItemId") -> None:
        """Show the Library with this item selected."""
        if self.library_tab is not None:
            self.strip.show_page(self.library_tab)
            self.library_tab.show_item(item_id)

    def _on_failed(self, sentence: str) -> None:
        self.show_banner("bad", sentence)
        self._status.refresh()

    def _on_changed(self, _changes: "Changes", _origin: object) -> None:
        self._status.refresh()
        self.acts.refresh()

    def _on_tab_changed(self, _page: object) -> None:
        page = self.strip.current
        if page is self.strip.fixed and self.library_tab is not None:
            self.library_tab.activate()
        elif page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh_status()

    def _refresh_status(self) -> None:
        text = getattr(self.strip.current, "status_text", "")
        self._status.show_tab(text if isinstance(text, str) else "")

    def _restore_geometry(self) -> None:
        state = self._memory.state(_GEOMETRY)
        if state.isEmpty() or not self.restoreGeometry(state):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, screen.width()), min(900, screen.height()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from pincite.ui.drop_overlay import dropped_files

        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self._overlay.show_for(files)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        from pincite.ui.drop_overlay import dropped_files

        self._overlay.hide()
        event.acceptProposedAction()
        files = dropped_files(event)
        start, banner = self.imports.start, self.show_banner
        if not (
            self.manuscripts.ask(files, start, banner)
            or self.replacing.ask(self.strip.current, files, start, banner)
        ):
            start(files)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_whole = self._is_filled and not self._has_left
        if is_whole and event.type() == QEvent.Type.WindowStateChange:
            self.acts.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        # When the user's session ends, asking for patience would hold all of it up.
        if not (_is_session_ending() or self.may_close()):
            event.ignore()
            return
        self._close_tabs()
        super().closeEvent(event)

    def leave(self, page: QWidget) -> None:
        """Close all tabs and show `page` alone, while what hangs on the library is closed."""
        self._close_tabs()
        self.setAcceptDrops(False)
        for dialog in self.findChildren(QDialog):
            dialog.hide()
        for action in self.findChildren(QAction):
            action.setEnabled(False)
        if (row := self.menuWidget()) is not None:
            row.setEnabled(False)
        self.statusBar().hide()
        self.setCentralWidget(page)

    def _close_tabs(self) -> None:
        if self._has_left:
            return
        self._has_left = True
        self._memory.keep(_GEOMETRY, self.saveGeometry())
        if self._is_filled:
            if self._library_tab is not None:
                self._library_tab.save_layout()
            self.tabs.close_all()


def _is_session_ending() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()


def _yes() -> bool:
    return True


def _waiting(context: "AppContext") -> QWidget:
    page = QWidget()
    page.setAccessibleName(context.tr("The library is being opened"))
    return page
