"""The sheet an article is set on, and the style in which it is set."""

import re
from typing import NamedTuple

PAGE_PT = (468.0, 684.0)
"""6.5 x 9.5 inches."""
_TOP_PT, _BOTTOM_PT = 54.0, 56.0
_POINTS = re.compile(r"(-?\d+(?:\.\d+)?)pt")
_BODY_PT = 11.0
"""The size of type that the style sheet below is written for."""


class Type(NamedTuple):
    """A size of type.

    Attributes:
        body_pt: of the running text.
        measure_em: width of its lines; Charis, MuPDF's serif, takes 0.47 em a character, so that
            full lines have 65 to 69 of them.
    """

    body_pt: float
    measure_em: float


TYPES = {"small": Type(9.6, 32.4), "medium": Type(11.0, 31.6), "large": Type(13.0, 30.7)}


class Sheet(NamedTuple):
    """A page and the box of text on it, in points.

    Attributes:
        nudge_pt: what is taken off the box at the right and below: Story loses text at some places
            of page breaks, and others are made by another box.
    """

    type: Type
    width_pt: float = PAGE_PT[0]
    height_pt: float = PAGE_PT[1]
    nudge_pt: float = 0.0

    @classmethod
    def of(cls, size: str) -> "Sheet":
        """The sheet for a size of type by its name."""
        return cls(TYPES.get(size, TYPES["medium"]))

    @property
    def measure_pt(self) -> float:
        """The width of a line."""
        wanted = self.type.measure_em * self.type.body_pt
        return min(wanted, self.width_pt - 2 * self.type.body_pt) - self.nudge_pt

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the text."""
        whole = self.measure_pt + self.nudge_pt
        left = (self.width_pt - whole) / 2
        bottom = self.height_pt - _BOTTOM_PT - self.nudge_pt
        return left, _TOP_PT, left + self.measure_pt, bottom

    @property
    def line_pt(self) -> float:
        """The height of a line of running text."""
        return 1.45 * self.type.body_pt

    def style(self) -> str:
        """The style sheet in this size of type."""
        scale = self.type.body_pt / _BODY_PT
        return _POINTS.sub(lambda match: f"{float(match[1]) * scale:.4g}pt", _CSS)


_CSS = """
@page { margin: 0; }
body { margin: 0; font-family: serif; font-size: 11pt; line-height: 1.45; color: #1e2226; }
h1 { font-size: 21pt; line-height: 1.18; margin: 0 0 8pt 0; }
.alone { margin-bottom: 20pt; }
h2 { font-size: 14.5pt; line-height: 1.25; margin: 18pt 0 6pt 0; }
h3 { font-size: 12.2pt; line-height: 1.3; margin: 14pt 0 4pt 0; }
h4, h5, h6 { font-size: 11pt; line-height: 1.35; margin: 12pt 0 3pt 0; }
h5, h6 { font-weight: normal; font-style: italic; }
p { margin: 0 0 7.5pt 0; }
.byline { font-size: 9.3pt; line-height: 1.4; color: #5f6670; margin: 0 0 18pt 0; }
blockquote { margin: 9pt 0 11pt 4pt; padding: 0 14pt 0 13pt; border-left: 1.6pt solid #c9c5bb;
             font-size: 10.4pt; color: #33383d; }
blockquote blockquote { margin: 6pt 0 6pt 2pt; font-size: 10.1pt; }
.pull { margin: 16pt 26pt 18pt 26pt; padding: 9pt 0 9pt 0; border-left: none;
        border-top: 0.8pt solid #8d8a83; border-bottom: 0.8pt solid #8d8a83;
        font-size: 13.4pt; line-height: 1.35; font-style: italic; text-align: center; }
.last { margin-bottom: 0; }
blockquote.leftward { margin: 9pt 4pt 11pt 0; padding: 0 13pt 0 14pt; border-left: none;
                      border-right: 1.6pt solid #c9c5bb; }
ul, ol { margin: 0 0 8pt 0; padding: 0 0 0 19pt; }
ul.leftward, ol.leftward { padding: 0 19pt 0 0; }
li { margin: 0 0 3.5pt 0; }
li p { margin: 0 0 3.5pt 0; }
dt { font-weight: bold; margin: 5pt 0 0 0; }
dd { margin: 0 0 4pt 16pt; }
figure { margin: 12pt 0 14pt 0; text-align: center; }
.picture { text-align: center; margin: 10pt 0 12pt 0; }
figcaption, .caption { font-size: 9pt; line-height: 1.38; color: #5f6670; text-align: left;
                       margin: 5pt 0 0 0; }
figcaption p { margin: 0 0 2pt 0; }
pre { font-family: monospace; font-size: 8.9pt; line-height: 1.38; white-space: pre-wrap;
      background-color: #f5f4f1; padding: 0 8pt 0 8pt; margin: 9pt 0 12pt 0; }
code, kbd, samp, tt { font-family: monospace; font-size: 0.92em; }
pre code, pre kbd, pre samp { font-size: 1em; }
table { font-size: 9.2pt; line-height: 1.35; border-collapse: collapse; margin: 10pt 0 13pt 0;
        border-top: 0.9pt solid #55595e; border-bottom: 0.9pt solid #55595e; }
.dense { font-size: 7.6pt; }
.full { width: 100%; }
td, th { padding: 3pt 6pt 3pt 3pt; text-align: left; vertical-align: top;
         border-bottom: 0.4pt solid #dddad3; }
th { border-bottom: 0.7pt solid #8d8a83; }
td p, th p { margin: 0 0 3pt 0; }
.figure { text-align: right; }
.rows { margin: 10pt 0 13pt 0; border-top: 0.9pt solid #55595e; border-bottom: 0.9pt solid #55595e;
        font-size: 9.8pt; }
.row { margin: 0; padding: 4pt 0 4pt 0; border-top: 0.4pt solid #dddad3; }
.head { font-weight: bold; }
.notes { font-size: 9pt; line-height: 1.38; }
.notes cite { font-style: normal; }
.first-note { margin-top: 20pt; padding-top: 8pt; border-top: 0.6pt solid #8d8a83; }
.sign, sup, sub { font-size: 0.72em; line-height: 1; }
.sign, sup { vertical-align: super; }
sub { vertical-align: sub; }
sup .sign, sup sup { font-size: 1em; vertical-align: baseline; }
a:link { color: #0b5d70; text-decoration: none; }
.wide-script { line-height: 1.65; }
hr { margin: 14pt 90pt 14pt 90pt; border-top: 0.7pt solid #8d8a83; border-bottom: none; }
mark { background-color: #fff3b8; }
small { font-size: 0.85em; }
rt { font-size: 0.6em; color: #5f6670; }
"""
