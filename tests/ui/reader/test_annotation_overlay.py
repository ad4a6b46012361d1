"""What the pages show while the library still writes."""

from dataclasses import replace

import pytest

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Stroke
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.tools.boxes import anchored


class _NoPictures:
    """The store of pictures is asked for the page theme only."""


AREA = Annotation(
    AnnotationId("area"),
    Sha256("file"),
    AnnotationKind.AREA,
    Anchor(0, (PageQuads(0, (Quad(10, 10, 90, 90),)),)),
)
MOVED = replace(AREA, anchor=anchored(AREA.anchor, Quad(20, 10, 100, 90)))


@pytest.fixture
def overlay(context: AppContext) -> AnnotationOverlay:
    """An overlay that shows an area."""
    overlay = AnnotationOverlay(context.theme, _NoPictures())  # type: ignore[arg-type]
    overlay.set_annotations([AREA])
    return overlay


def test_a_change_is_shown_before_the_library_has_it(overlay: AnnotationOverlay) -> None:
    overlay.show_ahead(MOVED)
    overlay.set_annotations([replace(AREA, comment="another change came first")])
    assert overlay.on_page(0) == (MOVED,)
    stored = replace(MOVED, modified="2026-01-01")
    overlay.set_annotations([stored])
    assert overlay.on_page(0) == (stored,)


def test_a_change_that_failed_is_taken_back(overlay: AnnotationOverlay) -> None:
    overlay.show_ahead(MOVED)
    overlay.forget_ahead()
    assert overlay.on_page(0) == (AREA,)


def test_what_was_changed_back_is_still_shown(overlay: AnnotationOverlay) -> None:
    overlay.show_ahead(AREA)
    overlay.set_annotations([replace(AREA)])
    assert overlay.on_page(0) == (AREA,)
    overlay.set_annotations([])
    assert overlay.on_page(0) == ()


def test_what_is_deleted_meanwhile_is_gone(overlay: AnnotationOverlay) -> None:
    overlay.show_ahead(MOVED)
    overlay.set_annotations([])
    assert overlay.on_page(0) == ()
    overlay.set_annotations([AREA])
    assert overlay.on_page(0) == (AREA,)


def test_of_several_the_smallest_is_met_and_drawings_on_their_lines(
    overlay: AnnotationOverlay,
) -> None:
    note = replace(
        AREA,
        id=AnnotationId("note"),
        kind=AnnotationKind.NOTE,
        anchor=anchored(AREA.anchor, Quad(40, 40, 58, 58)),
    )
    ink = replace(
        AREA,
        id=AnnotationId("ink"),
        kind=AnnotationKind.INK,
        strokes=(Stroke(2, (10, 10, 90, 90)),),
    )
    overlay.set_annotations([AREA, note])
    assert overlay.at(0, 45, 45) == note
    assert overlay.at(0, 20, 80) == AREA
    assert overlay.at(0, 200, 80) is None
    overlay.set_annotations([AREA, ink])
    assert overlay.at(0, 30, 31) == ink
    assert overlay.at(0, 20, 80) == AREA
