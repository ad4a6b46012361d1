"""Imports from the window: dialogs, the job, and its report."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from pincite import assets
from pincite.importing.detect import SUFFIXES, is_address
from pincite.model.identifier_lists import identifier_named, is_identifiers
from pincite.model.ids import CollectionId, ItemId
from pincite.model.items import Item
from pincite.services.pasting import Passage
from pincite.ui.context import AppContext
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.services.import_plans import ImportPlan
    from pincite.services.importer import ImportReport
    from pincite.services.jobs import JobContext
    from pincite.services.references import ReferencePlan
    from pincite.services.workspace import Workspace
    from pincite.ui.import_report import ImportReportPanel
    from pincite.ui.importing.rows import Row
    from pincite.ui.importing.summary_dialog import SummaryDialog

Source = Path | str | Passage
"""A file or folder, an address, or a passage from the clipboard."""


class Imports(QObject):
    """Starts import jobs and shows what became of them."""

    def __init__(
        self, context: AppContext, window: QWidget, show_item: Callable[[ItemId], object]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._show_item = show_item
        self._report: ImportReportPanel | None = None
        self.current_collection: Callable[[], CollectionId | None] = lambda: None

    def start(
        self,
        paths: Sequence[str],
        *,
        collection: CollectionId | None = None,
        into: Item | None = None,
        is_opened: bool = False,
    ) -> None:
        """Import files and folders in a job.

        Args:
            collection: where new items are filed; the one on view when None.
            into: an item that gets the files as its own.
            is_opened: open the first document for reading afterwards.
        """
        self._start([Path(path) for path in paths], collection, into, is_opened=is_opened)

    def paste(self) -> None:
        """Import what is in the clipboard: files, an address, or a passage as an article."""
        # Some platforms have no object for an empty clipboard, whatever the types say.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        data = data or QMimeData()
        text = data.text().strip()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.start(files)
        elif identifier_named(text) or (is_identifiers(text) and not is_address(text)):
            self.add_by_identifier(text)
        elif is_address(text):
            self._start([text])
        elif text:
            self._start([Passage(text, data.html() if data.hasHtml() else "")])
        else:
            self._context.notify(
                "warn",
                self.tr("There is no text in the clipboard; copy a passage or an address first."),
            )

    def add_by_identifier(self, text: str = "") -> None:
        """Ask for identifiers; what is found is looked at like any other list."""
        from pincite.services.import_plans import ImportPlan
        from pincite.ui.resolving.identifier_dialog import IdentifierDialog

        dialog = IdentifierDialog(self._context, self._window, text)
        place = self.current_collection()
        dialog.planned.connect(
            lambda plan, rows: self._on_planned(
                ImportPlan((plan,)), rows, place=place, is_opened=False
            )
        )
        dialog.open()

    def _start(
        self,
        sources: Sequence[Source],
        collection: CollectionId | None = None,
        into: Item | None = None,
        *,
        is_opened: bool = False,
    ) -> None:
        if not sources:
            return
        if not self._context.has_library:
            self._context.notify(
                "warn", self.tr("The library is not open, so nothing was imported.")
            )
            return
        place = collection or self.current_collection()
        if into is not None:
            self._run(sources, place, into, is_opened=is_opened)
            return
        workspace = self._context.workspace
        title = self._title(self.tr("Reading %1"), self.tr("Reading %n files"), sources)
        handle = self._context.jobs.start(lambda job: _planned(workspace, sources, job), title)
        handle.succeeded.connect(
            lambda planned: self._on_planned(*planned, place=place, is_opened=is_opened)
        )
        handle.failed.connect(self._on_failed)

    def _on_planned(
        self,
        plan: "ImportPlan",
        rows: "Sequence[Row]",
        *,
        place: CollectionId | None,
        is_opened: bool,
    ) -> None:
        """Lists of references are looked at first; other files come in at once."""
        if plan.others:
            self._run(plan.others, place, None, is_opened=is_opened)
        if plan.lists:
            from pincite.ui.importing.summary_dialog import SummaryDialog

            summary = SummaryDialog(self._context, plan, rows, place, self._window)
            summary.confirmed.connect(lambda: self._take(summary))
            summary.open()
        elif plan.failed:
            name, sentence = plan.failed[0]
            text = self.tr("%1 was not imported. %2").replace("%1", name)
            self._context.notify("bad", text.replace("%2", sentence))

    def _take(self, summary: "SummaryDialog") -> None:
        """Bring in what was decided on, in one step."""
        workspace, where = self._context.workspace, summary.destination
        lists = summary.plan.decided(summary.model.decisions(), where.new_collection)
        place, tags = where.collection, where.tags
        count = summary.model.taken
        title = counted(count, self.tr("Importing %n work"), self.tr("Importing %n works"))
        handle = self._context.jobs.start(
            lambda job: _taken(workspace, lists, job, place, tags), title
        )
        handle.succeeded.connect(self._show_report)
        handle.failed.connect(self._on_failed)

    def _run(
        self,
        sources: Sequence[Source],
        place: CollectionId | None,
        into: Item | None,
        *,
        is_opened: bool,
    ) -> None:
        workspace = self._context.workspace
        title = self._title(self.tr("Importing %1"), self.tr("Importing %n files"), sources)
        handle = self._context.jobs.start(
            lambda job: _run(workspace, sources, job, place, into), title
        )
        handle.succeeded.connect(self._show_report)
        if is_opened:
            handle.succeeded.connect(self._open_first)
        handle.failed.connect(self._on_failed)

    def _title(self, one: str, many: str, sources: Sequence[Source]) -> str:
        first = sources[0]
        name = first if isinstance(first, str) else first.name
        return counted(len(sources), one, many).replace("%1", name)

    def choose_files(self) -> None:
        """Ask for files, then import them."""
        from pincite.importing.foreign.programs import SUFFIX as LIBRARY_SUFFIX
        from pincite.importing.references.formats import SUFFIXES as REFERENCE_SUFFIXES

        suffixes = (*SUFFIXES, *REFERENCE_SUFFIXES, LIBRARY_SUFFIX)
        dialog = self._dialog(self.tr("Import files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Documents and references (%1)").replace(
                    "%1", " ".join(f"*{suffix}" for suffix in suffixes)
                ),
                self.tr("All files (*)"),
            ]
        )
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder, then import what is in it."""
        dialog = self._dialog(self.tr("Import a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.open()

    def choose_foreign_library(self) -> None:
        """Ask for the folder in which another program keeps its library, then import it."""
        from pincite.importing.foreign.usual_folders import usual_folders

        dialog = self._dialog(self.tr("Import a Zotero or Mendeley library"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        for folder in usual_folders(Path.home())[:1]:
            dialog.setDirectory(str(folder))
        dialog.open()

    def import_samples(self) -> None:
        """Import the sample documents."""
        files = sorted(path for path in assets.samples().rglob("*") if path.is_file())
        self.start([str(path) for path in files if not path.name.upper().startswith("README")])

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_chosen)
        return dialog

    def _on_chosen(self, files: list[str]) -> None:
        self.start(files)

    def _open_first(self, report: "ImportReport") -> None:
        for entry in report.files[:1]:
            if entry.sha256 is not None:
                self._context.open_reader(entry.sha256, None, (), None)

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)

    def _show_report(self, report: "ImportReport") -> None:
        # What the report leads to must be on view.
        self._context.events.tell_waiting()
        if self._report is not None:
            self._report.close()
        from pincite.ui.import_report import ImportReportPanel

        self._report = ImportReportPanel(report, self._context.theme, self._show_item, self._window)
        self._report.destroyed.connect(self._forget_report)

    def _forget_report(self) -> None:
        self._report = None


def _planned(
    workspace: "Workspace", sources: Sequence[Source], job: "JobContext"
) -> "tuple[ImportPlan, Sequence[Row]]":
    # Here, not above, as for `_run`.
    from pincite.services.import_plans import plan_import
    from pincite.ui.importing.rows import rows_of

    plan = plan_import(workspace.read, sources, job, looks_within=True)
    return plan, rows_of(plan)


def _taken(
    workspace: "Workspace",
    lists: "Sequence[ReferencePlan]",
    job: "JobContext",
    collection: CollectionId | None,
    tags: tuple[str, ...],
) -> "ImportReport":
    from pincite.services.importer import Importer

    return Importer(workspace, collection=collection, tags=tags).take(lists, job)


def _run(
    workspace: "Workspace",
    sources: Sequence[Source],
    job: "JobContext",
    collection: CollectionId | None,
    into: Item | None,
) -> "ImportReport":
    # Here, not above: the readers of all formats take 0.2 s to load; the window shows first.
    from pincite.services.importer import Importer

    if not any(isinstance(source, str) for source in sources):
        return Importer(workspace, collection=collection, into=into).run(sources, job)
    from pincite.importing.fetching import Fetcher

    with closing(Fetcher(job)) as fetcher:
        importer = Importer(workspace, collection=collection, into=into, fetcher=fetcher)
        return importer.run(sources, job)
