"""Which part of a page is shown when margins are cut off."""

from pincite.documents.crops import PADDING_PT, common_boxes, crop_for, kind_of
from pincite.model.anchors import Quad

A4 = (600.0, 800.0)
TEXT = Quad(100.0, 100.0, 500.0, 700.0)


def _crop(index: int, contents: dict[int, Quad | None], pages: int = 12) -> Quad | None:
    sizes = [A4] * pages
    common = common_boxes(sizes, contents)
    return crop_for(A4, [contents.get(index)], common.get(kind_of(index, A4)))


def _padded(box: Quad) -> Quad:
    return Quad(box.x0 - PADDING_PT, box.y0 - PADDING_PT, box.x1 + PADDING_PT, box.y1 + PADDING_PT)


def test_pages_of_a_kind_share_a_box() -> None:
    short = Quad(100.0, 100.0, 500.0, 300.0)
    contents: dict[int, Quad | None] = {0: TEXT, 2: short, 4: TEXT, 6: TEXT}
    assert _crop(2, contents) == _crop(0, contents) == _padded(TEXT)


def test_left_and_right_pages_have_boxes_of_their_own() -> None:
    right = Quad(60.0, 100.0, 460.0, 700.0)
    contents: dict[int, Quad | None] = {i: (right if i % 2 else TEXT) for i in range(8)}
    assert _crop(4, contents) == _padded(TEXT)
    assert _crop(5, contents) == _padded(right)


def test_lines_of_left_and_right_pages_stay_level() -> None:
    lower = Quad(100.0, 130.0, 500.0, 760.0)
    contents: dict[int, Quad | None] = {i: (lower if i % 2 else TEXT) for i in range(8)}
    left, right = _crop(4, contents), _crop(5, contents)
    assert left is not None
    assert right is not None
    assert (left.y0, left.y1) == (right.y0, right.y1) == (91.0, 769.0)


def test_a_page_with_more_on_it_is_shown_with_all_of_it_and_widens_no_other() -> None:
    wide = Quad(10.0, 100.0, 595.0, 700.0)
    contents: dict[int, Quad | None] = dict.fromkeys(range(0, 20, 2), TEXT)
    contents[4] = wide
    cover = _crop(4, contents, 20)
    assert cover is not None
    assert (cover.x0, cover.x1) == (1.0, 600.0)
    assert _crop(6, contents, 20) == _padded(TEXT)


def test_blank_and_unknown_pages_are_as_the_others() -> None:
    contents: dict[int, Quad | None] = {0: TEXT, 2: None}
    assert _crop(2, contents) == _crop(8, contents) == _padded(TEXT)


def test_a_page_of_which_nothing_is_known_is_shown_whole() -> None:
    assert _crop(1, {0: TEXT}) is None


def test_a_single_word_does_not_fill_the_window() -> None:
    word = Quad(300.0, 400.0, 320.0, 410.0)
    crop = _crop(0, {0: word}, 1)
    assert crop is not None
    assert crop.x1 - crop.x0 == A4[0] * 0.2
    assert crop.y1 - crop.y0 == A4[1] * 0.2
