import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest
from tests.bench.bench_documents import make_long_file
from tests.unit.documents.samples import LOREM, locked_pdf, numbered_pdf, text_pdf

from pincite.documents import errors
from pincite.documents.geometry import box_to_display
from pincite.documents.reading import DocumentReader
from pincite.documents.workbench import Workbench
from pincite.model.documents import LabelSource
from pincite.model.ids import Sha256
from pincite.model.texts import anchor_for


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    with Workbench() as workbench:
        yield workbench


def test_texts_come_in_page_order_with_the_place_of_each_word(
    tmp_path: Path, bench: Workbench
) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["first page " + LOREM, "second page", ""])
    with DocumentReader(path, workbench=bench) as reader:
        texts = list(reader.texts())
        assert reader.info.sizes == ((432.0, 648.0),) * 3
        assert texts[0] == reader.page_text(0)
    assert [t.index for t in texts] == [0, 1, 2]
    assert texts[1].text == "second page"
    assert texts[2].text == ""
    word = texts[1].words[1]
    assert texts[1].text[word.start : word.end] == "page"
    assert 40 < word.box.x0 < word.box.x1 < 120


def test_text_without_words_is_the_same_text(tmp_path: Path, bench: Workbench) -> None:
    path = text_pdf(tmp_path / "a.pdf", [LOREM * 9])
    with DocumentReader(path, workbench=bench) as reader:
        assert [t.text for t in reader.texts()] == [t.text for t in reader.texts(words=False)]


def test_edges_of_characters_lie_in_their_word(tmp_path: Path, bench: Workbench) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["returns to it"])
    with DocumentReader(path, workbench=bench) as reader:
        text = reader.page_text(0, edges=True)
        assert text.text == reader.page_text(0).text
    for word in text.words:
        assert len(word.edges) == word.end - word.start + 1
        assert list(word.edges) == sorted(word.edges)
        assert word.edges[0] == pytest.approx(word.box.x0, abs=1)


def test_what_annotations_say_is_not_text(tmp_path: Path, bench: Workbench) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "printed words")
    page.add_freetext_annot((72, 100, 300, 130), "somebody's remark")
    document.save(tmp_path / "a.pdf")
    with DocumentReader(tmp_path / "a.pdf", workbench=bench) as reader:
        assert reader.page_text(0).text == "printed words"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_words_of_a_rotated_page_are_in_the_unrotated_page(
    tmp_path: Path, bench: Workbench, rotation: int
) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    page.insert_text((50, 80), "anchor words", fontsize=12)
    upright = page.search_for("anchor words")[0]
    page.set_rotation(rotation)
    shown = upright * page.rotation_matrix
    document.save(tmp_path / "a.pdf")
    with DocumentReader(tmp_path / "a.pdf", workbench=bench) as reader:
        text = reader.page_text(0)
        (width, height), turn = reader.info.sizes[0], reader.info.rotations[0]
    assert turn == rotation
    box = text.words[0].box
    assert (box.x0, box.y0) == pytest.approx((upright.x0, upright.y0), abs=2)
    turned = box_to_display((box.x0, box.y0, box.x1, box.y1), width, height, turn)
    assert shown.contains(pymupdf.Point((turned[0] + turned[2]) / 2, (turned[1] + turned[3]) / 2))


def test_lines_that_run_across_two_columns_are_read_column_by_column(
    tmp_path: Path, bench: Workbench
) -> None:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    for row in range(20):
        y = 72 + 14 * row
        page.insert_text((50, y), f"left {row} of the first column here", fontsize=10)
        page.insert_text((330, y), f"right {row} of the second column here", fontsize=10)
    document.save(tmp_path / "a.pdf")
    with DocumentReader(tmp_path / "a.pdf", workbench=bench) as reader:
        text = " ".join(reader.page_text(0).text.split())
    assert "left 3 of the first column here left 4" in text
    assert text.index("left 19") < text.index("right 0")


def test_printed_numbers_become_labels(tmp_path: Path, bench: Workbench) -> None:
    labels = ["", "ii", "iii", "iv", *map(str, range(1, 9))]
    path = numbered_pdf(tmp_path / "a.pdf", labels)
    with DocumentReader(path, workbench=bench) as reader:
        found = reader.page_map(Sha256("0" * 64)).found
    assert [f.label for f in found] == ["i", *labels[1:]]
    assert found[4].source is LabelSource.OBSERVED


def test_labels_of_the_catalogue_are_read(tmp_path: Path, bench: Workbench) -> None:
    document = pymupdf.open(text_pdf(tmp_path / "a.pdf", [LOREM] * 5))
    document.set_page_labels(
        [
            {"startpage": 0, "style": "r", "firstpagenum": 1},
            {"startpage": 2, "prefix": "A-", "style": "D", "firstpagenum": 1},
        ]
    )
    document.save(tmp_path / "b.pdf")
    with DocumentReader(tmp_path / "b.pdf", workbench=bench) as reader:
        found = reader.page_map(Sha256("0" * 64)).found
    assert [f.label for f in found] == ["i", "ii", "A-1", "A-2", "A-3"]


def test_clues_and_outline(tmp_path: Path, bench: Workbench) -> None:
    document = pymupdf.open()
    for _ in range(2):
        page = document.new_page()
        page.insert_text((72, 100), "A Large Title", fontsize=24)
        page.insert_text((72, 200), "and small words", fontsize=10)
    document.set_metadata({"title": "From info", "author": "Ada"})
    document.set_toc([[1, "Chapter", 1], [2, "Section", 2]])
    document.save(tmp_path / "a.pdf")
    with DocumentReader(tmp_path / "a.pdf", workbench=bench) as reader:
        clues, outline = reader.clues(), reader.outline()
    assert clues.info["title"] == "From info"
    assert (clues.first_lines[0].text, clues.first_lines[0].size_pt) == ("A Large Title", 24.0)
    assert "small words" in clues.first_text
    assert [(e.level, e.title, e.page_index) for e in outline] == [
        (1, "Chapter", 0),
        (2, "Section", 1),
    ]


def test_a_page_is_drawn_with_its_passages_marked(tmp_path: Path, bench: Workbench) -> None:
    path = text_pdf(tmp_path / "a.pdf", [LOREM])
    with DocumentReader(path, workbench=bench) as reader:
        page = reader.page_text(0)
        start = page.text.index("marks a passage")
        anchor = anchor_for(page, start, start + 15)
        marks = [(quad, "#ffd400") for quad in anchor.places[0].quads]
        plain, marked = reader.render_png(0, 72), reader.render_png(0, 72, marks)
    picture = pymupdf.Pixmap(marked)
    assert (picture.width, picture.height) == (432, 648)
    assert plain != marked
    # Yellow stands where it should: blue is weak inside the mark and full beside it.
    quad = anchor.places[0].quads[0]
    assert picture.pixel(int(quad.x0) + 1, int(quad.y0) + 1)[2] < 200
    assert picture.pixel(5, 5) == (255, 255, 255)


def write(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (write(b""), errors.EmptyFileError, "empty"),
        (write(b"\0" * 5000), errors.EmptyFileError, "empty"),
        (write(b"<!DOCTYPE html><html>hi</html>"), errors.NotADocumentError, "web page"),
        (write(b"PK\x03\x04" + b"x" * 50), errors.NotADocumentError, "ZIP"),
        (write(b"plain words only"), errors.NotADocumentError, "not a PDF"),
        (write(b"%PDF-1.7\nnothing of use"), errors.DamagedDocumentError, "another copy"),
        (lambda path: locked_pdf(path, "pw"), errors.EncryptedError, "password"),
        (lambda path: None, errors.DocumentError, "cannot be opened"),
    ],
)
def test_each_bad_file_gets_its_sentence(
    tmp_path: Path,
    bench: Workbench,
    make: Callable[[Path], object],
    kind: type[errors.DocumentError],
    words: str,
) -> None:
    path = tmp_path / "bad.pdf"
    make(path)
    with pytest.raises(kind) as caught:
        DocumentReader(path, workbench=bench)
    sentence = str(caught.value)
    assert words in sentence
    assert "bad.pdf" in sentence
    assert sentence.endswith(".")


def test_a_password_opens_a_locked_file(tmp_path: Path, bench: Workbench) -> None:
    path = locked_pdf(tmp_path / "a.pdf", "pw")
    with DocumentReader(path, workbench=bench, password="pw") as reader:
        assert reader.page_text(0).text == "secret words"
    with pytest.raises(errors.EncryptedError, match="does not open"):
        DocumentReader(path, workbench=bench, password="wrong")


def test_a_truncated_file_is_repaired(tmp_path: Path, bench: Workbench) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["still here"] * 3)
    path.write_bytes(path.read_bytes()[:-300])
    with DocumentReader(path, workbench=bench) as reader:
        assert "still here" in reader.page_text(0).text
        assert not reader.info.can_annotate


def test_a_path_with_spaces_and_other_letters(tmp_path: Path, bench: Workbench) -> None:
    folder = tmp_path / "мои книги 本"
    folder.mkdir()
    with DocumentReader(text_pdf(folder / "ä b.pdf", ["x1"]), workbench=bench) as reader:
        assert reader.page_text(0).text == "x1"


def test_a_hang_costs_only_the_file_it_happens_in(tmp_path: Path) -> None:
    good = text_pdf(tmp_path / "good.pdf", ["fine"])
    with Workbench() as workbench:
        with DocumentReader(good, workbench=workbench, deadline_s=0.5) as reader:
            os.kill(workbench._started().pid, signal.SIGSTOP)
            with pytest.raises(errors.DocumentTimeoutError, match="did not come to an end"):
                reader.page_text(0)
            assert reader.page_text(0).text == "fine"
        with DocumentReader(good, workbench=workbench) as reader:
            assert reader.page_text(0).text == "fine"


def test_a_worker_lost_while_texts_are_read_costs_no_page(tmp_path: Path) -> None:
    path = make_long_file(tmp_path / "long.pdf", 200, lines=2)
    with Workbench() as bench, DocumentReader(path, workbench=bench, deadline_s=1.0) as reader:
        texts = reader.texts(words=False)
        found = [next(texts).text[-2:]]
        os.kill(bench._started().pid, signal.SIGKILL)
        found += [text.text for text in texts]
        assert len(found) == 200
        assert found[199].endswith("210")
        assert reader.failed_pages == {}


def test_ten_thousand_pages(tmp_path: Path, bench: Workbench) -> None:
    path = make_long_file(tmp_path / "long.pdf", 10_000, lines=1)
    with DocumentReader(path, workbench=bench) as reader:
        assert reader.page_count == 10_000
        assert reader.page_text(9_999).text.endswith("10010")
        assert len(reader.info.sizes) == 10_000


def test_the_worker_says_what_confines_it(bench: Workbench) -> None:
    protections = bench.protections()
    assert "memory limit" in protections
    assert all(isinstance(reason, str) for reason in protections.values())
