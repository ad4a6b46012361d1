"""The list of works as a bibliography wants it, styles of one's own, and the cache of previews."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite import assets
from pincite.citing import styles
from pincite.citing.csl_engine import CslEngine
from pincite.citing.errors import CitingError, StyleFaultError
from pincite.model.citations import Bibliography
from pincite.model.creators import Creator
from pincite.model.ids import BibliographyId, ItemId, NoteId
from pincite.model.items import Item
from pincite.model.listing import Annotated, Listing, TypeSection
from pincite.model.notes import Note
from pincite.services.bibliographies import CACHE_FILE, BibliographyService, ItemCite
from pincite.services.commands.bibliographies import AddBibliography, AddCitation, EditBibliography
from pincite.services.commands.items import AddItem
from pincite.services.commands.own_styles import AddAbbreviations, RemoveStyle
from pincite.services.commands.records import SaveRecords
from pincite.services.listing import heading_in, rtf_escaped
from pincite.services.workspace import Workspace

pytestmark = pytest.mark.skipif(assets.citeproc_js() is None, reason="citeproc-js is not installed")

BIB = BibliographyId("bib")
OWN = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>Mine</title><id>mine</id></info>"
    '<citation><layout><text variable="title" prefix="mine: "/></layout></citation></style>'
)


@pytest.fixture(scope="module")
def engine() -> Iterator[CslEngine]:
    with CslEngine() as made:
        yield made


def work(key: str, type: str, **fields: str) -> Item:
    named = (Creator(family=key.capitalize(), given="Ann"),)
    return Item(ItemId(key), type, key, {"title": f"On {key}", **fields}, named, {"issued": "2001"})


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    space.run_now(AddItem(work("adler", "book", abstract="Of <power>.", annote="Read & used.")))
    journal = {"container-title": "Journal of Law", "volume": "3", "page": "1-9"}
    space.run_now(AddItem(work("berg", "article-journal", **journal)))
    space.run_now(AddItem(work("costa", "manuscript")))
    space.run_now(AddBibliography("Thesis", "apa", id=BIB))
    space.run_now(AddCitation(BIB, ItemId("berg")))
    space.run_now(AddCitation(BIB, ItemId("adler")))
    yield space
    space.close()


@pytest.fixture
def service(workspace: Workspace, engine: CslEngine) -> BibliographyService:
    return BibliographyService(workspace, lambda: engine)


def entries(service: BibliographyService, listing: Listing, form: str = "text") -> list[str]:
    service._workspace.run_now(EditBibliography(BIB, listing=listing))
    return list(service.preview(BIB, form).bibliography)


def test_uncited_works_are_listed_without_a_citation(service: BibliographyService) -> None:
    made = entries(service, Listing(uncited=(ItemId("costa"),)))
    assert [text.split(",")[0] for text in made] == ["Adler", "Berg", "Costa"]
    assert len(service.preview(BIB, "text").citations) == 2


def test_works_are_annotated(workspace: Workspace, service: BibliographyService) -> None:
    assert entries(service, Listing(Annotated.ABSTRACT))[0].endswith("\n    Of <power>.")
    html = entries(service, Listing(Annotated.ANNOTATION), "html")[0]
    assert html.endswith('<div class="csl-annotation">Read &amp; used.</div></div>')
    workspace.run_now(SaveRecords("Note", (Note(NoteId("n"), "My note.", ItemId("berg")),)))
    assert entries(service, Listing(Annotated.NOTES))[1].endswith("\n    My note.")
    assert "annotation" not in entries(service, Listing(), "html")[0]


def test_the_list_is_divided_by_type(service: BibliographyService) -> None:
    parts = (TypeSection("Sources", ("manuscript",)), TypeSection("Articles", ("article-journal",)))
    listing = Listing(uncited=(ItemId("costa"),), sections=parts, rest="Other")
    made = entries(service, listing, "html")
    assert [heading_in(text) for text in made if heading_in(text)] == [
        "Sources",
        "Articles",
        "Other",
    ]
    assert ["Costa" in made[1], "Berg" in made[3], "Adler" in made[5]] == [True] * 3
    ids = service.preview(BIB, "html").entry_ids
    assert ids == ((), ("costa",), (), ("berg",), (), ("adler",))


def test_an_empty_part_has_no_heading(service: BibliographyService) -> None:
    made = entries(service, Listing(sections=(TypeSection("Maps", ("map",)),)))
    assert len(made) == 2


def test_journals_are_abbreviated_where_the_style_asks(
    workspace: Workspace, service: BibliographyService
) -> None:
    workspace.run_now(AddAbbreviations({"container-title": {"journal of law": "J. Law"}}))
    workspace.run_now(EditBibliography(BIB, style="nature"))
    assert any("J. Law" in text for text in entries(service, Listing(is_abbreviated=True)))
    assert not any("J. Law" in text for text in entries(service, Listing()))


def test_own_style_is_kept_in_the_library(
    workspace: Workspace, service: BibliographyService, library_folder: Path, engine: CslEngine
) -> None:
    workspace.run_now(service.own_styles.checked(OWN.encode(), "mine.csl"))
    workspace.run_now(EditBibliography(BIB, style="mine"))
    assert service.preview(BIB, "text").citations[0] == "mine: On berg"
    assert service.own_styles.among(styles.find_styles("apa"))[0].name == "mine"
    workspace.close()
    again = Workspace.open(library_folder)
    moved = BibliographyService(again, lambda: engine)
    assert moved.preview(BIB, "text").citations[0] == "mine: On berg"
    again.run_now(RemoveStyle("mine"))
    with pytest.raises(CitingError, match="no citation style named mine"):
        moved.preview(BIB, "text")
    again.undo().result()
    assert moved.preview(BIB, "text").citations[0] == "mine: On berg"
    again.close()


def test_a_changed_own_style_is_used_at_once(
    workspace: Workspace, service: BibliographyService
) -> None:
    workspace.run_now(service.own_styles.checked(OWN.encode(), "mine.csl"))
    workspace.run_now(EditBibliography(BIB, style="mine"))
    service.preview(BIB, "text")
    changed = OWN.replace("mine: ", "changed: ")
    workspace.run_now(service.own_styles.checked(changed.encode(), "mine.csl"))
    assert service.preview(BIB, "text").citations[0] == "changed: On berg"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no style", "line 1: The file is no well-formed XML"),
        (
            OWN.replace("<citation>", "<!--")
            .replace("</citation>", "-->")
            .replace("</info>", '<link rel="independent-parent" href="x/nowhere"/></info>'),
            "made from the style nowhere, which is not there",
        ),
    ],
)
def test_a_style_that_cannot_be_used_is_refused(
    service: BibliographyService, text: str, reason: str
) -> None:
    with pytest.raises(StyleFaultError, match=reason):
        service.own_styles.checked(text.encode(), "mine.csl")


def test_a_preview_is_kept_and_follows_the_work(workspace: Workspace, engine: CslEngine) -> None:
    asked = []

    class Counted(CslEngine):
        def ask(self, message: dict[str, object], style: str = "") -> dict[str, object]:
            asked.append(style)
            return engine.ask(message, style)

    service = BibliographyService(workspace, Counted)
    cites = [ItemCite(work("adler", "book"))]
    first = service.preview_cites(cites, "apa", "en-US")
    assert service.preview_cites(cites, "apa", "en-US") == first
    assert len(asked) == 1
    other = service.preview_cites([ItemCite(work("zed", "book"))], "apa", "en-US")
    assert (len(asked), "Zed" in other.citations[0]) == (2, True)
    assert (workspace.library.folder / CACHE_FILE).is_file()
    service.close()


def test_a_damaged_cache_does_no_harm(workspace: Workspace, engine: CslEngine) -> None:
    file = workspace.library.folder / CACHE_FILE
    file.parent.mkdir()
    file.write_bytes(b"no database at all, but long enough to look like one" * 40)
    service = BibliographyService(workspace, lambda: engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pincite.library.format_cache.logger.warning", lambda *_a, **_k: None)
        assert service.preview_cites([ItemCite(work("adler", "book"))], "apa", "en-US").citations


def test_old_bibliographies_have_a_plain_list(workspace: Workspace) -> None:
    bibliography = workspace.read.get(Bibliography, BIB)
    assert bibliography is not None
    assert bibliography.listing == Listing()


def test_rtf_keeps_what_it_would_read_as_its_own() -> None:
    assert rtf_escaped("a{b}\\ é 😀") == "a\\{b\\}\\\\ \\u233? \\u-10179?\\u-8704?"
