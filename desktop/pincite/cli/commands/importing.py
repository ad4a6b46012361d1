"""`import`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pincite.cli.commands.identifiers import identifiers_inside, looked_up, split_works
from pincite.cli.commands.import_plan import plan_result
from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.cli.words import plural
from pincite.importing.detect import is_address
from pincite.importing.references.text import decoded
from pincite.model.identifier_lists import Identifier
from pincite.services.import_plans import Source, plan_import
from pincite.services.importer import ImportedFile, Importer
from pincite.services.indexing_beside import indexing_beside
from pincite.services.jobs import JobContext
from pincite.services.lookup import item_named
from pincite.services.pasting import Passage

if TYPE_CHECKING:
    from pincite.importing.fetching import Fetcher


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "import",
        help="bring in PDFs, articles, folders, lists of references, and whole libraries of Zotero "
        "and Mendeley Desktop",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="file, folder (of Zotero or Mendeley Desktop, too), web address, or a work to look up "
        "(doi:…, arxiv:…, isbn:…, pmid:…); "
        "- reads text from the standard input",
    )
    parser.add_argument(
        "--identifiers",
        action="store_true",
        help="look up the works whose identifiers stand in the files, and leave the files alone",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="only tell which works of lists of references are new, known, in doubt or broken",
    )
    parser.add_argument(
        "--collection", metavar="NAME", help="file the items there; made if missing"
    )
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="tag the items")
    parser.add_argument(
        "--recursive",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="look into folders inside folders (default)",
    )
    parser.add_argument(
        "--works",
        action="store_true",
        help="also bring in the works that a web page (COinS) or a Word document (its sources) "
        "tells of",
    )
    parser.set_defaults(run=import_files)
    _add_file_options(parser)


def _add_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="into", metavar="ITEM", help="add the files to this item")
    parser.add_argument(
        "--images", action="store_true", help="also fetch the images of web pages from the web"
    )
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="open addresses in your own network and on this computer, too",
    )


def import_files(session: Session, arguments: argparse.Namespace) -> Result:
    """Import, then bring the search index up to date."""
    works, present, errors = _given(arguments)
    lists = looked_up(session, works)
    if arguments.dry_run:
        with shown_progress("Reading", is_quiet=session.is_quiet) as context:
            plan = plan_import(
                session.read,
                present,
                context,
                is_recursive=arguments.recursive,
                looks_within=arguments.works,
            )
        return plan_result(replace(plan, lists=(*lists, *plan.lists)), tuple(errors))
    collection = (
        session.collection(arguments.collection, make=True).id if arguments.collection else None
    )
    with ExitStack() as stack:
        context = stack.enter_context(shown_progress("Importing", is_quiet=session.is_quiet))
        fetcher = _fetcher(arguments, present, context)
        if fetcher is not None:
            stack.callback(fetcher.close)
        importer = Importer(
            session.workspace,
            collection=collection,
            tags=tuple(arguments.tag),
            into=item_named(session.read, arguments.into) if arguments.into else None,
            fetcher=fetcher,
            brings_images=arguments.images,
            looks_within=arguments.works,
        )
        stack.enter_context(indexing_beside(session.workspace.library))
        report = importer.take(lists, context)
        brought = importer.bring(present, context, is_recursive=arguments.recursive)
        report.files += brought.files
    if report.count("new"):
        _index(session)
        importer.look_through(report, context)
        _index(session)
    failed = [InputError(f.source, f.message) for f in report.files if f.status == "failed"]
    lines = [line for line in map(_line, report.files) if line]
    return Result(
        {"imported": [_shape(f) for f in report.files]}, "\n".join(lines), (*errors, *failed)
    )


def _given(
    arguments: argparse.Namespace,
) -> tuple[list[Identifier], list[Source], list[InputError]]:
    """Works to look up, what else is there to import, and what is not there."""
    works, paths = split_works(arguments.paths)
    given = [_source(path) for path in paths]
    missing = [_missing(p) for p in given]
    errors = [error for error in missing if error is not None]
    present = [p for p, error in zip(given, missing, strict=True) if error is None]
    if arguments.identifiers:
        inside, without = identifiers_inside(present)
        return [*works, *inside], [], [*errors, *without]
    return works, present, errors


def _index(session: Session) -> None:
    # Here, not above: it takes 0.2 s to load.
    from pincite.services.indexing import update_index

    with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
        update_index(session.workspace.library, context)


def _fetcher(
    arguments: argparse.Namespace, given: Sequence[Source], context: JobContext
) -> "Fetcher | None":
    if not arguments.images and not any(isinstance(each, str) for each in given):
        return None
    from pincite.importing.fetching import Fetcher

    return Fetcher(context, allows_private=arguments.allow_private)


def _source(path: str) -> Source:
    if path == "-":
        # Whatever it is encoded in is told by its bytes, as for files.
        return Passage(decoded(sys.stdin.buffer.read()))
    return path if is_address(path) else Path(path)


def _missing(given: Source) -> InputError | None:
    if not isinstance(given, Path) or given.exists():
        return None
    return InputError(str(given), "There is no such file or folder; check the name.")


def _shape(entry: ImportedFile) -> dict[str, Any]:
    return {
        "path": entry.source,
        "status": entry.status,
        "item": entry.key or None,
        "id": entry.item,
        "sha256": entry.sha256,
        "title": entry.title,
        "pages": entry.pages,
        "paragraphs": entry.paragraphs,
        "message": entry.message,
    }


def _line(entry: ImportedFile) -> str:
    if entry.status == "failed":
        return ""
    word = "new  " if entry.status == "new" else "known"
    paragraphs, pages = plural(entry.paragraphs, "paragraph"), plural(entry.pages, "page")
    count = paragraphs if entry.paragraphs else pages
    size = f" ({count})" if entry.sha256 else ""
    line = f"{word}  {entry.key}  {entry.title or entry.name}{size}"
    return f"{line}\n       {entry.message}" if entry.message else line
