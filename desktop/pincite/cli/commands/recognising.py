"""`ocr`."""

import argparse
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.cli.words import plural
from pincite.library.queries import Reader
from pincite.model.documents import Document
from pincite.services.lookup import document_named
from pincite.services.ocr import RecognitionReport, recognise
from pincite.services.reading import page_name


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    ocr = commands.add_parser(
        "ocr",
        help="recognise the text of a scanned document",
        description="Recognise the text of pages that have none, and keep it in the library; the "
        "file stays as it is. `pincite doctor` says which languages can be read.",
    )
    ocr.add_argument("item", metavar="ITEM")
    ocr.add_argument(
        "--language", default="", metavar="L", help="eng, or deu+lat; else the item's own language"
    )
    ocr.add_argument("--all", action="store_true", help="all pages anew, those with text too")
    ocr.set_defaults(run=recognise_text)


def recognise_text(session: Session, arguments: argparse.Namespace) -> Result:
    """Read the pages; those that fail are reported and the rest is kept."""
    item, document = document_named(session.read, arguments.item)
    with shown_progress("Recognising text", is_quiet=session.is_quiet) as context:
        report = recognise(
            session.workspace,
            document,
            context,
            language=arguments.language,
            is_everything=arguments.all,
        )
    errors = tuple(
        InputError(f"{document.name}, page {index + 1}", why)
        for index, why in sorted(report.failed.items())
    )
    shape = {"item": item.key, "id": item.id, **_shape(session.read, document, report)}
    text = (
        f"{document.name}: {plural(len(report.pages), 'page')} read in {report.language}, "
        f"{plural(report.words, 'word')}, {report.seconds:.0f} s"
    )
    return Result(shape, text, errors)


def _shape(read: Reader, document: Document, report: RecognitionReport) -> dict[str, Any]:
    page_map = read.page_map(document.sha256)
    return {
        "sha256": document.sha256,
        "language": report.language,
        "engine": report.engine,
        "words": report.words,
        "seconds": round(report.seconds, 1),
        "pages": [
            {"index": index, "label": page_name(page_map, index)} for index in sorted(report.pages)
        ],
    }
