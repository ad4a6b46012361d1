import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pymupdf
import pytest
from tests.unit.documents.samples import endless_pdf, locked_pdf, text_pdf
from tests.unit.documents.sessions import PATIENCE_S, one, wait_for

from pincite.documents import process, protocol
from pincite.documents.process import WorkerPool, identity_of
from pincite.documents.queue import LIMITS_S
from pincite.documents.viewing import ViewSession
from pincite.documents.workbench import Workbench


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool()
    yield workers
    workers.close()


@pytest.fixture
def session(tmp_path: Path, pool: WorkerPool) -> Iterator[ViewSession]:
    path = text_pdf(tmp_path / "a.pdf", ["first words", "second words", "third"])
    view = ViewSession(path, pool)
    yield view
    view.close()


def test_the_first_page_may_be_asked_for_before_the_document_is_open(session: ViewSession) -> None:
    session.request_page(0, 216, 324, generation=1)
    events = wait_for(session, protocol.PageRendered)
    assert [type(e) for e in events[:2]] == [protocol.Opened, protocol.PageRendered]
    page = one(events, protocol.PageRendered)
    assert (page.width, page.height, page.stride) == (216, 324, 648)
    assert len(page.pixels) == 648 * 324
    assert bytes(page.pixels[:3]) == b"\xff\xff\xff"
    assert min(page.pixels) < 100
    page.release()


def test_margins_are_measured_to_the_words_and_a_blank_page_has_none(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["a few words", ""])
    with pymupdf.open(path) as document:
        x0, y0, x1, y1 = document[0].get_bboxlog()[0][1]
    session = ViewSession(path, pool)
    session.request_margins(0, 2)
    boxes = one(wait_for(session, protocol.MarginsReady), protocol.MarginsReady).boxes
    session.close()
    assert boxes[1] is None
    assert boxes[0] is not None
    found = boxes[0]
    assert found.x0 <= x0 + 1
    assert found.x1 >= x1 - 1
    assert x0 - 4 < found.x0 < found.x1 < x1 + 4
    assert y0 - 4 < found.y0 < found.y1 < y1 + 4


def test_margins_of_a_turned_page_are_those_of_the_page_as_displayed(
    tmp_path: Path, pool: WorkerPool
) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["words at the top left"])
    with pymupdf.open(path) as document:
        document[0].set_rotation(90)
        width = document[0].rect.width
        document.save(tmp_path / "turned.pdf")
    session = ViewSession(tmp_path / "turned.pdf", pool)
    session.request_margins(0, 1)
    box = one(wait_for(session, protocol.MarginsReady), protocol.MarginsReady).boxes[0]
    session.close()
    assert box is not None
    assert box.x0 > width / 2
    assert box.y1 - box.y0 > box.x1 - box.x0


def test_a_page_and_a_tile_of_it_show_the_same(session: ViewSession) -> None:
    session.request_page(0, 864, 1296, generation=1)
    page = one(wait_for(session, protocol.PageRendered), protocol.PageRendered)
    session.request_tile(0, 2.0, 60, 70, 200, 40, generation=1)
    tile = one(wait_for(session, protocol.PageRendered), protocol.PageRendered)
    assert tile.tile == protocol.Tile(2.0, 60, 70)
    rows = [bytes(page.pixels[(70 + y) * page.stride + 180 :][: 200 * 3]) for y in range(40)]
    assert b"".join(rows) == bytes(tile.pixels)


def test_pixels_are_not_touched_until_they_are_released(session: ViewSession) -> None:
    session.request_page(0, 300, 400, generation=1)
    first = one(wait_for(session, protocol.PageRendered), protocol.PageRendered)
    before = bytes(first.pixels)
    for index in (1, 2):
        session.request_page(index, 300, 400, generation=1)
    wait_for(session, protocol.PageRendered, count=2)
    assert bytes(first.pixels) == before


def test_requests_of_an_older_view_are_dropped(session: ViewSession) -> None:
    for index in range(3):
        session.request_page(index, 200, 300, generation=1)
    session.request_page(2, 220, 330, generation=2)
    session.request_text(2)
    events = wait_for(session, protocol.TextReady)
    pages = [(e.index, e.generation) for e in events if isinstance(e, protocol.PageRendered)]
    # One had been sent with the order to open; the two that waited were stale.
    assert pages == [(0, 1), (2, 2)]


def test_sizes_of_all_pages_come_later(tmp_path: Path, pool: WorkerPool) -> None:
    document = pymupdf.open()
    for height in (300, 400, 500):
        document.new_page(width=200, height=height)
    document.save(tmp_path / "b.pdf")
    view = ViewSession(tmp_path / "b.pdf", pool)
    events = wait_for(view, protocol.SizesReady)
    assert one(events, protocol.Opened).info.sizes == ((200.0, 300.0),) * 3
    assert one(events, protocol.SizesReady).info.sizes[2] == (200.0, 500.0)
    view.close()


def test_text_outline_and_thumbnail(session: ViewSession) -> None:
    wait_for(session, protocol.Opened)
    session.request_text(1)
    session.request_outline()
    session.request_thumbnail(2, 60)
    events = wait_for(session, protocol.ThumbnailRendered)
    assert one(events, protocol.TextReady).text.text == "second words"
    assert one(events, protocol.TextReady).text.words[0].edges
    assert one(events, protocol.OutlineReady).entries == ()
    thumbnail = one(events, protocol.ThumbnailRendered)
    assert (thumbnail.width, thumbnail.height) == (60, 90)


def test_a_killed_worker_is_replaced_and_the_page_still_comes(session: ViewSession) -> None:
    wait_for(session, protocol.SizesReady)
    os.kill(session.worker_pid, signal.SIGKILL)
    session.request_page(1, 200, 300, generation=1)
    events = wait_for(session, protocol.PageRendered)
    assert protocol.WorkerReplaced() in events
    assert one(events, protocol.PageRendered).index == 1


def test_a_page_that_hangs_says_so_and_is_given_up_after_a_second_try(
    tmp_path: Path, pool: WorkerPool
) -> None:
    view = ViewSession(
        endless_pdf(tmp_path / "a.pdf"), pool, identity="abc", limits_s={**LIMITS_S, "draw": 0.15}
    )
    view.request_page(0, 1296, 1944, generation=1)
    events = wait_for(view, protocol.PageFailed)
    assert "Page 1" in one(events, protocol.PageFailed).message
    assert not pool.is_poisoned("abc", 0, "draw")
    wait_for(view, protocol.PageFailed)
    assert pool.is_poisoned("abc", 0, "draw")
    view.request_page(1, 43, 65, generation=2)
    events = wait_for(view, protocol.PageRendered)
    assert one(events, protocol.PageRendered).index == 1
    view.close()


def test_the_second_try_of_a_page_that_hangs_keeps_no_other_page_waiting(
    tmp_path: Path, pool: WorkerPool
) -> None:
    limits = {**LIMITS_S, "draw": PATIENCE_S}
    view = ViewSession(endless_pdf(tmp_path / "a.pdf"), pool, limits_s=limits)
    wait_for(view, protocol.SizesReady)
    limits["draw"] = 0.15
    view.request_page(0, 1296, 1944, generation=1)
    wait_for(view, protocol.PageFailed)
    # The second try may take as long as it likes, but for the page asked for meanwhile.
    limits["draw"] = 10 * PATIENCE_S
    view.request_page(1, 43, 65, generation=1)
    events = wait_for(view, protocol.PageRendered)
    assert one(events, protocol.PageRendered).index == 1
    view.close()


def test_a_page_given_up_is_tried_again_when_somebody_asks_for_it(
    tmp_path: Path, pool: WorkerPool
) -> None:
    view = ViewSession(text_pdf(tmp_path / "a.pdf", ["first"]), pool, identity="abc")
    pool.poison("abc", 0, "draw")
    view.request_page(0, 200, 300, generation=1)
    wait_for(view, protocol.PageFailed)
    view.retry(0)
    view.request_page(0, 200, 300, generation=1)
    assert one(wait_for(view, protocol.PageRendered), protocol.PageRendered).index == 0
    view.close()


def test_a_page_too_large_for_the_memory_says_so(session: ViewSession) -> None:
    wait_for(session, protocol.Opened)
    session.request_page(0, 20_000, 30_000, generation=1)
    failed = one(wait_for(session, protocol.PageFailed), protocol.PageFailed)
    assert "zoom out" in failed.message


def test_a_worker_that_holds_much_memory_is_replaced_without_losing_pages(
    session: ViewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "MEMORY_TO_RECYCLE", 1)
    monkeypatch.setattr(process, "GROWTH_TO_RECYCLE", -(1 << 40))
    drawn = []
    for number in range(8):
        session.request_page(number % 3, 100, 150, generation=number)
        events = wait_for(session, protocol.PageRendered)
        drawn += [e for e in events if isinstance(e, protocol.PageRendered)]
    for page in drawn:
        assert min(page.pixels) < 255
        page.release()
    assert len(drawn) == 8


def test_a_page_known_to_hang_is_not_tried_again(tmp_path: Path, pool: WorkerPool) -> None:
    path = text_pdf(tmp_path / "a.pdf", ["first", "second"])
    view = ViewSession(path, pool)
    pool.poison(identity_of(os.fspath(path)), 0, "draw")
    view.request_page(0, 200, 300, generation=1)
    view.request_page(1, 200, 300, generation=1)
    events = wait_for(view, protocol.PageRendered)
    failed = one(events, protocol.PageFailed)
    assert failed.index == 0
    assert "given up" in failed.message
    view.close()


def test_a_locked_document_asks_for_its_password(tmp_path: Path, pool: WorkerPool) -> None:
    view = ViewSession(locked_pdf(tmp_path / "a.pdf", "pw"), pool)
    view.request_page(0, 200, 300, generation=1)
    assert wait_for(view, protocol.PasswordNeeded)[-1] == protocol.PasswordNeeded(was_wrong=False)
    view.authenticate("no")
    assert wait_for(view, protocol.PasswordNeeded)[-1] == protocol.PasswordNeeded(was_wrong=True)
    view.authenticate("pw")
    events = wait_for(view, protocol.PageRendered)
    assert one(events, protocol.Opened).info.is_encrypted
    view.close()


def test_a_file_that_is_no_pdf_fails_with_a_sentence(tmp_path: Path, pool: WorkerPool) -> None:
    (tmp_path / "page.pdf").write_text("<html>hello</html>")
    view = ViewSession(tmp_path / "page.pdf", pool)
    failed = one(wait_for(view, protocol.DocumentFailed), protocol.DocumentFailed)
    assert "page.pdf" in failed.message
    assert "web page" in failed.message
    view.close()


def test_errors_of_the_engine_outlive_a_collection_of_garbage(tmp_path: Path) -> None:
    script = f"""
import gc
from pincite.documents.worker import engine
mu = engine.bare()
gc.collect()
for _ in range(3):
    try:
        mu.ll_pdf_open_document({str(tmp_path / "missing.pdf")!r})
    except engine.EngineError:
        print("told")
"""
    done = _python(script)
    assert (done.returncode, done.stdout.split()) == (0, ["told"] * 3)


def test_the_worker_ends_when_its_window_is_gone(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pincite.documents.process import WorkerProcess;"
        "w = WorkerProcess(); w.ask('ping', {}, 20); print(w.pid, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = _python(script)
    pid = int(done.stdout)
    until = monotonic() + PATIENCE_S
    while monotonic() < until and not _is_over(pid):
        pass
    assert _is_over(pid)


def test_starting_a_worker_needs_no_heavy_module() -> None:
    script = (
        "import sys; import pincite.documents.process;"
        "bad = {'subprocess', 'multiprocessing', 'json', 're', 'dataclasses', 'typing', 'pymupdf',"
        " 'socket', 'PySide6'} & set(sys.modules); sys.exit(', '.join(sorted(bad)) or 0)"
    )
    path = os.pathsep.join(p for p in sys.path if p)
    # Isolated from `site`, whose .pth files load some of them.
    code = f"import sys; sys.path[:] = {path!r}.split({os.pathsep!r}); {script}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_confined_process_can_neither_write_nor_connect_nor_start_programs(
    tmp_path: Path,
) -> None:
    with Workbench() as bench:
        if any(bench.protections().values()):
            pytest.skip("this system does not offer all protections")
    script = f"""
import os, socket
from pincite.documents.worker import confine
confine.confine()
for name, step in (
    ("write", lambda: open({str(tmp_path / "x")!r}, "w")),
    ("connect", socket.socket),
    ("run", lambda: os.execv("/bin/true", ["true"])),
    ("kill", lambda: os.kill(os.getppid(), 0)),
):
    try:
        step()
    except OSError:
        continue
    print(name)
"""
    done = _python(script)
    assert (done.stdout, done.stderr) == ("", "")


def _python(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script with this process's import path."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=False,
    )


def _is_over(pid: int) -> bool:
    """True when a process is gone, or only waits for somebody to take its exit status."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
