"""Which tool is on and what it is set to."""

import pytest

from pincite.model.annotations import AnnotationKind, Colour
from pincite.ui.reader.tools.tool_state import ToolKind, ToolState, colour_after, stepped


def test_the_same_key_switches_a_tool_on_and_off() -> None:
    state = ToolState()
    state.toggle(ToolKind.INK)
    state.toggle(ToolKind.AREA)
    assert state.current is ToolKind.AREA
    state.toggle(ToolKind.AREA)
    assert state.current is None
    assert not state.end()


@pytest.mark.parametrize("kind", list(ToolKind))
def test_only_tools_after_which_one_types_are_used_once(kind: ToolKind) -> None:
    state = ToolState()
    state.toggle(kind)
    state.end_after_one()
    is_put_away = state.current is None
    assert is_put_away == (kind in (ToolKind.NOTE, ToolKind.TEXT))


def test_pens_and_marks_have_colours_of_their_own() -> None:
    state = ToolState()
    state.set_colour(AnnotationKind.UNDERLINE, Colour.GREEN)
    state.set_colour(AnnotationKind.INK, Colour.BLUE)
    assert state.colour_of(AnnotationKind.HIGHLIGHT) is Colour.GREEN
    assert state.colour_of(AnnotationKind.TEXT) is Colour.BLUE


def test_a_size_is_that_of_the_tool_that_is_on() -> None:
    state = ToolState()
    state.set_size(99)
    assert state.size_pt == 0
    state.toggle(ToolKind.INK)
    state.set_size(8.0)
    state.toggle(ToolKind.ERASER)
    assert state.size_pt == state.eraser_pt
    state.toggle(ToolKind.INK)
    assert state.size_pt == 8.0


def test_colours_and_letter_sizes_go_in_steps() -> None:
    assert colour_after(Colour.YELLOW) is Colour.RED
    assert colour_after(Colour.GREY) is Colour.YELLOW
    assert stepped(12, 1) == 14
    assert stepped(8, -1) == 8
    assert stepped(13, 1) in (14, 18)
