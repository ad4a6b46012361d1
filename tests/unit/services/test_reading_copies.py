"""Articles in three type sizes, and laid out anew: the library's places stay on their words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pincite.documents.articles import LAYOUT
from pincite.documents.flat_copy import FlatCopy
from pincite.documents.projection import Projection
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.importing.articles.running_text import running_text
from pincite.library.values import ReadingPlace
from pincite.model.anchors import Anchor, TextRange
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document, TypeSize
from pincite.model.ids import AnnotationId, fresh_id
from pincite.services.commands.annotations import AddAnnotation, TrashAnnotations
from pincite.services.doctor import examine
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.passages import passage_anchor
from pincite.services.reading import shown_path
from pincite.services.reading_copies import ReadingCopies, article_html
from pincite.services.relaying import (
    NewPlaces,
    RelayArticle,
    outdated_articles,
    relay_all,
    relay_article,
)
from pincite.services.workspace import Workspace

PASSAGE = "the ferry of the seventeenth paragraph leaves at dawn"


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def bench() -> Iterator[Workbench]:
    with Workbench() as workbench:
        yield workbench


@pytest.fixture
def article(workspace: Workspace, tmp_path: Path) -> Document:
    """An article of several pages that cites a work, imported."""
    path = tmp_path / "ferries.html"
    body = "".join(
        f"<p>In year {n} they say that {PASSAGE if n == 17 else 'boats come in'} (Harper, 1999, "
        f"p. {n}), and {'so it has been ' * 14}ever since.</p>"
        for n in range(1, 31)
    )
    path.write_text(f"<html><body><article><h1>Ferries</h1>{body}</article></body></html>")
    entry = Importer(workspace).run([path], JobContext()).files[0]
    assert entry.sha256 is not None, entry.message
    document = workspace.read.get(Document, entry.sha256)
    assert document is not None
    return document


def marked(workspace: Workspace, document: Document, quote: str = PASSAGE) -> Annotation:
    """A highlight on some words, in the library."""
    anchor = passage_anchor(workspace.library, document, quote)
    mark = Annotation(AnnotationId(fresh_id()), document.sha256, AnnotationKind.HIGHLIGHT, anchor)
    workspace.run_now(AddAnnotation(mark))
    stored = workspace.read.get(Annotation, mark.id)
    assert stored is not None
    return stored


def make_old(workspace: Workspace, document: Document, bench: Workbench) -> Document:
    """As if another version of the layout had made the copy: that in large type stands for it."""
    copies = ReadingCopies(workspace.library.files, workspace.read)
    large = copies.text(document, TypeSize.LARGE, bench)
    usual = copies.text(document, TypeSize.MEDIUM, bench)
    running = FlatCopy(running_text(article_html(workspace.library.files, document)))
    way = Projection(large, running)
    old = replace(document, reading_name="old.pdf", layout=0)
    data = copies.path(document, TypeSize.LARGE).read_bytes()
    workspace.library.files.add_bytes(data, document.sha256, "old.pdf")
    places = NewPlaces(Projection(usual, large), way, way.reversed())
    workspace.maintain(RelayArticle(old, LAYOUT, large.laid, (), places))
    stored = workspace.read.get(Document, document.sha256)
    assert stored is not None
    return stored


def quoted(workspace: Workspace, document: Document, anchor: Anchor) -> str:
    """What stands in the stored page texts where an anchor says."""
    text = workspace.read.page_text(document.sha256, anchor.page_index) or ""
    return " ".join(text[anchor.start :].split())[: len(anchor.quote)]


def test_a_copy_is_made_once_and_read_again(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    copies = ReadingCopies(workspace.library.files, workspace.read)
    first = copies.load(article, TypeSize.LARGE)
    made = first.path.stat().st_mtime_ns
    again = copies.load(article, TypeSize.LARGE)
    assert first.path.stat().st_mtime_ns == made
    assert again.text.laid.paragraphs == first.text.laid.paragraphs
    assert again.text.has_same_pages(first.text)
    with DocumentReader(first.path, workbench=bench) as reader:
        assert [page.text for page in first.text.laid.pages] == [t.text for t in reader.texts()]
    assert len(first.text.laid.pages) > article.pages > 1


def test_a_damaged_copy_is_made_anew(workspace: Workspace, article: Document) -> None:
    copies = ReadingCopies(workspace.library.files, workspace.read)
    first = copies.load(article, TypeSize.SMALL)
    for words in first.path.parent.glob("*.words"):
        words.write_bytes(b"nonsense")
    again = copies.load(article, TypeSize.SMALL)
    assert again.text.has_same_pages(first.text)


def test_a_passage_says_where_it_stands_in_the_stored_text(
    workspace: Workspace, article: Document
) -> None:
    found = marked(workspace, article).anchor.text_range
    assert found is not None
    text = running_text(article_html(workspace.library.files, article))
    begin = next(p.start for p in text.paragraphs if p.number == found.block)
    assert found.block == 17
    assert text.pages[0].text[begin + found.start : begin + found.end] == PASSAGE


def test_the_running_text_goes_from_paragraph_to_paragraph() -> None:
    html = (
        '<h1>Title</h1><p id="para-1">One  <b>bo</b>ld\n word.</p><h2>Head</h2>'
        '<ul><li id="para-2">first</li><li id="para-3">sec<i>ond</i></li></ul>'
    )
    found = running_text(html)
    assert found.pages[0].text == "Title\nOne bold word. Head\nfirst\nsecond"
    begins = {p.number: found.pages[0].text[p.start :][:5] for p in found.paragraphs}
    assert begins == {1: "One b", 2: "first", 3: "secon"}


def test_laying_out_anew_keeps_every_mark_on_its_words(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    mark = marked(workspace, article)
    deleted = marked(workspace, article, "In year 29 they say that boats come in")
    workspace.run_now(TrashAnnotations((deleted.id,)))
    workspace.save_place(article.sha256, ReadingPlace(2, 0.5, 0.0, "2026-01-01", "one"))
    old = make_old(workspace, article, bench)
    assert outdated_articles(workspace) == [old]
    moved = workspace.read.get(Annotation, mark.id)
    assert moved is not None
    assert (moved.anchor.page_index, moved.anchor.start) != (
        mark.anchor.page_index,
        mark.anchor.start,
    )
    relay_article(workspace, old, bench)
    stored = workspace.read.get(Document, article.sha256)
    assert stored is not None
    assert (stored.layout, stored.pages) == (LAYOUT, article.pages)
    assert shown_path(workspace.library.files, stored).is_file()
    assert not workspace.library.files.exists(article.sha256, "old.pdf")
    back = workspace.read.get(Annotation, mark.id)
    assert back is not None
    assert back.anchor == mark.anchor
    (trashed,) = workspace.read.trashed_annotations_of(article.sha256)
    assert trashed.anchor == deleted.anchor
    place = workspace.read.reading_place(article.sha256)
    assert place is not None
    assert place.page_index == 2
    assert place.view == "one"


def test_laying_out_anew_moves_citations_and_paragraphs(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    before = workspace.read.mentions_of(article.sha256)
    paragraphs = workspace.read.paragraphs(article.sha256)
    assert len(before) == 30
    old = make_old(workspace, article, bench)
    for mention in workspace.read.mentions_of(article.sha256):
        assert quoted(workspace, old, mention.anchor) == mention.anchor.quote
    assert workspace.read.paragraphs(article.sha256) != paragraphs
    relay_article(workspace, old, bench)
    assert workspace.read.mentions_of(article.sha256) == before
    assert workspace.read.paragraphs(article.sha256) == paragraphs


def test_a_mark_whose_page_is_wrong_is_found_by_its_place_in_the_text(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    mark = marked(workspace, article, "In year 9 they say")
    old = make_old(workspace, article, bench)
    lost = replace(
        mark.anchor, page_index=1, start=40, text_range=TextRange(9, 3, 9), quote="year 9"
    )
    workspace.run_now(AddAnnotation(replace(mark, anchor=lost)))
    relay_article(workspace, old, bench)
    found = workspace.read.get(Annotation, mark.id)
    assert found is not None
    assert found.anchor.page_index == mark.anchor.page_index
    assert found.anchor.start == mark.anchor.start + 3


def test_what_was_done_before_cannot_be_taken_back_into_old_places(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    old = make_old(workspace, article, bench)
    mark = marked(workspace, old)
    assert workspace.undo_label
    relay_article(workspace, old, bench)
    assert workspace.undo_label == ""
    workspace.undo().result()
    assert workspace.read.get(Annotation, mark.id) is not None


def test_the_doctor_lays_out_what_is_of_another_version(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    make_old(workspace, article, bench)
    titles = {f.title: f for f in examine(workspace)}
    assert titles["Articles laid out by another version: 1"].severity == "warning"
    repaired = {f.title: f for f in examine(workspace, is_repairing=True)}
    assert repaired["Every article is laid out by this version"].is_repaired
    assert outdated_articles(workspace) == []


def test_an_article_without_its_text_stays_as_it_is(
    workspace: Workspace, article: Document, bench: Workbench
) -> None:
    old = make_old(workspace, article, bench)
    workspace.library.files.path(article.sha256, "article.html").unlink()
    (sentence,) = relay_all(workspace, JobContext())
    assert "missing" in sentence
    assert workspace.read.get(Document, article.sha256) == old
