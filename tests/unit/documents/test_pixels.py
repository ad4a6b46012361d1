"""Parts of the shared memory: taken, looked at, given back."""

import os
from pathlib import Path

import pytest

from pincite.documents.pixels import Pixels

MIB = 1 << 20


def resident(pixels: Pixels) -> int:
    """Bytes of the shared memory that are really there."""
    return os.fstat(pixels.fd).st_blocks * 512


def filled(pixels: Pixels, length: int) -> memoryview:
    """The view of a new part, written all over."""
    at = pixels.take(length)
    assert at is not None
    view = pixels.view(at, length)
    view[:] = b"\x55" * length
    return view


def test_parts_do_not_overlap() -> None:
    pixels = Pixels(MIB)
    assert [pixels.take(5000), pixels.take(1), pixels.take(4096)] == [0, 8192, 12288]


def test_there_is_no_part_where_there_is_no_room() -> None:
    pixels = Pixels(8192)
    assert pixels.take(8193) is None
    assert pixels.take(8192) == 0
    assert pixels.take(1) is None


def test_a_part_is_free_again_when_nobody_looks_at_it() -> None:
    pixels = Pixels(MIB)
    first = filled(pixels, MIB)
    piece = memoryview(first)
    assert pixels.take(1) is None
    del first, piece
    assert pixels.take(MIB) == 0


def test_a_part_given_back_early_is_not_taken_from_its_next_owner() -> None:
    pixels = Pixels(MIB)
    old = filled(pixels, MIB)
    release = pixels.releaser(0)
    release()
    new = filled(pixels, MIB)
    release()
    del old
    assert pixels.take(1) is None
    assert new[0] == 0x55


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="memory is given back on Linux only")
def test_memory_of_dropped_pictures_is_given_back() -> None:
    pixels = Pixels(256 * MIB)
    views = [filled(pixels, 4 * MIB) for _ in range(20)]
    assert resident(pixels) == 80 * MIB
    del views
    assert resident(pixels) <= 8 * MIB
    pixels.retire()
    assert resident(pixels) == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="memory is given back on Linux only")
def test_what_stays_of_a_free_part_is_counted_when_a_small_one_is_taken_from_it() -> None:
    pixels = Pixels(256 * MIB)
    filled(pixels, 8 * MIB)
    small = filled(pixels, 4096)
    filled(pixels, 4 * MIB)
    assert resident(pixels) <= 8 * MIB + 4096
    assert small[0] == 0x55
