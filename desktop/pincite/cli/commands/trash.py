"""`trash`: throw items away, see what is in the trash, bring it back or remove it for good."""

import argparse
from typing import Any

from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.services.commands.items import TrashItems
from pincite.services.commands.trash import PurgeTrash, RestoreFromTrash
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named
from pincite.services.trash import TrashEntry, older_than, trash_entries

_SHORT = 60


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "trash",
        help="move items to the trash, or see to what is there",
        description="With items: moves them to the trash. Without: lists what is in it.",
    )
    parser.add_argument("items", nargs="*", metavar="ITEM")
    parser.add_argument(
        "--restore", action="append", default=[], metavar="ID", help="bring back what is listed so"
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="remove all of it for good; files leave the disk 30 days later",
    )
    parser.add_argument(
        "--older-than",
        type=int,
        default=0,
        metavar="DAYS",
        help="with --empty: only what has been there for so many days",
    )
    parser.set_defaults(run=see_to_trash)


def see_to_trash(session: Session, arguments: argparse.Namespace) -> Result:
    """One of four acts."""
    if arguments.items:
        return _throw_away(session, arguments.items)
    entries = trash_entries(session.read)
    if arguments.restore:
        return _restore(session, entries, arguments.restore)
    if arguments.empty:
        return _empty(session, older_than(entries, arguments.older_than))
    lines = [f"{e.id}  {_name(e)}  {e.record.trashed[:10]}" for e in entries]
    shapes = [_shape(entry) for entry in entries]
    return Result({"trash": shapes}, "\n".join(lines) or "The trash is empty")


def _throw_away(session: Session, names: list[str]) -> Result:
    """What is not found is reported and the rest goes."""
    found, errors = [], []
    for name in names:
        try:
            found.append(item_named(session.read, name))
        except ServiceError as error:
            errors.append(InputError(name, str(error)))
    if found:
        session.workspace.run_now(TrashItems(tuple(item.id for item in found)))
    shapes = [{"item": item.key, "id": item.id} for item in found]
    text = "\n".join(f"{item.key} is in the trash" for item in found)
    return Result({"trashed": shapes}, text, tuple(errors))


def _restore(session: Session, entries: list[TrashEntry], ids: list[str]) -> Result:
    by_id = {entry.id: entry for entry in entries}
    found = [by_id[id] for id in ids if id in by_id]
    message = "There is nothing of this name in the trash; “pincite trash” lists what there is."
    errors = tuple(InputError(id, message) for id in ids if id not in by_id)
    if found:
        session.workspace.run_now(RestoreFromTrash(tuple(entry.record for entry in found)))
    text = "\n".join(f"{_name(entry)} is back" for entry in found)
    return Result({"restored": [_shape(entry) for entry in found]}, text, errors)


def _empty(session: Session, entries: list[TrashEntry]) -> Result:
    if entries:
        session.workspace.run_now(PurgeTrash(tuple(entry.record for entry in entries)))
    wanted = {entry.id for entry in entries}
    kept = [entry for entry in trash_entries(session.read) if entry.id in wanted]
    message = "It is cited by a bibliography, so it stays in the trash."
    errors = tuple(InputError(_name(entry), message) for entry in kept)
    count = len(entries) - len(kept)
    return Result({"removed": count}, f"{count} removed for good", errors)


def _shape(entry: TrashEntry) -> dict[str, str]:
    return {
        "id": entry.id,
        "title": entry.title,
        "belongs_to": entry.belongs_to,
        "trashed": entry.record.trashed,
    }


def _name(entry: TrashEntry) -> str:
    title = entry.title if len(entry.title) <= _SHORT else f"{entry.title[:_SHORT]}…"
    return f"“{title}”" + (f" ({entry.belongs_to})" if entry.belongs_to else "")
