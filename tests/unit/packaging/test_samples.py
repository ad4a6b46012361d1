"""The sample documents hold what the sample article quotes, on the printed pages it names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"
REPORT = "harbour-towns.pdf"
ARTICLE = "storm-tides.pdf"
FRONT_PAGES = 12
FIRST_ARTICLE_PAGE = 1123

QUOTATIONS = [
    (
        REPORT,
        3,
        3,
        "A loaf was the only public document that the poor could read with their hands.",
    ),
    (
        REPORT,
        10,
        11,
        (
            "By the time a cargo was weighed it had already been sold twice, and the weighing "
            "served less to measure the grain than to bless the sale."
        ),
    ),
    (
        REPORT,
        23,
        23,
        (
            "The council’s decision had long-term costs that no one at the table had counted, "
            "because it came from the men who owned the scales. The bakers believed it had been "
            "made for them, and the poor were left to conclude that weight itself was for sale."
        ),
    ),
    (
        REPORT,
        17,
        17,
        "No measure in the town was so often mended as the one by which other measures were tried.",
    ),
    (
        REPORT,
        28,
        28,
        "In Fallow Quay the bell that opened the market was rung by the man who had most to sell.",
    ),
    (
        REPORT,
        39,
        39,
        (
            "No reform of measures has ever been finished, for a measure is not a thing that a "
            "town has but a thing that a town does."
        ),
    ),
    (
        REPORT,
        40,
        40,
        "What the hungry can check, they will forgive; what they cannot check, they will remember.",
    ),
    (
        ARTICLE,
        1127,
        1127,
        "A storm tide is an accident; a storm price is an arrangement.",
    ),
]


@pytest.fixture
def pdf(request: pytest.FixtureRequest) -> Iterator[pymupdf.Document]:
    """The sample PDF that the test is parametrized with."""
    with pymupdf.open(SAMPLES / request.param) as document:
        yield document


def page_lines(document: pymupdf.Document, index: int) -> list[str]:
    """Lines of one page, top to bottom, without margins of white space."""
    text: str = document[index].get_text()
    return [line.strip() for line in text.splitlines() if line.strip()]


def body_text(document: pymupdf.Document, first: int, last: int, offset: int) -> str:
    """Running text of printed pages, without heads, page numbers, notes and line ends."""
    kept: list[str] = []
    for number in range(first, last + 1):
        lines = page_lines(document, number + offset)
        end = _first_note(lines) if offset > 0 else None
        kept += [line for line in lines[1 if offset > 0 else 2 : end] if line != str(number)]
    joined = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "-", "\n".join(kept)).replace("\n", " ")
    return re.sub(r" +", " ", joined)


def _first_note(lines: list[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if re.match(r"\d+\.\u2002", line)), None)


def folded(text: str) -> str:
    """Text without hyphens, so that a word divided at a line end equals the whole word."""
    return text.replace("-", "")


@pytest.mark.parametrize(
    ("pdf", "first", "last", "quotation"), QUOTATIONS, indirect=["pdf"], ids=lambda v: str(v)[:24]
)
def test_a_quotation_stands_on_its_printed_pages(
    pdf: pymupdf.Document, first: int, last: int, quotation: str
) -> None:
    offset = -FIRST_ARTICLE_PAGE if first >= FIRST_ARTICLE_PAGE else FRONT_PAGES - 1
    assert folded(quotation) in folded(body_text(pdf, first, last, offset))


@pytest.mark.parametrize("pdf", [REPORT], indirect=True)
def test_the_passage_cited_with_two_pages_runs_over_the_page_end(pdf: pymupdf.Document) -> None:
    quotation = folded(QUOTATIONS[1][3])
    alone = [folded(body_text(pdf, page, page, FRONT_PAGES - 1)) for page in (10, 11)]
    assert [quotation in text for text in alone] == [False, False]


@pytest.mark.parametrize("pdf", [REPORT], indirect=True)
def test_report_prints_roman_then_arabic_numbers_and_has_no_labels(pdf: pymupdf.Document) -> None:
    roman = ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    arabic = [str(number) for number in range(1, len(pdf) - FRONT_PAGES + 1)]
    assert [page_lines(pdf, index)[-1] for index in range(1, len(pdf))] == roman + arabic
    assert pdf.get_page_labels() == []
    assert len(pdf) >= 44


@pytest.mark.parametrize("pdf", [REPORT], indirect=True)
def test_bookmarks_of_the_report_name_a_heading_of_their_page(pdf: pymupdf.Document) -> None:
    for _, title, page in pdf.get_toc():
        heading = re.sub(r"^(\d+|Appendix \w)\. ", "", title)
        assert heading in " ".join(page_lines(pdf, page - 1))


@pytest.mark.parametrize("pdf", [ARTICLE], indirect=True)
def test_article_has_labels_printed_numbers_and_doi(pdf: pymupdf.Document) -> None:
    numbers = [str(number) for number in range(1123, 1137)]
    assert [page.get_label() for page in pdf] == numbers
    for index, number in enumerate(numbers):
        assert number in page_lines(pdf, index)
    assert "10.5555/example.1998.1123" in pdf[0].get_text()


@pytest.mark.parametrize(
    ("pdf", "title", "author"),
    [
        (REPORT, "Harbour Towns and the Price of Grain", "Ruth Adler; Chidi Okafor"),
        (ARTICLE, "Storm Tides and the Grain Market of a Northern Coast", "Pieter Achterberg"),
    ],
    indirect=["pdf"],
)
def test_metadata_names_title_and_authors(pdf: pymupdf.Document, title: str, author: str) -> None:
    metadata = pdf.metadata or {}
    assert (metadata["title"], metadata["author"]) == (title, author)
    assert title in pdf.get_xml_metadata()


@pytest.mark.parametrize("name", [REPORT, ARTICLE, "who-weighed-the-bread.html"])
def test_samples_are_small(name: str) -> None:
    assert (SAMPLES / name).stat().st_size < 400_000


@pytest.mark.parametrize(
    "form",
    [
        "their hands\u201d (Institute, page 3)",
        "bless the sale\u201d (Institute pg 10 - pg 11)",
        "<p>(Institute, pg 23)</p>",
        "they will remember\u201d (Institute, pg 39-40)",
        "(0:03-0:23)",
        "(Ibid (8:33-9:09))",
        "(Achterberg 1998, 1127)",
    ],
)
def test_web_article_cites_in_the_forms_that_readers_meet(form: str) -> None:
    assert form in (SAMPLES / "who-weighed-the-bread.html").read_text(encoding="utf-8")


def test_web_article_has_one_close_quotation_and_one_wrong_page() -> None:
    page = (SAMPLES / "who-weighed-the-bread.html").read_text(encoding="utf-8")
    assert "No measure in town was so often repaired" in page
    assert "had most to sell\u201d (Institute, page 29)" in page
