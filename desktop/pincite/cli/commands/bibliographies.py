"""`bib new|add|remove|move|list|show`."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pincite.cli.commands import arranging, listing
from pincite.cli.commands.arranging import citation_named
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.shapes import citation_shape
from pincite.model.locators import Locator, parse_locator
from pincite.services.commands.bibliographies import AddBibliography, AddCitation
from pincite.services.commands.entries import MoveEntries, RemoveEntries
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext
from pincite.services.lookup import annotation_named, bibliography_named, item_named
from pincite.services.sections import Section, live_rows


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    bib = commands.add_parser("bib", help="bibliographies and their citations")
    acts = bib.add_subparsers(
        dest="act", required=True, metavar=f"new|add|remove|move|list|show|works|{arranging.ACTS}"
    )
    new = acts.add_parser("new", help="make a bibliography")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--style", default="apa", metavar="S")
    new.add_argument("--locale", default="en-US", metavar="L")
    new.set_defaults(run=new_bibliography)
    _add_citation_parser(acts)
    remove = acts.add_parser("remove", help="take citations out")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("citations", nargs="+", metavar="CITATION")
    remove.set_defaults(run=remove_citations)
    move = acts.add_parser("move", help="move a citation before another one, or to the end")
    move.add_argument("name", metavar="NAME")
    move.add_argument("citation", metavar="CITATION")
    move.add_argument("--before", metavar="CITATION")
    move.set_defaults(run=move_citation)
    every = acts.add_parser("list", help="list bibliographies")
    every.add_argument("--archived", action="store_true", help="those that were put away, too")
    every.set_defaults(run=list_bibliographies)
    show = acts.add_parser("show", help="show a bibliography, formatted")
    show.add_argument("name", metavar="NAME")
    show.set_defaults(run=show_bibliography)
    arranging.add_parsers(acts)
    listing.add_parser(acts)


def _add_citation_parser(acts: Any) -> None:
    add = acts.add_parser("add", help="cite an item")
    add.add_argument("name", metavar="NAME")
    add.add_argument("item", metavar="ITEM")
    where = add.add_mutually_exclusive_group()
    where.add_argument("--page", metavar="LABEL", help="page or range, as printed: 23, xii, 10-11")
    where.add_argument(
        "--paragraph", metavar="N", help="paragraph of an article, or a range of them: 4, 4-6"
    )
    where.add_argument(
        "--locator", metavar="TEXT", help='another place: "¶ 4", "8:33-9:09", "ch. 2"'
    )
    add.add_argument("--annotation", metavar="ID", help="bind it to this annotation")
    add.add_argument("--quote", default="", metavar="TEXT", help="the words quoted")
    add.add_argument("--prefix", default="")
    add.add_argument("--suffix", default="")
    add.set_defaults(run=add_citation)


def new_bibliography(session: Session, arguments: argparse.Namespace) -> Result:
    """Make an empty bibliography; "Cite" then adds to it."""
    session.bibliographies.own_styles.xml(arguments.style)
    command = AddBibliography(arguments.name, arguments.style, arguments.locale)
    session.workspace.run_now(command)
    session.bibliographies.set_active(command.id)
    shape = {"name": arguments.name, "id": command.id, "style": arguments.style}
    return Result(shape, f"“{arguments.name}” is there, in style {arguments.style}")


def add_citation(session: Session, arguments: argparse.Namespace) -> Result:
    """Add a citation; bound to an annotation it takes the annotation's pages."""
    bibliography = bibliography_named(session.read, arguments.name)
    item = item_named(session.read, arguments.item)
    annotation = (
        annotation_named(session.read, arguments.annotation) if arguments.annotation else None
    )
    locator = Locator()
    if arguments.page:
        locator = parse_locator(arguments.page, "page")
    elif arguments.paragraph:
        locator = parse_locator(arguments.paragraph.lstrip("¶ "), "paragraph")
    elif arguments.locator:
        locator = parse_locator(arguments.locator)
    if annotation is not None and locator:
        raise ServiceError(
            "Name a page or an annotation, not both: a citation bound to one takes its page."
        )
    command = AddCitation(
        bibliography.id,
        item.id,
        locator,
        annotation.id if annotation else None,
        arguments.quote,
        arguments.prefix,
        arguments.suffix,
    )
    session.workspace.run_now(command)
    session.checks.run(session.checks.of_citations([command.id]), JobContext())
    row = next(
        r for r in session.bibliographies.cited(bibliography.id) if r.citation.id == command.id
    )
    return Result(
        citation_shape(row, ""), f"{command.id}  {item.key}  {row.locator.described}".rstrip()
    )


def remove_citations(session: Session, arguments: argparse.Namespace) -> Result:
    """Take citations out of a bibliography."""
    owner = bibliography_named(session.read, arguments.name)
    chosen = tuple(citation_named(session, arguments.name, c).id for c in arguments.citations)
    session.workspace.run_now(RemoveEntries(chosen, owner.id))
    return Result({"removed": list(chosen)}, f"{len(chosen)} removed")


def move_citation(session: Session, arguments: argparse.Namespace) -> Result:
    """Move a citation."""
    moved = citation_named(session, arguments.name, arguments.citation).id
    before = (
        citation_named(session, arguments.name, arguments.before).id if arguments.before else None
    )
    session.workspace.run_now(MoveEntries((moved,), before))
    return show_bibliography(session, arguments)


def list_bibliographies(session: Session, arguments: argparse.Namespace) -> Result:
    """All bibliographies of the library."""
    found = session.read.bibliographies()
    shapes = [
        {
            "name": b.name,
            "id": b.id,
            "style": b.style,
            "locale": b.locale,
            "citations": len(session.read.citations_of(b.id)),
            "archived": bool(b.archived),
        }
        for b in found
        if arguments.archived or not b.archived
    ]
    lines = [
        f"{s['name']}  {s['style']}  {s['citations']} citations"
        + ("  archived" if s["archived"] else "")
        for s in shapes
    ]
    return Result({"bibliographies": shapes}, "\n".join(lines))


def show_bibliography(session: Session, arguments: argparse.Namespace) -> Result:
    """The citations in order and the reference list, formatted as plain text."""
    bibliography = bibliography_named(session.read, arguments.name)
    sections = session.bibliographies.sections(bibliography.id)
    rows = live_rows(sections)
    preview = session.bibliographies.preview(bibliography.id, "text")
    shapes = [citation_shape(r, t) for r, t in zip(rows, preview.citations, strict=True)]
    by_id = {shape["id"]: shape for shape in shapes}
    data = {
        "name": bibliography.name,
        "style": bibliography.style,
        "locale": bibliography.locale,
        "ordering": bibliography.ordering.value,
        "citations": shapes,
        "sections": [
            {
                "title": section.heading.title if section.heading else "",
                "citations": [r.citation.id for r in section.rows if r.citation.id in by_id],
            }
            for section in sections
        ],
        "bibliography": list(preview.bibliography),
        "engine": preview.engine,
        "remark": preview.remark,
    }
    lines = list(_lines(sections, by_id))
    return Result(data, "\n".join([*lines, "", *preview.bibliography]).strip())


def _lines(sections: Sequence[Section], shapes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Numbered citations under their headings."""
    number = 0
    for section in sections:
        if section.heading is not None:
            yield from ("", section.heading.title) if number else (section.heading.title,)
        for row in section.rows:
            if row.citation.id in shapes:
                number += 1
                yield f"{number}. {shapes[row.citation.id]['text']}"
