"""Marks of one file are found again in another file of the same work."""

import random

import pytest
from tests.unit.documents.editions import SENTENCES, broken, edition, marked, page

from pincite.documents.alignment import Alignment
from pincite.documents.moving import Moved, Mover
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Stroke
from pincite.model.folding import fold
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.replacements import SURE
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText

TEXT = " ".join(SENTENCES)
OLD = edition([broken(" ".join(SENTENCES[:5]), 40), broken(" ".join(SENTENCES[5:]), 40)])
NEW = edition([[s] for s in SENTENCES], left_pt=90.0)
"""A sentence a page."""


def _moved(words: str, new: TextIndex = NEW, old: TextIndex = OLD, *, after: str = "") -> Moved:
    found = Mover(old, new).passage(marked(old, words, after=after))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "page_index"),
    [("November", 6), ("the scales were wrong", 1), (SENTENCES[7], 7), ("river froze", 9)],
)
def test_a_passage_stands_on_its_new_page(words: str, page_index: int) -> None:
    found = _moved(words)
    assert (found.anchor.page_index, fold(found.anchor.quote)) == (page_index, fold(words))
    assert found.is_same_text
    assert found.confidence >= SURE
    (place,) = found.anchor.places
    assert place.quads[0].x0 >= 90.0


def test_signs_at_the_ends_of_a_quotation_come_along() -> None:
    anchor = marked(OLD, "answered in November")
    found = Mover(OLD, NEW).passage(
        Anchor(anchor.page_index, anchor.places, "answered in November.", start=anchor.start)
    )
    assert found is not None
    assert found.anchor.quote == "answered in November."


def test_of_two_equal_passages_the_one_among_its_neighbours_is_taken() -> None:
    decoy = ["He was asked about the tub.", "The keeper of the tub was away."]
    new = edition([decoy, *([s] for s in SENTENCES), decoy])
    found = _moved("the keeper of the tub", new)
    assert found.anchor.page_index == 3
    assert found.confidence >= SURE


def test_a_word_that_nothing_tells_apart_is_not_sure() -> None:
    old = edition([["first"], ["scales"], ["weights"]])
    new = edition([["other"], ["scales"], ["things"], ["scales"], ["quite"]])
    found = Mover(old, new).passage(marked(old, "scales"))
    assert found is None or found.confidence < SURE


def test_a_changed_word_is_found_and_told() -> None:
    new = edition([[s.replace("second pair", "better pair")] for s in SENTENCES])
    found = _moved("asked for was a second pair of scales", new)
    assert found.anchor.page_index == 7
    assert not found.is_same_text
    assert "better pair" in found.anchor.quote


def test_what_was_cut_is_lost() -> None:
    new = edition([[s] for s in SENTENCES if "magistrates met" not in s])
    old = marked(OLD, "magistrates met in May and wrote a letter which was answered in November")
    assert Mover(OLD, new).passage(old) is None


def test_misread_letters_do_not_matter() -> None:
    chance = random.Random(5)
    texts = [
        "".join(chance.choice("aeinrst") if chance.random() < 0.05 else c for c in s)
        for s in SENTENCES
    ]
    for number, sentence in enumerate(SENTENCES):
        found = _moved(sentence, edition([[t] for t in texts]))
        assert found.anchor.page_index == number
        assert abs(len(fold(found.anchor.quote)) - len(fold(sentence))) <= 3


def test_a_long_passage_goes_over_a_note_at_the_foot_of_a_page() -> None:
    passage = " ".join(SENTENCES[2:7])
    words = TEXT.split()
    cut = words.index("harbour") + 2
    note = "12 On these scales see the report of the harbour board, volume two."
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    new = edition([[*broken(first, 60), note], broken(second, 60)])
    found = _moved(passage, new)
    assert found.is_same_text
    assert "harbour board" not in found.anchor.quote
    assert [place.page_index for place in found.anchor.places] == [0, 1]


def test_a_note_that_was_marked_along_is_left_behind() -> None:
    words = TEXT.split()
    cut = words.index("harbour") + 2
    note = "12 On these scales see the report of the harbour board, volume two."
    first, second = " ".join(words[:cut]), " ".join(words[cut:])
    old = edition([[*broken(first, 60), note], broken(second, 60)])
    begin, end = fold("been sold twice"), fold("from a false one")
    start, stop = old.text.index(begin), old.text.index(end) + len(end)
    anchor = old.anchor([(start, stop)])
    assert "harbour board" in anchor.quote
    found = Mover(old, NEW).passage(anchor)
    assert found is not None
    assert found.is_same_text
    assert "harbour board" not in found.anchor.quote
    assert found.confidence >= SURE


def test_a_quotation_with_something_left_out_keeps_its_parts() -> None:
    first, second = marked(OLD, "the scales were wrong"), marked(OLD, "sold twice")
    both = Anchor(
        first.page_index,
        (*first.places, *second.places),
        f"{first.quote} […] {second.quote}",
        start=first.start,
    )
    found = Mover(OLD, NEW).passage(both)
    assert found is not None
    assert found.anchor.quote == "the scales were wrong […] sold twice"
    assert [place.page_index for place in found.anchor.places] == [1, 4]


@pytest.mark.parametrize(
    "text",
    [
        (
            "春の終わりに町の秤は正しくなかったと書記は書いた。誰もそれを長い間調べなかった。"
            "港の人々は穀物が二度売られたことを知らなかった。冬になると川は凍り船は出られなかった。"
        ),
        (
            "لم تجع المدن لأن السفن قليلة بل لأن الموازين كانت خاطئة. ولم ينظر إليها أحد سنوات. "
            "وفي الربيع هبطت الأسعار وسئل حارس الكيل هل هو صحيح. ثم تجمد النهر فلم تخرج سفينة."
        ),
    ],
)
def test_other_scripts(text: str) -> None:
    half = len(text) // 2
    old = TextIndex.of([PageText(0, text)])
    new = TextIndex.of([PageText(0, "前" * 5), PageText(1, text[:half]), PageText(2, text[half:])])
    start = half + 8
    anchor = old.anchor([(old.place_of(0, start), old.place_of(0, start + 14))])
    found = Mover(old, new).passage(anchor)
    assert found is not None
    assert (found.anchor.page_index, found.is_same_text) == (2, True)
    assert found.confidence >= SURE


def test_texts_without_anything_in_common_are_not_aligned() -> None:
    assert Alignment("a" * 200, "b" * 200).place(100) is None


def test_alignment_leads_through_what_was_put_in() -> None:
    old = fold(TEXT)
    new = old[:200] + "x" * 500 + old[200:]
    alignment = Alignment(old, new)
    assert [alignment.place(at) for at in (100, 190, 230, 400)] == [100, 190, 730, 900]


# --- marks without words


def _mark(kind: AnnotationKind, page_index: int, box: Quad, **more: object) -> Annotation:
    anchor = Anchor(page_index, (PageQuads(page_index, (box,)),))
    return Annotation(AnnotationId("m"), Sha256("0" * 64), kind, anchor, **more)  # type: ignore[arg-type]


def _sizes(index: TextIndex) -> list[tuple[float, float]]:
    return [(432.0, 648.0)] * index.page_count


def test_a_note_stays_beside_its_words() -> None:
    note = _mark(AnnotationKind.NOTE, 1, Quad(20, 60, 34, 74))
    found = Mover(OLD, NEW, _sizes(OLD), _sizes(NEW)).annotation(note)
    assert found is not None
    assert found.anchor.page_index == 5
    assert abs(found.anchor.places[0].quads[0].y0 - 60.0) <= 1
    assert found.confidence >= SURE


def test_an_area_in_another_layout_is_for_a_person_to_see() -> None:
    area = _mark(AnnotationKind.AREA, 0, Quad(60, 70, 200, 120))
    found = Mover(OLD, NEW, _sizes(OLD), _sizes(NEW)).annotation(area)
    assert found is None or found.confidence < SURE


def test_a_drawing_moves_with_its_page_when_pages_are_put_in_before() -> None:
    pages = [broken(" ".join(SENTENCES[:5]), 40), broken(" ".join(SENTENCES[5:]), 40)]
    new = edition([["A preface by another hand"], ["goes on here"], *pages], left_pt=60.0)
    stroke = Stroke(2.0, (100.0, 80.0, 150.0, 95.0))
    drawn = _mark(AnnotationKind.INK, 1, Quad(100, 80, 150, 95), strokes=(stroke,))
    found = Mover(OLD, new, _sizes(OLD), _sizes(new)).annotation(drawn)
    assert found is not None
    assert found.anchor.page_index == 3
    assert found.strokes == (Stroke(2.0, (110.0, 80.0, 160.0, 95.0)),)
    assert found.confidence >= SURE


def test_a_mark_on_a_page_without_text_follows_the_pages_around_it() -> None:
    texts = [page(0, [TEXT]), PageText(1, ""), page(2, [SENTENCES[3][::-1] * 2])]
    old = TextIndex.of(texts)
    new = TextIndex.of([page(0, ["Something new"]), *texts])
    area = _mark(AnnotationKind.AREA, 1, Quad(50, 50, 200, 200))
    found = Mover(old, new, _sizes(old), _sizes(new)).annotation(area)
    assert found is not None
    assert found.anchor.page_index == 2
    assert found.confidence < SURE
