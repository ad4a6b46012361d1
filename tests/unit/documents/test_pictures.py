"""Where raster pictures stand on a page, for themes that leave them as they are."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.sessions import one, wait_for

from pincite.documents import protocol
from pincite.documents.process import WorkerPool
from pincite.documents.viewing import ViewSession

PHOTO = pymupdf.Rect(100, 100, 200, 180)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    yield workers
    workers.close()


def pdf_with(path: Path, *boxes: pymupdf.Rect, is_gray: bool = False) -> Path:
    """A page of 400 x 600 points with images in these boxes."""
    space = pymupdf.csGRAY if is_gray else pymupdf.csRGB
    pixmap = pymupdf.Pixmap(space, pymupdf.IRect(0, 0, 40, 40), False)
    pixmap.set_rect(pixmap.irect, (90,) if is_gray else (200, 30, 30))
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    page.insert_text((72, 72), "words")
    for box in boxes:
        page.insert_image(box, pixmap=pixmap, keep_proportion=False)
    document.save(path)
    return path


def drawn(path: Path, pool: WorkerPool) -> protocol.PageRendered:
    view = ViewSession(path, pool)
    view.request_page(0, 800, 1200, generation=1, pictures=True)
    page = one(wait_for(view, protocol.PageRendered), protocol.PageRendered)
    view.close()
    return page


def test_a_picture_is_told_in_pixels_of_the_page(tmp_path: Path, pool: WorkerPool) -> None:
    assert drawn(pdf_with(tmp_path / "a.pdf", PHOTO), pool).pictures == ((200, 200, 400, 360),)


def test_a_picture_is_told_in_pixels_of_the_part(tmp_path: Path, pool: WorkerPool) -> None:
    view = ViewSession(pdf_with(tmp_path / "a.pdf", PHOTO), pool)
    view.request_tile(0, 2.0, 150, 250, 100, 50, generation=1, pictures=True)
    part = one(wait_for(view, protocol.PageRendered), protocol.PageRendered)
    assert part.pictures == ((50, 0, 100, 50),)
    view.close()


def test_nothing_is_told_when_nobody_asks(tmp_path: Path, pool: WorkerPool) -> None:
    view = ViewSession(pdf_with(tmp_path / "a.pdf", PHOTO), pool)
    view.request_page(0, 800, 1200, generation=1)
    page = one(wait_for(view, protocol.PageRendered), protocol.PageRendered)
    assert page.pictures is None
    view.close()


def test_a_scan_is_no_picture_nor_is_what_lies_on_it(tmp_path: Path, pool: WorkerPool) -> None:
    page = pymupdf.Rect(0, 0, 400, 600)
    assert drawn(pdf_with(tmp_path / "a.pdf", page, PHOTO), pool).pictures == ()


def test_strips_that_make_up_the_page_are_no_pictures(tmp_path: Path, pool: WorkerPool) -> None:
    strips = [pymupdf.Rect(0, y, 400, y + 100) for y in range(0, 600, 100)]
    assert drawn(pdf_with(tmp_path / "a.pdf", *strips), pool).pictures == ()


@pytest.mark.parametrize("box", [(60, 60, 66, 66), (60, 60, 160, 72)], ids=["bullet", "line"])
def test_tiny_images_go_with_the_text(
    tmp_path: Path, pool: WorkerPool, box: tuple[int, int, int, int]
) -> None:
    assert drawn(pdf_with(tmp_path / "a.pdf", pymupdf.Rect(box)), pool).pictures == ()


def test_a_small_icon_in_colour_is_a_picture(tmp_path: Path, pool: WorkerPool) -> None:
    icon = pymupdf.Rect(60, 60, 78, 72)
    assert drawn(pdf_with(tmp_path / "a.pdf", icon), pool).pictures == ((120, 120, 156, 144),)
    gray = pdf_with(tmp_path / "b.pdf", icon, is_gray=True)
    assert drawn(gray, pool).pictures == ()


def test_an_image_of_ink_and_paper_only_goes_with_the_text(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = pdf_with(tmp_path / "a.pdf", PHOTO, is_gray=True)
    document = pymupdf.open(path)
    xref = document[0].get_images()[0][0]
    document.xref_set_key(xref, "BitsPerComponent", "1")
    document.save(tmp_path / "b.pdf")
    assert drawn(tmp_path / "b.pdf", pool).pictures == ()
