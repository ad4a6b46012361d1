"""What a reader asks of the whole library."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ui.shell import Shell

from pincite import assets
from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.finding import Finder
from pincite.services.hits import View
from pincite.services.importer import Importer
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.services.results import Found
from pincite.ui.reader.reader_pane import ReaderPane

_PASSAGE = "By the time a cargo was weighed it had already been sold twice"
Search = Callable[[Finder], Found]


@pytest.fixture
def asked(shell: Shell) -> list[Search]:
    """What is looked for while the article of the samples is read."""
    names = ("harbour-towns.pdf", "who-weighed-the-bread.html")
    samples = [path for name in names if (path := assets.samples() / name).is_file()]
    if len(samples) < len(names):
        pytest.skip("there are no samples in this checkout")
    workspace = shell.context.workspace
    with shell.qtbot.waitSignal(shell.context.events.changed):
        Importer(workspace).run([Path(sample) for sample in samples], JobContext())
    update_index(workspace.library, JobContext())
    searches: list[Search] = []
    shell.context.look_for = searches.append
    return searches


def _reader(shell: Shell, name: str) -> tuple[ReaderPane, Document]:
    read = shell.context.workspace.read
    every = [d for item in read.item_ids() for d in read.documents_of(item)]
    document = next(d for d in every if d.name.startswith(name))
    shell.context.open_reader(document.sha256, None, (), None)
    reader = shell.window.findChild(ReaderPane)
    assert isinstance(reader, ReaderPane)
    shell.qtbot.waitUntil(lambda: reader.page_count > 0, timeout=20_000)
    return reader, document


def test_pages_like_a_page_are_of_other_works(shell: Shell, asked: list[Search]) -> None:
    reader, document = _reader(shell, "harbour-towns")
    reader.finding.similar(21)
    found = asked[0](shell.context.finder)
    assert found.title.startswith("Like p. ")
    works = found.views[View.PAGES].arranged().work_ids()
    assert works
    assert document.item not in works


def test_the_passage_of_an_annotation_is_looked_for_elsewhere(
    shell: Shell, asked: list[Search]
) -> None:
    reader, document = _reader(shell, "harbour-towns")
    anchor = Anchor(reader.stored_page, quote=_PASSAGE)
    mark = Annotation(AnnotationId("m"), document.sha256, AnnotationKind.HIGHLIGHT, anchor)
    shell.after(lambda: shell.context.workspace.run_now(AddAnnotation(mark)))
    shell.qtbot.waitUntil(lambda: reader.marks.get(mark.id) is not None, timeout=10_000)
    reader.acts.select_annotation(mark.id)
    reader.finding.elsewhere()
    found = asked[0](shell.context.finder)
    hits = found.views[View.PAGES].arranged()
    assert hits.hit_count > 0


def test_nothing_selected_is_told(shell: Shell, asked: list[Search]) -> None:
    said: list[tuple[str, str]] = []
    shell.context.notify = lambda kind, text: said.append((kind, text))
    reader, _ = _reader(shell, "harbour-towns")
    reader.finding.elsewhere()
    assert asked == []
    assert said == [("info", "Select a passage first; then it is looked for in all works.")]
