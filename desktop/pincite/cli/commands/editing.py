"""`edit`: one edit on many items, with a preview."""

import argparse
from typing import Any

from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.library.queries import ItemQuery
from pincite.model import csl
from pincite.model.items import Item
from pincite.services.batch_edits import (
    COLLECTIONS,
    TAGS,
    TYPE,
    Act,
    Change,
    Edit,
    EditItems,
    planned_changes,
)
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    edit = commands.add_parser("edit", help="edit a field of many items in one step")
    edit.add_argument(
        "field", metavar="FIELD", help="as CSL-JSON names it; type, tags, collections"
    )
    edit.add_argument("items", nargs="*", metavar="ITEM")
    edit.add_argument("--query", metavar="QUERY", help="items that the library's filter finds")
    edit.add_argument("--collection", metavar="NAME", help="items of a collection")
    edit.add_argument("--with-tag", action="append", default=[], metavar="T")
    acts = edit.add_mutually_exclusive_group(required=True)
    acts.add_argument("--set", metavar="VALUE", help="this value and no other")
    acts.add_argument("--fill", metavar="VALUE", help="this value where there is none")
    acts.add_argument("--add", metavar="VALUE", help="behind what is there")
    acts.add_argument("--remove", nargs="?", const="", metavar="VALUE", help="this, or all of it")
    acts.add_argument("--replace", nargs=2, metavar=("TEXT", "BY"))
    edit.add_argument("--regex", action="store_true", help="TEXT is a regular expression")
    edit.add_argument("--case", action="store_true", help="capitals in TEXT matter")
    edit.add_argument("--dry-run", action="store_true", help="show what changes; change nothing")
    edit.set_defaults(run=edit_items)


def edit_items(session: Session, arguments: argparse.Namespace) -> Result:
    """Plan the edit, do it as one step unless it is only to be shown."""
    items = _items(session, arguments)
    edit = _edit(session, arguments)
    changes = planned_changes(items, edit)
    good = [change for change in changes if not change.fault]
    if good and not arguments.dry_run:
        session.workspace.run_now(EditItems(tuple(c.item.id for c in good), edit))
    faults = tuple(InputError(c.item.key, c.fault) for c in changes if c.fault)
    shapes = [{"item": c.item.key, "old": c.old, "new": c.new} for c in good]
    text = "\n".join(map(_line, good)) or "Nothing changes."
    return Result({"changes": shapes, "is_done": not arguments.dry_run}, text, faults)


def _items(session: Session, arguments: argparse.Namespace) -> list[Item]:
    read = session.read
    named = [item_named(read, name) for name in arguments.items]
    has_filter = arguments.query is not None or arguments.collection or arguments.with_tag
    if bool(named) == bool(has_filter):
        raise ServiceError("Name the items, or say which with --query, --collection or --with-tag.")
    if named:
        return named
    collection = session.collection(arguments.collection).id if arguments.collection else None
    query = ItemQuery(arguments.query or "", collection=collection, tags=tuple(arguments.with_tag))
    return read.items(read.item_ids(query, sort="title", descending=False))


def _edit(session: Session, arguments: argparse.Namespace) -> Edit:
    field = arguments.field
    known = {*csl.FIELDS, *csl.DATE_VARIABLES, *csl.NAME_VARIABLES, TYPE, TAGS, COLLECTIONS}
    if field not in known:
        raise ServiceError(f"“{field}” is no field of CSL-JSON, nor type, tags or collections.")
    if arguments.replace:
        find, value = arguments.replace
        return Edit(
            field, Act.REPLACE, value, find, is_pattern=arguments.regex, has_case=arguments.case
        )
    act, value = next(
        (act, getattr(arguments, act.value))
        for act in Act
        if getattr(arguments, act.value) is not None
    )
    if field == COLLECTIONS and value:
        value = session.collection(value, make=act is Act.ADD and not arguments.dry_run).id
    return Edit(field, act, value)


def _line(change: Change) -> str:
    return f"{change.item.key}: {change.old or '–'} -> {change.new or '–'}"
