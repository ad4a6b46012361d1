"""Where lines of text marks run: under, through or along the text, and the wave of a squiggle.

Pure geometry in pixels of the displayed page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.ui.reader.pages.page_layout import Box


@dataclass(frozen=True, slots=True)
class Run:
    """A straight line from one point to another, in reading direction or against it."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_across(self) -> bool:
        """True when it runs from left to right, not down the page."""
        return self.y0 == self.y1

    @property
    def length(self) -> float:
        """How long it is."""
        return abs(self.x1 - self.x0) + abs(self.y1 - self.y0)


def runs_along(boxes: Sequence[Box], turn: int, at: float) -> list[Run]:
    """The lines along the lines of text that one mark covers.

    The longest box tells which way they run: a short word alone in its line is taller than wide.

    Args:
        turn: degrees clockwise by which the view is turned. Text that the file shows upright then
            stands on its head at 180, on the left of its box at 90, on the right at 270.
        at: 0.0 for the top of the text, 1.0 for its foot.
    """
    longest = max(boxes, key=lambda box: max(box.width, box.height), default=None)
    if longest is None:
        return []
    if longest.height <= 1.5 * longest.width:
        share = 1 - at if turn == 180 else at
        return [
            Run(b.x, b.y + b.height * share, b.x + b.width, b.y + b.height * share) for b in boxes
        ]
    share = 1 - at if turn == 90 else at
    return [Run(b.x + b.width * share, b.y, b.x + b.width * share, b.y + b.height) for b in boxes]


def wave(run: Run, height: float, half_length: float) -> list[tuple[float, float, float, float]]:
    """A wave along a run from left to right: control point and end of each half wave.

    Args:
        height: from crest to trough.
        half_length: about the length of a crest; as many fit as end with the run.
    """
    count = max(2, round(run.length / half_length))
    half = run.length / count
    # A quadratic curve reaches halfway to its control point.
    return [
        (
            run.x0 + (i + 0.5) * half,
            run.y0 + (height if i % 2 else -height),
            run.x0 + (i + 1) * half,
            run.y0,
        )
        for i in range(count)
    ]
