import pytest

from pincite.documents.geometry import box_from_display, box_to_display, point_from_display


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_turned_there_and_back_is_the_same(rotation: int) -> None:
    box = (10.0, 20.0, 110.0, 40.0)
    turned = box_to_display(box, 600, 800, rotation)
    assert turned[0] < turned[2]
    assert turned[1] < turned[3]
    assert box_from_display(turned, 600, 800, rotation) == pytest.approx(box)


def test_the_top_left_corner_of_a_page_turned_clockwise_is_at_the_top_right() -> None:
    # An unrotated page of 400 x 600 is displayed as 600 x 400.
    assert box_to_display((0, 0, 10, 20), 600, 400, 90) == (580, 0, 600, 10)
    assert point_from_display(600, 0, 600, 400, 90) == (0, 0)
