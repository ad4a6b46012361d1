"""Printed page numbers: labels from the catalogue, and labels inferred from the pages.

A label is what people cite, so it is better to know none than a wrong one: inferred labels count
only when enough pages carry them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.documents.numbers import Printed
from pincite.model import roman
from pincite.model.documents import LabelSource, PageLabel, PageMap
from pincite.model.ids import Sha256

ACCEPTED_SUPPORT = 0.5
"""Share of the pages with text that must show the inferred numbers, or lie between such pages."""
DOUBTFUL_SUPPORT = 0.25
"""From this share on the numbers are used, but all as doubtful."""

# Scores of the path through the pages. Chosen on one half of the documents of a TeX distribution
# that print their catalogue labels, and measured on the other (tests/bench/bench_labels.py).
_HIT, _HIT_SHORT, _HIT_ELSEWHERE, _MISS, _MISS_BLANK = 1.0, 1.5, 0.5, -0.35, -0.02
_SWITCH, _SWITCH_TO_FIRST = -2.2, -1.2
"""Changing to another run; changing to one that begins with 1, as front matter and text do."""
_LEAVE_SHARE = 0.3
_IMPOSSIBLE = -50.0
_LEAST_PAGES = 3
_MOST_PLACES, _FEW_PLACES = 200, 6
_LEAST_IN_RUN = 0.5
_MOST_STATES = 40
_FEW_WORDS = 5
_SAME_Y, _SAME_X, _MIRRORED_X = 0.012, 0.03, 0.04

State = tuple[str, int]
"""Kind of numeral ("a", "r", "R") and offset: the number printed on page `i` is `i + offset`."""

_Sighting = tuple[int, float, float, float]
"""Page on which a number stands, x0, x1 and y of its middle."""


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
        support: share of the pages with text on which the label is printed, or between such pages.
    """

    labels: tuple[PageLabel | None, ...]
    support: float


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Pages on which a state's number stands at its usual place, and anywhere at head or foot.

    `places` are some of those where it stands.
    """

    steady: frozenset[int]
    anywhere: frozenset[int]
    places: tuple[_Sighting, ...]
    is_short: bool = False


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
    path = _without_weak_runs(_best_path(evidence, word_counts), evidence, word_counts)
    found: list[PageLabel | None] = [None] * pages
    inside = [i for i, state in enumerate(path) if state is not None]
    for index in range(pages):
        near = path[index] or _nearest(path, inside, index)
        if near is None or index + near[1] < 1:
            continue
        if path[index] is None and _shows_another(printed[index], evidence[near].places):
            continue
        is_printed = path[index] is not None and index in evidence[near].anywhere
        found[index] = PageLabel(_text(near, index), _source(path, index, is_printed=is_printed))
    with_text = [i for i, words in enumerate(word_counts) if words >= _FEW_WORDS]
    supported = sum(path[i] is not None for i in with_text)
    return Inference(tuple(found), supported / max(1, len(with_text)))


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
    labels = _accepted(inferred)
    range_labels = _from_range(pages, first_page, last_page)
    if not is_trivial:
        found = [PageLabel(label, LabelSource.CATALOGUE) for label in listed]
    elif range_labels and not (labels and _agrees(labels, range_labels)):
        found = [PageLabel(label, LabelSource.INTERPOLATED) for label in range_labels]
    elif labels:
        found = [label or PageLabel(plain[i], LabelSource.INDEX) for i, label in enumerate(labels)]
    elif listed:
        found = [
            PageLabel(label, LabelSource.CATALOGUE) if label
            else PageLabel(plain[i], LabelSource.INDEX)
            for i, label in enumerate(listed)
        ]  # fmt: skip
    else:
        found = [PageLabel(label, LabelSource.INDEX) for label in plain]
    return PageMap(sha256, tuple(found))


def _accepted(inferred: Inference | None) -> tuple[PageLabel | None, ...]:
    """The inferred labels; all as doubtful when few pages show them, none when hardly any do."""
    if inferred is None or inferred.support < DOUBTFUL_SUPPORT:
        return ()
    if inferred.support >= ACCEPTED_SUPPORT:
        return inferred.labels
    return tuple(
        None if found is None else PageLabel(found.label, LabelSource.EXTRAPOLATED)
        for found in inferred.labels
    )


def _states(printed: Sequence[Sequence[Printed]]) -> dict[State, _Evidence]:
    """States with the same place on enough pages, the best supported first."""
    sightings: dict[State, list[_Sighting]] = defaultdict(list)
    for index, numbers in enumerate(printed):
        for kind, value, x0, x1, y in numbers:
            sightings[(kind, value - index)].append((index, x0, x1, y))
    least = min(_LEAST_PAGES, max(2, len(printed)))
    states: dict[State, _Evidence] = {}
    for state, seen in sightings.items():
        anywhere = frozenset(s[0] for s in seen)
        if len(anywhere) < least:
            continue
        steady = max((_steady_with(s, seen) for s in seen[:_MOST_PLACES]), key=len)
        if len(steady) >= least:
            places = tuple(s for s in seen if s[0] in steady)[:_FEW_PLACES]
            states[state] = _Evidence(steady, anywhere, places)
    best = sorted(states, key=lambda state: -len(states[state].steady))[:_MOST_STATES]
    found = {state: states[state] for state in best}
    if best:
        found |= _front_matter(sightings, states, best[0])
    return found


def _front_matter(
    sightings: Mapping[State, Sequence[_Sighting]],
    states: Mapping[State, _Evidence],
    main: State,
) -> dict[State, _Evidence]:
    """Roman numerals on few pages; they count where the main run has its numbers, too."""
    places = sightings[main][:_MOST_PLACES]
    found = {}
    for state, seen in sightings.items():
        if state[0] == "a" or state in states:
            continue
        at = frozenset().union(*(_steady_with(place, seen) for place in places))
        if at:
            anywhere = frozenset(s[0] for s in seen)
            found[state] = _Evidence(at, anywhere, (), is_short=True)
    return found


def _steady_with(one: _Sighting, seen: Sequence[_Sighting]) -> frozenset[int]:
    """Pages where the number stands at the same height, and at the same or the mirrored side."""
    _, x0, x1, y = one
    return frozenset(
        page
        for page, a0, a1, b in seen
        if abs(b - y) < _SAME_Y
        and (abs(a0 - x0) < _SAME_X or abs(a1 - x1) < _SAME_X or abs(a0 - (1 - x1)) < _MIRRORED_X)
    )


def _shows_another(printed: Sequence[Printed], places: Sequence[_Sighting]) -> bool:
    """True when some number stands where the run has its own: then the page is of another run."""
    seen = [(0, x0, x1, y) for _, _, x0, x1, y in printed]
    return any(_steady_with(place, seen) for place in places)


def _best_path(evidence: dict[State, _Evidence], word_counts: Sequence[int]) -> list[State | None]:
    states: list[State | None] = [None, *evidence]
    scores = [0.0, *(_cost_of_change(state, 0) for state in evidence)]
    back: list[list[int]] = []
    for index, words in enumerate(word_counts):
        best = max(range(len(states)), key=lambda k: scores[k])
        came, fresh = [], []
        for k, state in enumerate(states):
            switched = scores[best] + _cost_of_change(state, index)
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


def _cost_of_change(state: State | None, index: int) -> float:
    if state is None:
        return _SWITCH * _LEAVE_SHARE
    return _SWITCH_TO_FIRST if index + state[1] == 1 else _SWITCH


def _without_weak_runs(
    path: list[State | None], evidence: dict[State, _Evidence], word_counts: Sequence[int]
) -> list[State | None]:
    """Each run cut down to its first and last printed number; runs that print few are dropped."""
    kept: list[State | None] = [None] * len(path)
    start = 0
    for end in range(1, len(path) + 1):
        state = path[start]
        if end < len(path) and path[end] == state:
            continue
        shown = [i for i in range(start, end) if state and i in evidence[state].anywhere]
        if shown:
            span = range(shown[0], shown[-1] + 1)
            with_text = sum(i in shown or word_counts[i] >= _FEW_WORDS for i in span)
            if len(shown) >= _LEAST_IN_RUN * with_text:
                kept[span.start : span.stop] = [state] * len(span)
        start = end
    return kept


def _score(state: State | None, evidence: dict[State, _Evidence], index: int, words: int) -> float:
    if state is None:
        return 0.0
    if index + state[1] < 1:
        return _IMPOSSIBLE
    if index in evidence[state].steady:
        return _HIT_SHORT if evidence[state].is_short else _HIT
    if index in evidence[state].anywhere:
        return _HIT_ELSEWHERE
    return _MISS_BLANK if words < _FEW_WORDS else _MISS


def _nearest(path: Sequence[State | None], inside: Sequence[int], index: int) -> State | None:
    """The run that a page between two runs belongs to.

    The later one when it begins with 1 in between, for the first page of a text often shows no
    number; else the one before; before the first run, the first.
    """
    at = bisect_left(inside, index)
    before = path[inside[at - 1]] if at > 0 else None
    after = path[inside[at]] if at < len(inside) else None
    if before is None or after is None:
        return before or after
    begins_here = inside[at - 1] + 1 + after[1] <= 1 <= index + after[1]
    return after if begins_here else before


def _source(path: Sequence[State | None], index: int, *, is_printed: bool) -> LabelSource:
    if is_printed:
        return LabelSource.OBSERVED
    return LabelSource.EXTRAPOLATED if path[index] is None else LabelSource.INTERPOLATED


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


def _agrees(inferred: Sequence[PageLabel | None], labels: Sequence[str]) -> bool:
    pairs = [(f.label, label) for f, label in zip(inferred, labels, strict=False) if f is not None]
    return bool(pairs) and all(a == b for a, b in pairs)


def _text(state: State, index: int) -> str:
    number = index + state[1]
    return _numeral({"a": "D"}.get(state[0], state[0]), number)


def _numeral(style: str, number: int) -> str:
    if style == "D":
        return str(number)
    if style in ("r", "R"):
        numeral = roman.numeral(number)
        return numeral.upper() if style == "R" else numeral
    if style in ("a", "A"):
        # a … z, aa … zz, aaa …
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "A" else letters
    return ""
