"""Which segments are joined, what deleting leaves, and what memory is kept."""

import numpy as np
import pytest

from pincite.search.engine.cache import BoundedCache
from pincite.search.engine.merge import MOST_ENTRIES, all_together, worth_merging
from pincite.search.engine.segments import alive_entries, without_entries
from pincite.search.segment import Segment


def segments(*counts: int) -> tuple[Segment, ...]:
    return tuple(Segment(f"s{n}", count, 100) for n, count in enumerate(counts))


def test_few_segments_are_left_alone() -> None:
    assert worth_merging(segments(20, 20, 20, 5000, 9000)) == ()


def test_segments_of_like_size_are_joined() -> None:
    small = segments(*[20] * 8)
    assert worth_merging((*small, Segment("big", 9000, 1))) == small


def test_no_segment_grows_without_bound() -> None:
    chosen = worth_merging(segments(*[MOST_ENTRIES // 2] * 9))
    assert len(chosen) == 2
    assert worth_merging(segments(*[MOST_ENTRIES] * 20)) == ()


def test_a_segment_with_much_deleted_is_written_anew() -> None:
    (whole,) = segments(100)
    some = without_entries(whole, np.arange(10))
    much = without_entries(whole, np.arange(30))
    assert worth_merging((some,)) == ()
    assert worth_merging((much,)) == (much,)


def test_putting_all_together_ends() -> None:
    assert all_together(segments(10, 20, 30)) == segments(10, 20, 30)
    assert all_together(segments(100)) == ()
    assert all_together(segments(MOST_ENTRIES, 5)) == ()


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([], ()),
        ([0], ((0, 1),)),
        ([9], ((9, 10),)),
        ([3, 4, 5, 8], ((3, 6), (8, 9))),
        (list(range(10)), ((0, 10),)),
    ],
)
def test_deleted_entries_are_runs(numbers: list[int], runs: tuple[tuple[int, int], ...]) -> None:
    (segment,) = segments(10)
    left = without_entries(segment, np.array(numbers, np.int64))
    assert left.deleted == runs
    assert np.flatnonzero(~alive_entries(left)).tolist() == numbers
    assert left.alive_count == 10 - len(numbers)
    again = without_entries(left, np.array([1]))
    assert np.flatnonzero(~alive_entries(again)).tolist() == sorted({*numbers, 1})


def test_a_cache_forgets_what_was_not_asked_for_longest() -> None:
    cache = BoundedCache(100)
    made: list[str] = []

    def make(name: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        made.append(name)
        return np.zeros(40, np.uint8)

    for name in ("a", "b", "a", "c", "a", "b"):
        cache.get((name,), lambda name=name: make(name))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
