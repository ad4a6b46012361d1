"""The results in the Library: views, narrowing, folding, the way through the hits."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.shell import Shell, book

from pincite import assets
from pincite.library.values import ItemQuery
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import AnnotationId, ItemId, Sha256
from pincite.search.ordering import Facet, Order
from pincite.services.cite_drafts import drafts_of
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.commands.collections import AddCollection
from pincite.services.commands.items import AddItem, AddToCollection
from pincite.services.commands.pages import SetPageLabel
from pincite.services.commands.records import SaveRecords
from pincite.services.hits import Hit, View
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace
from pincite.ui.dragging import carried
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.search.facet_popup import COUNT_ROLE, FacetPopup
from pincite.ui.search.facet_row import FacetChip
from pincite.ui.search.preview_pane import PreviewPane
from pincite.ui.search.results_model import ROW_ROLE
from pincite.ui.search.results_pane import ResultsPane
from pincite.ui.search.rows import RowKind
from pincite.ui.search.trail_bar import TrailBar

_WORKS = 30


def _fill(space: Workspace) -> None:
    """Thirty works; the first has seven pages with the word, the others one each."""
    for number in range(_WORKS):
        item = book(f"Work {number}", f"Author{number % 3}", str(1990 + number % 5))
        sha = Sha256(f"{number:064x}")
        count = 8 if number == 0 else 1
        document = Document(sha, item.id, "file.pdf", "application/pdf", pages=count)
        labels = tuple(PageLabel(str(n + 11)) for n in range(count))
        space.run_now(AddItem(item))
        space.run_now(SaveRecords("Import", (document, PageMap(sha, labels))))
        texts = [f"grain {'grain ' * (n == 4)}on page {n}" for n in range(count)]
        if number == 0:
            texts[2] = "nothing"
        with space.library.transaction() as tx:
            tx.put_page_texts(sha, list(enumerate(texts)))
    mark = Annotation(
        AnnotationId("m"), Sha256(f"{3:064x}"), AnnotationKind.HIGHLIGHT, Anchor(0, quote="grain")
    )
    space.run_now(AddAnnotation(mark))


@pytest.fixture
def pane(shell: Shell) -> ResultsPane:
    """The pane over an indexed library."""
    shell.add([book("First", "Adler")])
    _fill(shell.context.workspace)
    update_index(shell.context.workspace.library, JobContext())
    found = shell.tab.findChild(ResultsPane)
    assert isinstance(found, ResultsPane)
    return found


def test_results_are_those_of_the_collection_on_view(shell: Shell, pane: ResultsPane) -> None:
    work = shell.context.workspace.read.items(shell.context.workspace.read.item_ids())[5]
    add = AddCollection("Some")
    shell.after(lambda: shell.context.workspace.run_now(add))
    shell.after(lambda: shell.context.workspace.run_now(AddToCollection((work.id,), add.id)))
    _search(shell, pane)
    listing = pane.control.listing
    assert listing is not None
    assert listing.counts[View.WORKS] == _WORKS
    browse = shell.tab.findChild(BrowsePane)
    assert isinstance(browse, BrowsePane)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000) as listed:
        browse.show_query(ItemQuery(collection=add.id))
    assert listed.args[0].arranged.work_ids() == (work.id,)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000) as listed:
        browse.show_query(ItemQuery())
    assert listed.args[0].counts[View.WORKS] == _WORKS


def test_a_page_found_can_be_carried_to_a_bibliography(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    model = pane.view.model()
    rows = [n for n in range(model.rowCount()) if model.index(n, 0).data(ROW_ROLE).place == 0]
    (source,) = carried(model.mimeData([model.index(rows[1], 0)])).sources
    (draft,) = drafts_of(shell.context.workspace.read, [source])
    assert (draft.locator.described, draft.document) == ("p. 11", source.document)


def _search(shell: Shell, pane: ResultsPane, words: str = "grain") -> None:
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        shell.tab.search(words)


def _kinds(pane: ResultsPane) -> list[RowKind]:
    return [pane.model.row(n).kind for n in range(pane.model.rowCount())]


def _head(pane: ResultsPane) -> str:
    return pane._head.text()


def test_pages_of_a_work_are_folded_and_open_in_place(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    assert _head(pane) == "36 pages in 30 works"
    assert _kinds(pane)[:5] == [RowKind.HEAD, RowKind.HIT, RowKind.MORE, RowKind.HEAD, RowKind.HIT]
    best, more = pane.model.row(1), pane.model.row(2)
    assert best.hit is not None
    assert (best.hit.page_label, more.count) == ("15", 6)
    pane.view.setCurrentIndex(pane.model.index(1))
    with shell.qtbot.waitSignal(pane.control.unfolded, timeout=10_000):
        QTest.keyClick(pane.view, Qt.Key.Key_Right)
    labels = [row.hit.page_label for n in range(1, 8) if (row := pane.model.row(n)).hit]
    assert labels == ["11", "12", "14", "15", "16", "17", "18"]
    current = pane.view.current_row()
    assert current is not None
    assert current.hit is not None
    assert current.hit.page_label == "15"
    with shell.qtbot.waitSignal(pane.control.unfolded, timeout=10_000):
        QTest.keyClick(pane.view, Qt.Key.Key_Left)
    assert _kinds(pane)[:3] == [RowKind.HEAD, RowKind.HIT, RowKind.MORE]


def test_more_works_come_while_one_scrolls(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    shell.qtbot.waitUntil(pane.isVisible)
    bar = pane.view.verticalScrollBar()
    shell.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    shell.qtbot.waitUntil(lambda: _kinds(pane).count(RowKind.HEAD) == _WORKS, timeout=10_000)


def test_choosing_a_value_narrows_and_can_be_cleared(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane._facets.chosen.emit({Facet.YEAR: frozenset({"1991", "1992"})})
    assert _head(pane) == "12 pages in 12 works"
    chip = next(c for c in pane.findChildren(FacetChip) if c.facet is Facet.YEAR)
    assert chip.text() == "Year: 1991 +1"
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane._facets.clear_button.click()
    assert _head(pane) == "36 pages in 30 works"


def test_views_show_works_and_marks_and_are_remembered(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane.show_view(View.MARKS)
    assert _head(pane) == "1 note or mark in 1 work"
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane.show_view(View.WORKS)
    assert _head(pane) == "30 works"
    assert set(_kinds(pane)) == {RowKind.WORK}
    another = ResultsPane(shell.context, pane._memory)
    shell.qtbot.addWidget(another)
    assert another.control.wish.view is View.WORKS


def test_order_by_year(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    pane._order.setCurrentIndex(pane._order.findData(Order.NEWEST))
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane._order.activated.emit(pane._order.currentIndex())
    assert pane.model.row(0).work.year == "1994"


def test_search_that_finds_no_page_takes_no_room(shell: Shell, pane: ResultsPane) -> None:
    with shell.qtbot.waitSignal(pane.filled, timeout=10_000) as caught:
        shell.tab.search("zyzzyva")
    assert caught.args == [False]


def test_enter_opens_the_hit_and_the_list_follows_the_reader(
    shell: Shell, pane: ResultsPane
) -> None:
    opened: list[Hit] = []
    shell.context.open_hit = lambda hit, trail: opened.append(hit)
    _search(shell, pane)
    pane.view.setCurrentIndex(pane.model.index(1))
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    trail = pane._trail
    assert trail is not None
    assert (trail.position, trail.count) == (3, 36)
    with shell.qtbot.waitSignal(trail.moved, timeout=10_000):
        trail.step(forward=True)
    assert [hit.page_label for hit in opened] == ["15", "16"]

    def is_followed() -> bool:
        row = pane.view.current_row()
        return row is not None and row.hit is not None and row.hit.page_label == "16"

    shell.qtbot.waitUntil(is_followed, timeout=10_000)


def test_the_next_hit_goes_on_into_the_next_work(shell: Shell, pane: ResultsPane) -> None:
    opened: list[Hit] = []
    shell.context.open_hit = lambda hit, trail: opened.append(hit)
    _search(shell, pane)
    row = next(n for n in range(pane.model.rowCount()) if pane.model.row(n).group == 1) + 1
    pane.open(pane.model.row(row))
    trail = pane._trail
    assert trail is not None
    with shell.qtbot.waitSignal(trail.moved, timeout=10_000):
        trail.step(forward=False)
    assert opened[-1].page_label == "18"
    assert not trail._is_loading


@pytest.fixture
def sampled(shell: Shell) -> ResultsPane:
    """The pane over a library with two real documents."""
    names = ("storm-tides.pdf", "harbour-towns.pdf")
    samples = [path for name in names if (path := assets.samples() / name).is_file()]
    if not samples:
        pytest.skip("there are no samples in this checkout")
    workspace = shell.context.workspace
    with shell.qtbot.waitSignal(shell.context.events.changed):
        Importer(workspace).run([Path(sample) for sample in samples], JobContext())
    update_index(workspace.library, JobContext())
    found = shell.tab.findChild(ResultsPane)
    assert isinstance(found, ResultsPane)
    return found


def test_the_page_of_the_hit_is_shown_with_its_words_marked(
    shell: Shell, sampled: ResultsPane
) -> None:
    shell.window.resize(1400, 900)
    _search(shell, sampled, "grain storm")
    preview = shell.tab.findChild(PreviewPane)
    assert isinstance(preview, PreviewPane)
    with shell.qtbot.waitSignal(preview._pictures.arrived, timeout=20_000):
        sampled.focus_list()
    assert preview.isVisible()
    assert not preview._sheet._image.isNull()
    assert preview._place.text().startswith("p. ")
    wish = preview._wish
    assert wish is not None
    assert preview._pictures.top_of_marks(wish) > 0
    # While a reader is on view the next hit is gone on to; the picture follows when it comes back.
    hit = preview._hit
    assert hit is not None
    assert hit.page_index is not None
    preview.hide()
    preview.show_hit(replace(hit, page_index=hit.page_index + 1), preview._terms)
    preview.show()
    shell.qtbot.waitUntil(lambda: preview._wish != wish)


def test_the_reader_shows_where_it_is_among_the_hits(shell: Shell, sampled: ResultsPane) -> None:
    _search(shell, sampled, "grain")
    sampled.focus_list()
    sampled.open_current()
    bar = shell.window.findChild(TrailBar)
    assert isinstance(bar, TrailBar)
    assert bar._count.text().startswith("Hit ")
    reader = shell.window.findChild(ReaderPane)
    assert isinstance(reader, ReaderPane)
    shell.qtbot.waitUntil(lambda: reader.finding.control.is_active, timeout=20_000)
    trail = sampled._trail
    assert trail is not None
    before = trail.position
    with shell.qtbot.waitSignal(trail.moved, timeout=10_000):
        reader.finding.step(forward=True)
    assert trail.position == before + 1
    bar.closed.emit()
    assert not reader.trail.is_followed
    assert not reader.finding.control.is_active


def test_an_item_found_by_its_title_only_is_shown_in_the_table(
    shell: Shell, pane: ResultsPane
) -> None:
    shown: list[ItemId] = []
    shell.context.show_item = shown.append
    _search(shell, pane)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane.show_view(View.WORKS)
    _search(shell, pane, "first")
    pane.open(pane.model.row(0))
    assert [item.title for item in shell.context.workspace.read.items(shown)] == ["First"]


def test_a_corrected_page_number_is_shown_at_once(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    pane.view.setCurrentIndex(pane.model.index(1))
    sha = Sha256(f"{0:064x}")
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        shell.context.workspace.run_now(SetPageLabel(sha, 4, "xv"))
    row = pane.view.current_row()
    assert row is not None
    assert row.hit is not None
    assert row.hit.page_label == "xv"


def test_what_is_found_by_other_means_can_be_closed(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        shell.window.look_for(lambda finder: finder.elsewhere("grain grain on page 4"))
    assert pane._title.text() == "\u201cgrain grain on page 4\u201d"
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        pane._close.click()
    assert (pane._title.text(), _head(pane)) == ("", "36 pages in 30 works")


def test_values_are_chosen_by_keys(shell: Shell, pane: ResultsPane) -> None:
    _search(shell, pane)
    chip = next(c for c in pane.findChildren(FacetChip) if c.facet is Facet.AUTHOR)
    chip.click()
    popup = pane.findChild(FacetPopup)
    assert isinstance(popup, FacetPopup)
    with shell.qtbot.waitSignal(pane.control.listed, timeout=10_000):
        QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert _head(pane) == "16 pages in 10 works"
    assert popup.model.data(popup.model.index(0), COUNT_ROLE) == 16
    popup.close()


def test_what_the_index_lacked_comes_when_it_has_been_made(shell: Shell) -> None:
    shell.add([book("Grain", "Adler")])
    _fill(shell.context.workspace)
    pane = shell.tab.findChild(ResultsPane)
    assert isinstance(pane, ResultsPane)
    _search(shell, pane)
    assert "Only titles are searched for now." in pane._message.text()
    update_index(shell.context.workspace.library, JobContext())
    shell.qtbot.waitUntil(lambda: _head(pane) == "36 pages in 30 works", timeout=20_000)
    assert not pane._again.isActive()
