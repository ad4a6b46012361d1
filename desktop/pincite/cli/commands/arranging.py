"""`bib edit|heading|order|copy|duplicate|archive|unarchive`."""

import argparse
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.citations import Citation, Heading, Ordering
from pincite.model.ids import CitationId
from pincite.model.locators import KINDS, Locator, parse_locator
from pincite.services.commands.bibliographies import (
    ArchiveBibliography,
    DuplicateBibliography,
    EditBibliography,
    EditCitation,
)
from pincite.services.commands.entries import (
    AddHeading,
    CopyEntries,
    EntryId,
    RemoveEntries,
    RenameHeading,
)
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.lookup import bibliography_named

ACTS = "edit|heading|order|copy|duplicate|archive|unarchive"


def add_parsers(acts: Any) -> None:
    """Add the subcommands to those of `bib`."""
    _add_edit_parser(acts)
    heading = acts.add_parser(
        "heading", help="put a heading between citations, rename or remove it"
    )
    heading.add_argument("name", metavar="NAME")
    heading.add_argument("title", metavar="TEXT")
    what = heading.add_mutually_exclusive_group()
    what.add_argument("--before", metavar="CITATION", help="the end, when none is named")
    what.add_argument("--rename", metavar="NEW", help="give the heading TEXT another text")
    what.add_argument("--remove", action="store_true", help="its citations stay")
    heading.set_defaults(run=edit_heading)
    order = acts.add_parser("order", help="by hand, or as the style orders")
    order.add_argument("name", metavar="NAME")
    order.add_argument(
        "ordering",
        choices=[ordering.value for ordering in Ordering],
        help="text: citations by hand, works by style; hand: both by hand; style: both by style",
    )
    order.set_defaults(run=set_order)
    copy = acts.add_parser("copy", help="take citations over from another bibliography")
    copy.add_argument("name", metavar="NAME", help="the bibliography that gets them")
    copy.add_argument("source", metavar="FROM")
    copy.add_argument("citations", nargs="*", metavar="CITATION", help="all, when none is named")
    copy.set_defaults(run=copy_citations)
    duplicate = acts.add_parser("duplicate", help="make another one with the same citations")
    duplicate.add_argument("name", metavar="NAME")
    duplicate.add_argument("new", metavar="NEW")
    duplicate.set_defaults(run=duplicate_bibliography)
    for act, words in (("archive", "put it away"), ("unarchive", "bring it back")):
        parser = acts.add_parser(act, help=words)
        parser.add_argument("name", metavar="NAME")
        parser.set_defaults(run=archive_bibliography, is_archived=act == "archive")


def _add_edit_parser(acts: Any) -> None:
    edit = acts.add_parser("edit", help="change the place or the text around a citation")
    edit.add_argument("name", metavar="NAME")
    edit.add_argument("citation", metavar="CITATION")
    edit.add_argument("--locator", metavar="TEXT", help='"23", "ch. 4"; "" for the whole work')
    edit.add_argument("--kind", choices=KINDS, metavar="KIND", help="page, chapter, section …")
    edit.add_argument("--prefix")
    edit.add_argument("--suffix")
    edit.add_argument(
        "--author", choices=("style", "none", "text"), help="as the style says, left out, in text"
    )
    edit.set_defaults(run=edit_citation)


def edit_citation(session: Session, arguments: argparse.Namespace) -> Result:
    """Change a citation; what is not named stays."""
    locator = None
    if arguments.locator is not None:
        locator = parse_locator(arguments.locator, arguments.kind or "")
    elif arguments.kind:
        raise ServiceError("A kind of place needs a place: name it with --locator.")
    author = arguments.author
    command = EditCitation(
        citation_named(session, arguments.name, arguments.citation).id,
        locator if locator is None or locator else Locator(),
        arguments.prefix,
        arguments.suffix,
        None if author is None else author == "none",
        is_author_in_text=None if author is None else author == "text",
    )
    session.workspace.run_now(command)
    return Result({"id": command.citation}, f"{command.citation} changed")


def edit_heading(session: Session, arguments: argparse.Namespace) -> Result:
    """Add, rename or remove a heading."""
    owner = bibliography_named(session.read, arguments.name)
    if arguments.rename is None and not arguments.remove:
        before = arguments.before
        place = citation_named(session, arguments.name, before).id if before else None
        added = AddHeading(owner.id, arguments.title, place)
        session.workspace.run_now(added)
        return Result({"id": added.id, "title": arguments.title}, f"“{arguments.title}” added")
    heading = _heading(owner.headings, arguments.title)
    if arguments.remove:
        session.workspace.run_now(RemoveEntries((heading.id,), owner.id))
        return Result({"removed": [heading.id]}, f"“{heading.title}” removed")
    session.workspace.run_now(RenameHeading(owner.id, heading.id, arguments.rename))
    shape = {"id": heading.id, "title": arguments.rename}
    return Result(shape, f"“{heading.title}” is “{arguments.rename}” now")


def set_order(session: Session, arguments: argparse.Namespace) -> Result:
    """Choose who orders citations and works."""
    owner = bibliography_named(session.read, arguments.name)
    session.workspace.run_now(EditBibliography(owner.id, ordering=Ordering(arguments.ordering)))
    shape = {"name": owner.name, "ordering": arguments.ordering}
    return Result(shape, f"“{owner.name}” is ordered by {arguments.ordering}")


def copy_citations(session: Session, arguments: argparse.Namespace) -> Result:
    """Take over some or all citations of another bibliography, all with their headings."""
    target = bibliography_named(session.read, arguments.name)
    source = bibliography_named(session.read, arguments.source)
    chosen: list[EntryId] = [
        citation_named(session, arguments.source, c).id for c in arguments.citations
    ]
    if not chosen:
        chosen += [citation.id for citation in session.read.citations_of(source.id)]
        chosen += [heading.id for heading in source.headings]
    if chosen:
        label = "Import citations"
        session.workspace.run_now(CopyEntries(tuple(chosen), target.id, label=label))
    return Result({"copied": len(chosen)}, f"{len(chosen)} copied into “{target.name}”")


def duplicate_bibliography(session: Session, arguments: argparse.Namespace) -> Result:
    """Make another bibliography with the same citations."""
    owner = bibliography_named(session.read, arguments.name)
    command = DuplicateBibliography(owner.id, arguments.new)
    session.workspace.run_now(command)
    return Result({"name": arguments.new, "id": command.id}, f"“{arguments.new}” is there")


def archive_bibliography(session: Session, arguments: argparse.Namespace) -> Result:
    """Put a bibliography away, or bring it back."""
    owner = bibliography_named(session.read, arguments.name)
    command = ArchiveBibliography(owner.id, is_archived=arguments.is_archived)
    session.workspace.run_now(command)
    words = "is archived" if arguments.is_archived else "stands in the lists again"
    shape = {"name": owner.name, "archived": arguments.is_archived}
    return Result(shape, f"“{owner.name}” {words}")


def citation_named(session: Session, bibliography: str, reference: str) -> Citation:
    """A citation by its id, or by its number in the list from 1.

    Raises:
        NothingFoundError: the bibliography has none like that.
    """
    owner = bibliography_named(session.read, bibliography)
    rows = session.bibliographies.cited(owner.id) if reference.isdecimal() else []
    if reference.isdecimal() and 1 <= int(reference) <= len(rows):
        return rows[int(reference) - 1].citation
    found = session.read.get(Citation, CitationId(reference))
    if found is None or found.trashed or found.bibliography != owner.id:
        raise NothingFoundError(
            f"“{bibliography}” has no citation “{reference}”; `pincite bib show` lists them."
        )
    return found


def _heading(headings: tuple[Heading, ...], text: str) -> Heading:
    wanted = text.casefold().strip()
    found = next((h for h in headings if wanted in (h.title.casefold(), h.id)), None)
    if found is None:
        raise NothingFoundError(
            f"This bibliography has no heading “{text}”; `pincite bib show` lists them."
        )
    return found
