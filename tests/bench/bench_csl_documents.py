"""Speed of formatting: 1000 references, one citation into 1000 notes, previews, and the window.

    python -m tests.bench.bench_csl_documents [FOLDER OF .bib FILES]

Processor seconds are those of the citation process, from its start (Linux only). Lateness is that
of a timer of 5 ms in the GUI thread. Prints figures; asserts nothing.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from tests.bench.csl_works import FOLDER, works
from tests.bench.figures import line, machine
from tests.bench.window import let_pass, wait_until
from tests.ui.bibliography.desk import THESIS, Desk, cite_many, fill

from pincite.citing.csl_engine import CslEngine, CslRequest
from pincite.citing.csl_json import cite_json, to_csl_json
from pincite.model.locators import parse_locator
from pincite.services.bibliographies import BibliographyService, ItemCite
from pincite.services.commands.bibliographies import EditBibliography
from pincite.services.workspace import Workspace
from pincite.ui.app import application
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.formatting import Formatted

_COUNT = 1000
_LOOKED_AT = ("apa", "chicago-notes-bibliography", "modern-language-association", "oscola",
              "bluebook-law-review", "vancouver-nlm", "nature", "ieee")  # fmt: skip


def main(folder: Path) -> None:
    """Run all measurements."""
    print(machine())
    items = works(_COUNT + 1, folder)
    records = [to_csl_json(item) for item in items]
    references(records)
    for style in ("apa", "chicago-notes-bibliography"):
        notes(records, style)
    with tempfile.TemporaryDirectory() as scratch:
        previews(Path(scratch), [ItemCite(item) for item in items[:10]])
        window(Path(scratch))


def references(records: list[dict[str, Any]]) -> None:
    """The list of 1000 works, in a new process and in one that has made such a list."""
    with CslEngine() as engine:
        engine.start()
        for name, goal in (("cold", 4.0), ("warm", 2.0)):
            before = 0.0 if name == "cold" else processor_s(engine)
            # Other ids: nothing of the first list can be used for the second.
            renamed = tuple({**r, "id": f"{name}{r['id']}"} for r in records[:_COUNT])
            began = time.perf_counter()
            made = engine.render(CslRequest("apa", "en-US", renamed))
            wall = time.perf_counter() - began
            used = processor_s(engine) - before
            met = "met" if used <= goal else "MISSED"
            print(f"{len(made.bibliography)} references, APA, {name}: "
                  f"{used:.2f} CPU s, {wall:.2f} s; goal {goal:g} {met}")  # fmt: skip


def notes(records: list[dict[str, Any]], style: str) -> None:
    """One citation put into the middle of 1000, of a work that is cited, and of a new one."""
    clusters = [
        (cite_json(str(r["id"]), parse_locator(str(n % 300 + 1))),)
        for n, r in enumerate(records[:_COUNT])
    ]
    with CslEngine() as engine:

        def render() -> float:
            names = {str(cite["id"]) for cluster in clusters for cite in cluster}
            cited = tuple(r for r in records if r["id"] in names)
            began = time.perf_counter()
            engine.render(CslRequest(style, "en-US", cited, tuple(clusters)))
            return time.perf_counter() - began

        print(f"{_COUNT} citations, {style}: {render():.2f} s the first time")
        for name, chosen in (("cited", records[3:10]), ("new", records[_COUNT:])):
            times = []
            for n, record in enumerate(chosen):
                place = _COUNT // 2 + n
                clusters.insert(place, (cite_json(str(record["id"]), parse_locator("7")),))
                times.append(render())
                clusters.pop(place)
                render()
            print(line(f"{style[:14]}: a {name} work into the middle", times, 300))


def previews(scratch: Path, cites: list[ItemCite]) -> None:
    """Ten references in one style after another, in one that is open, and from the cache."""
    workspace = Workspace.open(scratch / "library")
    service = BibliographyService(workspace, CslEngine)
    service.preview_cites(cites[:1], "apa", "en-US")

    def timed(style: str, some: list[ItemCite]) -> float:
        began = time.perf_counter()
        service.preview_cites(some, style, "en-US")
        return time.perf_counter() - began

    opened = [timed(style, cites) for style in _LOOKED_AT]
    print(line("10 references, a style looked at first", opened))
    fresh = [timed("ieee", [*cites[:9], ItemCite(cites[9].item, parse_locator(str(n)))])
             for n in range(20)]  # fmt: skip
    print(line("10 references, the style is open", fresh, 100))
    kept = [timed(style, cites) for style in _LOOKED_AT * 5]
    print(line("10 references, from the cache", kept, 2))
    service.close()
    workspace.close()


def window(scratch: Path) -> None:
    """How late a timer of the GUI thread is while 1000 citations are formatted."""
    desk = Desk(application(), scratch / "desk")
    fill(desk)
    cite_many(desk, _COUNT - 6)
    tab = BibliographyTab(desk.context, THESIS)
    tab.resize(1440, 800)
    told: list[Formatted] = []
    tab.side.live.formatted.connect(told.append)
    tab.show()
    wait_until(lambda: bool(told))
    for style in ("apa", "chicago-notes-bibliography"):
        told.clear()
        with lateness() as late:
            desk.context.bridge.run(EditBibliography(THESIS, style=style))
            wait_until(lambda: bool(told))
            let_pass(0.3)
        print(line(f"1000 citations formatted, {style[:12]}: timer late", late, 16))
    picker = tab.side.preview.style_picker
    picker.open_list()
    popup = picker.popup
    assert popup is not None
    with lateness() as late:
        for row in range(1, 9):
            popup.list.setCurrentIndex(popup.list.model().index(row, 0))
            let_pass(0.4)
    print(line("moving through the list of styles: timer late", late, 16))
    popup.close()
    tab.close()
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.close()


@contextmanager
def lateness() -> Iterator[list[float]]:
    """Seconds by which a timer of 5 ms came late."""
    late: list[float] = []
    timer, last = QTimer(), [time.perf_counter()]
    timer.setInterval(5)

    def tick() -> None:
        now = time.perf_counter()
        late.append(max(0.0, now - last[0] - 0.005))
        last[0] = now

    timer.timeout.connect(tick)
    timer.start()
    yield late
    timer.stop()


def processor_s(engine: CslEngine) -> float:
    """Seconds of processor time that the citation process has used; 0 where it is not told."""
    process = engine._process
    stat = Path(f"/proc/{process.pid}/stat") if process else Path()
    if not stat.is_file():
        return 0.0
    parts = stat.read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / 100


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
