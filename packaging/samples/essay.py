"""The sample web article: a page written by hand, with its picture drawn here and set in."""

import base64
from pathlib import Path as FilePath

from samples.lines import pymupdf
from samples.output import source

INK = (0.13, 0.27, 0.38)
GOLD = (0.76, 0.56, 0.16)
PAPER = (0.96, 0.94, 0.89)


def build(path: FilePath) -> None:
    """Write the article with its picture as a data address."""
    picture = base64.b64encode(_picture()).decode("ascii")
    page = source("essay.html").replace("{{FIGURE}}", f"data:image/png;base64,{picture}")
    path.write_text(page, encoding="utf-8", newline="\n")


def _picture() -> bytes:
    """PNG of a pair of scales, a loaf in the lower pan."""
    page = pymupdf.open().new_page(width=360, height=200)
    page.draw_rect(page.rect, color=None, fill=PAPER)
    page.draw_line((180, 32), (180, 172), color=INK, width=3)
    page.draw_line((145, 172), (215, 172), color=INK, width=3)
    page.draw_line((90, 66), (270, 42), color=INK, width=3)
    for x, y in ((90, 66), (270, 42)):
        page.draw_polyline([(x - 32, y + 64), (x, y), (x + 32, y + 64)], color=INK, width=1)
        page.draw_rect((x - 38, y + 64, x + 38, y + 69), color=None, fill=INK)
    page.draw_rect((64, 108, 116, 130), color=None, fill=GOLD, radius=0.45)
    for x in (78, 90, 102):
        page.draw_line((x - 3, 122), (x + 4, 113), color=PAPER, width=1.5)
    pixmap = page.get_pixmap(dpi=144, alpha=False)
    return bytes(pixmap.tobytes("png"))
