"""What may be no citation at all is a guess: kept where something is known of it, never sure."""

import pytest

from pincite.citing.mentions.finding import find
from pincite.citing.mentions.resolving import KnownNames, resolve
from pincite.citing.mentions.scanning import scan
from pincite.citing.mentions.works import WorkIndex
from pincite.model.creators import Creator
from pincite.model.ids import ItemId, Sha256
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState

SHA = Sha256("ab" * 32)
WOOLF = Item(ItemId("woolf"), "book", fields={"title": "Dalloway"},
             creators=(Creator(family="Woolf"),))  # fmt: skip
LONG = "The house was quiet and nobody came to the door that day. " * 30


def _resolved(text: str, *items: Item) -> list[Mention]:
    return resolve(scan(SHA, [(0, text)]), KnownNames((), SHA), WorkIndex(items))


def test_a_name_and_a_number_are_left_out_while_the_name_is_unknown() -> None:
    assert _resolved(f"{LONG}It rained (Woolf 54).") == []


def test_a_name_and_a_number_are_offered_when_the_library_has_the_name() -> None:
    (mention,) = _resolved(f"{LONG}It rained (Woolf 54).", WOOLF)
    assert (mention.item, mention.state) == ("woolf", MentionState.SUGGESTED)
    assert mention.is_guess


def test_a_place_without_a_work_in_sight_is_a_guess() -> None:
    (mention,) = _resolved("More of this in the next story (p. 12).")
    assert mention.is_guess


def test_a_place_after_its_work_is_none() -> None:
    mentions = _resolved("She says so (Woolf 1925, p. 4). She repeats it (p. 12).", WOOLF)
    assert [m.is_guess for m in mentions] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "1.2 Sampling . . . . . . . . . p. 3\n1.3 Weighing . . . . . . . p. 9",
        "Preface p. ix\n\nThe first part p. 3\n",
        "IT-204 (2021) Page 3 of 5",
        "Were services under ch. 48 or ch. 938 provided?",
        "Fish and their kin. Ister, 1979. pp. 11-16 Brazil exports them.",
        "M. Wimmer (Eds.), Digital Works (pp. 65–91). Springer.",
        "In DATE: Design and Test Europe, pages 10880–10885, 2003.",
        "The Ferry Gazette. August 30, 1903. p. 41.",
        "RLUQRWH»,Ibid,S””” 9RLUQRWH",
        "let v = vec![65, 122]; let x = p.x; read(p.0)",
        "as defined in §XXX and below, p. 12",
        "bits [63:32] of the word",
    ],
)
def test_extents_contents_forms_and_programs_cite_nothing(text: str) -> None:
    assert find(text) == []


def test_a_collection_of_decisions_is_cited_by_volume_and_number() -> None:
    (found,) = find("See Tan & Co., Feb. 28, 2000, 2000 CPD ¶ 72 at 6.")
    assert (found.kind.value, str(found.locator)) == ("law", "6")
