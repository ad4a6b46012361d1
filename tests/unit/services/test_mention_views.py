"""What a reader is told of citations: standings, filters, suggestions, who cites a page."""

from dataclasses import replace

import pytest

from pincite.model.anchors import Anchor
from pincite.model.creators import Creator
from pincite.model.documents import Document
from pincite.model.ids import ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.locators import parse_locator
from pincite.model.mentions import Mention, MentionKind, MentionState
from pincite.services.mention_views import (
    CitingPlace,
    DocumentCitations,
    MentionFilter,
    Standing,
    cited_as,
    standing_of,
    suggestions,
)
from pincite.services.mentions import Backlink, MentionRow, Target

REPORT = Item(
    ItemId("report"), "report", "rand2009", {"title": "The Police Corps"},
    (Creator(literal="RAND Corporation"),),
)  # fmt: skip
FILE = Document(Sha256("f" * 64), REPORT.id, "r.pdf", "application/pdf", pages=9)


def _row(
    id: str = "m",
    state: MentionState = MentionState.RESOLVED,
    target: Target | None = None,
    **changes: str,
) -> MentionRow:
    mention = Mention(
        MentionId(id), Sha256("a" * 64), MentionKind.AUTHOR, Anchor(0, quote="(RAND, page 3)"), 14,
        work="RAND", locator=parse_locator("p. 3"), state=state, **changes,  # type: ignore[arg-type]
    )  # fmt: skip
    return MentionRow(mention, target or Target(REPORT, FILE, 4, "3", (4,)), 0, 14)


@pytest.mark.parametrize(
    ("state", "target", "standing"),
    [
        (MentionState.RESOLVED, Target(REPORT, FILE, 4, "3", (4,)), Standing.RESOLVED),
        (MentionState.CONFIRMED, Target(REPORT, missing="file"), Standing.NO_FILE),
        (MentionState.CONFIRMED, Target(REPORT, FILE, missing="page"), Standing.NO_PAGE),
        (MentionState.SUGGESTED, Target(REPORT, missing="file"), Standing.SUGGESTED),
        (MentionState.CONFIRMED, Target(missing="item"), Standing.UNKNOWN),
        (MentionState.DISMISSED, Target(missing="item"), Standing.DISMISSED),
    ],
)
def test_what_is_missing_is_told(state: MentionState, target: Target, standing: Standing) -> None:
    row = _row(state=state, target=target)
    assert standing_of(row.mention, row.target) is standing


def test_a_citation_is_named_by_key_and_place_or_as_it_is_written() -> None:
    assert cited_as(_row()) == "rand2009, p. 3"
    assert cited_as(_row(target=Target(missing="item"))) == "RAND, p. 3"


def test_a_filter_looks_at_words_works_and_standings() -> None:
    known, unknown = _row("a"), _row("b", target=Target(missing="item"), quotation="a loaf")
    rows = [known, unknown]
    assert MentionFilter("police corps").chosen(rows) == [known]
    assert MentionFilter("LOAF").chosen(rows) == [unknown]
    assert MentionFilter(standings=frozenset({Standing.UNKNOWN})).chosen(rows) == [unknown]
    assert MentionFilter("rand").counts(rows) == {Standing.RESOLVED: 1, Standing.UNKNOWN: 1}
    assert not MentionFilter(" ")


def test_one_question_is_asked_for_all_citations_of_a_name() -> None:
    rows = [_row(id, MentionState.SUGGESTED) for id in ("a", "b")]
    rows.append(_row("c", MentionState.RESOLVED))
    (asked,) = suggestions(rows)
    assert (asked.name, asked.item) == ("RAND", REPORT)
    assert [mention.id for mention in asked.mentions] == ["a", "b"]


def test_other_names_are_other_questions() -> None:
    first, second = (_row(id, MentionState.SUGGESTED) for id in ("a", "b"))
    second = replace(second, mention=replace(second.mention, work="The Institute"))
    assert [asked.name for asked in suggestions([first, second])] == ["RAND", "The Institute"]


def test_citing_works_are_told_by_page() -> None:
    places = [
        CitingPlace(Backlink(_row(id).mention, REPORT, FILE, Target(pages=pages)), "¶ 1")
        for id, pages in (("whole", ()), ("late", (7,)), ("here", (4, 5)))
    ]
    known = DocumentCitations(citing=tuple(places))
    assert [place.link.mention.id for place in known.citing_page(5)] == ["here"]
    assert [place.link.mention.id for place in known.citing_elsewhere(5)] == ["late", "whole"]
    assert known.page_counts() == {4: 1, 5: 1, 7: 1}
