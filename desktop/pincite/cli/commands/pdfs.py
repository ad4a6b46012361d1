"""`get-pdf`."""

import argparse
import sys
from typing import Any

from pincite.cli.commands.identifiers import choices
from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.cli.words import plural
from pincite.model.errors import PinciteError
from pincite.model.items import Item
from pincite.services.getting_pdfs import get_pdf
from pincite.services.importer import ImportedFile
from pincite.services.indexing import update_index
from pincite.services.jobs import Cancelled
from pincite.services.lookup import item_named
from pincite.services.pdf_addresses import PdfAddress, pdf_addresses


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "get-pdf", help="fetch the PDF of an item from the addresses that its metadata gives"
    )
    parser.add_argument("item", metavar="ITEM")
    parser.add_argument("--list", action="store_true", help="only show the addresses")
    parser.set_defaults(run=get)


def get(session: Session, arguments: argparse.Namespace) -> Result:
    """Try one address after the other; each is named before it is fetched."""
    item = item_named(session.read, arguments.item)
    with shown_progress("Looking up", is_quiet=session.is_quiet) as context:
        addresses = pdf_addresses(item, choices(), context)
    shapes = [{"address": each.url, "given_by": each.given_by} for each in addresses]
    data: dict[str, Any] = {"item": item.key, "addresses": shapes}
    if arguments.list:
        lines = [f"{each.url}  (given by {each.given_by})" for each in addresses]
        return Result(data, "\n".join(lines))
    entry, errors = _first(session, item, addresses)
    if entry is None:
        return Result({**data, "sha256": None}, "", tuple(errors))
    if entry.status == "new":
        with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
            update_index(session.workspace.library, context)
    text = f"{entry.status}  {item.key}  {entry.path.name} ({plural(entry.pages, 'page')})"
    return Result({**data, "status": entry.status, "sha256": entry.sha256}, text)


def _first(
    session: Session, item: Item, addresses: tuple[PdfAddress, ...]
) -> tuple[ImportedFile | None, list[InputError]]:
    errors: list[InputError] = []
    for address in addresses:
        if not session.is_quiet:
            told = f"Fetching {address.url} (given by {address.given_by})"
            print(f"pincite: {told}", file=sys.stderr)
        try:
            with shown_progress("Fetching", is_quiet=session.is_quiet) as context:
                return get_pdf(session.workspace, item, address.url, choices(), context), errors
        except Cancelled:
            raise
        except PinciteError as error:
            errors.append(InputError("", str(error)))
    return None, errors
