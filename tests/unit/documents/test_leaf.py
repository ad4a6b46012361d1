"""Text and outline read without PyMuPDF's classes."""

from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.samples import LOREM, text_pdf

from pincite.documents.process import WorkerProcess
from pincite.documents.protocol import outline_from
from pincite.documents.wire import Value
from pincite.documents.worker import outline
from pincite.documents.worker.leaf import Leaves
from pincite.documents.worker.raster import Raster
from pincite.documents.worker.words import read_words


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return text_pdf(tmp_path / "a.pdf", [LOREM * 5, "“Müller” — 24 €\nTōkyō", "third"])


@pytest.mark.parametrize("edges", [False, True])
@pytest.mark.parametrize("turn", [0, 90, 270])
def test_words_are_those_of_pymupdf(path: Path, turn: int, *, edges: bool) -> None:
    document = pymupdf.open(path)
    for page in document:
        page.set_rotation(turn)
    document.save(path.with_name("turned.pdf"))
    raster = Raster(str(path.with_name("turned.pdf")))
    for index, page in enumerate(document):
        leaf = Leaves(raster)[index]
        ours, theirs = read_words(leaf, edges=edges), read_words(page, edges=edges)
        assert (ours.text, ours.boxes, ours.edges) == (theirs.text, theirs.boxes, theirs.edges)
        assert leaf.rotation == page.rotation == turn
        assert tuple(leaf.rect) == tuple(page.rect)


def test_notes_on_the_page_are_not_its_text(path: Path) -> None:
    document = pymupdf.open(path)
    document[2].add_freetext_annot((50, 300, 300, 350), "a note")
    document.save(path.with_name("noted.pdf"))
    raster = Raster(str(path.with_name("noted.pdf")))
    assert read_words(Leaves(raster)[2]).text == "third"


def test_pictures_on_a_page_have_their_boxes(path: Path) -> None:
    document = pymupdf.open(path)
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 10), False)
    pixmap.clear_with(90)
    document[2].insert_image((100, 300, 300, 400), pixmap=pixmap)
    document.save(path.with_name("pictured.pdf"))
    leaf = Leaves(Raster(str(path.with_name("pictured.pdf"))))[2]
    (picture,) = leaf.get_image_info()
    assert picture["bbox"] == pytest.approx((100, 300, 300, 400))


def test_an_entry_of_the_outline_leads_to_its_height_on_the_page(path: Path) -> None:
    document = pymupdf.open(path)
    document.set_toc([
        [1, "First  part", 1, {"kind": 1, "to": pymupdf.Point(40, 100)}],
        [2, "Müller", 2, {"kind": 1, "to": pymupdf.Point(40, 250)}],
        [3, "below", 2],
        [1, "Elsewhere", -1, {"kind": 2, "uri": "https://example.org/"}],
        [1, "Last", 3, {"kind": 1, "to": pymupdf.Point(0, 0)}],
    ])  # fmt: skip
    document.save(path.with_name("toc.pdf"))
    answer = outline.answer(Raster(str(path.with_name("toc.pdf"))).document)
    entries = outline_from(answer)
    assert [(e.level, e.title, e.page_index) for e in entries] == [
        (1, "First part", 0),
        (2, "Müller", 1),
        (3, "below", 1),
        (1, "Last", 2),
    ]
    assert [e.y_pt for e in entries[:2]] == [
        pytest.approx(100, abs=0.5),
        pytest.approx(250, abs=0.5),
    ]


def test_a_worker_that_serves_a_reader_does_without_pymupdf(path: Path) -> None:
    worker = WorkerProcess(pixels=False)
    try:
        assert worker.ask("open", {"path": str(path), "password": "", "only": True}, 20) is not None
        assert worker.ask("text", {"page": 0, "edges": True}, 20) is not None
        assert worker.ask("outline", {}, 20) is not None
        marks: dict[str, Value] = {"first": 0, "count": 3, "seconds": 1.0, "detail": "letters"}
        found = worker.ask("annotations", marks, 20)
        assert found is not None
        assert found.whole("next") == 3
        maps = Path(f"/proc/{worker.pid}/maps")
        if not maps.exists():
            pytest.skip("no way to see what a process holds")
        private = Path(f"/proc/{worker.pid}/smaps_rollup").read_text().split("Private_Dirty:")[1]
        # It is 12 MB so, and 30 MB with PyMuPDF.
        assert int(private.split()[0]) < 20_000
    finally:
        worker.kill()
        worker.reap()
