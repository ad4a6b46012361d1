"""`bib works`: what the list of works of a bibliography holds, and how it is divided."""

import argparse
from dataclasses import replace
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model import csl
from pincite.model.listing import Annotated, TypeSection
from pincite.services.commands.bibliographies import EditBibliography
from pincite.services.errors import ServiceError
from pincite.services.lookup import bibliography_named, item_named


def add_parser(acts: Any) -> None:
    """Add the subcommand to those of `bib`."""
    works = acts.add_parser("works", help="annotations, uncited works, parts of the list of works")
    works.add_argument("name", metavar="NAME")
    works.add_argument("--annotated", choices=[each.value for each in Annotated])
    works.add_argument("--also", action="append", default=[], metavar="ITEM",
                       help="list a work that is not cited")  # fmt: skip
    works.add_argument("--not-also", action="append", default=[], metavar="ITEM",
                       help="list it only when it is cited")  # fmt: skip
    works.add_argument(
        "--part", action="append", metavar="TITLE=TYPES", help='"Sources=manuscript,interview"'
    )
    works.add_argument("--rest", metavar="TITLE", help="heading of the works in no part")
    works.add_argument("--no-parts", action="store_true", help="one list again")
    works.add_argument(
        "--abbreviate", action=argparse.BooleanOptionalAction, help="use the abbreviations"
    )
    works.set_defaults(run=edit_listing)


def edit_listing(session: Session, arguments: argparse.Namespace) -> Result:
    """Change what was named; the rest stays."""
    bibliography = bibliography_named(session.read, arguments.name)
    listing = bibliography.listing
    gone = {item_named(session.read, name).id for name in arguments.not_also}
    also = [item_named(session.read, name).id for name in arguments.also]
    uncited = tuple(i for i in dict.fromkeys([*listing.uncited, *also]) if i not in gone)
    parts = tuple(map(_part, arguments.part)) if arguments.part else listing.sections
    wanted = replace(
        listing,
        annotated=Annotated(arguments.annotated or listing.annotated),
        uncited=uncited,
        sections=() if arguments.no_parts else parts,
        rest=listing.rest if arguments.rest is None else arguments.rest,
        is_abbreviated=(
            listing.is_abbreviated if arguments.abbreviate is None else arguments.abbreviate
        ),
    )
    session.workspace.run_now(EditBibliography(bibliography.id, listing=wanted))
    shape = {
        "name": bibliography.name,
        "annotated": wanted.annotated.value,
        "uncited": list(wanted.uncited),
        "parts": [{"title": s.title, "types": list(s.types)} for s in wanted.sections],
        "rest": wanted.rest,
        "abbreviated": wanted.is_abbreviated,
    }
    return Result(shape, f"“{bibliography.name}” lists its works so now")


def _part(text: str) -> TypeSection:
    title, _, names = text.rpartition("=")
    types = tuple(name.strip() for name in names.split(",") if name.strip())
    unknown = [name for name in types if name not in csl.TYPES]
    if not title.strip() or not types:
        raise ServiceError(
            f"“{text}” is no part: write a heading and types, as Sources=manuscript."
        )
    if unknown:
        raise ServiceError(
            f"{', '.join(unknown)}: no such type of work; there are {', '.join(csl.TYPES)}."
        )
    return TypeSection(title.strip(), types)
