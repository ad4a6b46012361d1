"""Scans are read for real where Tesseract's language data is installed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.samples import LOREM, scan_pdf, text_pdf

from pincite.documents.geometry import box_to_display
from pincite.documents.recognising import LanguageData, language_data
from pincite.library.library import Library
from pincite.model.anchors import Quad
from pincite.model.documents import Document
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.recognition import Recognition, RecognitionRun
from pincite.model.texts import PageText, Word
from pincite.services.errors import ServiceError
from pincite.services.importer import Importer
from pincite.services.indexing import folder_of, update_index
from pincite.services.jobs import Cancelled, JobContext, Progress
from pincite.services.ocr import KeepRecognised, language_for, recognise
from pincite.services.passages import passage_anchor
from pincite.services.workspace import Workspace

needs_language_data = pytest.mark.skipif(
    language_data() is None or "eng" not in getattr(language_data(), "languages", ()),
    reason="no language data of Tesseract",
)
PAGES = ("Ferries cross where bridges are dear.", "Grain was weighed twice at the harbour.")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "library")
    yield workspace
    workspace.close()


@pytest.fixture
def imported(tmp_path: Path, workspace: Workspace) -> Callable[..., Document]:
    """Imports a scan of some pages."""

    def make(*pages: str, rotation: int = 0) -> Document:
        source = text_pdf(tmp_path / "source.pdf", list(pages), size=(300, 200))
        path = scan_pdf(tmp_path / "scan.pdf", source, rotation=rotation)
        return _imported(workspace, path)

    return make


def _imported(workspace: Workspace, path: Path) -> Document:
    entry = Importer(workspace).run([path], JobContext()).files[0]
    assert entry.sha256 is not None, entry.message
    document = workspace.read.get(Document, entry.sha256)
    assert document is not None
    return document


def _texts(workspace: Workspace, document: Document) -> list[str]:
    return [" ".join(text.split()) for _, text in workspace.read.page_texts(document.sha256)]


def _item(language: str) -> Item:
    fields = {"language": language} if language else {}
    return Item(ItemId("i"), type="book", fields=fields)


@needs_language_data
def test_a_scan_can_be_read_searched_and_marked(
    workspace: Workspace, imported: Callable[..., Document]
) -> None:
    document = imported(*PAGES)
    assert not document.has_text
    assert _texts(workspace, document) == ["", ""]
    report = recognise(workspace, document, JobContext())
    assert (report.pages, report.failed, report.language) == ([0, 1], {}, "eng")
    assert _texts(workspace, document) == list(PAGES)
    now = workspace.read.get(Document, document.sha256)
    assert now is not None
    assert (now.has_text, now.problem) == (True, "")
    update_index(workspace.library, JobContext())
    with folder_of(workspace.library).open_reader() as index:
        assert index.page_count == 2
    anchor = passage_anchor(workspace.library, document, "weighed twice")
    (quad,) = anchor.places[0].quads
    assert anchor.page_index == 1
    assert 40 < quad.x0 < quad.x1 < 200
    assert 35 < quad.y0 < quad.y1 < 60


@needs_language_data
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_stand_where_they_are_seen(
    tmp_path: Path, workspace: Workspace, imported: Callable[..., Document], rotation: int
) -> None:
    document = imported(PAGES[0], rotation=rotation)
    recognise(workspace, document, JobContext())
    page = workspace.read.recognised_page(document.sha256, 0)
    assert page is not None
    true = pymupdf.open(tmp_path / "source.pdf")[0].get_text("words")
    assert [page.text[w.start : w.end] for w in page.words] == [word[4] for word in true]
    for word, (x0, _y0, x1, y1, *_rest) in zip(page.words, true, strict=True):
        box = word.box
        shown = box_to_display((box.x0, box.y0, box.x1, box.y1), 300, 200, rotation)
        assert shown[0] == pytest.approx(x0, abs=3)
        assert shown[2] == pytest.approx(x1, abs=3)
        assert shown[3] == pytest.approx(y1, abs=6)
        assert word.heading == -rotation % 360


@needs_language_data
def test_a_stopped_job_keeps_what_was_read_and_goes_on_later(
    workspace: Workspace, imported: Callable[..., Document]
) -> None:
    document = imported(*PAGES)

    def stop_after_one(progress: Progress) -> None:
        if progress.done == 1:
            context.cancel()

    context = JobContext(stop_after_one)
    with pytest.raises(Cancelled):
        recognise(workspace, document, context)
    assert _texts(workspace, document) == [PAGES[0], ""]
    assert recognise(workspace, document, JobContext()).pages == [1]
    assert _texts(workspace, document) == list(PAGES)


@needs_language_data
def test_cancelling_kills_the_worker_in_the_middle_of_a_page(
    workspace: Workspace, imported: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = imported(*PAGES)
    context = JobContext()
    # Asked while the first page is being read; a page of any size would take longer than that.
    context.cancel()
    monkeypatch.setattr(context, "check", lambda: None)
    with pytest.raises(Cancelled):
        recognise(workspace, document, context)
    assert _texts(workspace, document) == ["", ""]


@needs_language_data
def test_pages_with_text_are_left_alone_unless_all_are_wanted(
    tmp_path: Path, workspace: Workspace
) -> None:
    document = _imported(workspace, text_pdf(tmp_path / "a.pdf", [LOREM]))
    with pytest.raises(ServiceError, match="has text already"):
        recognise(workspace, document, JobContext())
    assert recognise(workspace, document, JobContext(), is_everything=True).pages == [0]


@needs_language_data
def test_numbers_printed_on_the_pictures_become_page_numbers(
    workspace: Workspace, imported: Callable[..., Document]
) -> None:
    pages = [f"{number}\n\n\n{PAGES[0]}" for number in (112, 113, 114)]
    document = imported(*pages)
    recognise(workspace, document, JobContext())
    labels = workspace.read.page_map(document.sha256).labels()
    assert [entry.label for entry in labels] == ["112", "113", "114"]


def test_undo_takes_recognised_text_back_and_redo_brings_it_again(
    workspace: Workspace, imported: Callable[..., Document]
) -> None:
    document = imported(*PAGES)
    word = Word(0, 5, Quad(1, 2, 30, 12), 0)
    run = RecognitionRun("run", "eng", "Tesseract")
    page = PageText(1, "Grain", (word,))
    workspace.run_now(KeepRecognised(document.sha256, run, (page,)))
    assert _texts(workspace, document) == ["", "Grain"]
    assert workspace.read.recognised_page(document.sha256, 1) == page
    assert document.sha256 in workspace.undo().result().pages
    assert _texts(workspace, document) == ["", ""]
    assert workspace.read.recognised_page(document.sha256, 1) is None
    assert workspace.read.get(Document, document.sha256) == document
    workspace.redo().result()
    assert _texts(workspace, document) == ["", "Grain"]


def test_a_second_reading_replaces_the_first_until_it_is_undone(
    workspace: Workspace, imported: Callable[..., Document]
) -> None:
    document = imported(*PAGES)
    for number, text in enumerate(("Gra1n", "Grain")):
        run = RecognitionRun(f"run{number}", "eng", "Tesseract")
        workspace.run_now(KeepRecognised(document.sha256, run, (PageText(1, text),)))
    assert _texts(workspace, document) == ["", "Grain"]
    known = workspace.read.get(Recognition, document.sha256)
    assert known is not None
    assert [r.id for r in known.runs] == ["run1"]
    workspace.undo().result()
    assert _texts(workspace, document) == ["", "Gra1n"]


@pytest.mark.parametrize(
    ("language", "chosen", "installed", "code"),
    [
        ("de-AT", "", ("deu", "eng"), "deu"),
        ("fr", "", ("deu", "eng"), "eng"),
        ("", "", ("deu", "fra"), "deu"),
        ("de", "en-GB", ("deu", "eng"), "eng"),
        ("", "deu+lat", ("deu", "eng", "lat"), "deu+lat"),
        ("zh-TW", "", ("chi_sim", "chi_tra"), "chi_tra"),
    ],
)
def test_the_language_is_the_one_chosen_else_that_of_the_item(
    language: str, chosen: str, installed: tuple[str, ...], code: str
) -> None:
    assert language_for(_item(language), chosen, installed) == code


def test_a_language_that_is_not_installed_is_named() -> None:
    with pytest.raises(ServiceError, match=r"no language data for “fr”.*there is deu, eng"):
        language_for(None, "fr", ("deu", "eng"))
    with pytest.raises(ServiceError, match="install"):
        language_for(None, "", ())


def test_language_data_is_found_where_the_environment_says(tmp_path: Path) -> None:
    folder = tmp_path / "tessdata"
    folder.mkdir()
    for name in ("osd", "eng", "deu"):
        (folder / f"{name}.traineddata").touch()
    expected = LanguageData(folder, ("deu", "eng"))
    assert language_data({"TESSDATA_PREFIX": str(tmp_path)}) == expected
    assert language_data({"TESSDATA_PREFIX": str(folder)}) == expected


def test_what_was_recognised_is_swept_with_the_document(tmp_path: Path) -> None:
    from tests.unit.library import factories

    from pincite.library import doctor

    library = Library.open(tmp_path / "library")
    try:
        with library.transaction() as tx:
            tx.put_page_texts(factories.SHA, [(0, "")])
            run = RecognitionRun("run", "eng", "Tesseract")
            tx.put_recognised_texts(factories.SHA, "run", [PageText(0, "Grain")])
            tx.put(Recognition(factories.SHA).with_pages(run, (0,)))
        finding = next(f for f in doctor.examine(library) if f.title.startswith("Page texts"))
        assert finding.repair is not None
        finding.repair()
        assert library._writer.value("SELECT count(*) FROM recognised_texts") == 0
    finally:
        library.close()
