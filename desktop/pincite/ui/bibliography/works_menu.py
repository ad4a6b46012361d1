"""What the list of works holds and how it is divided, as a menu."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from pincite.citing.abbreviations import read_abbreviations
from pincite.model.citations import Bibliography
from pincite.model.errors import PinciteError
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.listing import PLAIN, Annotated, Listing, TypeSection
from pincite.services.commands.bibliographies import EditBibliography
from pincite.services.commands.own_styles import AddAbbreviations
from pincite.services.jobs import JobContext
from pincite.ui.bibliography.contents import Contents
from pincite.ui.context import AppContext

_SOURCES = (
    "manuscript", "interview", "personal_communication", "map", "broadcast", "motion_picture",
    "graphic", "figure", "speech", "hearing", "classic", "collection", "performance",
)  # fmt: skip
_LAW = ("legal_case", "legislation", "bill", "regulation", "treaty", "hearing")
_BOOKS = ("book", "chapter", "thesis", "entry", "entry-dictionary", "entry-encyclopedia")
_ARTICLES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "paper-conference",
    "review", "review-book",
)  # fmt: skip


class WorksMenu(QMenu):
    """Annotations, parts, uncited works and abbreviations of one bibliography."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(self.tr("List of works"), parent)
        self.setAccessibleName(self.title())
        self._context = context
        self._host = parent
        self._owner: Bibliography | None = None
        self._annotated = self._choices(
            self.tr("Under each work"),
            {
                Annotated.NOTHING: self.tr("Nothing"),
                Annotated.ANNOTATION: self.tr("Annotation (field “annote”)"),
                Annotated.ABSTRACT: self.tr("Abstract"),
                Annotated.NOTES: self.tr("Your notes"),
            },
        )
        self._parts = self._choices(self.tr("Divide by type"), self._part_titles())
        for annotated, action in self._annotated.items():
            action.triggered.connect(lambda _on=False, a=annotated: self._edit(annotated=a))
        for name, action in self._parts.items():
            action.triggered.connect(lambda _on=False, n=name: self._divide(n))
        self._uncited = self.addMenu(self.tr("Uncited works"))
        self.addSeparator()
        self._short = self.addAction(self.tr("Abbreviate journals"))
        self._short.setCheckable(True)
        self._short.triggered.connect(lambda on: self._edit(is_abbreviated=on))
        self.addAction(self.tr("Add abbreviations from file…"), self.ask_for_abbreviations)
        self._uncited.aboutToShow.connect(self._list_uncited)

    def set_contents(self, contents: Contents) -> None:
        """Show what is in force."""
        self._owner = contents.bibliography
        listing = self._listing()
        self._annotated[listing.annotated].setChecked(True)
        for name, action in self._parts.items():
            action.setChecked(self._sections(name) == (listing.sections, listing.rest))
        self._short.setChecked(listing.is_abbreviated)

    def ask_for_abbreviations(self) -> None:
        """Let the user choose a list, which is added to that of the library and used."""
        dialog = QFileDialog(self.window(), self.tr("Add abbreviations"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Abbreviations (*.json *.csv *.txt)"), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.add_abbreviations)
        dialog.open()

    def add_abbreviations(self, file: str) -> None:
        """Read a list off the GUI thread and add it."""
        path = Path(file)

        def job(_context: JobContext) -> AddAbbreviations:
            try:
                return AddAbbreviations(read_abbreviations(path.read_bytes()))
            except OSError as error:
                raise PinciteError(f"{path.name} cannot be read: {error.strerror}.") from error

        handle = self._context.jobs.start(job, self.tr("Reading abbreviations"), shown=False)
        handle.succeeded.connect(self._add)
        handle.failed.connect(lambda text: self._context.notify("bad", text))

    def add_uncited(self, item: ItemId) -> None:
        """List a work that is not cited."""
        known = self._listing().uncited
        if item not in known:
            self._edit(uncited=(*known, item))

    def _add(self, command: AddAbbreviations) -> None:
        self._context.bridge.run(command)
        self._edit(is_abbreviated=True)

    def _choices(self, title: str, texts: Mapping[str, str]) -> dict[str, QAction]:
        menu, group = self.addMenu(title), QActionGroup(self)
        # None is checked where the command line made other parts.
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        made = {}
        for name, text in texts.items():
            made[name] = menu.addAction(text)
            made[name].setCheckable(True)
            group.addAction(made[name])
        return made

    def _part_titles(self) -> dict[str, str]:
        return {
            "one": self.tr("One list"),
            "sources": self.tr("Sources, literature"),
            "law": self.tr("Law, literature"),
            "kinds": self.tr("Books, articles, other works"),
        }

    def _sections(self, name: str) -> tuple[tuple[TypeSection, ...], str]:
        literature = self.tr("Literature")
        if name == "sources":
            return (TypeSection(self.tr("Sources"), _SOURCES),), literature
        if name == "law":
            return (TypeSection(self.tr("Cases and statutes"), _LAW),), literature
        if name == "kinds":
            parts = (
                TypeSection(self.tr("Books"), _BOOKS),
                TypeSection(self.tr("Articles"), _ARTICLES),
            )
            return parts, self.tr("Other works")
        return (), ""

    def _divide(self, name: str) -> None:
        sections, rest = self._sections(name)
        self._edit(sections=sections, rest=rest)

    def _list_uncited(self) -> None:
        self._uncited.clear()
        self._uncited.addAction(self.tr("List a work…"), self._ask_for_work)
        items = self._context.workspace.read.items(self._listing().uncited)
        if items:
            self._uncited.addSection(self.tr("Listed without a citation"))
        for item in items:
            self._add_item(item)

    def _add_item(self, item: Item) -> None:
        action = self._uncited.addAction(item.title.replace("&", "&&")[:70] or item.key)
        action.setCheckable(True)
        action.setChecked(True)
        action.triggered.connect(lambda _on=False, i=item.id: self._drop_uncited(i))

    def _drop_uncited(self, item: ItemId) -> None:
        self._edit(uncited=tuple(id for id in self._listing().uncited if id != item))

    def _ask_for_work(self) -> None:
        from pincite.ui.work_chooser import WorkChooser

        question = self.tr("Which work is to be listed?")
        chooser = WorkChooser(self._context, question, self._host, needs_file=False)
        chooser.work_chosen.connect(self.add_uncited)
        chooser.show_over(self._host.window())

    def _listing(self) -> Listing:
        return self._owner.listing if self._owner else PLAIN

    def _edit(self, **changes: object) -> None:
        if self._owner is not None:
            listing = replace(self._listing(), **changes)  # type: ignore[arg-type]  # by name
            self._context.bridge.run(EditBibliography(self._owner.id, listing=listing))
