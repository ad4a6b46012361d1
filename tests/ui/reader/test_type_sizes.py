"""An article in three type sizes: what is marked, read and found stays the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, TypeSize
from pincite.model.texts import PageText
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.reading import shown_path
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.reader.text.selection import Selection, TextPlace

PASSAGE = "the ferry of the twentieth paragraph leaves at dawn"


def _paragraph(number: int) -> str:
    words = ["first", "second", "third"][number % 3] + f" quay number {number}"
    middle = PASSAGE if number == 20 else f"boats of day {number * 7} come in"
    return f"<p>In the {words} they say that {middle}, and {'so it has been ' * 12}ever since.</p>"


@pytest.fixture
def article(workspace: Workspace, tmp_path: Path) -> Document:
    """An article of several pages, with a list and a heading, imported."""
    path = tmp_path / "ferries.html"
    body = "".join(
        _paragraph(n) + ("<h2>Heading</h2><ul><li>one</li><li>two</li></ul>" if n == 8 else "")
        for n in range(1, 41)
    )
    path.write_text(f"<html><body><article><h1>Ferries</h1>{body}</article></body></html>")
    entry = Importer(workspace).run([path], JobContext()).files[0]
    assert entry.sha256 is not None, entry.message
    document = workspace.read.get(Document, entry.sha256)
    assert document is not None
    return document


@pytest.fixture
def pane(open_reader: Callable[..., ReaderPane], article: Document, qtbot: QtBot) -> ReaderPane:
    """The article, open in medium type."""
    opened = open_reader(article)
    qtbot.waitUntil(lambda: TypeSize.MEDIUM in opened.sizes.copies, timeout=10_000)
    return opened


def _switch(qtbot: QtBot, pane: ReaderPane, size: TypeSize) -> None:
    with qtbot.waitSignal(pane.sizes.switched, timeout=20_000):
        pane.sizes.choose(size)


def _texts(qtbot: QtBot, pane: ReaderPane) -> list[PageText]:
    pages = range(pane.page_count)
    pane.texts.want(pages)
    qtbot.waitUntil(lambda: all(i in pane.texts.known for i in pages), timeout=10_000)
    return [pane.texts.known[i] for i in pages]


def _select(qtbot: QtBot, pane: ReaderPane, words: str) -> None:
    for text in _texts(qtbot, pane):
        start = text.text.replace("\n", " ").find(words)
        if start >= 0:
            ends = (TextPlace(text.index, start), TextPlace(text.index, start + len(words)))
            pane.pointer.set_selection(Selection(*ends))
            return
    pytest.fail(f"{words} is not on one page")


def _words_under(qtbot: QtBot, pane: ReaderPane, anchor: Anchor) -> str:
    """What the boxes of a mark cover on the pages shown."""
    texts = {text.index: text for text in _texts(qtbot, pane)}
    covered = " ".join(
        texts[place.page_index].text[word.start : word.end]
        for place in anchor.places
        for word in texts[place.page_index].words
        if any(
            q.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)
            for q in place.quads
        )
    )
    return covered.rstrip(",")


def _mark(qtbot: QtBot, pane: ReaderPane, words: str = PASSAGE) -> Annotation:
    _select(qtbot, pane, words)
    with qtbot.waitSignal(pane.marks.changed, timeout=5000):
        pane.acts.mark(AnnotationKind.HIGHLIGHT)
    return pane.marks.annotations[0]


def test_a_highlight_made_in_large_type_is_on_the_same_words_in_every_size(
    qtbot: QtBot, pane: ReaderPane
) -> None:
    _switch(qtbot, pane, TypeSize.LARGE)
    marked = _mark(qtbot, pane)
    assert _words_under(qtbot, pane, marked.anchor) == PASSAGE
    for size in (TypeSize.SMALL, TypeSize.MEDIUM, TypeSize.LARGE):
        _switch(qtbot, pane, size)
        assert _words_under(qtbot, pane, pane.marks.annotations[0].anchor) == PASSAGE


def test_the_library_keeps_places_of_the_medium_copy_and_of_the_text(
    qtbot: QtBot, pane: ReaderPane, article: Document, workspace: Workspace
) -> None:
    in_medium = _mark(qtbot, pane).anchor
    pane.context.bridge.undo()
    qtbot.waitUntil(lambda: not pane.marks.annotations, timeout=5000)
    _switch(qtbot, pane, TypeSize.SMALL)
    _mark(qtbot, pane)
    (stored,) = workspace.read.annotations_of(article.sha256)
    assert stored.anchor.page_index == in_medium.page_index
    assert stored.anchor.start == in_medium.start
    assert stored.anchor.quote == in_medium.quote
    assert stored.anchor.text_range is not None
    assert stored.anchor.text_range.block == 22  # two entries of the list come before it


def test_undo_and_redo_work_in_another_size(qtbot: QtBot, pane: ReaderPane) -> None:
    _switch(qtbot, pane, TypeSize.LARGE)
    _mark(qtbot, pane)
    _switch(qtbot, pane, TypeSize.SMALL)
    pane.context.bridge.undo()
    qtbot.waitUntil(lambda: not pane.marks.annotations, timeout=5000)
    pane.context.bridge.redo()
    qtbot.waitUntil(lambda: len(pane.marks.annotations) == 1, timeout=5000)
    assert _words_under(qtbot, pane, pane.marks.annotations[0].anchor) == PASSAGE


def test_a_mark_that_is_made_is_not_shown_twice(qtbot: QtBot, pane: ReaderPane) -> None:
    _switch(qtbot, pane, TypeSize.LARGE)
    marked = _mark(qtbot, pane)
    assert pane.annotations.get(marked.id) == marked
    pane.context.bridge.undo()
    qtbot.waitUntil(lambda: not pane.marks.annotations, timeout=5000)
    assert pane.annotations.get(marked.id) is None


def test_what_is_read_stays_and_does_not_drift(qtbot: QtBot, pane: ReaderPane) -> None:
    _switch(qtbot, pane, TypeSize.SMALL)
    pane.go_to(2)
    place = pane.view.place
    _switch(qtbot, pane, TypeSize.LARGE)
    large = pane.view.place
    assert (large.page_index, large.y_fraction) > (place.page_index, place.y_fraction)
    for _ in range(3):
        _switch(qtbot, pane, TypeSize.SMALL)
        small = pane.view.place
        _switch(qtbot, pane, TypeSize.LARGE)
        assert pane.view.place == large
    assert small.page_index in (1, 2)


def test_the_size_is_remembered_for_the_document(
    qtbot: QtBot, pane: ReaderPane, article: Document, open_reader: Callable[..., ReaderPane]
) -> None:
    _switch(qtbot, pane, TypeSize.LARGE)
    pane.go_to(4)
    place, pages = pane.view.place, pane.page_count
    pane.places.save()
    pane.context.workspace.save_setting("x", "y").result()
    again = open_reader(article)
    assert again.sizes.size is TypeSize.LARGE
    assert again.page_count == pages
    assert again.view.place.page_index in (place.page_index, place.page_index - 1)


def test_new_articles_open_in_the_size_of_the_settings(
    context: AppContext, article: Document, open_reader: Callable[..., ReaderPane]
) -> None:
    from dataclasses import replace

    context.settings = replace(context.settings, type_size="small")
    pane = open_reader(article)
    assert pane.sizes.size is TypeSize.SMALL
    assert pane.page_count < article.pages


def test_find_stays_at_its_hit(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.finding.bar.ask("boats of day")
    qtbot.waitUntil(lambda: len(pane.finding.session.hits) == 39, timeout=10_000)
    pane.finding.control.show_hit(20)
    _switch(qtbot, pane, TypeSize.LARGE)
    qtbot.waitUntil(
        lambda: pane.finding.session.is_finished and len(pane.finding.session.hits) == 39
    )
    hit = pane.finding.session.hits[20]
    assert pane.canvas.found.current == hit
    assert hit.page_index > 0


def test_paragraph_numbers_lead_to_the_pages_shown(qtbot: QtBot, pane: ReaderPane) -> None:
    _switch(qtbot, pane, TypeSize.LARGE)
    place = pane.names.find("30")
    assert place is not None
    text = _texts(qtbot, pane)[place.page_index].text
    assert text[place.start :].startswith("In the")
    assert pane.names.page_count == pane.page_count


def test_a_note_and_an_area_go_with_their_lines(qtbot: QtBot, pane: ReaderPane) -> None:
    text = _texts(qtbot, pane)[1]
    word = text.words[40]
    box = Quad(word.box.x0 - 2, word.box.y0 - 2, word.box.x1 + 2, word.box.y1 + 2)
    anchor = Anchor(1, (PageQuads(1, (box,)),))
    with qtbot.waitSignal(pane.marks.changed, timeout=5000):
        pane.marks.add(anchor, AnnotationKind.AREA)
    number = sum(len(t.text.split()) for t in _texts(qtbot, pane)[:1]) + 40
    _switch(qtbot, pane, TypeSize.LARGE)
    shown = pane.marks.annotations[0].anchor
    assert _words_under(qtbot, pane, shown) == text.text[word.start : word.end]
    words = " ".join(t.text for t in _texts(qtbot, pane)).split()
    before = sum(len(t.text.split()) for t in _texts(qtbot, pane)[: shown.page_index])
    on_page = pane.texts.known[shown.page_index].text.split()
    assert words[number] == text.text[word.start : word.end]
    assert before <= number < before + len(on_page)


def test_both_sides_of_a_split_have_their_own_size(
    qtbot: QtBot, open_tab: Callable[..., ReaderTab], article: Document
) -> None:
    from PySide6.QtCore import Qt

    tab = open_tab(article)
    first = tab.pane
    _switch(qtbot, first, TypeSize.LARGE)
    tab.split(Qt.Orientation.Horizontal)
    twin = tab.other if tab.pane is first else tab.pane
    assert twin is not None
    qtbot.waitUntil(lambda: twin.page_count == first.page_count, timeout=10_000)
    _switch(qtbot, twin, TypeSize.SMALL)
    assert first.sizes.size is TypeSize.LARGE
    assert twin.page_count < first.page_count


def test_the_actions_are_for_articles_only(
    open_tab: Callable[..., ReaderTab], article: Document, report: Document, context: AppContext
) -> None:
    open_tab(report)
    assert not context.actions.get("reader.larger_type").isEnabled()
    open_tab(article)
    assert context.actions.get("reader.larger_type").isEnabled()


def test_a_missing_text_leaves_the_article_as_it_is(
    qtbot: QtBot, pane: ReaderPane, article: Document, context: AppContext
) -> None:
    said: list[tuple[str, str]] = []
    context.notify = lambda kind, text: said.append((kind, text))
    files = context.workspace.library.files
    files.path(article.sha256, "article.html").unlink()
    pane.sizes.choose(TypeSize.LARGE)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said[0][0] == "warn"
    assert "missing" in said[0][1]
    assert pane.sizes.size is TypeSize.MEDIUM
    assert shown_path(files, article).exists()


def test_a_search_hit_is_in_view_in_another_size(qtbot: QtBot, pane: ReaderPane) -> None:
    texts = _texts(qtbot, pane)
    page = next(t for t in texts if PASSAGE in t.text.replace("\n", " "))
    _switch(qtbot, pane, TypeSize.LARGE)
    pane.arrive(page.index, ("twentieth",))
    shown = next(t for t in _texts(qtbot, pane) if "twentieth" in t.text)
    (word,) = [w for w in shown.words if shown.text[w.start : w.end] == "twentieth"]
    rect = pane.view.rect_of(shown.index, word.box)
    assert pane.view.viewport().rect().contains(rect)
