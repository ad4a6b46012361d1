"""Import through the window: pages per second, memory, and whether the window stays awake.

    python -m tests.bench.bench_import [FOLDER]

100 files of FOLDER (PDFs of many makers), then 500 small ones made here. Prints figures; asserts
nothing. The window is the real one, without a screen; the indexer is its own process as always.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from tests.bench.figures import line, machine, percentile
from tests.bench.memory import MemoryWatch
from tests.bench.window import OpenWindow, let_pass, open_window, wait_until

from pincite.services.importer import ImportReport
from pincite.services.indexing import index_status
from pincite.ui.jobs import JobHandle

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "pdf"
_FILES = 100
_SMALL_FILES = 500
_IDLE_S = 5.0
_TICK_MS = 2
_GOAL_P99_MS, _GOAL_MAX_MS = 16.0, 50.0


class Pulse(QObject):
    """A timer in the window's event loop that notes how long it had to wait each time.

    Attributes:
        gaps: seconds between beats.
        work: what of each the window itself was busy; the rest it waited for the processor.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._used = 0.0
        self.gaps: list[float] = []
        self.work: list[float] = []

    def start(self) -> None:
        """Begin anew."""
        self.gaps, self.work = [], []
        self._last, self._used = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> list[float]:
        """Seconds between beats, in order."""
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last)
        self.work.append(used - self._used)
        self._last, self._used = now, used


def main() -> None:
    """Run both imports."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    print(machine())
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf")
    if found:
        step = max(1, len(found) // _FILES)
        measure(f"{_FILES} files of many makers", found[::step][:_FILES])
    else:
        print(f"Skipped: there are no PDFs in {folder}.")
    with tempfile.TemporaryDirectory() as scratch:
        measure(f"{_SMALL_FILES} small files", make_small_files(Path(scratch), _SMALL_FILES))


def make_small_files(folder: Path, count: int) -> list[Path]:
    """PDFs of two pages, each with words of its own."""
    paths = []
    for number in range(count):
        path = folder / f"ledger-{number:03}.pdf"
        with pymupdf.open() as document:
            for page in range(2):
                text = (
                    f"Ledger {number} of the harbour office\n" + f"Entry {page} of that day\n" * 30
                )
                document.new_page().insert_text((72, 72), text)
            document.save(path)
        paths.append(path)
    return paths


def measure(name: str, files: Sequence[Path]) -> None:
    """Import files into an empty library through the window, and print what it took."""
    print(f"-- {name}")
    with tempfile.TemporaryDirectory() as scratch:
        memory = MemoryWatch()
        with open_window(Path(scratch) / "library", is_indexing=True) as opened:
            pulse = Pulse()
            let_pass(2.0)
            print_gaps("window idle", beats_of_idle(pulse))
            report, import_s, gaps = import_all(opened, files, pulse)
            searchable_s = import_s + seconds_until_searchable(opened)
            let_pass(0.5)
        peaks = memory.peaks()
    pages = sum(entry.pages for entry in report.files if entry.status == "new")
    statuses = ", ".join(f"{report.count(s)} {s}" for s in ("new", "known", "failed"))
    print(f"{len(files)} files ({statuses}), {pages} pages")
    print(f"imported    {import_s:6.1f} s   {pages / import_s:6.0f} pages/s")
    print(f"searchable  {searchable_s:6.1f} s   {pages / searchable_s:6.0f} pages/s")
    print_gaps("window during the import", gaps)
    print("peak memory (PSS) " + ", ".join(f"{role} {mib:.0f} MiB" for role, mib in peaks.items()))


def beats_of_idle(pulse: Pulse) -> list[float]:
    """Gaps while nothing happens: what the machine itself costs."""
    pulse.start()
    loop = QEventLoop()
    QTimer.singleShot(int(_IDLE_S * 1000), loop.quit)
    loop.exec()
    return pulse.stop()


def import_all(
    opened: OpenWindow, files: Sequence[Path], pulse: Pulse
) -> tuple[ImportReport, float, list[float]]:
    """The report, the seconds, and the gaps of the event loop meanwhile."""
    reports: list[ImportReport] = []
    loop = QEventLoop()

    def follow(handle: JobHandle) -> None:
        handle.succeeded.connect(keep)

    def keep(result: object) -> None:
        # What is imported is looked at in a job before it.
        if isinstance(result, ImportReport):
            reports.append(result)
            loop.quit()

    opened.context.jobs.started.connect(follow)
    pulse.start()
    began = time.perf_counter()
    opened.window.imports.start([str(path) for path in files])
    loop.exec()
    took = time.perf_counter() - began
    gaps = pulse.stop()
    opened.context.jobs.started.disconnect(follow)
    return reports[0], took, gaps


def seconds_until_searchable(opened: OpenWindow) -> float:
    """From now until the index has everything that the library has."""
    began = time.perf_counter()
    library = opened.context.workspace.library

    def is_current() -> bool:
        let_pass(0.05)
        return index_status(library).is_current

    wait_until(is_current, limit_s=300)
    return time.perf_counter() - began


def print_gaps(name: str, gaps: Sequence[float]) -> None:
    """A line about gaps, against both goals."""
    ascending = sorted(gap * 1000 for gap in gaps)
    p99 = percentile(ascending, 99)
    is_met = p99 <= _GOAL_P99_MS and ascending[-1] <= _GOAL_MAX_MS
    goal = f"goal p99 {_GOAL_P99_MS:g} ms, max {_GOAL_MAX_MS:g} ms {'met' if is_met else 'MISSED'}"
    over = [sum(1 for gap in ascending if gap > limit) for limit in (_GOAL_P99_MS, _GOAL_MAX_MS)]
    print(line(name, gaps) + f"   {goal}; {over[0]} over 16 ms, {over[1]} over 50 ms")


if __name__ == "__main__":
    main()
