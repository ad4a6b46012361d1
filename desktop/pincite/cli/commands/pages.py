"""`text`, `pages`."""

import argparse
import re
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.documents import Document, PageMap, Paragraph
from pincite.model.paragraphs import paragraph_text
from pincite.services.commands.pages import OffsetPageLabels, ResetPageLabels, SetPageLabel
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.lookup import document_named
from pincite.services.reading import page_name, place_label
from pincite.services.workspace import Batch, Command


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    text = commands.add_parser("text", help="print the text of an item's document")
    text.add_argument("item", metavar="ITEM")
    which = text.add_mutually_exclusive_group()
    which.add_argument(
        "--page",
        metavar="LABEL",
        help="one page, by its printed number, or one paragraph of an article",
    )
    which.add_argument(
        "--pages", metavar="A-B", help="from one printed number, or paragraph, to another"
    )
    text.set_defaults(run=print_text)
    pages = commands.add_parser("pages", help="show or correct the printed numbers of pages")
    pages.add_argument("item", metavar="ITEM")
    how = pages.add_mutually_exclusive_group()
    how.add_argument(
        "--set", action="append", default=[], metavar="INDEX=LABEL", help="file page from 0"
    )
    how.add_argument("--offset", type=int, metavar="N", help="label = file page from 1 + N")
    how.add_argument("--automatic", action="store_true", help="drop the corrections")
    pages.set_defaults(run=show_pages)


def print_text(session: Session, arguments: argparse.Namespace) -> Result:
    """The text of some pages."""
    _, document = document_named(session.read, arguments.item)
    if document.is_article:
        shapes = _article_shapes(session, document, arguments.page or arguments.pages or "")
    else:
        page_map = session.read.page_map(document.sha256)
        wanted = _wanted(page_map, arguments)
        shapes = [
            {"index": index, "label": page_map.label(index).label, "text": text}
            for index, text in session.read.page_texts(document.sha256)
            if index in wanted
        ]
    return Result({"pages": shapes}, "\f".join(f"{s['text']}\n" for s in shapes).rstrip("\n"))


def _article_shapes(session: Session, document: Document, named: str) -> list[dict[str, Any]]:
    """The parts of an article's text, with its paragraphs; only some where they are named."""
    paragraphs = session.read.paragraphs(document.sha256)
    texts = dict(session.read.page_texts(document.sha256))
    if not named:
        return [_part_shape(session, document, i, text, paragraphs) for i, text in texts.items()]
    shapes = []
    for paragraph in _paragraphs_named(paragraphs, named):
        index = paragraph.page_index
        text = paragraph_text(paragraphs, paragraph.number, texts)
        label = f"¶ {paragraph.number}"
        shapes.append({"index": index, "label": label, "paragraph": paragraph.number, "text": text})
    return shapes


def _part_shape(
    session: Session, document: Document, index: int, text: str, paragraphs: list[Paragraph]
) -> dict[str, Any]:
    own = [p for p in paragraphs if p.page_index == index]
    return {
        "index": index,
        "label": place_label(session.read, document, index),
        "text": text,
        "paragraphs": [{"paragraph": p.number, "start": p.start} for p in own],
    }


def _paragraphs_named(paragraphs: list[Paragraph], named: str) -> list[Paragraph]:
    match = re.fullmatch(r"[¶p.\s]*(\d+)(?:\s*[-–]\s*(\d+))?", named.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
    found = [p for p in paragraphs if first <= p.number <= last]
    if not found:
        raise NothingFoundError(
            f"There is no paragraph “{named}”; the article's paragraphs are numbered "
            f"1 to {len(paragraphs)}."
        )
    return found


def _wanted(page_map: PageMap, arguments: argparse.Namespace) -> range:
    if arguments.page:
        index = page_index_named(page_map, arguments.page)
        return range(index, index + 1)
    if arguments.pages:
        first, last = _ends(page_map, arguments.pages)
        return range(first, last + 1)
    return range(len(page_map.found))


def _ends(page_map: PageMap, text: str) -> tuple[int, int]:
    """Both ends of "A-B"; labels may hold hyphens themselves, so every one is tried."""
    for at, character in enumerate(text):
        if character in "-–":
            first, last = page_map.index_of(text[:at]), page_map.index_of(text[at + 1 :])
            if first is not None and last is not None:
                if first > last:
                    raise ServiceError(f"“{text}” runs backwards; name the earlier page first.")
                return first, last
    index = page_index_named(page_map, text)
    return index, index


def page_index_named(page_map: PageMap, label: str) -> int:
    """The file page, from 0, that a printed number names.

    Raises:
        NothingFoundError: no page of the document is called so.
    """
    index = page_map.index_of(label.removeprefix("p.").strip())
    if index is None:
        first, last = page_name(page_map, 0), page_name(page_map, len(page_map.found) - 1)
        raise NothingFoundError(
            f"There is no page “{label}”; the document's pages are called {first} to {last}."
        )
    return index


def show_pages(session: Session, arguments: argparse.Namespace) -> Result:
    """The page map, after the correction if one is asked for."""
    _, document = document_named(session.read, arguments.item)
    if document.is_article:
        count = len(session.read.paragraphs(document.sha256))
        raise ServiceError(
            f"“{document.name}” has no pages of its own; it is cited by its {count} paragraphs."
        )
    command = _correction(document, arguments)
    if command is not None:
        session.workspace.run_now(command)
    labels = session.read.page_map(document.sha256).labels()
    shapes = [
        {"index": i, "label": e.label, "source": e.source.value} for i, e in enumerate(labels)
    ]
    lines = [f"{i + 1:5}  {e.label:10} {e.source.value}" for i, e in enumerate(labels)]
    return Result({"pages": shapes}, "\n".join(lines))


def _correction(document: Document, arguments: argparse.Namespace) -> Command | None:
    if arguments.automatic:
        return ResetPageLabels(document.sha256)
    if arguments.offset is not None:
        return OffsetPageLabels(document.sha256, arguments.offset)
    if not arguments.set:
        return None
    commands = []
    for pair in arguments.set:
        index, equals, label = pair.partition("=")
        if not equals or not index.strip().isdecimal():
            raise ServiceError(
                f"“{pair}” is not INDEX=LABEL, such as 12=xiii (file pages count from 0)."
            )
        commands.append(SetPageLabel(document.sha256, int(index), label))
    return Batch("Set page numbers", tuple(commands))
