"""`ledger`: the pages cited of each work."""

import argparse
from pathlib import Path
from typing import Any

from pincite.citing.ledger import LedgerOrigin, LedgerWork
from pincite.citing.ledger_groups import Grouping, LedgerSort
from pincite.cli.commands.checking_manuscripts import is_manuscript, report_on
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.exporting.ledger import LEDGER_FORMATS, ledger_rows
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.exporting import export_ledger, export_ledger_docx, ledger_groups
from pincite.services.ledgers import Ledgers
from pincite.services.lookup import bibliography_named, item_named

_DOCX = "docx"


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    ledger = commands.add_parser(
        "ledger",
        help="the pages cited of each work",
        description="The pages cited of each work, how often, from where and in which state: in a "
        "bibliography, of an item, in a collection, in a manuscript, or in the whole library.",
    )
    what = ledger.add_mutually_exclusive_group()
    what.add_argument(
        "name", nargs="?", metavar="NAME|ITEM|FILE", help="a bibliography, an item, a manuscript"
    )
    what.add_argument("--collection", metavar="NAME", help="the works of a collection")
    ledger.add_argument("--group", choices=[g.value for g in Grouping], default="none")
    ledger.add_argument("--sort", choices=[s.value for s in LedgerSort], default="title")
    ledger.add_argument(
        "--from",
        dest="origins",
        action="append",
        choices=[o.value for o in LedgerOrigin],
        help="count only what is cited from these",
    )
    ledger.add_argument("--format", choices=sorted((*LEDGER_FORMATS, _DOCX)), default="text")
    ledger.add_argument("-o", dest="output", type=Path, metavar="FILE", help="write it there")
    ledger.set_defaults(run=show_ledger)


def show_ledger(session: Session, arguments: argparse.Namespace) -> Result:
    """The pages cited of each work."""
    works, title = _works(session, arguments)
    grouping, sort = Grouping(arguments.group), LedgerSort(arguments.sort)
    groups, keys = ledger_groups(session.read, works, grouping, sort)
    data = {"works": ledger_rows(groups, keys)}
    target = arguments.output
    if arguments.format == _DOCX:
        if target is None:
            raise ServiceError("A Word document needs a file to be written to; name it with -o.")
        target.write_bytes(export_ledger_docx(session.read, works, title, grouping, sort))
    else:
        text = export_ledger(session.read, works, arguments.format, grouping, sort)
        if target is None:
            return Result(data, text.rstrip("\n"))
        target.write_text(text, encoding="utf-8")
    return Result({**data, "file": str(target)}, f"Written to {target}")


def _works(session: Session, arguments: argparse.Namespace) -> tuple[list[LedgerWork], str]:
    """The works asked for, and what they are the works of."""
    ledgers = Ledgers(session.read, session.bibliographies, _origins(arguments))
    if arguments.collection:
        collection = session.collection(arguments.collection)
        return ledgers.of_collection(collection.id), collection.name
    if not arguments.name:
        return ledgers.of_library(), "Library"
    if is_manuscript(arguments.name):
        report = report_on(session, Path(arguments.name))
        return ledgers.of_report(report), report.path.name
    try:
        bibliography = bibliography_named(session.read, arguments.name)
    except NothingFoundError:
        item = item_named(session.read, arguments.name)
        return ledgers.of_items([item.id]), item.title or item.key
    return ledgers.of_bibliography(bibliography.id), bibliography.name


def _origins(arguments: argparse.Namespace) -> tuple[LedgerOrigin, ...]:
    return tuple(LedgerOrigin(word) for word in arguments.origins or LedgerOrigin)
