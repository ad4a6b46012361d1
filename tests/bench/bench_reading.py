"""Reading: how soon a page is turned, whether the window stays free, how much memory it takes.

    python -m tests.bench.bench_reading [FILE.pdf ...]

Runs the real window, at one and at two pixels for a point of the screen, on a made file of 1000
pages and on some others where there are any. Prints figures; asserts nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bench_documents import CORPUS, make_long_file
from tests.bench.bench_window import display
from tests.bench.figures import line, machine, percentile
from tests.bench.memory import family, pss_mib, role_of

_FILES = ("PyMuPDF/tests__resources__test_natural.pdf", "pdf.js/test__pdfs__issue12963.pdf")
_EVERY_S = 0.2
_GOALS: dict[str, tuple[int, float]] = {
    "flip, uncached": (95, 25.0),
    "flip, cached": (95, 8.0),
    "gap": (99, 16.0),
}
_MEMORY_GOALS = {"window": 350.0, "document worker": 450.0}


def main() -> None:
    """Run all files at both scales."""
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(name) for name in sys.argv[1:]]
        if not files:
            files = [make_long_file(Path(scratch) / "thousand pages.pdf", 1000)]
            files += [path for name in _FILES if (path := CORPUS / name).exists()]
        with display() as (_, environment):
            for path in files:
                for scale in (1, 2):
                    print(f"\n{path.name}, {scale}x")
                    read(path, environment | {"QT_SCALE_FACTOR": str(scale)})


def read(path: Path, environment: dict[str, str]) -> None:
    """One run of the program, its memory watched from here."""
    command = [sys.executable, "-m", "tests.bench.reading", str(path)]
    peaks: dict[str, float] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(command, env=environment, stdout=out)
        while process.poll() is None:
            note_memory(process.pid, peaks)
            time.sleep(_EVERY_S)
        out.seek(0)
        results = json.load(out)
    for name, values in results.items():
        show(name, values)
    for role, goal in _MEMORY_GOALS.items():
        mib = peaks.get(role, 0.0)
        print(f"memory, {role}: {mib:.0f} MiB   goal {goal:g} {_met(mib <= goal)}")


def note_memory(window: int, peaks: dict[str, float]) -> None:
    """Look at what the window and its workers hold now."""
    for pid in family(window):
        role = "window" if pid == window else role_of(pid)
        peaks[role] = max(peaks.get(role, 0.0), pss_mib(pid))


def show(name: str, values: list[float]) -> None:
    """One line of figures."""
    if name.startswith("frames"):
        print(f"{name}: {values[0]:.0f}, of them {values[1]:.0f} with nothing but blank pages")
    elif not values:
        print(f"{name}: none")
    else:
        print(line(name, [value / 1000 for value in values]), _verdict(name, sorted(values)))


def _verdict(name: str, ascending: list[float]) -> str:
    goal = _GOALS.get(name) or _GOALS.get(name.partition(",")[0])
    if goal is None:
        return ""
    percent, limit = goal
    value = percentile(ascending, percent)
    return f"  p{percent} {value:.1f} ms, goal {limit:g} {_met(value <= limit)}"


def _met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main()
