"""Annotations of the file while it is viewed: read in portions, left out of pictures."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from tests.unit.documents.marked import marked_pdf
from tests.unit.documents.sessions import one, wait_for

from pincite.documents import protocol
from pincite.documents.file_marks import PAGES_AT_ONCE, FileMarks
from pincite.documents.process import WorkerPool
from pincite.documents.queue import LIMITS_S
from pincite.documents.viewing import ViewSession
from pincite.documents.wire import Message


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    yield workers
    workers.close()


@pytest.fixture
def session(tmp_path: Path, pool: WorkerPool) -> Iterator[ViewSession]:
    view = ViewSession(marked_pdf(tmp_path / "a.pdf"), pool)
    yield view
    view.close()


def picture(session: ViewSession, generation: int) -> bytes:
    session.request_page(0, 216, 324, generation=generation)
    event = one(wait_for(session, protocol.PageRendered), protocol.PageRendered)
    pixels = bytes(event.pixels)
    event.release()
    return pixels


def coloured(pixels: bytes) -> int:
    return sum(
        max(pixels[at : at + 3]) - min(pixels[at : at + 3]) > 60
        for at in range(0, len(pixels) - 2, 3)
    )


def test_annotations_come_as_one_event(session: ViewSession) -> None:
    session.request_annotations()
    ready = one(wait_for(session, protocol.AnnotationsReady), protocol.AnnotationsReady)
    assert [a.annotation.anchor.quote for a in ready.annotations] == ["printed page"]


def test_a_hidden_annotation_is_not_in_the_picture_until_it_is_shown_again(
    session: ViewSession,
) -> None:
    assert coloured(picture(session, 1)) > 50
    session.hide_annotations({(0, 0)})
    outdated = one(wait_for(session, protocol.PagesOutdated), protocol.PagesOutdated)
    assert outdated.pages == (0,)
    assert coloured(picture(session, 2)) == 0
    session.hide_annotations(())
    wait_for(session, protocol.PagesOutdated)
    assert coloured(picture(session, 3)) > 50


def test_another_worker_hides_the_same(session: ViewSession) -> None:
    session.hide_annotations({(0, 0), (7, 3), (0, 99)})
    wait_for(session, protocol.PagesOutdated)
    os.kill(session.worker_pid, signal.SIGKILL)
    assert coloured(picture(session, 1)) == 0


def test_hiding_the_same_again_is_nothing_new() -> None:
    marks = FileMarks()
    assert marks.hide_only({(3, 1), (5, 0)}) is not None
    assert marks.hide_only({(5, 0), (3, 1)}) is None
    task = marks.hide_only({(5, 0), (6, 2)})
    assert task is not None
    assert task.values["pages"] == [3, 6]


def test_a_portion_that_hangs_is_tried_page_by_page_and_passed() -> None:
    marks = FileMarks()
    task = marks.first_task()
    assert (task.values["first"], task.values["count"]) == (0, PAGES_AT_ONCE)
    following = marks.take(Message({"annotations": [], "next": 40}), 60)
    assert following is not None
    single = marks.after_failure(following, 60)
    assert single is not None
    assert (single.values["first"], single.values["count"]) == (40, 1)
    beyond = marks.after_failure(single, 60)
    assert beyond is not None
    assert (beyond.values["first"], beyond.values["count"]) == (41, PAGES_AT_ONCE)
    assert marks.after_failure(beyond, 42) is not None
    assert marks.collected() == ()


def test_a_document_without_any_says_so(tmp_path: Path, pool: WorkerPool) -> None:
    path = tmp_path / "plain.pdf"
    with pymupdf.open() as document:
        document.new_page()
        document.save(path)
    session = ViewSession(path, pool, limits_s=LIMITS_S)
    session.request_annotations()
    ready = one(wait_for(session, protocol.AnnotationsReady), protocol.AnnotationsReady)
    assert ready.annotations == ()
    session.close()
