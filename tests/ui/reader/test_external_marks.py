"""Annotations of the file in the reader: shown, taken over in one act, never painted twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from tests.unit.documents.marked import marked_pdf

from pincite.documents.reading import DocumentReader
from pincite.model.annotations import Colour
from pincite.model.documents import Document
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.pdf_exports import PdfExports
from pincite.ui.reader.annotations.external_banner import ExternalBanner
from pincite.ui.reader.reader_pane import ReaderPane


@pytest.fixture
def document(workspace: Workspace, tmp_path: Path) -> Document:
    """A page with one highlight in the file, imported."""
    found = Importer(workspace).run([marked_pdf(tmp_path / "marked.pdf")], JobContext()).files[0]
    document = workspace.read.get(Document, found.sha256 or "")
    assert document is not None
    return document


@pytest.fixture
def pane(qtbot: QtBot, open_reader: Callable[..., ReaderPane], document: Document) -> ReaderPane:
    """Open, and its annotations read."""
    pane = open_reader(document)
    qtbot.waitUntil(lambda: pane.external.offered_count == 1, timeout=10_000)
    return pane


def banner(pane: ReaderPane) -> ExternalBanner:
    found = pane.sides.right_panel().findChild(ExternalBanner)
    assert isinstance(found, ExternalBanner)
    return found


def yellow_pixels(image: QImage | None) -> int:
    assert image is not None
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(c.blue() < 160 and c.red() > 200 for c in colours)


def test_a_card_says_that_it_is_in_the_file_and_cannot_be_edited(pane: ReaderPane) -> None:
    model = pane.sides.right_panel().annotations.model
    index = model.index(0)
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert "in the file" in spoken
    assert "Ada" in spoken
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert banner(pane).label.text() == "1 annotation in the file"
    assert not banner(pane).isHidden()


def test_taking_over_is_one_act_and_one_undo_step(
    qtbot: QtBot, pane: ReaderPane, workspace: Workspace
) -> None:
    head = banner(pane)
    assert yellow_pixels(pane.pictures.page(0)) > 0
    head.button.click()
    qtbot.waitUntil(lambda: len(pane.marks.annotations) == 1, timeout=5000)
    assert pane.marks.annotations[0].anchor.quote == "printed page"
    assert head.isHidden()
    assert pane.external.shown == ()
    # The mark is ours now: the picture under it comes again without the one in the file.
    qtbot.waitUntil(lambda: yellow_pixels(pane.pictures.page(0)) == 0, timeout=10_000)
    workspace.undo().result()
    qtbot.waitUntil(lambda: pane.external.offered_count == 1, timeout=5000)
    qtbot.waitUntil(lambda: yellow_pixels(pane.pictures.page(0)) > 0, timeout=10_000)
    assert not head.isHidden()


def test_a_loose_file_comes_into_the_library_first(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], tmp_path: Path
) -> None:
    pane = open_reader(None, marked_pdf(tmp_path / "loose.pdf"))
    qtbot.waitUntil(lambda: pane.external.offered_count == 1, timeout=10_000)
    pane.external.take_over()
    qtbot.waitUntil(lambda: len(pane.marks.annotations) == 1, timeout=20_000)
    assert pane.document is not None
    assert pane.marks.annotations[0].colour is Colour.YELLOW


def test_the_pdf_is_exported_in_a_job(
    qtbot: QtBot, pane: ReaderPane, context: AppContext, tmp_path: Path
) -> None:
    said: list[tuple[str, str]] = []
    context.notify = lambda kind, text: said.append((kind, text))
    pane.file.export_pdf()
    assert pane.file.exports is not None
    dialog = pane.file.exports.dialog
    assert dialog is not None
    target = tmp_path / "out" / "copy.pdf"
    target.parent.mkdir()
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [("ok", f"Saved as {target}.")]
    with DocumentReader(target) as reader:
        assert [f.annotation.anchor.quote for f in reader.annotations()] == ["printed page"]


def test_a_place_that_takes_no_file_is_told(
    qtbot: QtBot, pane: ReaderPane, context: AppContext, tmp_path: Path
) -> None:
    said: list[tuple[str, str]] = []
    context.notify = lambda kind, text: said.append((kind, text))
    assert pane.document is not None
    PdfExports(context, pane).save(pane.document, tmp_path / "library" / "x.pdf")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0][0] == "bad"
    assert "own folder" in said[0][1]
