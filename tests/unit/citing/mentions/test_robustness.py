"""Whatever the text, the search ends, in time linear in its length, with spans inside the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pincite.citing.mentions.finding import find
from pincite.citing.mentions.scanning import scan
from pincite.model.ids import Sha256

_PIECES = st.sampled_from(
    ["(", ")", "[", "]", "RAND", "Smith", "2009", "p.", "pp.", "pg", "§", "¶", "Ibid.", "op. cit.",
     "supra note", "3", "23-25", ",", ":", ";", "“", "”", "et al.", "and", "&", "0:03-0:23", "\n",
     "\n\n", " ", "vol.", "576 U.S. 644", "[12, p. 3]", "ff.", "van der", "\f", "-", "é", "1."]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES).map("".join)
)


@given(TEXTS)
@example("p. 5 (p. 5 (Ibid (8:33")
def test_finds_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for found in find(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


@given(st.lists(TEXTS, max_size=4))
def test_mentions_stand_on_their_pages(texts: list[str]) -> None:
    mentions = scan(Sha256("ab"), list(enumerate(texts)))
    assert len({m.id for m in mentions}) == len(mentions)
    for mention in mentions:
        assert 0 <= mention.anchor.start < len(texts[mention.anchor.page_index])
    assert scan(Sha256("ab"), list(enumerate(texts))) == mentions


_MARKS = (
    "( (( [ “ Ibid a. 1- 1: § p. ¶ vol. v. A. II. (Smith (a(b Smith,Smith, -\n [1,3][ 12-U.S.- "
    "ibid.,("
)
REPEATED = (
    *_MARKS.split(), "p. 1, ", "Smith and ", "van der ", "12 U.S. ", "[1] x\n", "1. X\n",
    " \n", "Smith, op. cit. ", "Ibid. ", "(Smith 3) ", "(p. 3) ", "“a” (p. 3)\n\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_one_piece_over_and_over_ends(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    assert all(found.end <= len(text) for found in find(text))
    scan(Sha256("ab"), [(0, text)])
