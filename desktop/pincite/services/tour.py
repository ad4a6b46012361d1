"""The tour: the main job on the bundled samples, from import to export."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pincite import assets
from pincite.citing.csl_engine import CslEngine
from pincite.documents.reading import DocumentReader
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, BibliographyId, fresh_id
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.services.annotation_export import export_reading, reading_of
from pincite.services.bibliographies import BibliographyService
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.items import EditItem
from pincite.services.commands.notes import AddNote
from pincite.services.errors import ServiceError
from pincite.services.exporting import (
    export_bibliography,
    export_items,
    export_ledger,
)
from pincite.services.finding import Finder
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.passages import passage_anchor
from pincite.services.reading import document_to_read, shown_path
from pincite.services.workspace import Workspace

LIBRARY = "tour-library"
MARKER = "made-by-the-tour"
BIBLIOGRAPHY = "Thesis, chapter 3"

REPORT, ARTICLE, ESSAY = "harbour-towns.pdf", "storm-tides.pdf", "who-weighed-the-bread.html"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a sample that the tour marks, and how."""

    file: str
    page: str
    quote: str
    colour: Colour
    kind: QuotationKind = QuotationKind.DIRECT
    comment: str = ""


PASSAGES = (
    Passage(
        REPORT,
        "23",
        "The council’s decision had long-term costs that no one at the table had counted",
        Colour.YELLOW,
        comment="Key sentence for chapter 3. Moreau quotes it with *two elisions*.",
    ),
    Passage(
        REPORT,
        "3",
        "A loaf was the only public document that the poor could read with their hands",
        Colour.GREEN,
    ),
    Passage(
        REPORT,
        "10",
        "By the time a cargo was weighed it had already been sold twice",
        Colour.BLUE,
        QuotationKind.INDIRECT,
    ),
    Passage(
        ARTICLE,
        "1127",
        "A storm tide is an accident; a storm price is an arrangement",
        Colour.YELLOW,
    ),
    Passage(
        ESSAY,
        "",
        "Prices were posted in numerals which few could read.",
        Colour.PURPLE,
        QuotationKind.SUMMARY,
    ),
)


@dataclass(frozen=True, slots=True)
class TourStep:
    """A part of the tour: what it did and the files it left."""

    name: str
    detail: str
    files: tuple[Path, ...] = ()


def run_tour(out: Path, context: JobContext) -> list[TourStep]:
    """Do the main job in a library of its own inside `out`, and leave what it made there.

    What an earlier tour left is replaced.

    Raises:
        PinciteError: a step could not be done; what was made before it stays.
    """
    folder = _fresh_library(out)
    workspace = Workspace.open(folder)
    tour = _Tour(workspace, out)
    try:
        acts: tuple[Callable[[], TourStep], ...] = (
            tour.import_samples,
            tour.correct_metadata,
            tour.index,
            tour.search,
            tour.highlight,
            tour.note,
            tour.cite,
            tour.show_ledger,
            tour.export,
            tour.draw_page,
        )
        steps = []
        for number, act in enumerate(acts):
            steps.append(act())
            context.progress(number + 1, len(acts), steps[-1].name)
        return steps
    finally:
        tour.close()
        workspace.close()


def _fresh_library(out: Path) -> Path:
    folder = out / LIBRARY
    if folder.exists() and not (folder / MARKER).exists():
        raise ServiceError(
            f"{folder} exists and was not made by the tour; name another folder for the tour."
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARKER).touch()
    return folder


class _Tour:
    """The acts of the tour, in order; each gives its step."""

    def __init__(self, workspace: Workspace, out: Path) -> None:
        self._workspace = workspace
        self._out = out
        self._context = JobContext()
        self._bibliographies = BibliographyService(workspace, CslEngine)
        self._finder = Finder(workspace)
        self._items: dict[str, Item] = {}
        self._marks: list[tuple[Item, Annotation]] = []
        self._bibliography = BibliographyId("")

    def close(self) -> None:
        self._finder.close()
        self._bibliographies.close()

    def import_samples(self) -> TourStep:
        samples = assets.root() / "samples"
        paths = [samples / name for name in (REPORT, ARTICLE, ESSAY)]
        report = Importer(self._workspace).run(paths, self._context)
        failed = [entry.message for entry in report.files if entry.status == "failed"]
        if failed:
            raise ServiceError(f"The samples could not be imported: {failed[0]}")
        for entry in report.files:
            item = self._workspace.read.get(Item, entry.item or "")
            if item is not None:
                self._items[entry.path.name] = item
        titles = "; ".join(f"“{item.title}”" for item in self._items.values())
        return TourStep("Import", titles)

    def correct_metadata(self) -> TourStep:
        """What the user would type after a look at the drafts."""
        report = EditItem(
            self._items[REPORT].id,
            fields={
                "title": "Harbour Towns and the Price of Grain",
                "publisher": "Institute for Trade History",
            },
            dates={"issued": "2014-05"},
            creators=(
                Creator(family="Adler", given="Ruth"),
                Creator(family="Okafor", given="Chidi"),
            ),
            type="report",
        )
        article = EditItem(
            self._items[ARTICLE].id,
            fields={
                "container-title": "Journal of Coastal Economic History",
                "volume": "41",
                "issue": "4",
                "page": "1123-1136",
            },
            dates={"issued": "1998"},
            type="article-journal",
        )
        essay = EditItem(
            self._items[ESSAY].id,
            fields={"container-title": "The Harbour Review"},
            dates={"issued": "2021-03-12"},
            type="article-newspaper",
        )
        for command in (report, article, essay):
            self._workspace.run_now(command)
        for name, item in self._items.items():
            self._items[name] = self._workspace.read.get(Item, item.id) or item
        return TourStep("Confirm", "; ".join(item.key for item in self._items.values()))

    def index(self) -> TourStep:
        update_index(self._workspace.library, self._context)
        return TourStep("Index", "every page can be searched")

    def search(self) -> TourStep:
        found = self._finder.search("price of grain")
        places = [f"{hit.title}, p. {hit.page_label}" for hit in found.hits if hit.page_label][:3]
        return TourStep(
            "Search", f"“price of grain” stands in {found.total} places: " + "; ".join(places)
        )

    def highlight(self) -> TourStep:
        for passage in PASSAGES:
            item = self._items[passage.file]
            annotation = self._mark(item, passage)
            self._marks.append((item, annotation))
        return TourStep("Highlight", f"{len(self._marks)} passages marked by their words")

    def _mark(self, item: Item, passage: Passage) -> Annotation:
        document = self._document(item)
        page_map = self._workspace.read.page_map(document.sha256)
        page = page_map.index_of(passage.page) if passage.page else None
        anchor = passage_anchor(self._workspace.library, document, passage.quote, page)
        if passage.page and page_map.label(anchor.page_index).label != passage.page:
            raise ServiceError(f"“{passage.quote}” was not found on page {passage.page}.")
        annotation = Annotation(
            id=AnnotationId(fresh_id()),
            document=document.sha256,
            kind=AnnotationKind.HIGHLIGHT,
            anchor=anchor,
            colour=passage.colour,
            comment=passage.comment,
            quotation_kind=passage.kind,
        )
        self._workspace.run_now(AddAnnotation(annotation))
        return annotation

    def _document(self, item: Item) -> Document:
        document = document_to_read(self._workspace.read, item.id)
        if document is None:
            raise ServiceError(f"“{item.title}” has no document.")
        return document

    def note(self) -> TourStep:
        text = "# Who paid for the errors?\n\nCompare the table on **p. 23** with the petitions."
        self._workspace.run_now(AddNote(text, self._items[REPORT].id))
        return TourStep("Note", "a note on the report")

    def cite(self) -> TourStep:
        made = AddBibliography(BIBLIOGRAPHY, "chicago-notes-bibliography")
        self._workspace.run_now(made)
        self._bibliography = made.id
        self._bibliographies.set_active(made.id)
        for item, annotation in self._marks:
            self._workspace.run_now(AddCitation(made.id, item.id, annotation=annotation.id))
        by_hand = AddCitation(made.id, self._items[REPORT].id, parse_locator("pp. 39-40"))
        self._workspace.run_now(by_hand)
        rows = self._bibliographies.cited(made.id)
        return TourStep("Cite", "; ".join(f"{r.item.key}, {r.locator.described}" for r in rows))

    def show_ledger(self) -> TourStep:
        works = self._bibliographies.ledger(self._bibliography)
        file = self._write("ledger.txt", export_ledger(self._workspace.read, works, "text"))
        return TourStep(
            "Ledger", "; ".join(f"{w.title}: {', '.join(w.pages)}" for w in works), (file,)
        )

    def export(self) -> TourStep:
        bibliography = self._bibliographies.active()
        if bibliography is None:
            raise ServiceError("The bibliography of the tour is gone.")
        service = self._bibliographies
        files = [
            self._write(name, export_bibliography(service, bibliography, format_name))
            for name, format_name in (
                ("bibliography.html", "html"),
                ("bibliography.txt", "text"),
                ("bibliography.docx", "docx"),
                ("bibliography.odt", "odt"),
                ("citations.tex", "latex"),
                ("citations.md", "pandoc"),
            )
        ]
        items = list(self._items.values())
        files.append(
            self._write("library.bib", export_items(service, items, "biblatex", style="apa"))
        )
        files.append(
            self._write("library-bibtex.bib", export_items(service, items, "bibtex", style="apa"))
        )
        report = reading_of(self._workspace.read, [self._items[REPORT]])
        files.append(self._write("annotations.md", export_reading(report, "markdown")))
        return TourStep("Export", ", ".join(file.name for file in files), tuple(files))

    def draw_page(self) -> TourStep:
        item, annotation = self._marks[0]
        path = shown_path(self._workspace.library.files, self._document(item))
        place = annotation.anchor.places[0]
        marks = [(quad, annotation.colour.hex) for quad in place.quads]
        file = self._out / "page-23.png"
        with DocumentReader(path) as reader:
            file.write_bytes(reader.render_png(place.page_index, 110, marks))
        return TourStep("Picture", "the page with its highlight", (file,))

    def _write(self, name: str, made: str | bytes) -> Path:
        path = self._out / name
        path.write_bytes(made.encode() if isinstance(made, str) else made)
        return path
