import pytest

from pincite.documents.labels import (
    Inference,
    LabelRule,
    catalogue_labels,
    infer_labels,
    page_map,
)
from pincite.documents.numbers import Printed, read_number
from pincite.model.documents import LabelSource, PageLabel
from pincite.model.ids import Sha256

SHA = Sha256("0" * 64)


def foot(kind: str, value: int) -> list[Printed]:
    return [(kind, value, 0.49, 0.51, 0.95)]


def labels_of(inference: Inference) -> list[str | None]:
    return [None if p is None else p.label for p in inference.labels]


def test_roman_front_matter_then_arabic() -> None:
    printed = [[], *(foot("r", n) for n in range(2, 7)), *(foot("a", n) for n in range(1, 9))]
    inference = infer_labels(printed, [100] * len(printed))
    assert labels_of(inference) == ["i", "ii", "iii", "iv", "v", "vi", *map(str, range(1, 9))]
    assert inference.labels[0] == PageLabel("i", LabelSource.EXTRAPOLATED)
    assert inference.labels[1] == PageLabel("ii", LabelSource.OBSERVED)


def test_a_page_without_a_number_between_numbered_ones_is_interpolated() -> None:
    printed = [foot("a", 1123 + i) for i in range(8)]
    printed[3] = []
    inference = infer_labels(printed, [100] * 8)
    assert inference.labels[3] == PageLabel("1126", LabelSource.INTERPOLATED)


def test_numbers_that_follow_no_page_count_are_ignored() -> None:
    printed = [foot("a", n) for n in (7, 3, 88, 12, 5, 41)]
    assert infer_labels(printed, [100] * 6) == Inference((None,) * 6, 0.0)


def test_weak_support_is_not_accepted() -> None:
    printed = [foot("a", 101 + i) if i < 4 else [] for i in range(20)]
    inference = infer_labels(printed, [100] * 20)
    assert inference.support < 0.5
    labels = page_map(SHA, 20, inferred=inference).found
    assert labels[0] == PageLabel("1", LabelSource.INDEX)


def test_catalogue_labels_win_unless_they_only_count() -> None:
    inference = infer_labels([foot("a", 790 + i) for i in range(6)], [100] * 6)
    counting = page_map(SHA, 6, catalogue=[str(i + 1) for i in range(6)], inferred=inference)
    assert counting.found[0] == PageLabel("790", LabelSource.OBSERVED)
    empty = page_map(SHA, 6, catalogue=[""] * 6, inferred=inference)
    assert empty.found[5].label == "795"
    own = page_map(SHA, 6, catalogue=["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"], inferred=inference)
    assert own.found[2] == PageLabel("A-3", LabelSource.CATALOGUE)


@pytest.mark.parametrize(
    ("pages", "first", "last", "expected"),
    [
        (2, "1123", "", ["1123", "1124"]),
        (3, "112", "14", ["112", "113", "114"]),
        (3, "112", "118", ["1", "2", "3"]),
        (3, "e12", "e14", ["1", "2", "3"]),
    ],
)
def test_the_page_range_of_a_short_article_decides(
    pages: int, first: str, last: str, expected: list[str]
) -> None:
    found = page_map(SHA, pages, first_page=first, last_page=last).found
    assert [p.label for p in found] == expected


def test_catalogue_rules() -> None:
    rules = [LabelRule(0, "", "r", 1), LabelRule(3, "", "D", 1), LabelRule(5, "A-", "D", 3)]
    assert catalogue_labels(rules, 7) == ("i", "ii", "iii", "1", "2", "A-3", "A-4")
    assert catalogue_labels([LabelRule(0, "", "A", 26)], 3) == ("Z", "AA", "BB")
    assert catalogue_labels([], 2) == ("", "")


@pytest.mark.parametrize(
    ("word", "short", "expected"),
    [
        ("– 12 –", True, ("a", 12)),
        ("[4]", True, ("a", 4)),
        ("p.23", True, ("a", 23)),
        ("xii", True, ("r", 12)),
        ("I", True, ("R", 1)),
        ("I", False, None),
        ("mix", True, None),
        ("2009a", True, None),
        ("reader", True, None),
    ],
)
def test_words_that_are_page_numbers(
    word: str, short: bool, expected: tuple[str, int] | None
) -> None:
    assert read_number(word, is_short_row=short) == expected


def test_short_front_matter_counts_where_the_other_numbers_stand() -> None:
    printed = [foot("r", 1), foot("r", 2), *(foot("a", n) for n in range(1, 9))]
    expected = ["i", "ii", *map(str, range(1, 9))]
    assert labels_of(infer_labels(printed, [100] * 10)) == expected
    elsewhere: list[list[Printed]] = [[("r", n, 0.2, 0.22, 0.3)] for n in (1, 2)]
    found = infer_labels([*elsewhere, *printed[2:]], [100] * 10)
    assert labels_of(found)[:2] == [None, None]


def test_capital_numerals_stay_capital() -> None:
    printed = [*(foot("R", n) for n in range(1, 6)), *(foot("a", n) for n in range(1, 9))]
    assert labels_of(infer_labels(printed, [100] * 13))[:6] == ["I", "II", "III", "IV", "V", "1"]
    assert read_number("XII", is_short_row=True) == ("R", 12)
    assert read_number("CD", is_short_row=False) is None


def test_the_first_page_of_the_text_needs_no_number() -> None:
    printed = [*(foot("r", n) for n in range(1, 5)), [], *(foot("a", n) for n in range(2, 9))]
    assert infer_labels(printed, [100] * 12).labels[4] == PageLabel("1", LabelSource.EXTRAPOLATED)


def test_numbers_on_few_pages_are_all_doubtful() -> None:
    printed = [foot("a", 101 + i) if i < 8 else [] for i in range(20)]
    inference = infer_labels(printed, [100] * 20)
    assert inference.support == 0.4
    assert page_map(SHA, 20, inferred=inference).found[3] == PageLabel(
        "104", LabelSource.EXTRAPOLATED
    )


def test_blank_pages_do_not_weaken_a_run() -> None:
    printed = [foot("a", 11 + i) if i % 2 else [] for i in range(20)]
    words = [100 if i % 2 else 0 for i in range(20)]
    assert infer_labels(printed, words).support == 1.0


def test_a_page_with_another_number_in_that_place_is_not_counted_on() -> None:
    printed = [foot("a", 11 + i) if i < 8 else foot("a", 5) for i in range(9)]
    assert infer_labels(printed, [100] * 9).labels[8] is None
