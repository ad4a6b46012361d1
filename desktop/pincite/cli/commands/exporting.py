"""`cite`, `export`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.exporting.bib_options import BibOptions, names_of_fields
from pincite.library.queries import ItemQuery
from pincite.model.items import Item
from pincite.model.locators import Locator, parse_locator
from pincite.services.bibliographies import ItemCite
from pincite.services.errors import ServiceError
from pincite.services.exporting import (
    CITE_FORMATS,
    EXPORT_FORMATS,
    cite_items,
    export_bibliography,
    export_items,
)
from pincite.services.kept_bib import BIB_FORMATS, encoded_as_kept
from pincite.services.lookup import bibliography_named, item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    cite = commands.add_parser("cite", help="format citations: ITEM or ITEM@PAGE")
    cite.add_argument("items", nargs="+", metavar="ITEM[@LOCATOR]")
    cite.add_argument("--style", default="apa", metavar="S")
    cite.add_argument("--locale", default="en-US", metavar="L")
    cite.add_argument("--as", dest="format", choices=sorted(CITE_FORMATS), default="text")
    export = commands.add_parser("export", help="write items or a bibliography in another format")
    export.add_argument("items", nargs="*", metavar="ITEM")
    export.add_argument("--format", choices=sorted(EXPORT_FORMATS), default="biblatex")
    export.add_argument("--bibliography", metavar="NAME")
    export.add_argument("--style", default="", metavar="S")
    export.add_argument("-o", dest="output", type=Path, metavar="FILE")
    export.add_argument(
        "--anew",
        action="store_true",
        help="write every entry of a .bib anew, not as in the file that it came in with",
    )
    _add_bib_options(export)
    export.set_defaults(run=export_library)
    cite.set_defaults(run=cite_on_the_spot)


def _add_bib_options(export: argparse.ArgumentParser) -> None:
    group = export.add_argument_group("how a .bib is written; these write it anew")
    spelling = group.add_mutually_exclusive_group()
    spelling.add_argument(
        "--ascii", action="store_const", const=True, help="letters as LaTeX commands"
    )
    spelling.add_argument("--unicode", action="store_const", const=False, dest="ascii")
    group.add_argument("--no-braces", action="store_true", help="no braces around names in titles")
    group.add_argument("--no-pages", action="store_true", help="no field with the pages cited")
    group.add_argument("--annotations", action="store_true", help="quotations in `annotation`")
    group.add_argument("--files", action="store_true", help="paths of the documents in `file`")
    group.add_argument(
        "--plain", action="store_true", help="no fields that only Pincite reads back"
    )
    group.add_argument("--omit", default="", metavar="FIELD,…", help="fields to leave out")


def bib_options(arguments: argparse.Namespace) -> BibOptions:
    """What was said of .bib files."""
    return BibOptions(
        arguments.ascii,
        protects_case=not arguments.no_braces,
        pages=not arguments.no_pages,
        annotations=arguments.annotations,
        files=arguments.files,
        remainder=not arguments.plain,
        omitted=names_of_fields(arguments.omit.split(",")),
    )


def cite_on_the_spot(session: Session, arguments: argparse.Namespace) -> Result:
    """Citations that are in no bibliography, in one go."""
    cites = [_cite_named(session, text) for text in arguments.items]
    made = cite_items(
        session.bibliographies, cites, arguments.format, arguments.style, arguments.locale
    )
    shapes = [
        {"item": c.item.key, "locator": c.locator.described, "text": t}
        for c, t in zip(cites, made.citations, strict=True)
    ]
    data = {"citations": shapes, "bibliography": list(made.entries), "remark": made.remark}
    lines = [*made.citations, *([""] if made.entries else []), *made.entries]
    return Result(data, "\n".join(lines))


def _cite_named(session: Session, text: str) -> ItemCite:
    name, _, place = text.rpartition("@")
    if not name:
        return ItemCite(item_named(session.read, text), Locator())
    return ItemCite(item_named(session.read, name), parse_locator(place))


def export_library(session: Session, arguments: argparse.Namespace) -> Result:
    """Items named, a bibliography's, or all; to a file or to stdout."""
    if arguments.bibliography and arguments.items:
        raise ServiceError("Name items or a bibliography, not both.")
    if arguments.bibliography:
        bibliography = bibliography_named(session.read, arguments.bibliography)
        text = export_bibliography(
            session.bibliographies,
            bibliography,
            arguments.format,
            style=arguments.style,
            keeps_file=not arguments.anew,
            bib=bib_options(arguments),
        )
        items = [row.item for row in session.bibliographies.cited(bibliography.id)]
    else:
        items = _items(session, arguments.items)
        text = export_items(
            session.bibliographies,
            items,
            arguments.format,
            style=arguments.style or "apa",
            keeps_file=not arguments.anew,
            bib=bib_options(arguments),
        )
    if arguments.output is None:
        return Result({"format": arguments.format, "text": text}, text.rstrip("\n"))
    is_kept = arguments.format in BIB_FORMATS and not arguments.anew
    data = encoded_as_kept(session.read, items, text) if is_kept else text.encode()
    arguments.output.write_bytes(data)
    made = {"format": arguments.format, "file": str(arguments.output)}
    return Result(made, f"Written to {arguments.output}")


def _items(session: Session, names: list[str]) -> list[Item]:
    if names:
        return [item_named(session.read, name) for name in names]
    return session.read.items(session.read.item_ids(ItemQuery(), sort="key", descending=False))
