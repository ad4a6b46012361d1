"""`style list|add|remove|abbreviations`."""

import argparse
from pathlib import Path
from typing import Any

import platformdirs

from pincite.citing import styles
from pincite.citing.abbreviations import read_abbreviations
from pincite.citing.style_index import Style
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.model.errors import PinciteError
from pincite.services.commands.own_styles import AddAbbreviations, RemoveStyle


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    style = commands.add_parser("style", help="citation styles and abbreviations")
    acts = style.add_subparsers(dest="act", required=True, metavar="list|add|remove|abbreviations")
    listing = acts.add_parser("list", help="list citation styles")
    listing.add_argument(
        "--search", default="", metavar="TEXT", help="words of name, title, subject or kind"
    )
    listing.add_argument("--class", dest="category", choices=("in-text", "note"))
    listing.add_argument("--field", default="", metavar="SUBJECT", help="history, law, medicine …")
    listing.add_argument("--own", action="store_true", help="those of this library only")
    listing.add_argument("--limit", type=int, default=50, metavar="N")
    listing.set_defaults(run=list_styles)
    add = acts.add_parser("add", help="add styles from files (.csl) to the library")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.set_defaults(run=add_styles)
    remove = acts.add_parser("remove", help="take styles of its own out of the library")
    remove.add_argument("names", nargs="+", metavar="NAME")
    remove.set_defaults(run=remove_styles)
    short = acts.add_parser(
        "abbreviations", help="add short names of journals from a file (JSON, or long;short)"
    )
    short.add_argument("file", type=Path, metavar="FILE")
    short.set_defaults(run=add_abbreviations)


def list_styles(session: Session, arguments: argparse.Namespace) -> Result:
    """Styles that fit, the library's own first."""
    cache = platformdirs.user_cache_path("pincite", False)
    every = session.bibliographies.own_styles.among(styles.list_styles(cache))
    found = [
        style
        for style in styles.find_styles(arguments.search, len(every), among=every)
        if (style.is_own or not arguments.own)
        and arguments.category in (None, style.category)
        and (not arguments.field or arguments.field.replace("-", "_") in style.fields)
    ]
    shown = found[: max(0, arguments.limit)]
    lines = [f"{s.name}  {s.title}  {_kind(s)}" for s in shown]
    if len(found) > len(shown):
        lines.append(f"… and {len(found) - len(shown)} more; narrow the search or raise --limit")
    shapes = [
        {
            "name": s.name,
            "title": s.title,
            "class": s.category,
            "citation_format": s.citation_format,
            "parent": s.parent,
            "locale": s.locale,
            "fields": list(s.fields),
            "is_own": s.is_own,
        }
        for s in shown
    ]
    return Result({"styles": shapes, "found": len(found)}, "\n".join(lines))


def add_styles(session: Session, arguments: argparse.Namespace) -> Result:
    """Check and add each file; one that cannot be used does not keep the others out."""
    added, errors = list[str](), list[InputError]()
    for file in arguments.files:
        try:
            command = session.bibliographies.own_styles.checked(file.read_bytes(), file.name)
            session.workspace.run_now(command)
            added.append(command.name)
        except PinciteError as error:
            errors.append(InputError(str(file), str(error)))
        except OSError as error:
            errors.append(InputError(str(file), f"{error.strerror or error}."))
    return Result({"added": added}, "\n".join(f"{name} added" for name in added), tuple(errors))


def remove_styles(session: Session, arguments: argparse.Namespace) -> Result:
    """Take styles out; bundled ones of their names are used again."""
    for name in arguments.names:
        found = session.bibliographies.own_styles.named(name)
        session.workspace.run_now(RemoveStyle(found.name))
    return Result({"removed": arguments.names}, f"{len(arguments.names)} removed")


def add_abbreviations(session: Session, arguments: argparse.Namespace) -> Result:
    """Add to the library's list; bibliographies use it that are told to (`bib works`)."""
    entries = read_abbreviations(arguments.file.read_bytes())
    session.workspace.run_now(AddAbbreviations(entries))
    count = sum(map(len, entries.values()))
    return Result({"abbreviations": count}, f"{count} abbreviations added")


def _kind(style: Style) -> str:
    words = [style.citation_format or style.category, *(["own"] if style.is_own else [])]
    return f"({', '.join(words)})"
