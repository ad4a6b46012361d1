"""Recognised text in the reader: offered on scans, there to be selected as soon as it is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.unit.documents.samples import LOREM, scan_pdf, text_pdf

from pincite.documents.recognising import language_data
from pincite.model.anchors import Quad
from pincite.model.annotations import AnnotationKind
from pincite.model.documents import Document
from pincite.model.recognition import RecognitionRun
from pincite.model.texts import PageText, Word
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.ocr import KeepRecognised
from pincite.services.workspace import Workspace
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.text.recognition_bar import RecognitionBar, language_name
from pincite.ui.reader.text.selection import Selection, TextPlace

OpenReader = Callable[..., ReaderPane]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two pages of pictures."""
    source = text_pdf(tmp_path / "source.pdf", ["Ferries cross", "Grain was weighed"])
    return scan_pdf(tmp_path / "scan.pdf", source)


@pytest.fixture
def scanned(workspace: Workspace, scan: Path) -> Document:
    """The scan, imported."""
    found = Importer(workspace).run([scan], JobContext()).files[0]
    assert found.sha256 is not None
    document = workspace.read.get(Document, found.sha256)
    assert document is not None
    return document


def _keep(workspace: Workspace, document: Document) -> None:
    words = (Word(0, 7, Quad(40, 40, 80, 52), 0), Word(8, 13, Quad(84, 40, 120, 52), 0))
    run = RecognitionRun("run", "eng", "Tesseract")
    workspace.run_now(KeepRecognised(document.sha256, run, (PageText(0, "Ferries cross", words),)))


def _bar(qtbot: QtBot, reader: ReaderPane) -> RecognitionBar:
    qtbot.waitUntil(lambda: reader.findChild(RecognitionBar) is not None, timeout=10_000)
    bar = reader.findChild(RecognitionBar)
    assert isinstance(bar, RecognitionBar)
    return bar


def test_a_scan_is_offered_once(qtbot: QtBot, open_reader: OpenReader, scanned: Document) -> None:
    reader = open_reader(scanned)
    bar = _bar(qtbot, reader)
    assert bar.isVisible()
    assert bar.text.text()
    bar.closed.emit()
    bar.hide()
    reader.go_to(1)
    qtbot.waitUntil(lambda: reader.texts.get(1) is not None, timeout=10_000)
    assert not bar.isVisible()


def test_pages_with_text_are_not_bothered(
    qtbot: QtBot, open_reader: OpenReader, tmp_path: Path
) -> None:
    reader = open_reader(None, text_pdf(tmp_path / "a.pdf", [LOREM]))
    qtbot.waitUntil(lambda: reader.texts.get(0) is not None, timeout=10_000)
    assert reader.findChild(RecognitionBar) is None


def test_recognised_text_is_selected_marked_and_found_without_reopening(
    qtbot: QtBot, open_reader: OpenReader, scanned: Document, workspace: Workspace
) -> None:
    reader = open_reader(scanned)
    qtbot.waitUntil(lambda: reader.texts.get(0) is not None, timeout=10_000)
    _keep(workspace, scanned)
    qtbot.waitUntil(lambda: "Ferries" in getattr(reader.texts.get(0), "text", ""), timeout=10_000)
    reader.pointer.set_selection(Selection(TextPlace(0, 0), TextPlace(0, 7)))
    reader.acts.mark(AnnotationKind.HIGHLIGHT)
    qtbot.waitUntil(lambda: len(reader.marks.annotations) == 1, timeout=5000)
    assert reader.marks.annotations[0].anchor.quote == "Ferries"
    reader.finding.bar.ask("cross")
    qtbot.waitUntil(lambda: len(reader.finding.session.hits) == 1, timeout=5000)


def test_undo_takes_the_text_out_of_an_open_reader(
    qtbot: QtBot, open_reader: OpenReader, scanned: Document, workspace: Workspace
) -> None:
    _keep(workspace, scanned)
    reader = open_reader(scanned)
    qtbot.waitUntil(lambda: "Ferries" in getattr(reader.texts.get(0), "text", ""), timeout=10_000)
    reader.finding.bar.ask("cross")
    qtbot.waitUntil(lambda: len(reader.finding.session.hits) == 1, timeout=5000)
    workspace.undo().result()
    qtbot.waitUntil(lambda: getattr(reader.texts.get(0), "text", "-") == "", timeout=10_000)
    qtbot.waitUntil(lambda: not reader.finding.session.hits, timeout=5000)


@pytest.mark.skipif(language_data() is None, reason="no language data of Tesseract")
def test_a_loose_scan_is_imported_and_read(
    qtbot: QtBot, open_reader: OpenReader, scan: Path, workspace: Workspace
) -> None:
    reader = open_reader(None, scan)
    bar = _bar(qtbot, reader)
    bar.start.click()
    qtbot.waitUntil(lambda: "Ferries" in getattr(reader.texts.get(0), "text", ""), timeout=30_000)
    assert reader.document is not None
    qtbot.waitUntil(lambda: not reader.context.jobs.running(), timeout=30_000)
    assert "Grain" in (workspace.read.page_text(reader.document.sha256, 1) or "")


@pytest.mark.parametrize(
    ("code", "name"), [("eng", "English"), ("deu", "German"), ("chi_sim", "Chinese (sim)")]
)
def test_languages_have_names(code: str, name: str) -> None:
    assert language_name(code) == name
