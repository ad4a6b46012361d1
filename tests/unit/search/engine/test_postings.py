"""Postings come back as they were written, whatever their size."""

from pathlib import Path

import numpy as np
import pytest

from pincite.search.engine.builder import SegmentBuilder, slices
from pincite.search.engine.encoding import pack_bits, unpack_bits
from pincite.search.engine.postings import FieldPostings, expanded
from pincite.search.engine.segment_file import SegmentFile
from pincite.search.errors import IndexBrokenError
from pincite.search.schema import PAGE_LAYOUT


def postings_of(folder: Path, texts: list[str]) -> FieldPostings:
    """The words of pages in one segment."""
    builder = SegmentBuilder(folder, PAGE_LAYOUT)
    for number, text in enumerate(texts):
        builder.add({"pid": number, "doc": 1, "page": number, "lang": "", "text": text})
    return FieldPostings(SegmentFile(folder / builder.finish().name), "text")


def occurrences(postings: FieldPostings, word: str) -> dict[int, list[int]]:
    """Page -> positions."""
    number = postings.find(word.encode())
    counts, positions = postings.positions(number)
    ends = np.cumsum(counts).tolist()
    runs = zip([0, *ends], ends, strict=False)
    pages = postings.pages(number).tolist()
    return {page: positions[a:b].tolist() for page, (a, b) in zip(pages, runs, strict=True)}


def test_words_stand_where_they_stood(tmp_path: Path) -> None:
    postings = postings_of(tmp_path, ["a b a", "", "b c"])
    assert [postings[n] for n in range(len(postings))] == [b"a", b"b", b"c"]
    assert occurrences(postings, "a") == {0: [0, 2]}
    assert occurrences(postings, "b") == {0: [1], 2: [0]}
    assert postings.find(b"d") == -1


@pytest.mark.parametrize("size", [200, 300, 5000, 70_000])
def test_long_pages_keep_all_places(tmp_path: Path, size: int) -> None:
    long = ["the"] * size
    long[size // 2] = long[-1] = "rare"
    postings = postings_of(tmp_path, ["the end", " ".join(long), "rare"])
    assert occurrences(postings, "rare") == {1: [size // 2, size - 1], 2: [0]}
    number = postings.find(b"the")
    assert postings.freqs(number).tolist() == [1, size - 2]
    assert postings.max_freq(number) == size - 2
    counts, positions = postings.positions(number, np.array([0]))
    assert (counts.tolist(), positions.tolist()) == ([1], [0])


def test_a_few_of_many_postings_have_their_places(tmp_path: Path) -> None:
    texts = [f"x{'y ' * (n % 5)} {'w ' * (n % 3 + 1)}" for n in range(300)]
    postings = postings_of(tmp_path, texts)
    number = postings.find(b"w")
    all_places = occurrences(postings, "w")
    for chosen in ([5, 77, 299], list(range(0, 300, 2))):
        counts, positions = postings.positions(number, np.array(chosen))
        assert counts.tolist() == [len(all_places[page]) for page in chosen]
        assert positions.tolist() == [p for page in chosen for p in all_places[page]]


def test_common_beginnings_are_kept_and_right(tmp_path: Path) -> None:
    texts = [f"con{n % 90} cor{n % 70} {'zebra' if n % 7 else ''}" for n in range(5000)]
    postings = postings_of(tmp_path, texts)
    for prefix in (b"c", b"co", b"con", b"con1", b"z", b"zebra"):
        low, high = postings.range_of(prefix)
        expected = [any(w.startswith(prefix.decode()) for w in text.split()) for text in texts]
        assert postings.has_any(low, high).tolist() == expected
    assert postings.range_of(b"x") == (postings.find(b"zebra"), postings.find(b"zebra"))


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_packed_numbers_come_back(bits: int) -> None:
    values = (np.arange(37) % (1 << bits)).astype(np.uint8)
    packed = pack_bits(values, bits)
    for first in range(6):
        assert unpack_bits(packed, bits, first, 31).tolist() == values[first:31].tolist()


def test_runs_are_spelled_out() -> None:
    assert expanded(np.array([5, 9]), np.array([2, 3])).tolist() == [5, 6, 9, 10, 11]


def test_ranges_of_words_are_small_and_complete() -> None:
    assert slices(np.array([3, 3, 9, 1, 1]), 6) == [(0, 2), (2, 3), (3, 5)]


def test_a_changed_byte_does_not_pass(tmp_path: Path) -> None:
    postings_of(tmp_path, ["some words"])
    (path,) = tmp_path.glob("*.segment")
    SegmentFile(path).verify()
    data = bytearray(path.read_bytes())
    data[data.index(b"some")] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexBrokenError):
        SegmentFile(path).verify()


@pytest.mark.parametrize("kept", [0, 5, -1])
def test_a_file_cut_short_does_not_open(tmp_path: Path, kept: int) -> None:
    postings_of(tmp_path, ["some words"])
    (path,) = tmp_path.glob("*.segment")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(IndexBrokenError):
        SegmentFile(path)
