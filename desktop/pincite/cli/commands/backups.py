"""`backup` and `restore`: copies of the library's records, and bringing one back."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.library.backups import FOLDER, backup, backups_in, make_backup, restore, verify

_NOTE = (
    "A backup holds all records: items, annotations, notes, bibliographies, page texts. The files "
    "of documents lie in the library's folder “files” and can be copied from there as they are."
)


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    saving = commands.add_parser(
        "backup", help="write a whole, consistent copy of the library's data", description=_NOTE
    )
    saving.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="else in the library's own folder"
    )
    saving.add_argument("--list", action="store_true", help="show the backups that there are")
    saving.set_defaults(run=back_up)
    restoring = commands.add_parser(
        "restore",
        help="put a backup in the library's place; what was there is kept aside",
        description=_NOTE,
    )
    restoring.add_argument(
        "backup", type=Path, metavar="BACKUP", help="a file, or a name that “backup --list” shows"
    )
    restoring.set_defaults(run=bring_back)


def back_up(session: Session, arguments: argparse.Namespace) -> Result:
    """Copy the database while it may be in use, or list the copies."""
    if arguments.list:
        return _list(session)
    library = session.workspace.library
    if arguments.file is None:
        path = make_backup(library).path
    else:
        path = arguments.file
        backup(library, path)
    count = verify(path)
    return Result({"file": str(path), "items": count}, f"Written to {path}, {count} items")


def bring_back(session: Session, arguments: argparse.Namespace) -> Result:
    """The library is not opened: a backup cannot take the place of one that is open."""
    chosen: Path = arguments.backup
    if not chosen.exists() and chosen.parent == Path():
        chosen = session.folder / FOLDER / chosen
    aside = restore(session.folder, chosen)
    count = verify(chosen)
    text = f"Restored from {chosen}, {count} items"
    if aside is not None:
        text += f"\nWhat was there before lies in {aside}"
    data = {"file": str(chosen), "items": count, "aside": str(aside) if aside else None}
    return Result(data, text)


def _list(session: Session) -> Result:
    found = backups_in(session.folder)
    shapes = [
        {"file": b.path.name, "at": b.at.isoformat(), "kind": b.kind.value, "size": b.size}
        for b in found
    ]
    lines = [
        f"{b.path.name:44} {b.at.astimezone():%Y-%m-%d %H:%M} {b.size / 1e6:8.1f} MB  {b.kind}"
        for b in found
    ]
    return Result({"backups": shapes}, "\n".join(lines) or "There are no backups yet")
