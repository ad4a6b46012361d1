"""Reading copies: is all of every article there, where it should be, well set, and how fast.

    python -m tests.bench.bench_reading_copies [--quick] [--no-window]

Every article is set in three sizes of type on three sizes of page. What stands on the pages is read
by pdftotext where it is installed, not by the program, and compared paragraph by paragraph with the
text that the import has found. Prints figures; asserts nothing. --quick takes every ninth article.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from tests.bench.bench_articles import news_cases, page_cases
from tests.bench.figures import line, machine
from tests.bench.reading import WatchedView
from tests.bench.window import open_window, wait_until

from pincite.documents.articles import make_reading_copy
from pincite.documents.workbench import Workbench
from pincite.documents.worker.story import making
from pincite.documents.worker.story.sheet import PAGE_PT, TYPES, Sheet
from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.html import read_html
from pincite.importing.errors import ImportingError
from pincite.model.documents import TypeSize
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.ui.reader.pages.page_view import PageView

PAGES_PT = (PAGE_PT, (PAGE_PT[0] - 24, PAGE_PT[1] - 40), (PAGE_PT[0] + 40, PAGE_PT[1] + 72))
_SHINGLE = 10
_KEPT = 0.98
"""Share of a paragraph's runs of letters that must be on the pages; hyphens and tables cut some."""
_KEPT_SHAPED = 0.5
_SIGN = 12
_FULL_LINES = 4
"""Paragraphs of fewer lines say nothing about the measure."""


@dataclass
class Findings:
    """What was found over all settings.

    Attributes:
        lost: names of settings with a paragraph that is not on the pages.
        layouts: how many were set in which way.
        anchored: paragraphs that begin where the copy says, and all of them.
        lines: characters of full lines of running text, by size of type.
    """

    lost: list[str] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    anchored: list[int] = field(default_factory=lambda: [0, 0])
    lines: dict[str, list[int]] = field(default_factory=dict)
    seconds: list[tuple[float, str]] = field(default_factory=list)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only every ninth article")
    parser.add_argument("--no-window", action="store_true", help="do not open the window")
    arguments = parser.parse_args()
    print(machine())
    found = list(articles())[:: 9 if arguments.quick else 1]
    if not found:
        print("Skipped: there are no pages of articles here.")
        return
    settings(found)
    imports(found)
    if not arguments.no_window:
        opening(found)


def articles() -> Iterator[tuple[str, ArticleDraft]]:
    """All articles that can be imported, without their pictures, which are not at hand."""
    try:
        cases = [*page_cases(), *news_cases()]
    except OSError:
        return
    for case in cases:
        try:
            yield case.name, read_html(case.data, name=case.name)
        except ImportingError:
            continue


def settings(found: list[tuple[str, ArticleDraft]]) -> None:
    """Set every article in every way and look at it."""
    findings = Findings()
    with tempfile.TemporaryDirectory() as scratch:
        for size in TYPES:
            for width, height in PAGES_PT:
                for name, article in found:
                    sheet = Sheet(TYPES[size], width, height)
                    look_at(name, article, sheet, size, findings, Path(scratch) / "copy.pdf")
    count = sum(findings.layouts.values())
    right, all_ = findings.anchored
    print(f"{len(found)} articles, {count} settings: {len(findings.lost)} with lost text")
    for name in findings.lost[:20]:
        print(f"    lost: {name}")
    print(f"layouts: {dict(findings.layouts)}")
    print(f"paragraphs that begin where the copy says: {right / max(1, all_):.4f} of {all_}")
    for size, counts in findings.lines.items():
        mean, middle = statistics.mean(counts), statistics.median(counts)
        print(f"characters of full lines, {size}: mean {mean:.1f}, median {middle:g}")
    times = sorted(findings.seconds)
    print(line("setting a copy", [seconds for seconds, _ in times]))
    print(f"slowest: {times[-1][1]} {times[-1][0]:.2f} s")


def look_at(
    name: str, article: ArticleDraft, sheet: Sheet, size: str, findings: Findings, path: Path
) -> None:
    """One setting of one article."""
    began = time.perf_counter()
    copy = making.copy_of(article.html, sheet, time.monotonic() + 8)
    label = f"{name} {size} {sheet.width_pt:g}"
    findings.seconds.append((time.perf_counter() - began, label))
    findings.layouts[copy.layout] += 1
    copy.document.save(path)
    pages = [page.text for page in copy.pages]
    paragraphs = article.text.split("\n") if article.text else []
    missing = lost(paragraphs, read_independently(path) or "\n".join(pages))
    if missing:
        findings.lost.append(f"{label}: {missing[0][:60]!r} and {len(missing) - 1} more")
    for number, paragraph in enumerate(paragraphs, start=1):
        place = copy.starts.get(f"para-{number}")
        sign = squashed(paragraph)[:_SIGN]
        if is_shaped(sign):
            continue
        findings.anchored[1] += 1
        if place is not None:
            after = "".join([pages[place[0]][place[1] :], *pages[place[0] + 1 : place[0] + 2]])
            findings.anchored[0] += squashed(after[: 4 * _SIGN]).startswith(sign)
    if sheet[1:3] == PAGE_PT:
        findings.lines.setdefault(size, []).extend(full_lines(pages))


def read_independently(path: Path) -> str:
    """The text of a PDF as another program reads it; empty where there is none."""
    program = shutil.which("pdftotext")
    if program is None:
        return ""
    command = [program, "-raw", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "ignore")


def lost(paragraphs: list[str], drawn: str) -> list[str]:
    """Paragraphs that are not on the pages."""
    letters = squashed(drawn)
    return [p for p in paragraphs if not is_there(squashed(p), letters)]


def is_there(paragraph: str, drawn: str) -> bool:
    """True when a paragraph stands among the letters of the pages, in one piece or in lines."""
    if paragraph in drawn:
        return True
    if len(paragraph) < _SHINGLE:
        return False
    runs = [paragraph[i : i + _SHINGLE] for i in range(len(paragraph) - _SHINGLE + 1)]
    if is_shaped(paragraph):
        runs = [run[:3] for run in runs]
    there = sum(run in drawn for run in runs)
    # A page end, the lines of a table, and a number of a list each cut one run of letters.
    cuts = min(3 * _SHINGLE, len(runs) // 2)
    least = _KEPT_SHAPED if is_shaped(paragraph) else _KEPT
    return there >= least * len(runs) - cuts and there > 0


def squashed(text: str) -> str:
    """Its letters and digits."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def is_shaped(text: str) -> bool:
    """True for scripts whose letters join, which no program reads back as they were written."""
    return any("\u0590" <= c < "\u1100" for c in text)


def full_lines(pages: list[str]) -> list[int]:
    """Characters of the lines of longer paragraphs but the last ones."""
    counts: list[int] = []
    for block in "\n\n".join(pages).split("\n\n"):
        rows = block.split("\n")
        is_prose = len(rows) >= _FULL_LINES and re.search(r"[.!?…”\"]$", rows[-1].strip())
        if is_prose and re.match(r"[A-Z“\"‘]", rows[0]):
            counts.extend(len(row) for row in rows[:-1])
    return counts


def imports(found: list[tuple[str, ArticleDraft]]) -> None:
    """How long it takes through the worker, in each size."""
    with tempfile.TemporaryDirectory() as scratch, Workbench() as bench:
        target = Path(scratch) / "copy.pdf"
        for size in TypeSize:
            times = []
            for _, article in found:
                began = time.perf_counter()
                make_reading_copy(article.html, target, size=size, workbench=bench)
                times.append(time.perf_counter() - began)
            print(line(f"made by the worker and written, {size.value}", times, 10_000))


def opening(found: list[tuple[str, ArticleDraft]]) -> None:
    """From the click on an article until its first page stands sharply in the window."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        typical, long = folder / "typical.html", folder / "long.html"
        texts = sorted((article.html for _, article in found), key=len)
        typical.write_text(page_of(texts[int(len(texts) * 0.9)]), encoding="utf-8")
        most_linked = max(texts, key=lambda html: html.count("href="))
        long.write_text(page_of(linked(most_linked, 2365)), encoding="utf-8")
        with open_window(folder / "library", is_indexing=False) as opened:
            opened.window.resize(1400, 1000)
            workspace = opened.context.workspace
            for path, goal in ((typical, 500), (long, 2500)):
                entry = Importer(workspace).run([path], JobContext()).files[0]
                assert entry.sha256 is not None
                began = time.perf_counter()
                opened.context.open_reader(entry.sha256, None, (), None)
                seconds = seconds_until_sharp(opened.window, began)
                pages = f"{entry.pages} pages"
                print(line(f"shown after the click, {path.stem}, {pages}", [seconds], goal))


def page_of(article: str) -> str:
    """A web page with an article."""
    body = re.sub(r'id="[^"]*"', "", article)
    return f"<html><head><title>Bench</title></head><body><article>{body}</article></body></html>"


def linked(article: str, links: int) -> str:
    """An article again and again, until it has so many links."""
    count = max(1, article.count("href="))
    return article * (links // count + 1)


def seconds_until_sharp(window: object, began: float) -> float:
    """Until the view opened last has been painted sharply."""
    view = window.findChildren(PageView)[-1]  # type: ignore[attr-defined]
    view.__class__ = WatchedView
    view.begin()
    wait_until(lambda: view.is_sharp)
    QCoreApplication.processEvents()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
