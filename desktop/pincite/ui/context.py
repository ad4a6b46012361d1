"""What every tab gets through its constructor."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CollectionId,
    ItemId,
    ReplacementId,
    Sha256,
)
from pincite.model.items import Item
from pincite.services.jobs import JobContext
from pincite.services.settings import named_colours
from pincite.ui.actions import Actions
from pincite.ui.bridge import Bridge, LibraryEvents
from pincite.ui.jobs import JobRunner
from pincite.ui.reader.pages.page_cache import PageBudget
from pincite.ui.theme import Theme

if TYPE_CHECKING:
    from pincite.documents.process import WorkerPool
    from pincite.services.bibliographies import BibliographyService
    from pincite.services.finding import Finder
    from pincite.services.hits import Hit
    from pincite.services.results import Found
    from pincite.services.settings import Settings, SettingsFile
    from pincite.services.workspace import Workspace
    from pincite.ui.reader.arrival import Arrival
    from pincite.ui.search.trail import SearchTrail
    from pincite.ui.verdicts.runner import CheckRunner


class LibraryNotOpenError(RuntimeError):
    """A part asked for the library before it was there: a fault in our code."""


class ImportFiles(Protocol):
    """Imports files and folders in a job, as a drop on the window does."""

    def __call__(
        self,
        paths: Sequence[str],
        *,
        collection: CollectionId | None = None,
        into: Item | None = None,
    ) -> None:
        """Start the job; `into` is an item that gets the files as its own."""


OpenReader = Callable[[Sha256, int | None, tuple[str, ...], AnnotationId | None], None]
"""Opens a document: page index or None, words to mark, annotation to show or None."""

SwitchLibrary = Callable[[Path, Callable[[JobContext], object] | None], None]
"""Opens another library in the place of this one, after doing something while none is open."""

Arrive = Callable[[Sha256, "Arrival", bool], None]
"""Opens a document and shows a passage of it for a moment; True for a tab of its own."""


def _nothing(*_arguments: object, **_named: object) -> None:
    """Stands for acts of the window until the window has put in its own."""


class AppContext(QObject):
    """The services and the shared objects of the window.

    A reader opened from the command line is built before the library is; `workspace`, `finder` and
    `bibliographies` are there after `library_attached`. Everything else is always there.

    Signals:
        library_attached: the library is open; emitted once.

    Attributes:
        page_budget: the memory for pictures of pages, shared by all readers.
        open_reader: opens a document in a tab.
        open_beside: the same beside what is being read.
        open_hit: opens a document at a hit of a search; the reader goes on to the other hits.
        look_for: shows what a search finds that is not typed, among the results.
        show_results: shows the list of results again.
        arrive: opens a document beside what is being read, or in a tab, at a passage.
        open_bibliography: (id).
        open_replacement: (id) opens the review of a replaced file.
        notify: (kind "info" | "ok" | "warn" | "bad", sentence): shown as a banner in the window.
        check_manuscript: (path) opens the tab that checks it.
        show_item: (id) selects an item in the Library.
        switch_library: (folder, act or None) opens another library in the place of this one.
        clean_up: (ids) opens the clean-ups of some items.
        import_files: (paths, collection=None, into=None) imports files and folders in a job.
    """

    library_attached = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        actions: Actions,
        bridge: Bridge,
        events: LibraryEvents,
        jobs: JobRunner,
        settings_file: "SettingsFile",
        settings: "Settings",
        pool: "WorkerPool",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.actions = actions
        self.bridge = bridge
        self.events = events
        self.jobs = jobs
        self.settings_file = settings_file
        self.settings = settings
        self.pool = pool
        self.page_budget = PageBudget(settings.cache_bytes)
        self.open_reader: OpenReader = _nothing
        self.open_beside: OpenReader = _nothing
        self.arrive: Arrive = _nothing
        self.open_hit: Callable[[Hit, SearchTrail], None] = _nothing
        self.look_for: Callable[[Callable[[Finder], Found]], None] = _nothing
        self.show_results: Callable[[], None] = _nothing
        self.open_bibliography: Callable[[BibliographyId], None] = _nothing
        self.open_replacement: Callable[[ReplacementId], None] = _nothing
        self.notify: Callable[[str, str], None] = _nothing
        self.import_files: ImportFiles = _nothing
        self.check_manuscript: Callable[[Path], None] = _nothing
        self.show_item: Callable[[ItemId], None] = _nothing
        self.switch_library: SwitchLibrary = _nothing
        self.clean_up: Callable[[Sequence[ItemId]], None] = _nothing
        theme.colour_names.set_names(named_colours(settings))
        self._workspace: Workspace | None = None
        self._finder: Finder | None = None
        self._bibliographies: BibliographyService | None = None
        self._checks: CheckRunner | None = None

    def attach_library(
        self, workspace: "Workspace", finder: "Finder", bibliographies: "BibliographyService"
    ) -> None:
        """Put in what hangs on the library and tell everybody."""
        self._workspace = workspace
        self._finder = finder
        self._bibliographies = bibliographies
        self.bridge.attach(workspace)
        self.library_attached.emit()

    @property
    def has_library(self) -> bool:
        """True once the library is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> "Workspace":
        """The open library and its history; raises LibraryNotOpenError before it is attached."""
        if self._workspace is None:
            raise LibraryNotOpenError
        return self._workspace

    @property
    def finder(self) -> "Finder":
        """Search; raises LibraryNotOpenError before the library is attached."""
        if self._finder is None:
            raise LibraryNotOpenError
        return self._finder

    @property
    def bibliographies(self) -> "BibliographyService":
        """Bibliographies; raises LibraryNotOpenError before the library is attached."""
        if self._bibliographies is None:
            raise LibraryNotOpenError
        return self._bibliographies

    @property
    def checks(self) -> "CheckRunner":
        """Checks of quotations; what they work on is there once the library is attached."""
        if self._checks is None:
            from pincite.ui.verdicts.runner import CheckRunner

            self._checks = CheckRunner(self)
        return self._checks

    def save_settings(self, settings: "Settings") -> None:
        """Keep changed settings and write them to disk."""
        self.settings = settings
        self.theme.colour_names.set_names(named_colours(settings))
        self.page_budget.set_total(settings.cache_bytes)
        self.settings_file.save(settings)
