"""The window with many items: how soon it opens, sorts, filters; how soon a preview follows.

    python -m tests.bench.bench_window [ITEMS]

Prints figures; asserts nothing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import which

from PySide6.QtCore import QCoreApplication, QEvent
from tests.bench.bench_library import fill
from tests.bench.figures import line, machine
from tests.bench.window import (
    PaintWatch,
    let_pass,
    open_window,
    seconds_until_painted,
    wait_until,
)
from tests.ui.bibliography.desk import THESIS, Desk, cite_many, sha_of
from tests.ui.bibliography.desk import fill as fill_desk

from pincite.library.library import Library
from pincite.model.anchors import Quad
from pincite.services.commands.items import EditItem
from pincite.services.commands.pages import SetPageLabel
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.ui.app import application
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.formatting import Formatted
from pincite.ui.context import AppContext
from pincite.ui.library.browse_pane import BrowsePane
from pincite.ui.library.columns import COLUMNS, heading
from pincite.ui.reader.pages.page_layout import PageLayout
from pincite.ui.reader.pages.view_mode import Spread, ViewMode

_RUNS = 7
_REPEATS = 9
_GOAL_MS = 50.0
_TYPED = ("river", "treaty ada", "migration", "1987")
_A4 = (595.0, 842.0)


def main() -> None:
    """Run all measurements."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        empty, full = Path(scratch) / "empty", Path(scratch) / "full"
        for folder, items in ((empty, 0), (full, count)):
            library = Library.open(folder)
            fill(library, items)
            update_index(library, JobContext())
            library.close()
        opening(empty, full, count)
        table(full, count)
        preview(Path(scratch))
    layout()


def opening(empty: Path, full: Path, count: int) -> None:
    """From the start of the process to the painted window, by turns."""
    times: dict[Path, list[float]] = {empty: [], full: []}
    with display() as (name, environment):
        for folder in (empty, full):
            seconds_to_open(folder, environment)
        for _ in range(_RUNS):
            for folder, found in times.items():
                found.append(seconds_to_open(folder, environment))
    print(line(f"window opens on {name}, empty library", times[empty]))
    print(line(f"window opens on {name}, {count} items", times[full]))
    ratio = statistics.median(times[full]) / statistics.median(times[empty])
    print(f"ratio of the medians {ratio:.2f}   goal 1.20 {'met' if ratio < 1.2 else 'MISSED'}")


def seconds_to_open(folder: Path, environment: dict[str, str]) -> float:
    """Start the program on a library and wait until it says that it has painted its window."""
    settings = {"XDG_CONFIG_HOME": str(folder.with_name("settings"))}
    command = [sys.executable, "-m", "tests.bench.opening", "--library", str(folder)]
    began = time.monotonic()
    done = subprocess.run(
        command, env=environment | settings, stdout=subprocess.PIPE, check=True, text=True
    )
    return float(done.stdout) - began


@contextmanager
def display() -> Iterator[tuple[str, dict[str, str]]]:
    """A screen of its own where Xvfb is installed, else none; its name and the environment."""
    if which("Xvfb") is None:
        yield "no screen", os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert screen.stdout is not None
    try:
        number = screen.stdout.readline().decode().strip()
        yield "X11", os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        screen.terminate()
        screen.wait()


def table(folder: Path, count: int) -> None:
    """Sort by each column and filter as one types, each until the table has been repainted."""
    with open_window(folder, is_indexing=False) as opened:
        browse = opened.window.findChild(BrowsePane)
        assert isinstance(browse, BrowsePane)
        watch = PaintWatch(browse.view.viewport())
        header = browse.view.horizontalHeader()
        everything: list[float] = []
        print(line(f"edit one of {count} items", edited(opened.context, browse, watch), _GOAL_MS))
        for number, column in enumerate(COLUMNS):
            if column.sort:
                times = repeat(watch, lambda n=number: header.sectionClicked.emit(n))  # type: ignore[misc]
                print(line(f"sort {count} items by {heading(column)}", times, _GOAL_MS))
                everything += times
        browse.search_box.setFocus()
        let_pass(1.0)
        for words in _TYPED:
            times = typed(browse, watch, words)
            print(line(f"filter, typing “{words}”", times, _GOAL_MS))
            everything += times
        print(line("sort and filter, all", everything, _GOAL_MS))
        times = edited(opened.context, browse, watch)
        print(line("  sorted by where it was published", times, _GOAL_MS))


def repeat(watch: PaintWatch, act: Callable[[], object]) -> list[float]:
    """Seconds of each of several repetitions, with a pause between two."""
    times = []
    for _ in range(_REPEATS):
        times.append(seconds_until_painted(watch, act))
        let_pass(0.05)
    return times


def typed(browse: BrowsePane, watch: PaintWatch, words: str) -> list[float]:
    """Seconds after each key, and after clearing; without the pause in which the box waits."""
    times = []
    box = browse.search_box
    for text in [*(words[:end] for end in range(1, len(words) + 1)), ""]:
        box.blockSignals(True)
        box.setText(text)
        box.blockSignals(False)
        times.append(seconds_until_painted(watch, lambda t=text: box.searched.emit(t.strip())))  # type: ignore[misc]
        # The search in the pages goes on beside it, as it does between two keys.
        let_pass(0.15)
    return times


def edited(context: AppContext, browse: BrowsePane, watch: PaintWatch) -> list[float]:
    """Seconds from a change of a selected item until the table shows it."""
    times = []
    for number in range(2 * _REPEATS):
        item = browse.model.item_at(number)
        browse.view.select_ids([item])
        let_pass(0.3)
        command = EditItem(item, fields={"title": f"A title that is number {number}"})
        times.append(seconds_until_painted(watch, partial(context.bridge.run, command)))
    return times


def preview(scratch: Path) -> None:
    """From a corrected page label to the preview of 100 citations."""
    desk = Desk(application(), scratch / "desk")
    fill_desk(desk)
    cite_many(desk, 94)
    tab = BibliographyTab(desk.context, THESIS)
    tab.resize(1440, 800)
    told: list[Formatted] = []
    tab.side.live.formatted.connect(told.append)
    tab.show()
    wait_until(lambda: bool(told))
    let_pass(0.5)
    times = []
    for number in range(_REPEATS):
        told.clear()
        began = time.perf_counter()
        desk.context.bridge.run(SetPageLabel(sha_of("adler2014"), 2, f"A-{number}"))
        wait_until(lambda: bool(told))
        times.append(time.perf_counter() - began)
        let_pass(0.2)
    print(line("preview follows a label at 100 citations", times, 300))
    tab.close()
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.close()


def layout() -> None:
    """Places of 10 000 pages in another arrangement, and at another zoom of it."""
    crops = [Quad(60.0, 60.0, 540.0, 780.0)] * 10_000
    for mode in (
        ViewMode(),
        ViewMode(Spread.COVER, is_paged=True),
        ViewMode(Spread.TWO, turn=90, is_cropped=True),
    ):
        began = time.perf_counter()
        pages = PageLayout((_A4,) * 10_000, (), mode, crops)
        arranged = time.perf_counter() - began
        times = []
        for step in range(200):
            began = time.perf_counter()
            pages.set_scale(1.0 + step / 100, gap_px=16, margin_px=16, view_height_px=900)
            top = pages.place_px(5_000, 0.5)
            seen = pages.pages_between(top, top + 900)
            [pages.box(index, 1_200) for index in seen]
            times.append(time.perf_counter() - began)
        print(line(f"arrange 10 000 pages ({mode.to_text()})", [arranged]))
        print(line("  and lay them out at another zoom", times))


if __name__ == "__main__":
    main()
