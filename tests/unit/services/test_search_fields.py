"""Fields of a search: each condition leaves the places that fulfil it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.citations import Bibliography, Citation
from pincite.model.creators import Creator
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import (
    AnnotationId,
    BibliographyId,
    CitationId,
    CollectionId,
    ItemId,
    MentionId,
    Sha256,
)
from pincite.model.items import Collection, Item
from pincite.model.mentions import Mention, MentionKind, MentionState
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.items import AddItem
from pincite.services.commands.notes import AddNote
from pincite.services.commands.records import SaveRecords
from pincite.services.commands.saved_searches import SaveSearch
from pincite.services.finding import Finder
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

GRAIN, SALT = ItemId("grain"), ItemId("salt")
GRAIN_FILE, SALT_FILE = Sha256("a" * 64), Sha256("b" * 64)
_PAGES = {
    GRAIN_FILE: ["the bakers weighed white bread", "the merchants sold grain"],
    SALT_FILE: ["merchants carried salt", "the price of white salt"],
}


def _fill(space: Workspace) -> None:
    thesis, part = CollectionId("thesis"), CollectionId("part")
    space.run_now(
        SaveRecords("Add", (Collection(thesis, "Thesis"), Collection(part, "Part", parent=thesis)))
    )
    space.run_now(
        AddItem(
            Item(
                GRAIN, "book", "storm2009",
                fields={"title": "The Long Count", "language": "en-GB", "DOI": "10.1000/1"},
                creators=(Creator(family="Sørensen", given="Ida"),),
                dates={"issued": "2009"},
                tags=("To read",),
                collections=(part,),
            )
        )
    )  # fmt: skip
    space.run_now(
        AddItem(
            Item(
                SALT, "article-journal", "rao1984",
                fields={"title": "Salt Roads", "language": "de"},
                creators=(Creator(family="Rao", given="Uma"),),
                dates={"issued": "1984"},
            )
        )
    )  # fmt: skip
    labels = (PageLabel("xii"), PageLabel("1"))
    for item, file in ((GRAIN, GRAIN_FILE), (SALT, SALT_FILE)):
        document = Document(file, item, "file.pdf", "application/pdf", pages=2)
        space.run_now(SaveRecords("Import", (document, PageMap(file, labels))))
        with space.library.transaction() as tx:
            tx.put_page_texts(file, list(enumerate(_PAGES[file])))
    mark = Annotation(
        AnnotationId("m"), SALT_FILE, AnnotationKind.HIGHLIGHT, Anchor(1, quote="price"),
        colour=Colour.RED, quotation_kind=QuotationKind.SUMMARY, comment="dear", tags=("money",),
    )  # fmt: skip
    space.run_now(AddAnnotation(mark))
    space.run_now(AddNote("compare the tariffs", GRAIN))
    shelf = BibliographyId("shelf")
    cited = Citation(CitationId("c"), shelf, SALT)
    space.run_now(SaveRecords("Cite", (Bibliography(shelf, "Paper"), cited)))
    mention = Mention(
        MentionId("n"), GRAIN_FILE, MentionKind.AUTHOR, Anchor(1, quote="(Rao 1984)"), 10,
        item=SALT, state=MentionState.RESOLVED,
    )  # fmt: skip
    space.run_now(SaveRecords("Find", (mention,)))
    space.run_now(SaveSearch("Salty", "title:salt"))
    space.run_now(SaveSearch("Itself", "grain saved:itself"))


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    space = Workspace.open(Path(tmp_path_factory.mktemp("fields")) / "library")
    _fill(space)
    update_index(space.library, JobContext())
    found = Finder(space)
    yield found
    found.close()
    space.close()


def pages(finder: Finder, query: str) -> list[str]:
    """Pages found: "grain 1" is the second page of the file on grain."""
    found = finder.search(query, where=frozenset({"text"}), limit=100)
    assert found.mistake is None
    return sorted(f"{hit.item} {hit.page_index}" for hit in found.hits)


_GRAIN, _SALT = ["grain 0", "grain 1"], ["salt 0", "salt 1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:count", _GRAIN),
        ('title:"salt roads"', _SALT),
        ("title:cou*", _GRAIN),
        ("author:sørensen", _GRAIN),
        ("author:rao~", _SALT),
        ("year:1984", _SALT),
        ("year:1990..2010", _GRAIN),
        ("year:..2010", _GRAIN + _SALT),
        ("type:book", _GRAIN),
        ("type:article", _SALT),
        ("type:article-journal", _SALT),
        ('type:"Journal article"', _SALT),
        ("type:journal", []),
        ('tag:"TO READ"', _GRAIN),
        ("tag:money", ["salt 1"]),
        ("collection:thesis", _GRAIN),
        ("note:tariffs", _GRAIN),
        ("annotation:dear", ["salt 1"]),
        ("color:red", ["salt 1"]),
        ("color:yellow", []),
        ("kind:summary", ["salt 1"]),
        ("page:2", ["grain 1", "salt 1"]),
        ("label:XII", ["grain 0", "salt 0"]),
        ("cited:yes", _SALT),
        ("cited:no", _GRAIN),
        ("cites:rao1984", _GRAIN),
        ("citedby:storm2009", _SALT),
        ("citedby:nobody", []),
        ("lang:en", _GRAIN),
        ("lang:d", []),
        ("added:today", _GRAIN + _SALT),
        ("added:1999", []),
        ("has:notes", _GRAIN),
        ("has:annotations", _SALT),
        ("has:doi", _GRAIN),
        ("has:tags", _GRAIN),
        ("has:files", _GRAIN + _SALT),
        ("has:abstract", []),
        ("merchants author:rao", ["salt 0"]),
        ("merchants -author:rao", ["grain 1"]),
        ("white (year:2009 OR color:red)", ["grain 0", "salt 1"]),
        ("merchamts~ year:2009", ["grain 1"]),
        ("merchants NEAR/2 salt", ["salt 0"]),
        ("price NEAR/2 salt", []),
        ("salt NEAR/3 price", ["salt 1"]),
        ("salt NEAR/3 price author:rao", ["salt 1"]),
        ("author:(rao OR sørensen)", _GRAIN + _SALT),
        ("author:(rao ida)", []),
        ("author:(ida sørensen)", _GRAIN),
        ("tag:(money OR nothing)", ["salt 1"]),
        ("color:(red OR yellow) -tag:(money)", []),
        ("page:2.. salt", ["salt 1"]),
        ("label:1", ["grain 1", "salt 1"]),
        ("label:3", []),
        ("-has:notes", _SALT),
        ("merchant", ["grain 1", "salt 0"]),
        ("=merchant", []),
        ("saved:salty", _SALT),
        ("saved:SALTY price", ["salt 1"]),
        ("merchants -saved:salty", ["grain 1"]),
        ("saved:itself", []),
        ("saved:nothing", []),
    ],
)
def test_pages_by_field(finder: Finder, query: str, expected: list[str]) -> None:
    assert pages(finder, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("author:rao", [("annotation", "salt"), ("title", "salt")]),
        ("color:red", [("annotation", "salt")]),
        ("note:tariffs", [("note", "grain"), ("title", "grain")]),
        ("tag:money", [("annotation", "salt")]),
    ],
)
def test_titles_notes_and_annotations_by_field(
    finder: Finder, query: str, expected: list[tuple[str, str]]
) -> None:
    found = finder.search(query, where=frozenset({"title", "note", "annotation"}))
    assert sorted((hit.where, hit.item) for hit in found.hits) == expected


def test_a_mistake_is_told_with_its_place(finder: Finder) -> None:
    found = finder.search("salt autor:rao")
    assert (found.message, found.mistake, found.hits) == (
        "“autor:” is not known; did you mean “author:”?",
        (5, 11),
        (),
    )


@pytest.mark.parametrize(
    ("query", "works"),
    [
        ("merchants", {GRAIN, SALT}),
        ("tariffs", {GRAIN}),
        ("dear", {SALT}),
        ("rao", {SALT}),
        ("color:red", {SALT}),
        ("year:1900..", {GRAIN, SALT}),
        ("nothing", set()),
        ("", set()),
    ],
)
def test_works_have_a_place_of_any_kind(finder: Finder, query: str, works: set[ItemId]) -> None:
    assert finder.works(query).works == works


def test_works_of_a_mistake_are_none_and_it_is_told(finder: Finder) -> None:
    found = finder.works("autor:rao")
    assert (found.works, found.message[:8]) == (frozenset(), "“autor:”")
