"""Choosing and sorting annotations."""

import pytest
from tests.unit.services.pages import SHA, anchor

from pincite.model.anchors import Anchor
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.ids import AnnotationId
from pincite.services.annotation_filter import (
    AnnotationFilter,
    AnnotationSort,
    sorted_annotations,
)

TOWNS = Annotation(
    AnnotationId("towns"), SHA, AnnotationKind.HIGHLIGHT, anchor("The towns did not starve"),
    Colour.GREEN, comment="Überprüfen", tags=("hunger",), created="2026-01-02T00:00:00.000Z",
)  # fmt: skip
SCALES = Annotation(
    AnnotationId("scales"), SHA, AnnotationKind.UNDERLINE, anchor("the scales"), Colour.RED,
    core="Cheating", quotation_kind=QuotationKind.SUMMARY, created="2026-01-03T00:00:00.000Z",
    replies=(Reply("Okafor", "Not at all"),),
)  # fmt: skip
NOTE = Annotation(
    AnnotationId("note"), SHA, AnnotationKind.NOTE, Anchor(2), Colour.GREEN, tags=("later",),
    created="2026-01-01T00:00:00.000Z",
)  # fmt: skip
ALL = (NOTE, SCALES, TOWNS)


def names(wanted: AnnotationFilter) -> set[str]:
    return {annotation.id for annotation in wanted.chosen(ALL)}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (AnnotationFilter(), {"towns", "scales", "note"}),
        (AnnotationFilter("uberprufen"), {"towns"}),
        (AnnotationFilter("cheat"), {"scales"}),
        (AnnotationFilter("hunger starve"), {"towns"}),
        (AnnotationFilter("okafor"), {"scales"}),
        (AnnotationFilter(colours=frozenset({Colour.GREEN})), {"towns", "note"}),
        (AnnotationFilter(kinds=frozenset({AnnotationKind.NOTE})), {"note"}),
        (AnnotationFilter(tags=frozenset({"hunger", "later"})), {"towns", "note"}),
        (AnnotationFilter(quotation_kinds=frozenset({QuotationKind.DIRECT})), {"towns"}),
        (AnnotationFilter("starve", colours=frozenset({Colour.RED})), set()),
    ],
)
def test_a_filter_lets_through_what_it_says(wanted: AnnotationFilter, expected: set[str]) -> None:
    assert names(wanted) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (AnnotationSort.READING_ORDER, ["towns", "scales", "note"]),
        (AnnotationSort.DATE, ["scales", "towns", "note"]),
        (AnnotationSort.COLOUR, ["scales", "towns", "note"]),
        (AnnotationSort.KIND, ["towns", "scales", "note"]),
    ],
)
def test_annotations_are_sorted(sort: AnnotationSort, expected: list[str]) -> None:
    assert [annotation.id for annotation in sorted_annotations(ALL, sort)] == expected
