"""Columns are seen in a small grey picture of a page."""

import pytest

from pincite.documents.worker.regions import Box, regions

WIDTH, HEIGHT = 300, 420


def picture(*blocks: Box) -> bytes:
    """Lines of ink, two pixels high and three apart, in each of the blocks."""
    grey = bytearray(b"\xfa" * (WIDTH * HEIGHT))
    for x0, y0, x1, y1 in blocks:
        for y in range(y0, y1, 5):
            for row in (y, y + 1):
                grey[row * WIDTH + x0 : row * WIDTH + x1] = bytes(x1 - x0)
    return bytes(grey)


LEFT, RIGHT = (30, 100, 145, 380), (155, 102, 270, 380)
TITLE, FOLIO = (60, 30, 240, 80), (145, 400, 155, 402)


def test_a_page_in_one_column_is_one_region() -> None:
    page = picture((30, 40, 270, 380))
    assert regions(page, WIDTH, HEIGHT) == [(0, 0, WIDTH, HEIGHT)]


def test_columns_are_read_one_after_the_other_between_title_and_foot() -> None:
    found = regions(picture(TITLE, LEFT, RIGHT, FOLIO), WIDTH, HEIGHT)
    assert [box[0] for box in found] == [0, 0, 150, 0]
    title, left, right, foot = found
    assert title[3] == left[1] == right[1]
    assert left[2] == right[0] == 150
    assert foot == (0, left[3], WIDTH, HEIGHT)


def test_three_columns_are_three_regions() -> None:
    columns = [(x, 50, x + 75, 380) for x in (20, 105, 190)]
    assert [box[0] for box in regions(picture(*columns), WIDTH, HEIGHT)] == [0, 100, 185]


@pytest.mark.parametrize(
    "blocks",
    [
        [(30, 100, 145, 130), (155, 100, 270, 130), (30, 140, 270, 380)],  # two cells
        [(30, 100, 110, 380), (200, 100, 270, 380)],  # a table with a wide gap
        [(30, 100, 45, 380), (55, 100, 270, 380)],  # numbers in the margin
    ],
)
def test_what_only_looks_like_columns_is_not_cut(blocks: list[Box]) -> None:
    assert regions(picture(*blocks), WIDTH, HEIGHT) == [(0, 0, WIDTH, HEIGHT)]


def test_the_dark_edge_of_a_scan_does_not_hide_columns() -> None:
    grey = bytearray(picture(TITLE, LEFT, RIGHT))
    for y in range(HEIGHT):
        grey[y * WIDTH : y * WIDTH + 6] = bytes(6)
    assert [box[0] for box in regions(bytes(grey), WIDTH, HEIGHT)] == [0, 0, 150]
