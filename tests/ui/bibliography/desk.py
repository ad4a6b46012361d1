"""A library with invented works, and a window's context around it, for tests of the tab."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pincite.citing.csl_engine import CslEngine
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.changes import Changes
from pincite.model.checks import CheckKind, QuotationCheck, Verdict
from pincite.model.citations import Citation, CitationState
from pincite.model.creators import Creator
from pincite.model.documents import Document, LabelSource, PageLabel, PageMap
from pincite.model.ids import AnnotationId, BibliographyId, CitationId, ItemId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.checks import SaveChecks
from pincite.services.commands.records import SaveRecords
from pincite.services.finding import Finder
from pincite.services.settings import Settings, SettingsFile
from pincite.services.workspace import Batch, Command, Workspace
from pincite.ui.actions import Actions
from pincite.ui.bridge import Bridge, LibraryEvents
from pincite.ui.context import AppContext
from pincite.ui.jobs import JobRunner
from pincite.ui.theme import Mode, Theme

THESIS = BibliographyId("thesis")
STYLE = "chicago-notes-bibliography"


class Desk:
    """An open library and the context that a tab gets; remembers what tabs ask the window for."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        mode: Mode = Mode.LIGHT,
        engine: CslEngine | None = None,
    ) -> None:
        """Open it; an `engine` that is handed in is left running."""
        self.theme = Theme(app, mode)
        self.workspace = Workspace.open(folder / "library")
        self.service = BibliographyService(self.workspace, lambda: engine or CslEngine())
        self._owns_engine = engine is None
        self.opened: list[tuple[object, ...]] = []
        self.notices: list[tuple[str, str]] = []
        self.events = LibraryEvents()
        self.workspace.subscribe(self.events.publish)
        self.jobs = JobRunner()
        self.context = AppContext(
            theme=self.theme,
            actions=Actions(self.theme),
            bridge=Bridge(),
            events=self.events,
            jobs=self.jobs,
            settings_file=SettingsFile(folder / "settings.json"),
            settings=Settings(style=STYLE, locale="en-GB"),
            pool=None,  # type: ignore[arg-type]  # No document is rendered here.
        )
        self.context.open_reader = lambda *place: self.opened.append(place)
        self.context.notify = lambda kind, text: self.notices.append((kind, text))
        self.finder = Finder(self.workspace)
        self.context.attach_library(self.workspace, self.finder, self.service)

    def run(self, command: Command) -> Changes:
        """Run a command and wait for it."""
        return self.workspace.run_now(command)

    def close(self) -> None:
        """End jobs, engine and library."""
        self.context.checks.stop()
        self.jobs.stop()
        if self._owns_engine:
            self.service.close()
        self.finder.close()
        self.workspace.close()


def checked(citation: Citation, state: CitationState, page_index: int) -> SaveChecks:
    """The command that keeps a check of a citation: its words stand on the page at `page_index`."""
    pages = (page_index,) if state in (CitationState.VERIFIED, CitationState.MOVED) else ()
    check = QuotationCheck(
        citation.id, CheckKind.CITATION, sha_of(citation.item), citation.quotation,
        citation.locator, Verdict(state, pages=pages),
    )  # fmt: skip
    return SaveChecks((check,))


def work(
    key: str, title: str, names: Sequence[str], issued: str, pages: int = 0, **fields: str
) -> tuple[Item, list[Document | PageMap]]:
    """An invented work and, when it has pages, its file with a page map; ids follow the key."""
    creators = tuple(_creator(name) for name in names)
    kind = fields.pop("type", "book")
    item = Item(ItemId(key), kind, key, {"title": title, **fields}, creators, {"issued": issued})
    if not pages:
        return item, []
    sha = sha_of(key)
    document = Document(sha, item.id, f"{key}.pdf", "application/pdf", pages=pages)
    front = ("i", "ii", "iii", "iv") if key == "port1884" else ()
    labels = [*front, *(str(i + 1) for i in range(pages - len(front)))]
    found = tuple(PageLabel(label, LabelSource.OBSERVED) for label in labels)
    return item, [document, PageMap(sha, found)]


def _creator(name: str) -> Creator:
    family, _, given = name.partition(", ")
    return Creator(family=family, given=given) if given else Creator(literal=name)


def sha_of(key: str) -> Sha256:
    """The sha256 that the file of a work is given."""
    return Sha256(key.encode().hex().ljust(64, "0")[:64])


def mark(key: str, page_index: int, quote: str) -> Annotation:
    """A highlight in the file of a work."""
    places = (PageQuads(page_index, (Quad(72, 100, 300, 112),)),)
    anchor = Anchor(page_index, places, quote)
    return Annotation(
        AnnotationId(f"{key}-{page_index}"), sha_of(key), AnnotationKind.HIGHLIGHT, anchor
    )


WORKS = (
    work(
        "adler2014", "Harbour Towns and the Price of Grain", ("Adler, Ruth", "Okafor, Chidi"),
        "2014", 112, publisher="Institute for Trade History",
    ),
    work(
        "lindqvist2009", "The Long Count: Ledgers of the Baltic Trade", ("Lindqvist, Elsa",),
        "2009", 340, publisher="Strand", **{"publisher-place": "Visby"},
    ),
    work("nord2022", "Interview with a Grain Inspector", ("Radio Nord",), "2022-05-04",
         type="interview"),
    work("port1884", "Notes on Measures Used in Northern Ports", ("Port Commission",), "1884", 48),
)  # fmt: skip

_CITED = (
    ("adler2014", 2, "", "the scales were wrong", CitationState.VERIFIED),
    ("adler2014", None, "10-11", "Four inspections, four identical shortfalls.",
     CitationState.VERIFIED),
    ("adler2014", 22, "", "weight itself was for sale", CitationState.MOVED),
    ("lindqvist2009", None, "212", "every ledger hides a second ledger", CitationState.NOT_FOUND),
    ("nord2022", None, "8:33-9:09", "", CitationState.UNCHECKED),
    ("port1884", None, "iv", "the last of that measure", CitationState.VERIFIED),
)  # fmt: skip


_STANDS_ON = {3: 23, 6: 3}
"""Where the words of the third and sixth citation stand; those of the others as cited."""


def fill(desk: Desk, *, cited: bool = True) -> list[CitationId]:
    """Put the works in, and the thesis with its six citations."""
    records = [record for item, files in WORKS for record in (item, *files)]
    desk.run(SaveRecords("Import", tuple(records)))
    desk.run(AddBibliography("Thesis, chapter 3", STYLE, "en-GB", id=THESIS))
    if not cited:
        return []
    commands: list[Command] = []
    ids = []
    for number, (key, index, place, quotation, state) in enumerate(_CITED, 1):
        annotation = mark(key, index, quotation) if index is not None else None
        if annotation is not None:
            commands.append(SaveRecords("Highlight", (annotation,)))
        citation = Citation(
            CitationId(f"c{number}"), THESIS, ItemId(key), parse_locator(place),
            annotation.id if annotation else None, quotation, position=float(number),
        )  # fmt: skip
        commands.append(SaveRecords("Cite", (citation,)))
        if quotation:
            commands.append(checked(citation, state, _STANDS_ON.get(number, index or 9)))
        ids.append(citation.id)
    desk.run(Batch("Cite", tuple(commands)))
    return ids


def cite_many(desk: Desk, count: int) -> None:
    """Cite `count` places of the works in turn, bound to marks and typed by turns."""
    commands: list[Command] = []
    for number in range(count):
        key = ("adler2014", "lindqvist2009", "port1884")[number % 3]
        annotation = mark(key, number % 40, f"passage {number}")
        if number % 2:
            commands += [
                SaveRecords("Highlight", (annotation,)),
                AddCitation(THESIS, ItemId(key), annotation=annotation.id),
            ]
        else:
            place = parse_locator(str(number % 40 + 1))
            commands.append(AddCitation(THESIS, ItemId(key), place, quotation=f"words {number}"))
    desk.run(Batch("Cite", tuple(commands)))
