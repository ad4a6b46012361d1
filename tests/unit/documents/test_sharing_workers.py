"""More documents are open than there are workers for them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import locked_pdf, text_pdf
from tests.unit.documents.sessions import one, wait_for

from pincite.documents import protocol
from pincite.documents.process import MOST_VIEW_WORKERS, WorkerPool
from pincite.documents.viewing import ViewSession


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    yield workers
    workers.close()


def open_many(folder: Path, pool: WorkerPool, count: int) -> list[ViewSession]:
    """Documents opened one after the other, each with its first page shown."""
    opened: list[ViewSession] = []
    for number in range(count):
        view = ViewSession(text_pdf(folder / f"{number}.pdf", [f"text {number}", "more"]), pool)
        wait_for(view, protocol.SizesReady)
        show(view)
        opened.append(view)
        # The window's loop polls those that have lost their worker.
        for other in opened[:-1]:
            other.poll()
    return opened


def show(view: ViewSession, index: int = 0) -> protocol.PageRendered:
    view.request_page(index, 100, 150, generation=1)
    page = one(wait_for(view, protocol.PageRendered), protocol.PageRendered)
    page.release()
    return page


def test_no_more_than_three_documents_have_a_worker(tmp_path: Path, pool: WorkerPool) -> None:
    opened = open_many(tmp_path, pool, 5)
    pids = [view.worker_pid for view in opened]
    assert [pid > 0 for pid in pids] == [False, False, True, True, True]
    assert len([p for p in pids if p]) == MOST_VIEW_WORKERS
    for view in opened:
        view.close()


def test_the_document_shown_longest_ago_gives_its_worker(tmp_path: Path, pool: WorkerPool) -> None:
    first, second, third = open_many(tmp_path, pool, 3)
    show(first, 1)
    fourth = ViewSession(text_pdf(tmp_path / "d.pdf", ["d"]), pool)
    show(fourth)
    second.poll()
    assert (first.worker_pid > 0, second.worker_pid, third.worker_pid > 0) == (True, 0, True)
    for view in (first, second, third, fourth):
        view.close()


def test_a_document_without_a_worker_gets_one_with_the_next_request(
    tmp_path: Path, pool: WorkerPool
) -> None:
    opened = open_many(tmp_path, pool, 4)
    first = opened[0]
    assert first.fileno() == -1
    first.request_page(1, 100, 150, generation=2)
    first.request_text(1)
    events = wait_for(first, protocol.TextReady)
    kinds = {type(e) for e in events}
    assert kinds == {protocol.WorkerReplaced, protocol.PageRendered, protocol.TextReady}
    assert one(events, protocol.TextReady).text.text == "more"
    for view in opened:
        view.close()


def test_a_locked_document_is_opened_anew_with_its_password(
    tmp_path: Path, pool: WorkerPool
) -> None:
    locked = ViewSession(locked_pdf(tmp_path / "a.pdf", "pw"), pool)
    wait_for(locked, protocol.PasswordNeeded)
    locked.authenticate("pw")
    wait_for(locked, protocol.Opened)
    show(locked)
    opened = open_many(tmp_path, pool, 3)
    locked.poll()
    assert locked.worker_pid == 0
    locked.request_page(0, 100, 150, generation=1)
    events = wait_for(locked, protocol.PageRendered)
    assert not [e for e in events if isinstance(e, protocol.PasswordNeeded)]
    for view in (locked, *opened):
        view.close()


def test_a_document_waits_while_all_others_draw_what_is_looked_at(
    tmp_path: Path, pool: WorkerPool
) -> None:
    busy = [
        ViewSession(text_pdf(tmp_path / f"{n}.pdf", ["text"]), pool)
        for n in range(MOST_VIEW_WORKERS)
    ]
    late = ViewSession(text_pdf(tmp_path / "late.pdf", ["late"]), pool)
    late.request_page(0, 100, 150, generation=1)
    assert late.worker_pid == 0
    for view in busy:
        wait_for(view, protocol.Opened)
    assert one(wait_for(late, protocol.PageRendered), protocol.PageRendered).index == 0
    for view in (*busy, late):
        view.close()


def test_a_document_closed_makes_room(tmp_path: Path, pool: WorkerPool) -> None:
    opened = open_many(tmp_path, pool, 3)
    opened[0].close()
    fourth = ViewSession(text_pdf(tmp_path / "d.pdf", ["d"]), pool)
    show(fourth)
    assert opened[1].worker_pid > 0
    for view in (*opened, fourth):
        view.close()


def test_a_document_that_cannot_be_opened_holds_no_worker(tmp_path: Path, pool: WorkerPool) -> None:
    (tmp_path / "a.pdf").write_text("<html>hello</html>")
    view = ViewSession(tmp_path / "a.pdf", pool)
    wait_for(view, protocol.DocumentFailed)
    assert view.worker_pid == 0
    view.close()


def test_a_worker_lost_while_nothing_is_wanted_costs_nothing(
    tmp_path: Path, pool: WorkerPool
) -> None:
    (view,) = open_many(tmp_path, pool, 1)
    os.kill(view.worker_pid, signal.SIGKILL)
    wait_for(view, protocol.WorkerReplaced)
    assert view.worker_pid == 0
    assert show(view, 1).index == 1
    view.close()
