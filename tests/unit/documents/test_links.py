"""Links of a page: where they stand and where they may lead."""

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.sessions import one, wait_for

from pincite.documents import protocol
from pincite.documents.process import WorkerPool
from pincite.documents.queue import LIMITS_S
from pincite.documents.viewing import ViewSession
from pincite.model.documents import PageLink

BOX = pymupdf.Rect(72, 100, 200, 120)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    yield workers
    workers.close()


def linked_pdf(path: Path, *links: dict[str, object], rotation: int = 0) -> Path:
    """Two pages, the first with links in the same box."""
    document = pymupdf.open()
    for _ in range(2):
        document.new_page(width=400, height=600)
    first = document[0]
    for link in links:
        first.insert_link({"from": BOX, **link})
    first.set_rotation(rotation)
    document.save(path)
    return path


def links_of(path: Path, pool: WorkerPool) -> tuple[PageLink, ...]:
    view = ViewSession(path, pool)
    view.request_links(0)
    found = one(wait_for(view, protocol.LinksReady), protocol.LinksReady)
    view.close()
    return found.links


def test_a_link_to_a_page_names_the_place_on_it(tmp_path: Path, pool: WorkerPool) -> None:
    target = {"kind": pymupdf.LINK_GOTO, "page": 1, "to": pymupdf.Point(50, 300)}
    (link,) = links_of(linked_pdf(tmp_path / "a.pdf", target), pool)
    assert (link.page_index, link.x_pt, link.y_pt, link.address) == (1, 50.0, 300.0, "")
    assert (link.box.x0, link.box.y0, link.box.x1, link.box.y1) == pytest.approx(tuple(BOX), abs=1)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_links_of_turned_pages_stand_on_the_unrotated_page(
    tmp_path: Path, pool: WorkerPool, rotation: int
) -> None:
    target = {"kind": pymupdf.LINK_GOTO, "page": 1, "to": pymupdf.Point(50, 300)}
    (link,) = links_of(linked_pdf(tmp_path / "a.pdf", target, rotation=rotation), pool)
    assert (link.box.x0, link.box.y0, link.box.x1, link.box.y1) == pytest.approx(tuple(BOX), abs=1)


def test_links_lead_out_to_the_web_and_to_mail_only(tmp_path: Path, pool: WorkerPool) -> None:
    addresses = [
        "https://example.org/a?b=1",
        "HTTP://example.org",
        "mailto:somebody@example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org",
    ]
    targets = [{"kind": pymupdf.LINK_URI, "uri": address} for address in addresses]
    found = links_of(linked_pdf(tmp_path / "a.pdf", *targets), pool)
    assert sorted(link.address for link in found) == sorted(addresses[:3])


def test_a_named_place_is_looked_up_and_a_missing_one_is_no_link(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = linked_pdf(
        tmp_path / "a.pdf",
        {"kind": pymupdf.LINK_NAMED, "name": "there"},
        {"kind": pymupdf.LINK_NAMED, "name": "nowhere"},
    )
    document = pymupdf.open(path)
    catalogue = document.pdf_catalog()
    page = document.page_xref(1)
    document.xref_set_key(catalogue, "Dests", f"<</there [{page} 0 R /XYZ 10 500 null]>>")
    document.save(tmp_path / "b.pdf")
    found = links_of(tmp_path / "b.pdf", pool)
    assert [(link.page_index, link.y_pt) for link in found] == [(1, 100.0)]


def test_a_page_whose_links_take_too_long_has_none_and_others_are_drawn(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = linked_pdf(tmp_path / "a.pdf", {"kind": pymupdf.LINK_URI, "uri": "https://a.org"})
    document = pymupdf.open(path)
    page = document[0]
    # The same link a million times keeps a worker busy for a second.
    many = f"{page.get_links()[0]['xref']} 0 R " * 1_000_000
    document.xref_set_key(page.xref, "Annots", f"[{many}]")
    document.save(tmp_path / "b.pdf")
    view = ViewSession(tmp_path / "b.pdf", pool, limits_s={**LIMITS_S, "links": 0.05})
    wait_for(view, protocol.SizesReady)
    view.request_links(0)
    assert one(wait_for(view, protocol.LinksReady), protocol.LinksReady).links == ()
    view.request_page(1, 100, 150, generation=1)
    assert one(wait_for(view, protocol.PageRendered), protocol.PageRendered).index == 1
    view.close()
