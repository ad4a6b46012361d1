"""Articles: how much of a page's text, structure and description comes through, and how fast.

    python -m tests.bench.bench_articles [--worst N]

Text is compared by 4-grams of words, as article-extraction-benchmark does; what lies in captions
counts on the second set only, since the first truth has none. Structure is counted against the
expected pages, images by file name and before cleaning, which leaves those of the web out.
Prints figures; asserts nothing.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html
from tests.bench.figures import machine

from pincite.importing.articles.decoding import decode_html
from pincite.importing.articles.draft import ArticleDraft, readable_name
from pincite.importing.articles.extraction import extract_article
from pincite.importing.articles.html import read_html, resolve_addresses
from pincite.importing.articles.page_metadata import read_page_metadata
from pincite.importing.errors import ImportingError

_DATA = next(
    (
        p / "shared/data/articles"
        for p in Path(__file__).parents
        if (p / "shared/data/articles").exists()
    ),
    Path("shared/data/articles"),
)
_NEWS = _DATA / "benchmark"
_PAGES = _DATA / "readability"
_BLOCKS = "p|div|li|h1|h2|h3|h4|h5|h6|blockquote|pre|td|th|tr|br|dt|dd|figcaption|figure|section"
_BASE = "http://fakehost/test/page.html"
"""The address for which the expected pages of readability were made."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page and the text that a reader wants of it."""

    name: str
    data: bytes
    truth: str


@dataclass(frozen=True, slots=True)
class Score:
    """How well one text agrees with the truth."""

    name: str
    precision: float
    recall: float
    token_f1: float


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=0, help="also name the worst pages")
    worst = parser.parse_args().worst
    print(machine())
    if not _DATA.exists():
        print(f"Skipped: there are no pages in {_DATA}.")
        return
    measure_text("news, 4-gram F1", list(news_cases()), without_captions, worst)
    measure_text("readability's pages", list(page_cases()), everything, worst)
    measure_structure(worst)
    measure_metadata()


def news_cases() -> Iterable[Case]:
    """Pages with their text as people marked it."""
    truth = json.loads((_NEWS / "ground-truth.json").read_text(encoding="utf-8"))
    for key, entry in truth.items():
        data = gzip.decompress((_NEWS / "html" / f"{key}.html.gz").read_bytes())
        yield Case(key, data, entry["articleBody"])


def page_cases() -> Iterable[Case]:
    """Pages with what readability's authors expect of them."""
    for folder in sorted(_PAGES.iterdir()):
        if (folder / "expected.html").exists():
            expected = (folder / "expected.html").read_text(encoding="utf-8")
            yield Case(folder.name, (folder / "source.html").read_bytes(), html_text(expected))


def measure_text(
    name: str, cases: list[Case], text_of: Callable[[ArticleDraft], str], worst: int
) -> None:
    """Print how well the texts agree and how long each page took."""
    scores, seconds = [], []
    for case in cases:
        began = time.process_time()
        try:
            found = text_of(read_html(case.data, name=case.name))
        except ImportingError as error:
            print(f"  {case.name}: {error}")
            found = ""
        seconds.append(time.process_time() - began)
        scores.append(compared(case.name, case.truth, found))
    precision = statistics.mean(s.precision for s in scores)
    recall = statistics.mean(s.recall for s in scores)
    bad = sum(s.token_f1 < 0.5 for s in scores)
    print(
        f"{name}: {len(scores)} pages, F1 {f1(precision, recall):.4f} "
        f"(P {precision:.4f} R {recall:.4f}), {bad} bad; "
        f"CPU mean {statistics.mean(seconds) * 1000:.0f} ms, worst {max(seconds):.2f} s"
    )
    for score in sorted(scores, key=lambda s: f1(s.precision, s.recall))[:worst]:
        print(f"    {score.precision:.3f} {score.recall:.3f}  {score.name}")


def compared(name: str, truth: str, found: str) -> Score:
    """The agreement of two texts by runs of four words, and by single words."""
    wanted, got = shingles(truth), shingles(found)
    precision, recall = shares(wanted, got)
    return Score(name, precision, recall, f1(*shares(Counter(words(truth)), Counter(words(found)))))


def shares(wanted: Counter[str], got: Counter[str]) -> tuple[float, float]:
    """Precision and recall of counted things; 1 where there is nothing to find or to be wrong."""
    both = (wanted & got).total()
    precision = both / got.total() if got else float(not wanted)
    return precision, both / wanted.total() if wanted else 1.0


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def words(text: str) -> list[str]:
    """Runs of letters and digits."""
    return re.findall(r"\w+", text)


def shingles(text: str) -> Counter[str]:
    """All runs of four words; a shorter text is one run."""
    tokens = words(text)
    return Counter(
        " ".join(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3) if tokens else 0)
    )


def html_text(html: str) -> str:
    """The text of a fragment, with breaks where blocks begin and end."""
    spaced = re.sub(rf"(?i)<(/?(?:{_BLOCKS})\b)", r"\n<\1", html)
    return str(lxml_html.fragment_fromstring(spaced, create_parent="div").text_content())


def everything(article: ArticleDraft) -> str:
    """All text below title and byline."""
    return html_text(_body(article.html))


def without_captions(article: ArticleDraft) -> str:
    """The running text."""
    root = lxml_html.fragment_fromstring(_body(article.html), create_parent="div")
    for caption in root.xpath(".//figcaption"):
        caption.drop_tree()
    return html_text(etree.tostring(root, method="html", encoding="unicode"))


def _body(html: str) -> str:
    return re.sub(r'^<h1>.*?</h1>\s*(?:<p class="byline">.*?</p>)?', "", html, flags=re.DOTALL)


def measure_structure(worst: int) -> None:
    """Print what is kept of links, notes, images, tables … over all pages together."""
    wanted: dict[str, Counter[str]] = {}
    got: dict[str, Counter[str]] = {}
    losses: dict[str, list[tuple[int, str]]] = {}
    for folder in sorted(_PAGES.iterdir()):
        if not (folder / "expected.html").exists():
            continue
        page = (folder / "expected.html").read_text(encoding="utf-8")
        expected, letters = counted(page), re.sub(r"\W+", "", html_text(page))
        found = counted(extracted((folder / "source.html").read_bytes()))
        for kind, items in expected.items():
            prefixed = Counter({f"{folder.name} {k}": n for k, n in items.items()})
            kept = Counter({f"{folder.name} {k}": n for k, n in found[kind].items()})
            if kind == "captions":
                kept = without_unmarked(kept, prefixed, letters)
            wanted.setdefault(kind, Counter()).update(prefixed)
            got.setdefault(kind, Counter()).update(kept)
            lost, extra = (prefixed - kept).total(), (kept - prefixed).total()
            losses.setdefault(kind, []).append((lost + extra, f"{folder.name} -{lost} +{extra}"))
    for kind in wanted:
        precision, recall = shares(wanted[kind], got[kind])
        print(f"{kind:12} recall {recall:.3f} precision {precision:.3f} of {wanted[kind].total()}")
        for _, text in sorted(losses[kind], reverse=True)[:worst]:
            print(f"    {text}")


def without_unmarked(found: Counter[str], wanted: Counter[str], letters: str) -> Counter[str]:
    """Captions without those that the truth has as plain text: it drops the names of classes."""
    return Counter(
        {k: n for k, n in found.items() if k in wanted or k.partition(" ")[2] not in letters}
    )


def extracted(data: bytes) -> str:
    """The article before it is cleaned, with the addresses readability's pages were made for."""
    tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", decode_html(data)))
    resolve_addresses(tree, _BASE)
    return extract_article(tree)


def counted(html: str) -> dict[str, Counter[str]]:
    """What there is of each kind, told apart by its text or address."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    kinds: dict[str, Iterable[str]] = {
        "links": (_squashed(a) for a in root.iter("a") if a.get("href")),
        "note links": (
            unquote(str(h).split("#")[1])
            for h in root.xpath(".//a/@href[contains(., '#')]")
            if str(h).startswith("#") or str(h).startswith(f"{_BASE}#")
        ),
        "headings": (_squashed(h) for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6")),
        "images": (
            urlsplit(urljoin(_BASE, str(s).strip())).path.rpartition("/")[2][:300]
            for s in root.xpath(".//img/@src")
        ),
        "captions": map(_squashed, root.iter("figcaption")),
        "quotations": map(_squashed, root.iter("blockquote")),
        "list items": map(_squashed, root.iter("li")),
        "cells": map(_squashed, root.iter("td", "th")),
        "code": map(_squashed, root.iter("pre")),
    }
    return {kind: Counter(item for item in items if item) for kind, items in kinds.items()}


def _squashed(element: lxml_html.HtmlElement) -> str:
    return re.sub(r"\W+", "", element.text_content())


def measure_metadata() -> None:
    """Print how many titles, authors and dates are those that people noted."""
    labels = json.loads((_NEWS / "metadata-labels.json").read_text(encoding="utf-8"))
    right = Counter[str]()
    for label in labels:
        data = gzip.decompress((_NEWS / "html" / f"{label['key']}.html.gz").read_bytes())
        source = decode_html(data)
        facts, _ = read_page_metadata(lxml_html.document_fromstring(source), source)
        names = [readable_name(creator) for creator in facts.creators]
        for kind, wanted, found, is_right in (
            ("title", label["title"], facts.title, _same([facts.title], [label["title"]])),
            ("byline", label["byline"], names, _same(names, label["byline"])),
            ("date", label["dates"], facts.dates, facts.dates.get("issued") in label["dates"]),
        ):
            right[kind] += is_right
            if not is_right:
                print(f"    {kind} {label['key'][:8]}: {found} for {wanted}")
    shares = ", ".join(f"{k} {right[k] / len(labels):.3f}" for k in ("title", "byline", "date"))
    print(f"metadata of {len(labels)} pages: {shares}")


def _same(found: list[str], wanted: list[str]) -> bool:
    return {_letters(text) for text in found} == {_letters(text) for text in wanted}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


if __name__ == "__main__":
    main()
