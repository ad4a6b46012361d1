"""How soon the page of a bibliography follows a change: at 100 citations, and at 500.

    python -m tests.bench.bench_bibliography [CITATIONS …]

From the command to the page being painted anew, in the tab itself. Prints figures; asserts nothing.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from tests.bench.figures import line, machine
from tests.bench.window import let_pass, wait_until
from tests.ui.bibliography.desk import THESIS, Desk, cite_many, fill

from pincite.model.citations import Ordering, Shown
from pincite.model.ids import CitationId, ItemId
from pincite.model.locators import parse_locator
from pincite.services.commands.bibliographies import AddCitation, EditBibliography, EditCitation
from pincite.services.commands.entries import AddHeading, MoveEntries, RemoveEntries
from pincite.services.workspace import Command
from pincite.ui.app import application
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.formatting import Formatted

_REPEATS = 7
_GOAL_MS = 300.0
_STYLES = ("apa", "chicago-notes-bibliography", "ieee")


def main() -> None:
    """Run all measurements."""
    sizes = [int(size) for size in sys.argv[1:]] or [100, 500]
    print(machine())
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            measure(Path(scratch), size)


def measure(scratch: Path, size: int) -> None:
    """All kinds of changes, style by style."""
    desk = Desk(application(), scratch / "desk")
    fill(desk)
    cite_many(desk, size - 6)
    tab = BibliographyTab(desk.context, THESIS)
    tab.resize(1440, 800)
    told: list[Formatted] = []
    tab.side.live.formatted.connect(told.append)
    tab.show()
    wait_until(lambda: bool(told))
    turns = count()
    for style in _STYLES:
        follow(desk, told, EditBibliography(THESIS, style=style))
        for name, commands in _changes(turns):
            times = [follow(desk, told, next(commands)) for _ in range(_REPEATS)]
            print(line(f"{size} citations, {style[:14]}: {name}", times, _GOAL_MS))
        follow(desk, told, EditBibliography(THESIS, ordering=Ordering.TEXT, shown=Shown()))
    tab.close()
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.close()


def follow(desk: Desk, told: list[Formatted], command: Command) -> float:
    """Seconds until the page shows what a command changed."""
    let_pass(0.2)
    told.clear()
    began = time.perf_counter()
    desk.context.bridge.run(command)
    wait_until(lambda: bool(told))
    # The page was given its new text in the slot before ours; this paints it.
    QCoreApplication.processEvents()
    return time.perf_counter() - began


def _changes(turns: Iterator[int]) -> Iterator[tuple[str, Iterator[Command]]]:
    """A name, and commands that each change something again."""
    numbers = count(20)
    shown = (Shown(page_quotations=bool(n % 2)) for n in count(1))
    made: list[CitationId] = []

    def added() -> Command:
        command = AddCitation(THESIS, ItemId("lindqvist2009"), before=CitationId("c2"))
        made.append(command.id)
        return command

    def moved() -> Command:
        return MoveEntries((CitationId("c3"),), CitationId("c1") if next(turns) % 2 else None)

    yield (
        "place",
        _repeated(
            lambda: EditCitation(CitationId("c4"), locator=parse_locator(str(next(numbers))))
        ),
    )
    yield "prefix", _repeated(lambda: EditCitation(CitationId("c2"), prefix=f"see {next(numbers)}"))
    yield "added near the top", _repeated(added)
    yield "removed", _repeated(lambda: RemoveEntries((made.pop(),), THESIS))
    yield "moved from end to end", _repeated(moved)
    yield "heading", _repeated(lambda: AddHeading(THESIS, "Heading", CitationId("c5")))
    yield "quotations shown", (EditBibliography(THESIS, shown=one) for one in shown)
    orders = (Ordering.STYLE, Ordering.HAND)
    yield "order", (EditBibliography(THESIS, ordering=orders[n % 2]) for n in count())


def _repeated(make: Callable[[], Command]) -> Iterator[Command]:
    while True:
        yield make()


if __name__ == "__main__":
    main()
