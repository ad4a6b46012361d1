"""Giving annotations and notes away: the menu of formats, where to, and a job."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from pincite.model.ids import CollectionId, ItemId, SavedSearchId
from pincite.model.items import Collection, Item
from pincite.model.saved_searches import SavedSearch
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.icons import icon
from pincite.ui.save_dialog import documents_folder, file_name_of, open_save_dialog
from pincite.ui.words import counted

if TYPE_CHECKING:
    from pincite.exporting.annotations import Reading
    from pincite.services.annotation_export import AnnotationChoice, WrittenNotes

_FORMATS = (
    ("markdown", ".md"), ("docx", ".docx"), ("odt", ".odt"), ("html", ".html"),
    ("jsonld", ".jsonld"),
)  # fmt: skip
_NOTES = ("obsidian", "logseq")


@dataclass(frozen=True, slots=True)
class ReadingSource:
    """Whose annotations and notes: of items, or of all in a collection or found by a saved search.

    Attributes:
        choice: which annotations; None for all, with the notes.
    """

    items: tuple[ItemId, ...] = ()
    collection: CollectionId | None = None
    search: SavedSearchId | None = None
    choice: "AnnotationChoice | None" = None


class AnnotationExports(QObject):
    """Asks where to, writes beside the window's other work, and tells how it ended.

    Signals:
        written: the path of the file or folder.

    Attributes:
        dialog: the dialog opened last.
    """

    written = Signal(str)

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.dialog: QFileDialog | None = None

    def menu(self, parent: QWidget, source: ReadingSource) -> QMenu:
        """The formats; choosing one asks for a file, or for the folder of one's notes."""
        menu = QMenu(self.tr("Export annotations"), parent)
        menu.setIcon(icon(self._context.theme, "export"))
        for name in _NOTES:
            text = self.tr("%1 notes…").replace("%1", format_title(name))
            menu.addAction(text, partial(self.ask_for_folder, source, name))
        menu.addSeparator()
        for name, suffix in _FORMATS:
            text = f"{format_title(name)}…"
            menu.addAction(text, partial(self.ask_for_file, source, name, suffix))
        return menu

    def ask_for_file(self, source: ReadingSource, name: str, suffix: str) -> None:
        """Ask where to write one file."""
        title = format_title(name)
        self.dialog = open_save_dialog(
            self._window,
            self.tr("Export annotations as %1").replace("%1", title),
            f"{title} (*{suffix})",
            file_name_of(self._proposed(source), "annotations") + suffix,
            lambda path: self.save(source, name, path),
        )

    def ask_for_folder(self, source: ReadingSource, name: str) -> None:
        """Ask for the folder of notes; it is remembered."""
        title = self.tr("Folder for %1 notes").replace("%1", format_title(name))
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(self._context.settings.note_folders.get(name) or documents_folder())
        dialog.fileSelected.connect(lambda path: self.save_notes(source, name, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog = dialog

    def save(self, source: ReadingSource, name: str, path: Path) -> None:
        """Write one file in a job."""
        from pincite.services.annotation_export import write_reading

        make = self._maker(source)

        def job(_context: JobContext) -> str:
            return str(write_reading(make(), name, path))

        title = self.tr("Exporting %1").replace("%1", path.name)
        handle = self._context.jobs.start(job, title)
        handle.succeeded.connect(self._on_written)
        handle.failed.connect(self._on_failed)

    def save_notes(self, source: ReadingSource, name: str, folder: Path) -> None:
        """Write a note for each work in a job; what the user wrote in them is kept."""
        from pincite.services.annotation_export import WrittenNotes, write_notes

        # All of it, whatever a list is filtered for: what were missing would be taken out of them.
        make = self._maker(replace(source, choice=None))

        def job(context: JobContext) -> WrittenNotes:
            return write_notes(make(), name, folder, context)

        self._remember(name, folder)
        title = self.tr("Exporting notes to %1").replace("%1", folder.name)
        handle = self._context.jobs.start(job, title)
        handle.succeeded.connect(lambda done: self._on_notes(done, folder))
        handle.failed.connect(self._on_failed)

    def _maker(self, source: ReadingSource) -> "Callable[[], Reading]":
        from pincite.library.queries import ItemQuery
        from pincite.services.annotation_export import ALL_IN_ORDER, reading_of

        reader, finder = self._context.workspace.read, self._context.finder
        names = self._context.theme.colour_names.own_names
        settings = self._context.settings

        def make() -> "Reading":
            collection, title = None, ""
            query = ItemQuery(ids=source.items)
            if source.collection is not None:
                collection = reader.get(Collection, source.collection)
                query = ItemQuery(collection=source.collection)
                title = collection.name if collection else ""
            saved = reader.get(SavedSearch, source.search) if source.search else None
            if saved is not None:
                query = ItemQuery(ids=tuple(finder.works(saved.query).works))
                title = saved.name
            ids = reader.item_ids(query, sort="title", descending=False)
            return reading_of(
                reader,
                reader.items(ids),
                source.choice or ALL_IN_ORDER,
                names,
                title=title,
                collection=collection,
                settings=settings,
            )

        return make

    def _proposed(self, source: ReadingSource) -> str:
        reader = self._context.workspace.read
        if source.collection is not None:
            collection = reader.get(Collection, source.collection)
            return collection.name if collection else ""
        if source.search is not None:
            saved = reader.get(SavedSearch, source.search)
            return saved.name if saved else ""
        item = reader.get(Item, source.items[0]) if len(source.items) == 1 else None
        return item.title if item else ""

    def _remember(self, name: str, folder: Path) -> None:
        settings = self._context.settings
        folders = {**settings.note_folders, name: str(folder)}
        if folders != dict(settings.note_folders):
            self._context.save_settings(replace(settings, note_folders=folders))

    def _on_written(self, path: str) -> None:
        self._context.notify("ok", self.tr("Saved as %1.").replace("%1", path))
        self.written.emit(path)

    def _on_notes(self, done: "WrittenNotes", folder: Path) -> None:
        if done.problems:
            self._context.notify("bad", " ".join(done.problems))
        elif not done.changed and not done.unchanged:
            self._context.notify("info", self.tr("There is nothing marked or noted to export yet."))
        else:
            count = counted(len(done.changed), self.tr("%n note"), self.tr("%n notes"))
            text = self.tr("%1 written to %2; what you wrote in them is kept.")
            self._context.notify("ok", text.replace("%1", count).replace("%2", str(folder)))
        self.written.emit(str(folder))

    def _on_failed(self, message: str) -> None:
        self._context.notify("bad", message)


def format_title(name: str) -> str:
    """What a format is called."""
    tr = QCoreApplication.translate
    titles = {
        "docx": tr("AnnotationExports", "Word document"),
        "odt": tr("AnnotationExports", "OpenDocument text"),
        "html": tr("AnnotationExports", "Web page"),
        "jsonld": tr("AnnotationExports", "Web annotations (JSON-LD)"),
    }
    plain = {"markdown": "Markdown", "obsidian": "Obsidian", "logseq": "Logseq"}
    return titles.get(name) or plain.get(name, name)
