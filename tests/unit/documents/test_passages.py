import pytest

from pincite.documents.passages import Part, find_parts, find_passage
from pincite.model.anchors import PageQuads, Quad
from pincite.model.folding import fold
from pincite.model.texts import PageText, Word

PAGE = "The re-\nexamination of ﬁne “prints” — old and new —\nshows 12² signs."
ACROSS = [
    "First page with some text that goes on and on until the passage begins here\n\n12",
    "A RUNNING HEAD\n\nand ends on the next page after a running head.",
]


@pytest.mark.parametrize(
    "quote",
    [
        "re-examination of fine",
        "the reexamination of fine",
        'of fine "prints" -- old and new',
        "Ré-examination of FINE",
        "shows 12² signs",
    ],
)
def test_what_typesetting_changes_does_not_matter(quote: str) -> None:
    (part,) = find_parts([PAGE], quote)
    assert fold(PAGE[part.start : part.end]) == fold(quote)


@pytest.mark.parametrize("quote", ["re-examination of the fine", "not there", "", "—", "rint"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_parts([PAGE], quote) == ()


def test_a_passage_across_a_page_end_leaves_running_heads_out() -> None:
    parts = find_parts(ACROSS, "until the passage begins here and ends on the next page")
    texts = [ACROSS[p.place][p.start : p.end] for p in parts]
    assert texts == ["until the passage begins here", "and ends on the next page"]
    anchor = find_passage(ACROSS, "the passage begins here and ends on the next page")
    assert anchor is not None
    assert (anchor.page_index, anchor.last_page_index) == (0, 1)
    assert anchor.quote == "the passage begins here and ends on the next page"


def test_the_occurrence_nearest_to_the_expected_page_is_taken() -> None:
    pages = ["one passage twice", "nothing", "one passage twice"]
    assert find_parts(pages, "one passage", expected=2) == (Part(2, 0, 11),)
    assert find_parts(pages, "one passage") == (Part(0, 0, 11),)


def test_boxes_cover_the_words() -> None:
    text = "mark this passage"
    words = tuple(
        Word(a, b, Quad(a * 5.0, 10.0, b * 5.0, 20.0), 0) for a, b in ((0, 4), (5, 9), (10, 17))
    )
    anchor = find_passage([PageText(6, text, words)], "this passage", page_index=6)
    assert anchor is not None
    assert anchor.places == (PageQuads(6, (Quad(25.0, 10.0, 85.0, 20.0),)),)
    assert (anchor.before, anchor.start) == ("mark ", 5)
