"""`clean`: one way of writing for what is the same."""

import argparse
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.items import Item
from pincite.services.cleaning.actions import CLEAN_UPS, clean_ups, find_changes
from pincite.services.commands.cleaning import ChangeValues, ValueChange
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named

_USUAL = "usual"


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    kinds = "\n".join(f"  {each.name:<16}{each.detail}" for each in CLEAN_UPS)
    parser = commands.add_parser(
        "clean",
        help="write values of items in one way",
        description="Cleans all items, or those named. With --dry-run it only shows the changes.",
        epilog=f"KIND is one of these, or “{_USUAL}” for all but titles:\n{kinds}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="+", metavar="KIND… [ITEM…]")
    parser.add_argument("--dry-run", action="store_true", help="show the changes, make none")
    parser.set_defaults(run=clean)


def clean(session: Session, arguments: argparse.Namespace) -> Result:
    """Old and new value of each change; all are one step."""
    known = {each.name for each in CLEAN_UPS}
    kinds = [name for name in arguments.names if name in known]
    if _USUAL in arguments.names:
        kinds += [each.name for each in CLEAN_UPS if each.is_usual]
    items = [name for name in arguments.names if name not in known and name != _USUAL]
    if not kinds:
        raise ServiceError(f"Name a clean-up: {_USUAL}, {', '.join(sorted(known))}.")
    chosen = clean_ups(kinds)
    ids = [item_named(session.read, name).id for name in items] or None
    with shown_progress("Looking", is_quiet=session.is_quiet) as job:
        changes = find_changes(session.read, chosen, ids, job)
    if changes and not arguments.dry_run:
        session.workspace.run_now(ChangeValues(tuple(changes)))
    rows = [(_key(session, change), change) for change in changes]
    lines = [f"{key} {c.name or 'creators'}: {c.texts[0]} -> {c.texts[1]}" for key, c in rows]
    would = "to be changed" if arguments.dry_run else "changed"
    lines.append(f"{len(changes)} values {would}" if changes else "Nothing to clean up")
    shapes = [
        {"item": key, "field": c.name or "creators", "old": c.texts[0], "new": c.texts[1]}
        for key, c in rows
    ]
    return Result({"changes": shapes, "written": not arguments.dry_run}, "\n".join(lines))


def _key(session: Session, change: ValueChange) -> str:
    item = session.read.get(Item, change.item)
    return item.key or item.id if item is not None else change.item
