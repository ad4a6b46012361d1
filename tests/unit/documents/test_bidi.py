"""Arabic and Hebrew come in the order of reading, with the places of their letters."""

from pathlib import Path

import pymupdf
import pytest

from pincite.documents.reading import DocumentReader
from pincite.documents.worker.bidi import in_reading_order
from pincite.model.texts import LEFT, RIGHT, quads_for


def on_paper(text: str) -> list[dict[str, object]]:
    """Characters as they stand from left to right, ten points each."""
    return [{"c": c, "bbox": (10.0 * i, 0.0, 10.0 * i + 10, 12.0)} for i, c in enumerate(text)]


def read(text: str) -> str:
    return "".join(letters for letters, *_ in in_reading_order(on_paper(text)))


@pytest.mark.parametrize(
    ("paper", "reading"),
    [
        ("?םלוע םולש", "שלום עולם?"),
        ("2024 תנש", "שנת 2024"),
        ("12,5 ןמזה", "הזמן 12,5"),
        ("PDF ארוק לש דמעמ", "מעמד של קורא PDF"),
        ("see the םולש sign and more", "see the שלום sign and more"),
    ],
)
def test_what_stands_from_left_to_right_is_put_in_reading_order(paper: str, reading: str) -> None:
    assert read(paper) == reading


def test_brackets_named_as_drawn_are_turned_and_those_named_as_typed_stay() -> None:
    assert read("(" + "ב" + ")" + " " + "א") == "א (ב)"
    assert read(")" + "ב" + "(" + " " + "א") == "א (ב)"


def test_shapes_of_letters_become_the_letters() -> None:
    assert read("\ufee1\ufefc\ufeb3") == "\u0633\u0644\u0627\u0645"


def test_marks_stay_with_their_letter() -> None:
    characters = on_paper("בא")
    characters.insert(1, {"c": "\u05b0", "bbox": (2.0, 0.0, 2.0, 12.0)})
    assert "".join(c for c, *_ in in_reading_order(characters)) == "אב\u05b0"


@pytest.fixture
def hebrew(tmp_path: Path) -> Path:
    """A page in Hebrew with a number and a line in English."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    page.insert_htmlbox(
        (40, 40, 360, 200),
        '<p dir="rtl" style="text-align:right">שלום עולם, 2024 כולם?</p><p>Peace is שלום here.</p>',
    )
    document.save(tmp_path / "hebrew.pdf")
    return tmp_path / "hebrew.pdf"


def test_a_page_reads_the_same_with_and_without_places(hebrew: Path) -> None:
    with DocumentReader(hebrew) as reader:
        page = reader.page_text(0, edges=True)
        assert [text.text for text in reader.texts(words=False)] == [page.text]
    assert page.text.split("\n\n") == ["שלום עולם, 2024 כולם?", "Peace is שלום here."]


def test_letters_of_a_word_stand_from_right_to_left(hebrew: Path) -> None:
    with DocumentReader(hebrew) as reader:
        page = reader.page_text(0, edges=True)
    first, number = page.words[0], page.words[2]
    assert (first.heading, number.heading) == (LEFT, RIGHT)
    assert list(first.edges) == sorted(first.edges, reverse=True)
    start = page.text.index("עולם")
    assert quads_for(page, 0, 4)[0].x0 > quads_for(page, start, start + 4)[0].x1


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_characters_have_places_on_turned_pages(tmp_path: Path, rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    page.set_rotation(rotation)
    point = pymupdf.Point(60, 80) * page.derotation_matrix
    page.insert_text(point, "measure", fontsize=20, rotate=rotation)
    true = page.search_for("easu", quads=True)[0].rect
    document.save(tmp_path / "turned.pdf")
    with DocumentReader(tmp_path / "turned.pdf") as reader:
        text = reader.page_text(0, edges=True)
    (quad,) = quads_for(text, 1, 5)
    assert quad.x0 == pytest.approx(true.x0, abs=8)
    assert quad.y0 == pytest.approx(true.y0, abs=8)
    assert text.words[0].heading == -rotation % 360
