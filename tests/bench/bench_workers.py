"""How the reader gets over a lost, hanging or swollen worker, and what page themes cost.

    QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_workers

Prints figures; the documents are made here.
"""

import os
import random
import signal
import statistics
import sys
import tempfile
import zlib
from pathlib import Path
from select import select
from time import monotonic, perf_counter

import pymupdf
from PySide6.QtGui import QImage
from tests.bench.figures import line, machine

from pincite.documents import process, protocol
from pincite.documents.process import WorkerPool
from pincite.documents.protocol import Event
from pincite.documents.queue import LIMITS_S
from pincite.documents.viewing import ViewSession
from pincite.ui.reader.pages.page_themes import PageTheme, recoloured

WIDTH, HEIGHT = 1224, 1584
ROUNDS = 9
PAGES = 1000
PATIENCE_S = 30.0
PHOTO_PX = (1400, 1000)


def main() -> int:
    """Run all measurements."""
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        killed_while_drawing(heavy_file(folder / "heavy.pdf", lines=15))
        hanging(heavy_file(folder / "endless.pdf", lines=4000))
        taking_turns(folder)
        photos = photo_file(folder / "photos.pdf", PAGES)
        scrolling(photos, PAGES)
        # MuPDF's own store rarely lets a worker come that far; here it is made to.
        process.MEMORY_TO_RECYCLE, process.GROWTH_TO_RECYCLE = 180 << 20, 0
        scrolling(photos, PAGES // 4)
        page_themes(photos)
    return 0


def wait_for(view: ViewSession, kind: type[Event]) -> Event:
    """Poll as the window does until an event of a kind has come; pixels are released."""
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        due = view.next_deadline()
        left = 1.0 if due is None else max(0.0, due - monotonic())
        select([view.fileno()] if view.fileno() >= 0 else [], [], [], min(left, 1.0))
        found = None
        for event in view.poll():
            if isinstance(event, protocol.PageRendered):
                event.release()
            if found is None and isinstance(event, kind):
                found = event
        if found is not None:
            return found
    raise TimeoutError


def draw(view: ViewSession, index: int, generation: int) -> float:
    """Seconds for a page."""
    began = perf_counter()
    view.request_page(index, WIDTH, HEIGHT, generation=generation)
    wait_for(view, protocol.PageRendered)
    return perf_counter() - began


def killed_while_drawing(path: Path) -> None:
    """kill -9 in the middle of a page, with a spare standing by as it does in the window."""
    pool = WorkerPool()
    alone, killed = [], []
    for number in range(ROUNDS):
        pool.prestart()
        view = ViewSession(path, pool)
        alone.append(draw(view, 0, 1))
        view.close()
        pool.prestart()
        settle(view)
        view = ViewSession(path, pool)
        wait_for(view, protocol.Opened)
        pool.prestart()
        settle(view)
        view.request_page(0, WIDTH, HEIGHT, generation=number)
        pause(statistics.median(alone) / 2)
        began = perf_counter()
        os.kill(view.worker_pid, signal.SIGKILL)
        wait_for(view, protocol.PageRendered)
        killed.append(perf_counter() - began)
        view.close()
    pool.close()
    render = statistics.median(alone)
    print(line("page drawn", alone))
    print(line("kill -9 while drawing, until the picture", killed, 1000 * (render + 0.15)))
    print(f"{'':44} over the drawing itself: {1000 * (statistics.median(killed) - render):.0f} ms")


def hanging(path: Path) -> None:
    """A page that does not come to an end: when the reason stands there, when others are drawn."""
    pool = WorkerPool()
    limits = {**LIMITS_S, "draw": 1.0}
    view = ViewSession(path, pool, limits_s=limits)
    wait_for(view, protocol.SizesReady)
    pool.prestart()
    began = perf_counter()
    view.request_page(0, WIDTH, HEIGHT, generation=1)
    view.request_text(1)
    wait_for(view, protocol.PageFailed)
    told = perf_counter() - began
    draw(view, 1, 1)
    usable = perf_counter() - began
    print(f"page that hangs, limit 1.0 s: told after {told:.2f} s, next page after {usable:.2f} s")
    view.close()
    pool.close()


def taking_turns(folder: Path) -> None:
    """Six documents looked at in turns by three workers: how long a page takes with a new one."""
    pool = WorkerPool()
    views = []
    for number in range(6):
        views.append(ViewSession(photo_file(folder / f"turn{number}.pdf", 2), pool))
        wait_for(views[-1], protocol.SizesReady)
    times = []
    for turn in range(18):
        for view in views:
            view.poll()
        pool.prestart()
        settle(views[0])
        times.append(draw(views[turn % 6], turn % 2, turn))
    print(line("page of a document without a worker", times))
    for view in views:
        view.close()
    pool.close()


def scrolling(path: Path, pages: int) -> None:
    """Pages with a photo of their own each: what the worker holds, and the longest wait."""
    pool = WorkerPool()
    view = ViewSession(path, pool)
    wait_for(view, protocol.SizesReady)
    times, most, pids = [], 0, set()
    for index in range(pages):
        times.append(draw(view, index, index))
        if view.worker_pid:
            pids.add(view.worker_pid)
            most = max(most, resident(view.worker_pid))
    limit = process.MEMORY_TO_RECYCLE >> 20
    print(line(f"{pages} pages, one after the other", times))
    print(f"{'':44} worker at most {most >> 20} MB, replaced {len(pids) - 1} times at {limit} MB")
    view.close()
    pool.close()


def page_themes(path: Path) -> None:
    """What finding the pictures costs the worker, and putting them back costs the window."""
    pool = WorkerPool()
    view = ViewSession(path, pool)
    wait_for(view, protocol.SizesReady)
    times: dict[bool, list[float]] = {False: [], True: []}
    for index in range(100):
        began = perf_counter()
        view.request_page(index, WIDTH, HEIGHT, generation=index, pictures=bool(index % 2))
        wait_for(view, protocol.PageRendered)
        times[bool(index % 2)].append(perf_counter() - began)
    print(line("page on paper", times[False]))
    print(line("page with its pictures found", times[True]))
    view.close()
    pool.close()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFF)
    for name, boxes in (("without pictures", ()), ("with one", ((200, 200, 1000, 800),))):
        took = []
        for _ in range(ROUNDS):
            began = perf_counter()
            recoloured(image, PageTheme.DARK, boxes)
            took.append(perf_counter() - began)
        print(line(f"dark page {name}, in the window", took))


def settle(view: ViewSession) -> None:
    """Give a spare the time to load that it has in the window."""
    pause(0.8)
    view.poll()


def pause(seconds: float) -> None:
    """Wait without using the processor."""
    select([], [], [], seconds)


def resident(pid: int) -> int:
    """Bytes that a process holds, shared memory left out."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE")


def heavy_file(path: Path, lines: int) -> Path:
    """Two pages, the first of which takes long to draw."""
    document = pymupdf.open()
    heavy = document.new_page(width=432, height=648)
    heavy.insert_text((72, 72), "heavy")
    strokes = b"".join(b"%d 0 m %d 648 l S\n" % (i % 432, 432 - i % 432) for i in range(lines))
    document.update_stream(heavy.get_contents()[0], b"20 w\n" + strokes)
    document.new_page(width=432, height=648).insert_text((72, 72), "light")
    document.save(path)
    return path


def photo_file(path: Path, pages: int) -> Path:
    """Pages with a line of text and a photo each, none like the others."""
    chance = random.Random(1)
    width, height = PHOTO_PX
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=612, height=792)
        page.insert_text((72, 60), f"Photo {number + 1}")
        rows = b"".join(chance.randbytes(60) * (width * 3 // 60) for _ in range(height // 50))
        data = b"".join(rows[i : i + width * 3] * 50 for i in range(0, len(rows), width * 3))
        xref = page.insert_image(
            pymupdf.Rect(72, 100, 540, 430),
            pixmap=pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 2, 2), False),
            keep_proportion=False,
        )
        document.update_stream(xref, zlib.compress(data, 1), compress=False)
        for key, value in (
            ("Width", str(width)),
            ("Height", str(height)),
            ("Filter", "/FlateDecode"),
            ("ColorSpace", "/DeviceRGB"),
            ("BitsPerComponent", "8"),
        ):
            document.xref_set_key(xref, key, value)
    document.save(path)
    return path


if __name__ == "__main__":
    sys.exit(main())
