"""Many annotations: 20 000 in the library, 2000 in one document that is open in a reader.

    python -m tests.bench.bench_annotation_list [ANNOTATIONS_IN_THE_DOCUMENT]

Every act is timed from its start until the list has been painted anew; beside it stands the longest
turn of the event loop meanwhile, which is what a user could feel. Prints figures; asserts nothing.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from tests.bench.bench_library import _WORDS, _item
from tests.bench.figures import line, machine
from tests.bench.window import OpenWindow, PaintWatch, let_pass, open_window, wait_until

from pincite import assets
from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind, Reply
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId, Sha256, fresh_id
from pincite.services.annotation_filter import AnnotationSort
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace
from pincite.ui.reader.annotations.annotation_panel import AnnotationPanel
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab

_DOCUMENTS, _EACH = 1000, 20
_PAGES = 56
_GOAL_MS, _MOST_MS = 16.0, 50.0
_REPORT = assets.root() / "samples" / "harbour-towns.pdf"
_COMMENTS = (
    "", "", "", "Compare the other volume.", "A **key** sentence, see [there](https://example.org).",
    "- one point\n- another, `as written`",
)  # fmt: skip


def main() -> None:
    """Run all measurements."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "library"
        sha = _fill(folder, count)
        with open_window(folder, is_indexing=False) as opened:
            _reader(opened, sha)


def _fill(folder: Path, count: int) -> Sha256:
    """A library of many marked documents, and one that has `count` marks."""
    chance = random.Random(11)
    workspace = Workspace.open(folder)
    found = Importer(workspace).run([_REPORT], JobContext()).files[0].sha256
    assert found is not None
    with workspace.library.transaction() as tx:
        for n in range(_DOCUMENTS):
            item, sha = _item(n, chance), Sha256(f"{n:064x}")
            tx.put(item)
            tx.put(Document(sha, item.id, "a.pdf", "application/pdf", pages=_PAGES))
            for _ in range(_EACH):
                tx.put(_mark(sha, chance))
        for _ in range(count):
            tx.put(_mark(found, chance))
    workspace.close()
    return found


def _mark(sha: Sha256, chance: random.Random) -> Annotation:
    page, y = chance.randrange(_PAGES), chance.uniform(60, 700)
    lines = tuple(Quad(72, y + 14 * n, 520, y + 14 * n + 12) for n in range(chance.randint(1, 6)))
    quote = " ".join(chance.choices(_WORDS, k=chance.randint(5, 70)))
    return Annotation(
        AnnotationId(fresh_id()),
        sha,
        chance.choice(
            (AnnotationKind.HIGHLIGHT, AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE)
        ),
        Anchor(page, (PageQuads(page, lines),), quote, "before", "after", chance.randrange(2000)),
        chance.choice(tuple(Colour)),
        comment=chance.choice(_COMMENTS),
        tags=tuple(chance.sample(_WORDS, k=chance.randint(0, 2))),
        quotation_kind=chance.choice(tuple(QuotationKind)),
        replies=(Reply("Ada", "I see it otherwise."),) if chance.random() < 0.05 else (),
        created=f"2026-01-{chance.randint(1, 28):02}T10:00:00.000Z",
    )


@dataclass
class _Timing:
    """Times of one act: until it is seen, and the longest turn of the event loop meanwhile."""

    name: str
    seen: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)

    def measure(self, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Do it and turn the event loop until it is done, and then until all is quiet."""
        began = time.perf_counter()
        act()
        longest = time.perf_counter() - began
        seen = 0.0
        quiet = 0
        while quiet < 30:
            turn = time.perf_counter()
            QCoreApplication.processEvents()
            now = time.perf_counter()
            longest = max(longest, now - turn)
            if not seen and is_done():
                seen = now - began
            quiet = quiet + 1 if seen and now - turn < 0.001 else 0
            if now - began > 20:
                raise TimeoutError(self.name)
            time.sleep(0.0005)
        self.seen.append(seen)
        self.longest.append(longest)

    def show(self) -> None:
        """Print both."""
        print(line(f"{self.name}: seen", self.seen))
        print(line(f"{self.name}: longest turn", self.longest, _MOST_MS))


def _reader(opened: OpenWindow, sha: Sha256) -> None:
    window, context = opened.window, opened.context
    window.resize(1440, 900)
    wait_until(lambda: context.has_library)
    opening = _Timing("document opens, its list painted")
    for _ in range(5):
        opening.measure(lambda: context.open_reader(sha, 34, (), None), lambda: _is_listed(window))
        opened.window.tabs.close(_tab(window))
        # Outside of a running event loop nobody else does it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        let_pass(0.3)
    opening.show()
    context.open_reader(sha, 34, (), None)
    wait_until(lambda: _is_listed(window))
    let_pass(1.5)
    pane = _tab(window).pane
    panel = pane.sides.right_panel().annotations
    _loading(pane, context.workspace)
    _filtering(panel)
    _scrolling(panel)
    _changing(opened, pane, panel, sha)


def _tab(window: object) -> ReaderTab:
    found = window.findChildren(ReaderTab)  # type: ignore[attr-defined]
    return found[-1]  # type: ignore[no-any-return]


def _is_listed(window: object) -> bool:
    tabs = window.findChildren(ReaderTab)  # type: ignore[attr-defined]
    if not tabs or tabs[-1].pane.sides.right is None:
        return False
    view = tabs[-1].pane.sides.right.list.view
    return bool(view.isVisible() and view.model().rowCount() > 0)


def _loading(pane: ReaderPane, workspace: Workspace) -> None:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        found = workspace.read.annotations_of(pane.marks.documents[0])
        times.append(time.perf_counter() - began)
    print(line(f"{len(found)} annotations read from the library", times))


def _filtering(panel: AnnotationPanel) -> None:
    timing, row = _Timing("key typed into the filter"), panel.list.filter_row
    watch = PaintWatch(panel.list.view.viewport())
    for word in ("river tr", "harvest", "zzz", "labour"):
        for letter in word:
            state = (watch.count, panel.model.rowCount())
            timing.measure(
                lambda c=letter: QTest.keyClick(row.field, c),  # type: ignore[misc]
                lambda b=state: (  # type: ignore[misc]
                    watch.count > b[0] or panel.model.rowCount() in (b[1], 0)
                ),
            )
        before = watch.count
        timing.measure(row.clear, lambda b=before: watch.count > b)  # type: ignore[misc]
    timing.show()
    order = _Timing("another order")
    for _ in range(3):
        for sort in (AnnotationSort.DATE, AnnotationSort.COLOUR, AnnotationSort.READING_ORDER):
            before = watch.count
            order.measure(
                lambda s=sort: panel.model.set_order(s),  # type: ignore[misc]
                lambda b=before: watch.count > b,  # type: ignore[misc]
            )
    order.show()


def _scrolling(panel: AnnotationPanel) -> None:
    timing, bar = _Timing("list scrolled"), panel.list.view.verticalScrollBar()
    watch = PaintWatch(panel.list.view.viewport())
    for step in range(1, 60):
        before = watch.count
        place = bar.maximum() * ((step * 37) % 60) // 60
        timing.measure(
            lambda p=place: bar.setValue(p),  # type: ignore[misc]
            lambda b=before: watch.count > b,  # type: ignore[misc]
        )
    timing.show()


def _changing(opened: OpenWindow, pane: ReaderPane, panel: AnnotationPanel, sha: Sha256) -> None:
    chance, bridge, model = random.Random(5), opened.context.bridge, panel.model
    acts = {name: _Timing(name) for name in ("one added", "one deleted", "undone", "50 recoloured")}
    for _ in range(12):
        mark = _mark(sha, chance)
        total = model.total
        acts["one added"].measure(
            lambda m=mark: bridge.run(AddAnnotation(m)),  # type: ignore[misc]
            lambda t=total: model.total == t + 1,  # type: ignore[misc]
        )
        panel.list.select(mark.id)
        acts["one deleted"].measure(
            lambda: QTest.keyClick(panel.list.view, Qt.Key.Key_Delete),
            lambda t=total: model.total == t,  # type: ignore[misc]
        )
        acts["undone"].measure(bridge.undo, lambda t=total: model.total == t + 1)  # type: ignore[misc]
        some = model.annotations[100:150]
        colour = Colour.GREY if some[0].colour is not Colour.GREY else Colour.RED
        acts["50 recoloured"].measure(
            lambda s=some, c=colour: panel.acts.recolour(s, c),  # type: ignore[misc]
            lambda c=colour: model.annotations[100].colour is c,  # type: ignore[misc]
        )
    for timing in acts.values():
        timing.show()


if __name__ == "__main__":
    main()
