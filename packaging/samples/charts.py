"""The charts of the samples, drawn from vector shapes."""

import csv
from collections.abc import Sequence
from pathlib import Path as FilePath

from samples.lines import Ink, Typefaces
from samples.pages import BLACK, Colour, Path, Point, Strip

INK: Colour = (0.13, 0.27, 0.38)
RED: Colour = (0.70, 0.23, 0.18)
GOLD: Colour = (0.76, 0.56, 0.16)
GREEN: Colour = (0.27, 0.47, 0.36)
PALE: Colour = (0.78, 0.82, 0.85)
GRID: Colour = (0.80, 0.80, 0.80)
LABEL_SIZE = 7.6
TOWNS = ("Brackmouth", "Corvane", "Eskerhaven", "Ister")
GAPS = (2, 3, 4, 19, 27, 31, 33, 24, 22, 19, 18, 15)
RAISED = (4, 4, 5, 3, 6, 8, 9, 9, 10, 10, 10, 12, 11, 10, 10, 10, 9, 7, 4, 3, 4)
REQUIRED = (4, 4, 4, 3, 4, 4, 5, 5, 5, 5, 5, 6, 5, 4, 4, 4, 4, 4, 4, 3, 4)
BEFORE = (0.1, -0.1, 0.0, 0.1, -0.2, 0.1, 0.0, -0.1, 0.1, 0.0)
SOUTH = (1.9, 2.7, 3.0, 3.1, 2.9, 3.0, 3.0, 2.8, 2.9, 2.9, 2.7, 2.6, 2.6, 2.3, 2.0, 1.8, 1.5)
NORTH = (0.4, 2.1, 2.9, 3.0, 3.1, 2.8, 2.9, 3.0, 2.7, 2.8, 2.8, 2.5, 2.6, 2.4, 2.1, 1.7, 1.6)


def read_prices(path: FilePath) -> list[tuple[str, ...]]:
    """Rows of the price file: the year, then shillings for each of `TOWNS`."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)][1:]


class Plot:
    """Axes of one chart; `frame` is left, top, right and bottom in points."""

    def __init__(
        self,
        faces: Typefaces,
        frame: tuple[float, float, float, float],
        spans: tuple[tuple[float, float], tuple[float, float]],
    ) -> None:
        self._faces = faces
        self.frame = frame
        self._spans = spans
        self.inks: list[Ink] = []
        self.paths: list[Path] = []

    def at(self, x: float, y: float) -> Point:
        """Place of a value pair in points."""
        left, top, right, bottom = self.frame
        (x0, x1), (y0, y1) = self._spans
        return (
            left + (x - x0) / (x1 - x0) * (right - left),
            bottom - (y - y0) / (y1 - y0) * (bottom - top),
        )

    def rows(self, values: Sequence[float], form: str = "{:.0f}") -> None:
        """Horizontal grid lines with their values at the left."""
        left, _, right, _ = self.frame
        for value in values:
            _, y = self.at(self._spans[0][0], value)
            self.paths.append(Path(((left, y), (right, y)), 0.35, GRID))
            self.text(form.format(value).replace("-", "\u2013"), left - 5, y + 2.6, align="right")

    def ticks(self, values: Sequence[float], labels: Sequence[str]) -> None:
        """The base line, with small ticks and labels beneath."""
        left, _, right, bottom = self.frame
        self.paths.append(Path(((left, bottom), (right, bottom)), 0.7, BLACK))
        for value, label in zip(values, labels, strict=True):
            x, _ = self.at(value, self._spans[1][0])
            self.paths.append(Path(((x, bottom), (x, bottom + 3)), 0.5, BLACK))
            self.text(label, x, bottom + 12, align="centre")

    def text(self, text: str, x: float, y: float, *, align: str = "left", font: str = "r") -> None:
        """A label; `x` is its left end, middle or right end."""
        width = self._faces.width(text, font, LABEL_SIZE)
        x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.inks.append(Ink(x, y, text, font, LABEL_SIZE))

    def curve(self, points: Sequence[Point], colour: Colour, dashes: str = "") -> None:
        """A line through value pairs."""
        places = tuple(self.at(x, y) for x, y in points)
        self.paths.append(Path(places, 1.0, colour, None, dashes))

    def bar(self, x: float, y0: float, y1: float, half: float, colour: Colour) -> None:
        """A bar from `y0` to `y1`, `half` of the x unit to either side."""
        left, bottom = self.at(x - half, y0)
        right, top = self.at(x + half, y1)
        corners = ((left, bottom), (left, top), (right, top), (right, bottom))
        self.paths.append(Path(corners, 0.4, INK, colour))

    def strip(self, height: float) -> Strip:
        """The finished chart."""
        return Strip(height, tuple(self.inks), tuple(self.paths))


def price_chart(path: FilePath, width: float, faces: Typefaces) -> Strip:
    """Four price series over the years, with a key."""
    rows = read_prices(path)
    plot = Plot(faces, (24.0, 24.0, width - 2, 190.0), ((1785, 1847), (20, 120)))
    plot.rows((20, 40, 60, 80, 100, 120))
    years = tuple(range(1790, 1850, 10))
    plot.ticks(years, [str(year) for year in years])
    styles = ((INK, ""), (GOLD, ""), (RED, ""), (GREEN, "[3 1.6] 0"))
    for column, (town, (colour, dashes)) in enumerate(zip(TOWNS, styles, strict=True), 1):
        plot.curve([(float(r[0]), float(r[column])) for r in rows], colour, dashes)
        x = 24.0 + (column - 1) * (width - 26) / 4
        plot.paths.append(Path(((x, 8.0), (x + 16, 8.0)), 1.4, colour, None, dashes))
        plot.text(town, x + 20, 10.6)
    return plot.strip(206.0)


def gap_chart(width: float, faces: Typefaces) -> Strip:
    """Months out of line in each five years, as bars."""
    plot = Plot(faces, (24.0, 8.0, width - 2, 150.0), ((-0.6, 11.6), (0, 40)))
    plot.rows((0, 10, 20, 30, 40))
    for number, months in enumerate(GAPS):
        plot.bar(number, 0, months, 0.3, RED if number >= 6 else PALE)
        x, y = plot.at(number, months)
        plot.text(str(months), x, y - 3.5, align="centre")
    starts = [1786 + 5 * number for number in range(12)]
    plot.ticks(range(12), [str(year) for year in starts])
    return plot.strip(166.0)


def tide_chart(width: float, faces: Typefaces) -> Strip:
    """Mean price before and after a storm tide in two towns."""
    plot = Plot(faces, (20.0, 8.0, width - 2, 132.0), ((-10.5, 16.5), (-1, 4)))
    plot.rows((-1, 0, 1, 2, 3, 4))
    plot.ticks((-10, -5, 0, 5, 10, 15), ("\u201310", "\u20135", "storm", "+5", "+10", "+15"))
    x, _ = plot.at(0, 0)
    plot.paths.append(Path(((x, 8.0), (x, 132.0)), 0.4, BLACK, None, "[1 2] 0"))
    days = range(-10, 17)
    plot.curve(list(zip(days, BEFORE + SOUTH, strict=True)), BLACK)
    plot.curve(list(zip(days, BEFORE[::-1] + NORTH, strict=True)), BLACK, "[3 2] 0")
    return plot.strip(148.0)


def ball_chart(width: float, faces: Typefaces) -> Strip:
    """Hoistings of the storm ball in each year, with and without cause."""
    dark, light = (0.25, 0.25, 0.25), (0.85, 0.85, 0.85)
    plot = Plot(faces, (20.0, 8.0, width - 2, 118.0), ((1795, 1817), (0, 14)))
    plot.rows((0, 4, 8, 12))
    for number, (raised, required) in enumerate(zip(RAISED, REQUIRED, strict=True)):
        plot.bar(1796 + number, 0, required, 0.32, dark)
        if raised > required:
            plot.bar(1796 + number, required, raised, 0.32, light)
    years = (1796, 1800, 1805, 1810, 1815)
    plot.ticks(years, [str(year) for year in years])
    return plot.strip(134.0)
