"""Many annotations on the pages: painting, scrolling, meeting them with the mouse, a change.

    QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_annotations

Prints figures (processor time); asserts nothing.
"""

import math
import random
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QImage, QPainter
from tests.bench.figures import line, machine

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.app import application
from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.pages.page_layout import PX_PER_POINT, Box, PageLayout
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.tools.strokes import bounds_of, stroke_from
from pincite.ui.theme import Mode, Theme

_A4 = (595.0, 842.0)
_PAGES = 1000
_RUNS = 30


class _Pages:
    """Stands for the store of pictures, of which an overlay asks the theme only."""

    theme = PageTheme.PAPER


def main() -> None:
    """Run all measurements."""
    app = application()
    print(machine())
    theme = Theme(app, Mode.LIGHT)
    for ratio in (1, 2):
        layout = PageLayout((_A4,) * _PAGES)
        layout.set_scale(PX_PER_POINT * 1.37 * ratio, gap_px=16 * ratio, margin_px=16 * ratio)
        empty, full, spread = (
            AnnotationOverlay(theme, _Pages()),  # type: ignore[arg-type]  # see there
            AnnotationOverlay(theme, _Pages()),  # type: ignore[arg-type]
            AnnotationOverlay(theme, _Pages()),  # type: ignore[arg-type]
        )
        full.set_annotations([one(i, 0) for i in range(500)])
        spread.set_annotations([one(i, i % _PAGES) for i in range(20_000)])
        print(line(f"paint {ratio}x, no annotation", times(layout, empty)))
        print(line(f"paint {ratio}x, 500 on the page", times(layout, full)))
        print(line(f"paint {ratio}x, 20 000 on 1000 pages", times(layout, spread)))
        print(line(f"first paint {ratio}x, 500 on the page", first_times(layout, theme)))
    print(line("under the mouse, 500 on the page", timed(lambda: full.at(0, 300, 400))))
    one_of_them = full.on_page(0)[7]
    print(line("one of 500 dragged a step", timed(lambda: full.show_ahead(one_of_them))))
    everything = [one(i, i % _PAGES) for i in range(20_000)]
    # As the library hands them out: other objects each time.
    changed = [replace(a, anchor=replace(a.anchor)) for a in everything]
    changed[-1] = replace(changed[-1], comment="changed")
    states = iter([changed, everything] * _RUNS)
    print(
        line(
            "20 000 shown anew after a change", timed(lambda: spread.set_annotations(next(states)))
        )
    )


def one(number: int, index: int) -> Annotation:
    """An annotation of some kind somewhere on a page, always the same for a number."""
    at = random.Random(number)
    kinds = (AnnotationKind.HIGHLIGHT,) * 5 + tuple(AnnotationKind)
    # On words of 55 lines, as text marks stand; some stand on the same words.
    kind, x, y = at.choice(kinds), 60 + 48 * at.randrange(10), 40 + 14 * at.randrange(55)
    blank = Annotation(AnnotationId(f"{number}"), Sha256(""), kind, Anchor(index))
    colour = at.choice(tuple(Colour))
    if kind is AnnotationKind.INK:
        raw = [v for i in range(80) for v in (x + i, y + 20 * math.sin(i / 6))]
        stroke = stroke_from(raw, 2.0)
        place = PageQuads(index, (bounds_of([stroke]),))
        return replace(blank, anchor=Anchor(index, (place,)), strokes=(stroke,), colour=colour)
    quads: tuple[Quad, ...] = (Quad(x, y, x + at.uniform(20, 120), y + 12),)
    if kind is AnnotationKind.NOTE:
        quads = (Quad(x, y, x + 18, y + 18),)
    place = PageQuads(index, quads)
    comment = "a text on the page" if kind is AnnotationKind.TEXT else ""
    return replace(blank, anchor=Anchor(index, (place,)), colour=colour, comment=comment)


def times(layout: PageLayout, overlay: AnnotationOverlay) -> list[float]:
    """Seconds to paint what lies over a window full of a page."""
    image = QImage(1100 * 2, 900 * 2, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    page = Box(0, 0, *layout.size_px(0))

    def paint() -> None:
        painter = QPainter(image)
        overlay.paint_over(painter, 0, page, layout)
        painter.end()

    return timed(paint)


def first_times(layout: PageLayout, theme: Theme) -> list[float]:
    """The same with nothing kept from an earlier time, as when a page scrolls into view."""
    annotations = [one(i, 0) for i in range(500)]
    found = []
    for _ in range(5):
        overlay = AnnotationOverlay(theme, _Pages())  # type: ignore[arg-type]
        overlay.set_annotations(annotations)
        image = QImage(2200, 1800, QImage.Format.Format_RGB32)
        start = time.process_time()
        painter = QPainter(image)
        overlay.paint_over(painter, 0, Box(0, 0, *layout.size_px(0)), layout)
        painter.end()
        found.append(time.process_time() - start)
    return found


def timed(act: Callable[[], object]) -> list[float]:
    """Seconds of processor time of each of some runs, after one that warms up."""
    act()
    found = []
    for _ in range(_RUNS):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return found


if __name__ == "__main__":
    main()
