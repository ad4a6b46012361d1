"""`duplicates`: works that are in the library twice."""

import argparse
from typing import Any

from pincite.citing.duplicate_pairs import DuplicatePair
from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.creators import short_names
from pincite.model.items import Item
from pincite.services.commands.duplicates import MergeItems, SetApart
from pincite.services.duplicates import find_duplicates, merging_of
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("duplicates", help="works that are in the library twice")
    acts = parser.add_subparsers(metavar="ACT")
    parser.add_argument("--sure", action="store_true", help="only those without doubt")
    parser.set_defaults(run=list_duplicates)
    merge = acts.add_parser("merge", help="make one item of two; the second goes to the trash")
    merge.add_argument("items", nargs="*", metavar="ITEM", help="the one that stays, and the other")
    merge.add_argument("--sure", action="store_true", help="all pairs that are without doubt")
    merge.set_defaults(run=merge_duplicates)
    apart = acts.add_parser("distinct", help="say that two items are different works")
    apart.add_argument("items", nargs=2, metavar="ITEM")
    apart.set_defaults(run=set_apart)


def list_duplicates(session: Session, arguments: argparse.Namespace) -> Result:
    """The pairs, sure ones first."""
    pairs = _pairs(session, is_sure=arguments.sure)
    lines = [f"{_name(p.one)}  =  {_name(p.other)}{'' if p.is_sure else '  ?'}" for p in pairs]
    return Result({"pairs": [_shape(pair) for pair in pairs]}, "\n".join(lines))


def merge_duplicates(session: Session, arguments: argparse.Namespace) -> Result:
    """Two items that are named, or all pairs without doubt, as one step."""
    if arguments.sure == bool(arguments.items) or len(arguments.items) not in (0, 2):
        raise ServiceError("Name the item that stays and the other one, or say --sure.")
    if arguments.sure:
        pairs = _pairs(session, is_sure=True)
        batch = merging_of(pairs)
        if batch.commands:
            session.workspace.run_now(batch)
        text = f"{len(batch.commands)} merged"
        return Result({"merged": len(batch.commands)}, text)
    kept, other = (item_named(session.read, name) for name in arguments.items)
    session.workspace.run_now(MergeItems(kept.id, other.id))
    return Result({"kept": kept.key, "trashed": other.key}, f"{other.key} is in {kept.key} now")


def set_apart(session: Session, arguments: argparse.Namespace) -> Result:
    """Remember that they differ."""
    one, other = (item_named(session.read, name) for name in arguments.items)
    session.workspace.run_now(SetApart(one.id, other.id))
    return Result({"distinct": [one.key, other.key]}, f"{one.key} and {other.key} are different")


def _pairs(session: Session, *, is_sure: bool) -> list[DuplicatePair]:
    with shown_progress("Comparing works", is_quiet=session.is_quiet) as job:
        found = find_duplicates(session.read, job)
    return [pair for pair in found if pair.is_sure or not is_sure]


def _shape(pair: DuplicatePair) -> dict[str, Any]:
    return {
        "items": [pair.one.key, pair.other.key],
        "sure": pair.is_sure,
        "likeness": round(pair.likeness, 1),
    }


def _name(item: Item) -> str:
    parts = (item.key, short_names(item.creators), item.year, item.title)
    return " ".join(part for part in parts if part)
