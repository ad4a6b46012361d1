"""All that a search found, by work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.creators import Creator
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import AnnotationId, CollectionId, ItemId, Sha256
from pincite.model.items import Collection, Item
from pincite.search.ordering import Facet
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.items import AddItem, TrashItems
from pincite.services.commands.notes import AddNote
from pincite.services.commands.records import SaveRecords
from pincite.services.finding import Finder
from pincite.services.hits import View
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import Cancelled, JobContext
from pincite.services.results import Found, FoundWork, load_works
from pincite.services.workspace import Workspace

_SCRIPTS = {
    "ligatures": ("the oﬃce of ﬁsh", "office", "oﬃce"),
    "accents": ("un café fort", "cafe", "café"),
    "greek": ("ἐν ἀρχῇ ἦν ὁ λόγος", "λογος", "λόγος"),
    "cyrillic": ("всё хорошо сегодня", "все", "всё"),
    "hebrew": ("בְּרֵאשִׁית בָּרָא אֱלֹהִים", "ברא", "בָּרָא"),
    "arabic": ("قَالَ الرَّجُلُ كلمة", "الرجل", "الرَّجُلُ"),
    "chinese": ("我们研究水素的性质", "水素", "水素"),
    "japanese": ("東京の図書館で本を読む", "図書館", "図書館"),
    "hyphenated": ("much infor-\nmation here", "information", "information"),
}


def _work(space: Workspace, name: str, year: str, pages: list[str], **more: object) -> None:
    item = Item(
        ItemId(name), "book", fields={"title": name.title()},
        creators=(Creator(family=f"{name.title()}son", given="Ida"),),
        dates={"issued": year}, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    sha = Sha256((name[0] * 64)[:64])
    space.run_now(AddItem(item))
    labels = tuple(PageLabel(str(n + 101)) for n in range(len(pages)))
    document = Document(sha, item.id, f"{name}.pdf", "application/pdf", pages=len(pages))
    space.run_now(SaveRecords("Import", (document, PageMap(sha, labels))))
    with space.library.transaction() as tx:
        tx.put_page_texts(sha, list(enumerate(pages)))


@pytest.fixture
def space(library_folder: Path) -> Iterator[Workspace]:
    """Two works, a note and an annotation, indexed."""
    opened = Workspace.open(library_folder)
    trade, prices = CollectionId("trade"), CollectionId("prices")
    opened.run_now(
        SaveRecords("Add", (Collection(trade, "Trade"), Collection(prices, "Prices", parent=trade)))
    )
    _work(
        opened, "grain", "2009", ["grain rose", "no word", "grain and grain", "grain fell"],
        tags=("food",), collections=(prices,),
    )  # fmt: skip
    _work(opened, "salt", "1984", ["salt and grain"])
    mark = Annotation(
        AnnotationId("m"), Sha256("s" * 64), AnnotationKind.HIGHLIGHT, Anchor(0, quote="grain")
    )
    opened.run_now(AddAnnotation(mark))
    opened.run_now(AddNote("compare grain", ItemId("grain")))
    update_index(opened.library, JobContext())
    yield opened
    opened.close()


def _shown(space: Workspace, found: Found, view: View) -> list[FoundWork]:
    arranged = found.views[view].arranged()
    return load_works(space.read, found, view, arranged, range(arranged.work_count))


def test_pages_are_folded_under_their_work_with_the_best_one_shown(space: Workspace) -> None:
    found = Finder(space).find("grain")
    arranged = found.views[View.PAGES].arranged()
    assert (arranged.hit_count, arranged.work_count) == (4, 2)
    (first, second) = _shown(space, found, View.PAGES)
    assert (first.row.title, len(first.group.hits)) == ("Grain", 3)
    ((place, hit),) = first.hits
    assert (place, hit.page_label, hit.snippet.text) == (1, "103", "grain and grain")
    assert second.hits[0][1].page_label == "101"


def test_notes_and_annotations_have_a_view_of_their_own(space: Workspace) -> None:
    found = Finder(space).find("grain")
    works = _shown(space, found, View.MARKS)
    kinds = {work.row.title: [hit.where for _, hit in work.hits] for work in works}
    assert kinds == {"Grain": ["note"], "Salt": ["annotation"]}


def test_a_work_found_by_its_title_only_is_among_the_works(space: Workspace) -> None:
    found = Finder(space).find("saltson")
    assert found.views[View.PAGES].arranged().work_count == 0
    (work,) = _shown(space, found, View.WORKS)
    assert work.row.title == "Salt"


def test_facets_name_what_the_works_are(space: Workspace) -> None:
    facets = Finder(space).find("grain").views[View.PAGES].arranged().facets
    named = {facet: [(v.name, v.count) for v in values] for facet, values in facets.items()}
    assert named == {
        Facet.YEAR: [("2009", 3), ("1984", 1)],
        Facet.AUTHOR: [("Grainson, Ida", 3), ("Saltson, Ida", 1)],
        Facet.TYPE: [("book", 4)],
        Facet.TAG: [("food", 3)],
        Facet.COLLECTION: [("Trade", 3), ("Trade › Prices", 3)],
    }


def test_what_was_trashed_meanwhile_is_not_counted(space: Workspace) -> None:
    finder = Finder(space)
    finder.find("grain")
    space.run_now(TrashItems((ItemId("grain"),)))
    arranged = finder.find("grain").views[View.PAGES].arranged()
    assert (arranged.hit_count, arranged.work_count) == (1, 1)


def test_a_search_that_is_no_longer_wanted_ends_early(space: Workspace) -> None:
    job = JobContext()
    job.cancel()
    finder = Finder(space)
    with pytest.raises(Cancelled):
        finder.find("grain", check=job.check)
    with pytest.raises(Cancelled):
        finder.prepare(job.check)
    finder.prepare(JobContext().check)
    assert finder.find("grain").views[View.PAGES].arranged().hit_count == 4


def test_fields_narrow_the_pages(space: Workspace) -> None:
    arranged = Finder(space).find("grain tag:food").views[View.PAGES].arranged()
    assert arranged.work_ids() == ("grain",)


def test_a_mistake_says_where_it_is(space: Workspace) -> None:
    found = Finder(space).find("yaer:2009")
    assert found.mistake == (0, 5)
    assert not found.views


def test_without_an_index_titles_answer(library_folder: Path) -> None:
    with_no_index = Workspace.open(library_folder)
    _work(with_no_index, "grain", "2009", ["grain"])
    found = Finder(with_no_index).find("grain")
    assert [work.row.title for work in _shown(with_no_index, found, View.WORKS)] == ["Grain"]
    assert found.message.endswith("Only titles are searched for now.")
    with_no_index.close()


@pytest.mark.parametrize("name", _SCRIPTS)
def test_words_of_every_script_are_found_and_marked(space: Workspace, name: str) -> None:
    text, query, marked = _SCRIPTS[name]
    _work(space, "other", "2000", [text])
    update_index(space.library, JobContext())
    (work,) = _shown(space, Finder(space).find(query), View.PAGES)
    snippet = work.hits[0][1].snippet
    assert [snippet.text[start:end] for start, end in snippet.marks] == [marked]


_ARTICLE = """# Many tongues

{}
"""


def test_words_of_an_article_in_many_scripts_are_found_on_its_pages(
    library_folder: Path, tmp_path: Path
) -> None:
    spoken = {
        "السوق": "كانت غالية جدا في السوق الأول",
        "بلاد": "في بلاد أخرى لا أحد",
        "התבואה": "מחיר התבואה עלה בשנה ההיא",
        "水素": "研究水素的性质和用途。",
        "зерна": "Цена зерна выросла.",
        "λογος": "ἐν ἀρχῇ ἦν ὁ λόγος",
        "cafe": "un café fort",
    }
    file = tmp_path / "tongues.md"
    file.write_text(_ARTICLE.format("\n\n".join(spoken.values())), encoding="utf-8")
    opened = Workspace.open(library_folder)
    Importer(opened).run([file], JobContext())
    update_index(opened.library, JobContext())
    finder = Finder(opened)
    marked = {}
    for query in spoken:
        (work,) = _shown(opened, finder.find(query), View.PAGES)
        snippet = work.hits[0][1].snippet
        marked[query] = [snippet.text[start:end] for start, end in snippet.marks]
    opened.close()
    accented = {"cafe": ["café"], "λογος": ["λόγος"]}
    assert marked == {query: [query] for query in spoken} | accented
