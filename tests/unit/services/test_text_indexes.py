"""Text indexes are made once, kept, and made anew when the texts change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import numbered_pdf

from pincite.documents.text_index import VERSION
from pincite.model.documents import Document
from pincite.model.ids import Sha256
from pincite.model.recognition import Recognition, RecognitionRun
from pincite.model.texts import PageText
from pincite.services.commands.records import SaveRecords
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.text_indexes import TextIndexes, make_missing_indexes
from pincite.services.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    space = Workspace.open(library_folder)
    yield space
    space.close()


@pytest.fixture
def document(workspace: Workspace, tmp_path: Path) -> Sha256:
    path = numbered_pdf(tmp_path / "a.pdf", ["7", "8", "9"])
    report = Importer(workspace).run([path], JobContext())
    assert report.files[0].sha256
    return report.files[0].sha256


def test_what_is_missing_is_made_and_kept(workspace: Workspace, document: Sha256) -> None:
    assert make_missing_indexes(workspace.library, JobContext()) == 1
    assert make_missing_indexes(workspace.library, JobContext()) == 0
    index = workspace.read.text_index(document, VERSION)
    assert index is not None
    assert [index.said([run]) for run in index.left_out] == ["7", "8", "9"]
    place = index.text.index("marksapassage", index.begins[1])
    (on_page,) = index.anchor([(place, place + 13)]).places
    assert (on_page.page_index, len(on_page.quads)) == (1, 1)


def test_an_index_that_is_missing_is_made_when_it_is_asked_for(
    workspace: Workspace, document: Sha256
) -> None:
    indexes = TextIndexes(workspace.library)
    assert "returnstoit" in indexes.of(document).text
    assert workspace.read.text_index(document, VERSION) is not None
    assert indexes.of(document) is indexes.of(document)


def test_recognised_text_makes_an_index_outdated_and_undo_does_too(
    workspace: Workspace, document: Sha256
) -> None:
    indexes = TextIndexes(workspace.library)
    before = indexes.of(document).text
    with workspace.library.transaction() as tx:
        tx.put_recognised_texts(document, "run", [PageText(1, "Other words")])
    run = RecognitionRun("run", "eng", "Tesseract")
    workspace.run_now(SaveRecords("", (Recognition(document, {1: "run"}, (run,)),)))
    assert workspace.read.text_index(document, VERSION) is None
    indexes.forget(frozenset({document}))
    assert "otherwords" in indexes.of(document).text
    workspace.undo().result()
    indexes.forget(frozenset({document}))
    assert indexes.of(document).text == before


def test_a_document_without_its_file_has_an_index_of_its_text(
    workspace: Workspace, document: Sha256
) -> None:
    known = workspace.read.get(Document, document)
    assert known is not None
    workspace.library.files.path(document, known.name).unlink()
    index = TextIndexes(workspace.library).of(document)
    assert "returnstoit" in index.text
    assert workspace.read.text_index(document, VERSION) is None
