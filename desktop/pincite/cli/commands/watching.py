"""`watch`."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.model.items import Collection
from pincite.services.errors import NothingFoundError
from pincite.services.folder_watch import FolderWatch, Round
from pincite.services.indexing import update_index
from pincite.services.watched_folders import (
    WatchedFolder,
    save_watched_folders,
    watchable,
    watched_folders,
)


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    parser = commands.add_parser(
        "watch", help="import what is new in watched folders, once; the window does it by itself"
    )
    parser.set_defaults(run=look)
    acts = parser.add_subparsers(dest="act", metavar="add|remove|list")
    add = acts.add_parser("add", help="watch a folder from now on")
    add.add_argument("folder", metavar="DIR")
    add.add_argument("--collection", metavar="NAME", help="file new items there; made if missing")
    add.set_defaults(run=add_folder)
    remove = acts.add_parser("remove", help="watch a folder no more; what came in stays")
    remove.add_argument("folder", metavar="DIR")
    remove.set_defaults(run=remove_folder)
    acts.add_parser("list", help="list watched folders").set_defaults(run=list_folders)


def look(session: Session, _arguments: argparse.Namespace) -> Result:
    """One look at each folder."""
    with shown_progress("Importing", is_quiet=session.is_quiet) as context:
        rounds = FolderWatch(session.workspace).look(context)
    if any(each.count("new") for each in rounds):
        with shown_progress("Indexing", is_quiet=session.is_quiet) as context:
            update_index(session.workspace.library, context)
    errors = [InputError("", each.problem) for each in rounds if each.problem]
    errors += [
        InputError(str(entry.path), entry.message)
        for each in rounds
        for entry in each.files
        if entry.status == "failed"
    ]
    shapes = [_round_shape(each) for each in rounds]
    return Result({"folders": shapes}, "\n".join(map(_line, rounds)), tuple(errors))


def add_folder(session: Session, arguments: argparse.Namespace) -> Result:
    """Watch a folder; one that is watched already gets the collection."""
    folder = watchable(session.workspace, Path(arguments.folder))
    if arguments.collection:
        collection = session.collection(arguments.collection, make=True)
        folder = replace(folder, collection=collection.id)
    others = [each for each in watched_folders(session.read) if each.path != folder.path]
    save_watched_folders(session.workspace, [*others, folder]).result()
    return Result(_shape(session, folder), f"{folder.path} is watched from now on.")


def remove_folder(session: Session, arguments: argparse.Namespace) -> Result:
    """Watch a folder no more."""
    path = str(Path(arguments.folder).absolute())
    folders = watched_folders(session.read)
    kept = [each for each in folders if each.path not in (path, arguments.folder)]
    if len(kept) == len(folders):
        raise NothingFoundError(
            f"“{arguments.folder}” is not watched; `pincite watch list` shows what is."
        )
    save_watched_folders(session.workspace, kept).result()
    return Result({"removed": path}, f"{path} is watched no more.")


def list_folders(session: Session, _arguments: argparse.Namespace) -> Result:
    """The folders that are watched."""
    shapes = [_shape(session, folder) for folder in watched_folders(session.read)]
    lines = [f"{s['path']}  {s['collection'] or ''}".rstrip() for s in shapes]
    return Result({"folders": shapes}, "\n".join(lines))


def _shape(session: Session, folder: WatchedFolder) -> dict[str, Any]:
    found = session.read.get(Collection, folder.collection) if folder.collection else None
    return {
        "path": folder.path,
        "collection": found.name if found else None,
        "paused": folder.is_paused,
    }


def _round_shape(each: Round) -> dict[str, Any]:
    return {
        "path": each.folder.path,
        "new": each.count("new"),
        "known": each.count("known"),
        "failed": each.count("failed"),
        "waiting": each.waiting,
        "problem": each.problem,
        "items": [entry.key for entry in each.files if entry.status == "new"],
    }


def _line(each: Round) -> str:
    counts = [
        f"{number} {word}"
        for number, word in (
            (each.count("new"), "new"),
            (each.count("known"), "known"),
            (each.count("failed"), "failed"),
            (each.waiting, "still being written"),
        )
        if number
    ]
    return f"{each.folder.path}: {', '.join(counts) or 'nothing new'}"
