"""How passages of articles are cited: by time, paragraph or heading."""

import pytest

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.documents import OutlineEntry, Paragraph
from pincite.model.locators import Locator, LocatorRange
from pincite.model.paragraphs import paragraph_text, paragraphs_of
from pincite.services.article_places import section_locator, timestamp_locator

TALK = (
    "A talk\n\n[00:00:12] We begin with the harbour towns.\n\n"
    "[00:03:40] The decision had costs.\n\n[00:12:03] Table four shows the difference."
)
PARAGRAPHS = [
    Paragraph(n, 0, TALK.index(mark))
    for n, mark in enumerate(("[00:00:12]", "[00:03:40]", "[00:12:03]"), start=1)
]


def anchor(quote: str, text: str = TALK) -> Anchor:
    return Anchor(0, (PageQuads(0, ()),), quote=quote, start=text.index(quote))


def test_a_passage_of_a_transcript_is_cited_by_its_time() -> None:
    found = timestamp_locator(PARAGRAPHS, {0: TALK}, anchor("had costs"))
    assert found == Locator("timestamp", (LocatorRange("00:03:40"),))


def test_a_passage_over_several_times_has_the_first_and_the_last() -> None:
    passage = TALK[TALK.index("harbour") : TALK.index(" four")]
    found = timestamp_locator(PARAGRAPHS, {0: TALK}, anchor(passage))
    assert found.described == "00:00:12–00:12:03"


@pytest.mark.parametrize("mark", ["Anna Berg (3:40)", "3:40", "ANNA: [0:03:40.250]"])
def test_times_stand_at_the_beginning_of_paragraphs(mark: str) -> None:
    text = "\n\n".join(f"{mark} Words number {n} here." for n in range(4))
    starts = [Paragraph(n, 0, text.index(f"{n} here") - len(mark) - 14) for n in range(4)]
    starts = [Paragraph(p.number, 0, max(p.start, 0)) for p in starts]
    assert timestamp_locator(starts, {0: text}, anchor("number 2", text)).kind == "timestamp"


def test_an_article_that_cites_a_film_is_no_transcript() -> None:
    text = "The film says so (8:33). We doubt it.\n\nIt is said again [9:09], at length.\n\nEnd."
    starts = [Paragraph(1, 0, 0), Paragraph(2, 0, 39), Paragraph(3, 0, 82)]
    assert not timestamp_locator(starts, {0: text}, anchor("said again", text))


def test_the_heading_above_a_passage_is_its_section() -> None:
    outline = [OutlineEntry(1, "Title", 0, 50), OutlineEntry(2, "Values", 0, 200)]
    outline.append(OutlineEntry(2, "Later", 1, 100))
    at = Anchor(1, (PageQuads(1, (Quad(0, 60, 100, 70),)),))
    assert section_locator(outline, at) == Locator("section", (LocatorRange("“Values”"),))
    above = Anchor(0, (PageQuads(0, (Quad(0, 100, 100, 110),)),))
    assert not section_locator(outline, above)


def test_a_passage_over_paragraphs_names_the_first_and_the_last() -> None:
    assert paragraphs_of(PARAGRAPHS, anchor("had costs")) == (2, 2)
    passage = TALK[TALK.index("harbour") : TALK.index(" four")]
    assert paragraphs_of(PARAGRAPHS, anchor(passage)) == (1, 3)
    assert paragraphs_of(PARAGRAPHS, anchor("A talk")) is None


def test_the_text_of_a_paragraph_may_go_over_a_page_end() -> None:
    paragraphs = [Paragraph(1, 0, 0), Paragraph(2, 0, 6), Paragraph(3, 1, 5)]
    texts = {0: "First\nSecond", 1: "rest\nThird"}
    assert paragraph_text(paragraphs, 2, texts) == "Second\n\nrest"
    assert paragraph_text(paragraphs, 3, texts) == "Third"
