"""`import`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.services.importer import ImportedFile, Importer
from pincite.services.indexing import update_index
from pincite.services.lookup import item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("import", help="bring PDFs, articles and folders of them in")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
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
    parser.add_argument("--as", dest="into", metavar="ITEM", help="add the files to this item")
    parser.set_defaults(run=import_files)


def import_files(session: Session, arguments: argparse.Namespace) -> Result:
    """Import, then bring the search index up to date."""
    named = [Path(p) for p in arguments.paths]
    missing = [_missing(p, given) for p, given in zip(named, arguments.paths, strict=True)]
    errors = [error for error in missing if error is not None]
    collection = (
        session.collection(arguments.collection, make=True).id if arguments.collection else None
    )
    into = item_named(session.read, arguments.into) if arguments.into else None
    importer = Importer(
        session.workspace, collection=collection, tags=tuple(arguments.tag), into=into
    )
    present = [p for p, error in zip(named, missing, strict=True) if error is None]
    with shown_progress("Importing", is_quiet=session.is_quiet) as context:
        report = importer.run(present, context, is_recursive=arguments.recursive)
    if report.count("new"):
        with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
            update_index(session.workspace.library, context)
    failed = [InputError(str(f.path), f.message) for f in report.files if f.status == "failed"]
    lines = [line for line in map(_line, report.files) if line]
    return Result(
        {"imported": [_shape(f) for f in report.files]}, "\n".join(lines), (*errors, *failed)
    )


def _missing(path: Path, given: str) -> InputError | None:
    if path.exists():
        return None
    if "://" in given:
        return InputError(
            given, "Addresses cannot be imported yet; save the page as a file and import that."
        )
    return InputError(given, "There is no such file or folder; check the name.")


def _shape(entry: ImportedFile) -> dict[str, Any]:
    return {
        "path": str(entry.path),
        "status": entry.status,
        "item": entry.key or None,
        "id": entry.item,
        "sha256": entry.sha256,
        "title": entry.title,
        "pages": entry.pages,
        "message": entry.message,
    }


def _line(entry: ImportedFile) -> str:
    if entry.status == "failed":
        return ""
    word = "new  " if entry.status == "new" else "known"
    line = f"{word}  {entry.key}  {entry.title or entry.path.name} ({entry.pages} pages)"
    return f"{line}\n       {entry.message}" if entry.message else line
