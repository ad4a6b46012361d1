"""Printed page numbers: labels from the catalogue, and labels inferred from the pages.

A label is what people cite, so it is better to know none than a wrong one: inferred labels count
only when enough pages carry them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.documents.numbers import Printed, to_roman
from pincite.model.documents import LabelSource, PageLabel, PageMap
from pincite.model.ids import Sha256

ACCEPTED_SUPPORT = 0.5
"""Share of pages that must show the inferred number before it is used."""

# Scores of the path through the pages; measured on 28 documents that print their catalogue labels.
_HIT, _HIT_ELSEWHERE, _MISS, _MISS_BLANK, _SWITCH = 1.0, 0.5, -0.35, -0.02, -2.2
_LEAVE_SHARE = 0.3
_IMPOSSIBLE = -50.0
_LEAST_PAGES = 3
_MOST_STATES = 40
_FEW_WORDS = 5
_SAME_Y, _SAME_X, _MIRRORED_X = 0.012, 0.03, 0.04

State = tuple[str, int]
"""Kind of numeral ("a" or "r") and offset: the number printed on page `i` is `i + offset`."""


@dataclass(frozen=True, slots=True)
class LabelRule:
    """From page `start` (index) on: `prefix` and numbers from `first` in a style.

    Attributes:
        style: "D" decimal, "r" or "R" roman, "a" or "A" letters, "" no number.

    Source: ISO 32000-2, 12.4.2, page labels.
    """

    start: int
    prefix: str
    style: str
    first: int = 1


@dataclass(frozen=True, slots=True)
class Inference:
    """Labels found by inference; None for pages without one.

    Attributes:
        support: share of the pages on which the label is printed.
    """

    labels: tuple[PageLabel | None, ...]
    support: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Pages on which a state's number stands at its usual place, and anywhere at head or foot."""

    steady: frozenset[int]
    anywhere: frozenset[int]


def catalogue_labels(rules: Sequence[LabelRule], pages: int) -> tuple[str, ...]:
    """The label of each page by the catalogue's rules; empty strings before the first rule."""
    labels = [""] * pages
    ordered = sorted(rules, key=lambda rule: rule.start)
    for rule, following in zip(ordered, [*ordered[1:], None], strict=False):
        end = pages if following is None else min(following.start, pages)
        for index in range(max(0, rule.start), end):
            labels[index] = rule.prefix + _numeral(rule.style, rule.first + index - rule.start)
    return tuple(labels)


def infer_labels(printed: Sequence[Sequence[Printed]], word_counts: Sequence[int]) -> Inference:
    """The most likely run of page numbers, by dynamic programming over the pages.

    Args:
        printed: for each page the numbers at its head and foot.
        word_counts: for each page its number of words; a blank page carries no number.

    Source: the Viterbi algorithm; states are (numeral, offset).
    """
    evidence = _states(printed)
    pages = len(printed)
    if not evidence:
        return Inference((None,) * pages, 0.0)
    path = _best_path(evidence, word_counts)
    found: list[PageLabel | None] = [None] * pages
    inside = [i for i, state in enumerate(path) if state is not None]
    supported = 0
    for index in range(pages):
        near = path[index] or _nearest(path, inside, index)
        if near is None or index + near[1] < 1:
            continue
        is_printed = path[index] is not None and index in evidence[near].anywhere
        supported += is_printed
        found[index] = PageLabel(_text(near, index), _source(path, index, is_printed=is_printed))
    return Inference(tuple(_with_true_edges(found)), supported / pages)


def page_map(
    sha256: Sha256,
    pages: int,
    *,
    catalogue: Sequence[str] = (),
    inferred: Inference | None = None,
    first_page: str = "",
    last_page: str = "",
) -> PageMap:
    """Decide which labels a document gets.

    Catalogue labels come first unless they merely count the pages (or leave them out) while other
    numbers are printed; then the printed ones; then the pages that the work's record names, when as
    many pages were published as the file has.

    Args:
        first_page, last_page: of the work's page range, as printed; empty when unknown.
    """
    plain = tuple(str(i + 1) for i in range(pages))
    listed = tuple(catalogue[:pages])
    is_trivial = not listed or listed == plain or not all(listed)
    is_accepted = inferred is not None and inferred.support >= ACCEPTED_SUPPORT
    range_labels = _from_range(pages, first_page, last_page)
    if not is_trivial:
        found = [PageLabel(label, LabelSource.CATALOGUE) for label in listed]
    elif range_labels and not (is_accepted and _agrees(inferred, range_labels)):
        found = [PageLabel(label, LabelSource.INTERPOLATED) for label in range_labels]
    elif is_accepted and inferred is not None:
        found = [
            label or PageLabel(plain[i], LabelSource.INDEX)
            for i, label in enumerate(inferred.labels)
        ]
    elif listed:
        found = [
            PageLabel(label, LabelSource.CATALOGUE) if label
            else PageLabel(plain[i], LabelSource.INDEX)
            for i, label in enumerate(listed)
        ]  # fmt: skip
    else:
        found = [PageLabel(label, LabelSource.INDEX) for label in plain]
    return PageMap(sha256, tuple(found))


def _states(printed: Sequence[Sequence[Printed]]) -> dict[State, _Evidence]:
    """States with the same place on enough pages, the best supported first."""
    sightings: dict[State, list[tuple[int, float, float, float]]] = defaultdict(list)
    for index, numbers in enumerate(printed):
        for kind, value, x0, x1, y in numbers:
            sightings[(kind, value - index)].append((index, x0, x1, y))
    least = min(_LEAST_PAGES, max(2, len(printed)))
    states: dict[State, _Evidence] = {}
    for state, seen in sightings.items():
        anywhere = frozenset(s[0] for s in seen)
        if len(anywhere) < least:
            continue
        steady = max((_steady_with(s, seen) for s in seen[:200]), key=len)
        if len(steady) >= least:
            states[state] = _Evidence(steady, anywhere)
    best = sorted(states, key=lambda state: -len(states[state].steady))[:_MOST_STATES]
    return {state: states[state] for state in best}


def _steady_with(
    one: tuple[int, float, float, float], seen: Sequence[tuple[int, float, float, float]]
) -> frozenset[int]:
    """Pages where the number stands at the same height, and at the same or the mirrored side."""
    _, x0, x1, y = one
    return frozenset(
        page
        for page, a0, a1, b in seen
        if abs(b - y) < _SAME_Y
        and (abs(a0 - x0) < _SAME_X or abs(a1 - x1) < _SAME_X or abs(a0 - (1 - x1)) < _MIRRORED_X)
    )


def _best_path(evidence: dict[State, _Evidence], word_counts: Sequence[int]) -> list[State | None]:
    states: list[State | None] = [None, *evidence]
    scores = [0.0] + [_SWITCH] * len(evidence)
    back: list[list[int]] = []
    for index, words in enumerate(word_counts):
        best = max(range(len(states)), key=lambda k: scores[k])
        came, fresh = [], []
        for k, state in enumerate(states):
            switched = scores[best] + (_SWITCH if k else _SWITCH * _LEAVE_SHARE)
            came.append(k if index == 0 or scores[k] >= switched else best)
            base = scores[k] if came[-1] == k else switched
            fresh.append(base + _score(state, evidence, index, words))
        back.append(came)
        scores = fresh
    at = max(range(len(states)), key=lambda k: scores[k])
    path: list[State | None] = []
    for came in reversed(back):
        path.append(states[at])
        at = came[at]
    path.reverse()
    return path


def _score(state: State | None, evidence: dict[State, _Evidence], index: int, words: int) -> float:
    if state is None:
        return 0.0
    if index + state[1] < 1:
        return _IMPOSSIBLE
    if index in evidence[state].steady:
        return _HIT
    if index in evidence[state].anywhere:
        return _HIT_ELSEWHERE
    return _MISS_BLANK if words < _FEW_WORDS else _MISS


def _nearest(path: Sequence[State | None], inside: Sequence[int], index: int) -> State | None:
    """The state of the run that ends before `index`, or else of the first run after it."""
    before = [i for i in inside if i < index]
    if before:
        return path[before[-1]]
    return path[inside[0]] if inside else None


def _source(path: Sequence[State | None], index: int, *, is_printed: bool) -> LabelSource:
    if is_printed:
        return LabelSource.OBSERVED
    return LabelSource.EXTRAPOLATED if path[index] is None else LabelSource.INTERPOLATED


def _with_true_edges(found: list[PageLabel | None]) -> list[PageLabel | None]:
    """Before the first and after the last printed number nothing confirms a label."""
    observed = [i for i, f in enumerate(found) if f and f.source is LabelSource.OBSERVED]
    if not observed:
        return found
    return [
        PageLabel(f.label, LabelSource.EXTRAPOLATED)
        if f is not None and not observed[0] <= i <= observed[-1]
        else f
        for i, f in enumerate(found)
    ]


def _from_range(pages: int, first_page: str, last_page: str) -> tuple[str, ...]:
    """Labels by the record's page range; none when its length is not that of the file."""
    first, last = first_page.strip(), last_page.strip()
    if not first.isdecimal():
        return ()
    if last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    # Without a last page only a short article is sure to begin on its first page.
    known_length = int(last) - int(first) + 1 if last.isdecimal() else None
    if known_length != pages and not (known_length is None and pages <= 2):
        return ()
    return tuple(str(int(first) + i) for i in range(pages))


def _agrees(inferred: Inference | None, labels: Sequence[str]) -> bool:
    if inferred is None:
        return False
    pairs = [
        (f.label, label) for f, label in zip(inferred.labels, labels, strict=False) if f is not None
    ]
    return bool(pairs) and all(a == b for a, b in pairs)


def _text(state: State, index: int) -> str:
    number = index + state[1]
    return to_roman(number) if state[0] == "r" else str(number)


def _numeral(style: str, number: int) -> str:
    if style == "D":
        return str(number)
    if style in ("r", "R"):
        numeral = to_roman(number)
        return numeral.upper() if style == "R" else numeral
    if style in ("a", "A"):
        # a … z, aa … zz, aaa …
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "A" else letters
    return ""
