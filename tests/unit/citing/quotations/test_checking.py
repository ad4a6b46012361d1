"""What counts as the same words, and what never does."""

import pytest

from pincite.citing.quotations.checking import check_quotation
from pincite.documents.text_index import build_index
from pincite.model.anchors import Quad
from pincite.model.checks import Chunk, Remark, Verdict
from pincite.model.citations import CitationState
from pincite.model.documents import LabelSource, PageLabel, PageMap, Paragraph
from pincite.model.ids import Sha256
from pincite.model.locators import Locator, parse_locator
from pincite.model.text_index import TextIndex
from pincite.model.texts import PageText, Word

SHA = Sha256("5" * 64)
_FIRST = """The towns did not starve for want of ships at all.¹ They “starved” because the scales —
old and false — were wrong, and no-
body cared. In 1914 the price rose by 3.5% to $40 a ton. The baker’s men can’t weigh; it cannot be
borne.

1 A note about scales."""
_SECOND = """Prices fell in the spring. The trade in the eastern towns went on, résumé or none. He
was notable for it, said the

2 Another note, which is rather long."""
_THIRD = "men who looked at them for years. Prices fell in the spring. Nobody starved in May."
PAGES = (_FIRST, _SECOND, _THIRD)
LABELS = ("23", "24", "25")


def _check(quotation: str, locator: str = "", pages: tuple[str, ...] = PAGES) -> Verdict:
    index = build_index([PageText(n, text) for n, text in enumerate(pages)])
    page_map = PageMap(SHA, tuple(map(PageLabel, LABELS)))
    return check_quotation(index, page_map, quotation, parse_locator(locator))


def _state(quotation: str, locator: str = "") -> str:
    return _check(quotation, locator).state.value


@pytest.mark.parametrize(
    "quotation",
    [
        'They "starved" because the scales -- old and false -- were wrong',
        "were wrong, and nobody cared",
        "did not starve … because the scales",
        "did not starve ... were wrong",
        "did not starve [. . .] were wrong",
        "did not starve […] were wrong",
        "… starve for want of ships …",
        "[t]he towns did not starve",
        "[T]hey starved because the scales",
        "The town[s] did not starve for want of ship[ping] at all",
        "They starved because [the old weights] old and false",
        "They starved [sic] because the scales",
        "They starved because the scales [emphasis added]",
        "> The towns did not starve\n> for want of ships at all.",
        "“They ‘starved’ because the scales”",
        "for want of ships at all.¹ They starved",
        "rose by 3.5 % to $40 a ton",
        "resume or none",
        "said the men who looked at them",
    ],
)
def test_true_quotations_are_verified(quotation: str) -> None:
    assert _state(quotation) == "verified"


@pytest.mark.parametrize(
    "quotation",
    [
        "They starved because the sails — old and false — were wrong",
        "The towns did starve for want of ships at all",
        "The towns did not ever starve for want of ships at all",
        "The towns did not starve for of want ships at all",
        "were wrong … did not starve for want of ships",
        "In 1915 the price rose by 3.5% to $40",
        "the price rose by 35% to $40 a ton",
        "the price rose by 3.5% to $4 a ton",
        "the price rose by 3.5 to $40 a ton",
        "the price rose by 3.5% to €40 a ton",
        "The baker’s men can",
        "can’t weigh; it can",
        "were wrong, and no",
        "He was not able for it, said",
        "the eastern towns went on, resumé or none",
        "The towns did not starve because the scales",
    ],
)
def test_altered_quotations_never_pass(quotation: str) -> None:
    assert _state(quotation) in ("close", "not found")


def test_an_accent_too_many_makes_another_word() -> None:
    pages = ("Es war schon so spät geworden an jenem Abend.",)
    assert _check("Es war schön so spät geworden", pages=pages).state is CitationState.CLOSE
    assert _check("Es war schon so spat geworden", pages=pages).state is CitationState.VERIFIED


@pytest.mark.parametrize(
    ("text", "true", "altered"),
    [
        ("春天价格下跌了。五月没有人挨饿。", "五月没有人挨饿", "五月有人挨饿"),
        ("かれは学校へ行かなかった。", "学校へ行かなかった", "学校へ行かなかつだ"),
        ("הסוחרים לא רעבו באביב ההוא", "לא רעבו באביב", "כן רעבו באביב"),
        ("لم يجع أحد في شهر أيار", "لم يجع أحد", "قد يجع أحد"),
        ("किसी ने नहीं देखा था", "ने नहीं देखा", "ने नहीं देखी"),
    ],
)
def test_other_scripts_are_compared_like_latin(text: str, true: str, altered: str) -> None:
    assert _check(true, pages=(text,)).state is CitationState.VERIFIED
    assert _check(altered, pages=(text,)).state is not CitationState.VERIFIED


def test_a_close_text_shows_the_words_that_differ() -> None:
    verdict = _check("The towns did not starve for lack of ships at all", "p. 24")
    assert verdict.state is CitationState.CLOSE
    assert verdict.chunks == (
        Chunk("The towns did not starve for", "The towns did not starve for"),
        Chunk("lack", "want", is_same=False),
        Chunk("of ships at all", "of ships at all"),
    )
    assert verdict.labels == ("23",)
    assert verdict.after.startswith(".¹ They “starved”")


def test_what_is_like_nothing_is_not_found() -> None:
    verdict = _check("Ferries cross the lower river twice a day in winter", "23")
    assert verdict.state is CitationState.NOT_FOUND
    assert (verdict.found, verdict.labels, verdict.page_index) == ("", (), None)


def test_words_on_another_page_have_moved() -> None:
    verdict = _check("They starved because the scales", "24")
    assert verdict.state is CitationState.MOVED
    assert (verdict.stands.described, verdict.pages) == ("p. 23", (0,))
    assert _check("They starved because the scales", "p. 99").state is CitationState.MOVED


@pytest.mark.parametrize(("locator", "label"), [("24", "24"), ("25", "25"), ("", "24")])
def test_of_several_occurrences_the_one_on_the_cited_page_counts(locator: str, label: str) -> None:
    verdict = _check("Prices fell in the spring", locator)
    assert (verdict.state, verdict.labels) == (CitationState.VERIFIED, (label,))


def test_words_across_a_page_end_stand_on_both_pages() -> None:
    quotation = "said the men who looked at them for years"
    verdict = _check(quotation, "pp. 24-25")
    assert (verdict.state, verdict.remarks) == (CitationState.VERIFIED, ())
    assert verdict.stands.described == "pp. 24–25"
    assert verdict.found == quotation
    assert _check(quotation, "24").remarks == (Remark.RUNS_ON,)
    assert _check(quotation, "23").state is CitationState.MOVED


def test_gentle_differences_are_remarked_upon() -> None:
    assert _check("they starved because the scales").remarks == ()
    assert _check("because the scales, old and false, were wrong").remarks == (Remark.PUNCTUATION,)
    assert _check("because the Scales — old and false").remarks == (Remark.CAPITALS,)
    assert _check("They starved because [of] the scales").remarks == (Remark.INSERTION,)


def test_a_chapter_cannot_be_compared_with_pages() -> None:
    verdict = _check("Nobody starved in May", "ch. 2")
    assert (verdict.state, verdict.remarks) == (
        CitationState.VERIFIED, (Remark.PLACE_UNKNOWN,),
    )  # fmt: skip


def test_without_words_nothing_is_checked_and_without_text_nothing_can_be() -> None:
    assert _state("  “…” ") == "unchecked"
    assert _check("Any words", pages=("", "")).state is CitationState.NO_TEXT


def test_an_article_is_cited_by_paragraph() -> None:
    text = "First words.\n\nSecond words here.\n\nThird words."
    index = TextIndex.of([PageText(0, text)])
    paragraphs = [Paragraph(n + 1, 0, text.index(w)) for n, w in enumerate(("Fi", "Se", "Th"))]
    page_map = PageMap(SHA, (PageLabel("1"),))

    def check(locator: str) -> Verdict:
        place = parse_locator(locator)
        return check_quotation(index, page_map, "Second words", place, paragraphs=paragraphs)

    assert check("¶ 2").state is CitationState.VERIFIED
    assert check("¶ 3").state is CitationState.MOVED
    assert check("p. 1").state is CitationState.MOVED
    assert (check("¶ 3").stands.described, check("¶ 3").labels) == ("¶ 2", ("¶ 2",))


def test_pages_of_an_article_are_never_named() -> None:
    index = TextIndex.of([PageText(0, "Some words.")])
    page_map = PageMap(SHA, (PageLabel("1"),))
    verdict = check_quotation(index, page_map, "Some words", Locator(), paragraphs=())
    assert (verdict.state, verdict.labels) == (CitationState.VERIFIED, ())
    assert not verdict.stands


def test_a_reckoned_label_is_shown_as_one() -> None:
    index = TextIndex.of([PageText(0, "Some words.")])
    page_map = PageMap(SHA, (PageLabel("11", LabelSource.EXTRAPOLATED),))
    verdict = check_quotation(index, page_map, "Some words", Locator())
    assert (verdict.labels, str(verdict.stands)) == (("[11]?",), "11")


def _page(*lines: tuple[str, float]) -> PageText:
    """A page of lines with the size of their type; an empty one ends a block."""
    words: list[Word] = []
    text, y = "", 40.0
    for number, (line, size) in enumerate(lines):
        at = len(text)
        for part in line.split():
            start = at + line.find(part)
            words.append(
                Word(
                    start,
                    start + len(part),
                    Quad(start * 5.0, y, start * 5.0 + 4, y + size),
                    number,
                )
            )
        text += line + "\n"
        y += 2 * size if not line else size * 1.2
    return PageText(0, text.rstrip("\n"), tuple(words))


BODY, SMALL = 12.0, 9.5


@pytest.mark.parametrize(
    ("size", "caption", "state"),
    [
        (SMALL, "Some note", "verified"),
        (BODY, "Figure 3. Some", "verified"),
        (BODY, "Some", "close"),
    ],
)
def test_only_asides_interrupt_a_quotation(size: float, caption: str, state: str) -> None:
    page = _page(
        ("the merchants of the eastern towns", BODY), ("", BODY),
        (f"{caption} words of another kind", size), ("", BODY),
        ("went on to weigh their grain", BODY),
    )  # fmt: skip
    index = TextIndex.of([page])
    quotation = "merchants of the eastern towns went on to weigh"
    verdict = check_quotation(index, PageMap(SHA), quotation, Locator())
    assert verdict.state.value == state


def test_two_notes_may_interrupt_a_quotation() -> None:
    note = ("A note in small type here", SMALL)
    page = _page(
        ("the merchants of the eastern towns", BODY), ("", BODY), note, ("", BODY),
        ("went on to weigh their grain", BODY), ("", BODY), note, ("", BODY),
        ("in the spring of that year", BODY),
    )  # fmt: skip
    index = TextIndex.of([page])
    quotation = "of the eastern towns went on to weigh their grain in the spring"
    assert check_quotation(index, PageMap(SHA), quotation, Locator()).state.value == "verified"
