"""Hits by work: order, narrowing, counts."""

import numpy as np
import pytest

from pincite.search.grouping import Arranged, FacetValue, Group, GroupedHits, WorkFacts, WorkTable
from pincite.search.ordering import Facet, Order

_WORKS = (
    WorkFacts("bread", 1998, "okafor", {Facet.YEAR: ("1998",), Facet.TAG: ("trade", "food")}),
    WorkFacts("tides", None, "adler", {Facet.TAG: ("trade",)}),
    WorkFacts("salt", 2010, "", {Facet.YEAR: ("2010",)}),
)
_TABLE = WorkTable(_WORKS, {1: "bread", 2: "tides", 3: "salt", 4: "bread", 6: "gone"})
_DOCUMENTS = np.array([2, 1, 1, 4, 3, 6])
_SCORES = np.array([3.0, 1.0, 9.0, 2.0, 5.0, 7.0])
_PLACES = np.array([5, 2, 1, 9, 0, 0])


def _grouped(*, by_work: bool = False) -> GroupedHits:
    works = _TABLE.of_documents(_DOCUMENTS)
    return GroupedHits(_TABLE, works, _SCORES, _PLACES, by_work=by_work)


def _groups(arranged: Arranged) -> list[Group]:
    return [arranged.group(n) for n in range(arranged.work_count)]


def test_hits_of_a_work_stand_in_reading_order_and_the_best_work_first() -> None:
    arranged = _grouped().arranged()
    assert _groups(arranged) == [
        Group("bread", 0, (2, 1, 3), 0),
        Group("salt", 3, (4,), 0),
        Group("tides", 4, (0,), 0),
    ]
    assert (arranged.hit_count, arranged.work_count) == (5, 3)


@pytest.mark.parametrize(
    ("order", "works"),
    [
        (Order.NEWEST, ("salt", "bread", "tides")),
        (Order.OLDEST, ("bread", "salt", "tides")),
        (Order.AUTHOR, ("tides", "bread", "salt")),
    ],
)
def test_works_without_a_year_or_author_come_last(order: Order, works: tuple[str, ...]) -> None:
    assert _grouped().arranged(order).work_ids() == works


def test_counts_of_a_facet_heed_the_choices_of_the_others_only() -> None:
    arranged = _grouped().arranged(choice={Facet.YEAR: frozenset({"1998"})})
    assert arranged.work_ids() == ("bread",)
    assert arranged.facets[Facet.YEAR] == (FacetValue("2010", 1), FacetValue("1998", 3))
    assert arranged.facets[Facet.TAG] == (FacetValue("food", 3), FacetValue("trade", 3))


def test_several_values_of_a_facet_let_each_pass() -> None:
    choice = {Facet.YEAR: frozenset({"1998", "2010"}), Facet.TAG: frozenset()}
    assert _grouped().arranged(choice=choice).work_ids() == ("bread", "salt")


def test_works_are_counted_where_they_are_what_is_listed() -> None:
    facets = _grouped(by_work=True).arranged().facets
    assert facets[Facet.TAG] == (FacetValue("trade", 2), FacetValue("food", 1))


def test_every_position_has_its_place() -> None:
    arranged = _grouped().arranged()
    places = [arranged.place_of(position) for position in range(5)]
    assert places == [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0)]


def test_nothing_found_is_empty_everywhere() -> None:
    nothing = np.empty(0, np.int64)
    arranged = GroupedHits(_TABLE, nothing, np.empty(0), nothing).arranged()
    assert (arranged.hit_count, arranged.work_count, arranged.work_ids()) == (0, 0, ())
