"""Places of one copy of an article in another: the same words, wherever they stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.documents.copies import LINE_PT, laid

from pincite.documents.flat_copy import FlatCopy
from pincite.documents.laid_text import LaidText, Spot, packed, unpacked
from pincite.documents.projection import Projection
from pincite.model.anchors import Anchor, PageQuads, Quad, TextRange
from pincite.model.annotations import Annotation, AnnotationKind, Stroke
from pincite.model.ids import AnnotationId, Sha256
from pincite.model.texts import anchor_across

_words = st.text("abcdeé-.,“”1", min_size=1, max_size=9)
_paragraphs = st.lists(st.lists(_words, min_size=1, max_size=30).map(" ".join), min_size=1)
TEXT = [f"Paragraph {n} begins here and it goes on " + "word after word " * n for n in range(1, 12)]


def between(one: LaidText, other: LaidText) -> Projection:
    return Projection(FlatCopy(one), FlatCopy(other))


def passage(copy: LaidText, start: int, length: int) -> Anchor:
    """The passage of so many signs from a sign on, as a reader who selects it makes it."""
    flat = FlatCopy(copy)
    parts = flat.parts_of((start, min(start + length, len(flat.signs.text))))
    return anchor_across([page for page, _, _ in parts], parts[0][1], parts[-1][2])


def under(copy: LaidText, anchor: Anchor) -> str:
    """The letters that the boxes of a passage cover."""
    return "".join(
        copy.pages[place.page_index].text[word.start + n]
        for place in anchor.places
        for word in copy.pages[place.page_index].words
        for n in range(word.end - word.start)
        if any(
            q.contains((word.edges[n] + word.edges[n + 1]) / 2, (q.y0 + q.y1) / 2)
            and q.y0 <= (word.box.y0 + word.box.y1) / 2 <= q.y1
            for q in place.quads
        )
    )


@given(_paragraphs, st.integers(12, 60), st.integers(12, 60), st.data())
def test_a_passage_there_and_back_is_the_same(
    paragraphs: list[str], one: int, other: int, data: st.DataObject
) -> None:
    here, there = laid(paragraphs, one), laid(paragraphs, other)
    way = between(here, there)
    count = len(way.source.signs.text)
    start = data.draw(st.integers(0, count - 1))
    anchor = passage(here, start, data.draw(st.integers(1, 60)))
    moved = way.anchor(anchor)
    assert way.holds_same_words(anchor, moved)
    assert under(there, moved) == under(here, anchor)
    assert way.reversed().anchor(moved, keeps_quote=False) == anchor


@given(_paragraphs, _paragraphs, st.integers(0, 400))
def test_other_texts_never_break_it(one: list[str], other: list[str], offset: int) -> None:
    way = between(laid(one, 30), laid(other, 20))
    spot = way.spot(Spot(0, offset))
    assert 0 <= spot.page_index < len(way.target.laid.pages)
    moved = way.anchor(passage(way.source.laid, 0, 10))
    assert all(p.page_index < len(way.target.laid.pages) for p in moved.places)


def test_a_paragraph_that_differs_does_not_shift_the_others() -> None:
    changed = [*TEXT]
    changed[2] = "• Something else stands in this one, with other words and more of them"
    way = between(laid(TEXT, 40), laid(changed, 25))
    for number in (0, 1, 3, 7, 10):
        begin = TEXT[number][:22]
        start = way.source.signs.text.find("".join(begin.split()))
        anchor = passage(way.source.laid, start, 18)
        assert way.holds_same_words(anchor, way.anchor(anchor))


def test_a_word_divided_at_a_line_end_is_the_same_word() -> None:
    one = LaidText((replace(laid(["x"], 40).pages[0], text="a well known thing", words=()),))
    other = LaidText((replace(one.pages[0], text="a well\nkno-\nwn thing"),))
    way = between(one, other)
    anchor = Anchor(0, quote="known", start=7)
    moved = way.anchor(anchor)
    assert other.pages[0].text[moved.start :].startswith("kno-\nwn")
    assert way.reversed().anchor(moved, keeps_quote=False).start == 7


def test_words_that_were_read_in_another_order_are_found_by_themselves() -> None:
    cells = ["alpha beta gamma delta", "the quick brown fox jumps", "over lazy dogs at night"]
    one = LaidText(laid([" ".join(cells)], 40).pages)
    other = LaidText(laid([" ".join([cells[2], cells[0], cells[1]])], 40).pages)
    way = between(one, other)
    start = way.source.signs.text.find("overlazy")
    anchor = passage(one, start, len("overlazydogsatnight"))
    assert way.holds_same_words(anchor, way.anchor(anchor))


def test_a_passage_with_an_elision_keeps_both_parts() -> None:
    here, there = laid(TEXT, 40), laid(TEXT, 22)
    first, second = passage(here, 0, 10), passage(here, 200, 12)
    quads = {p.page_index: p.quads for p in first.places}
    for place in second.places:
        quads[place.page_index] = (*quads.get(place.page_index, ()), *place.quads)
    both = replace(
        first,
        quote=f"{first.quote} […] {second.quote}",
        places=tuple(PageQuads(i, q) for i, q in quads.items()),
    )
    moved = between(here, there).anchor(both)
    assert under(there, moved) == under(here, first) + under(here, second)
    assert moved.quote == both.quote


def test_the_place_in_the_running_text_is_that_of_the_words() -> None:
    here = laid(TEXT, 33)
    running = LaidText(laid(TEXT, 10_000, 10_000).pages, laid(TEXT, 10_000, 10_000).paragraphs)
    way = between(here, running)
    start = way.source.signs.text.find("Paragraph5")
    anchor = passage(here, start + len("Paragraph5"), len("beginshere"))
    assert way.text_range(anchor) == TextRange(
        5, len("Paragraph 5 "), len("Paragraph 5 begins here")
    )


def test_a_stretch_over_a_page_end_keeps_its_words() -> None:
    here, there = laid(TEXT, 30, 6), laid(TEXT, 50, 9)
    way = between(here, there)
    text, other = ("\n".join(p.text for p in c.pages) for c in (here, there))
    start = len(here.pages[0].text) - 20
    spot, length = way.stretch(Spot(0, start), 45)
    flat = sum(len(p.text) + 1 for p in there.pages[: spot.page_index]) + spot.offset
    assert other[flat : flat + length].split() == text[start : start + 45].split()


@pytest.mark.parametrize("kind", [AnnotationKind.NOTE, AnnotationKind.INK])
def test_a_mark_without_words_goes_with_its_line(kind: AnnotationKind) -> None:
    here, there = laid(TEXT, 40), laid(TEXT, 22)
    word = here.pages[1].words[30]
    box = Quad(word.box.x0, word.box.y0, word.box.x0 + 8, word.box.y0 + 8)
    anchor = Anchor(1, (PageQuads(1, (box,)),))
    strokes = (Stroke(1.0, (box.x0, box.y0, box.x1, box.y1)),) if kind is AnnotationKind.INK else ()
    mark = Annotation(AnnotationId("a"), Sha256("b"), kind, anchor, strokes=strokes)
    way = between(here, there)
    moved = way.annotation(mark)
    place = moved.anchor.places[0]
    other = way.target.word_at(way.source.number_of(1, word))
    assert other is not None
    assert place.page_index == other[0] == moved.anchor.page_index
    assert abs(place.quads[0].y0 - other[1].box.y0) < LINE_PT / 2
    if kind is AnnotationKind.INK:
        assert moved.strokes[0].points[:2] == (place.quads[0].x0, place.quads[0].y0)
    back = way.reversed().annotation(moved)
    assert back.anchor.places[0].quads[0].y0 == pytest.approx(box.y0)


def test_a_note_in_the_margin_stays_there() -> None:
    here, there = laid(TEXT, 40), laid(TEXT, 22)
    line = here.pages[1].words[30].box
    box = Quad(4, line.y0, 22, line.y0 + 18)
    mark = Annotation(
        AnnotationId("a"), Sha256("b"), AnnotationKind.NOTE, Anchor(1, (PageQuads(1, (box,)),))
    )
    moved = between(here, there).annotation(mark).anchor.places[0]
    assert (moved.quads[0].x0, moved.quads[0].x1) == (4, 22)


def test_the_line_that_is_read_first_is_read_first_there() -> None:
    here, there = laid(TEXT, 40), laid(TEXT, 22)
    way = between(here, there)
    top = here.pages[2].words[12]
    page, y_pt = way.height(2, top.box.y0)
    first = next(w for w in here.pages[2].words if w.box.y0 == top.box.y0)
    other = way.target.word_at(way.source.number_of(2, first))
    assert other is not None
    assert (page, y_pt) == (other[0], other[1].box.y0)


@given(_paragraphs, st.integers(12, 60))
def test_a_packed_copy_is_the_same_again(paragraphs: list[str], letters: int) -> None:
    copy = laid(paragraphs, letters)
    assert unpacked(packed(copy)) == copy


@pytest.mark.parametrize("data", [b"", b"nonsense", packed(laid(TEXT, 30))[:-9]])
def test_damaged_bytes_are_no_copy(data: bytes) -> None:
    with pytest.raises(ValueError, match="laid text"):
        unpacked(data)
