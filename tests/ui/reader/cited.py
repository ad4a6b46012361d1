"""A news article, and the report that it cites by printed page numbers."""

from pathlib import Path

import pymupdf

from pincite.model.ids import Sha256
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.workspace import Workspace

FRONT_PAGES = 12
"""Pages before the one that is numbered 1."""
VERDICT = "The corps was cheaper than any force that the towns had paid for before it."
NEWS = f"""What the towns paid for

The study finds that few applied (RAND, page 3). The pay was low (RAND pg 10 - pg 11), and yet:

“{VERDICT}” (RAND, pg 23).

It asks for patience (RAND, pg 39-40). In the video he laughs (0:03-0:23).
"""
AS_WRITTEN = [
    "(RAND, page 3)", "(RAND pg 10 - pg 11)", "(RAND, pg 23)", "(RAND, pg 39-40)", "(0:03-0:23)",
]  # fmt: skip


def make_report(path: Path) -> Path:
    """A report with printed numbers that are not those of the file's pages."""
    report = pymupdf.open()
    for index in range(FRONT_PAGES + 42):
        page = report.new_page(width=432, height=648)
        number = index - FRONT_PAGES + 1
        words = "The report says a little more about what its towns paid. " * 14
        if number == 23:
            words = f"{words}{VERDICT} {words}"
        page.insert_textbox((50, 60, 382, 580), words, fontsize=10)
        page.insert_text((210, 620), str(number) if number > 0 else "", fontsize=9)
    report.save(path)
    return path


def import_both(workspace: Workspace, folder: Path) -> tuple[Sha256, Sha256]:
    """The article and the report, in a library."""
    news = folder / "news.txt"
    news.write_text(NEWS, encoding="utf-8")
    paths = [news, make_report(folder / "report.pdf")]
    article, report = (file.sha256 for file in Importer(workspace).run(paths, JobContext()).files)
    assert article is not None
    assert report is not None
    return article, report
