"""`highlight`, `annotations`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.commands.annotation_choice import add_choice, filter_of, move_to_or_from_trash
from pincite.cli.commands.annotation_output import write_annotations
from pincite.cli.commands.pages import page_index_named
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.shapes import place_words
from pincite.cli.words import plural
from pincite.library.queries import ItemQuery
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.ids import AnnotationId, fresh_id
from pincite.model.items import Item
from pincite.services.annotation_export import (
    READING_FORMATS,
    AnnotationChoice,
    annotation_shapes,
)
from pincite.services.annotation_filter import AnnotationSort
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.errors import ServiceError
from pincite.services.file_annotations import all_annotation_shapes, read_external
from pincite.services.jobs import JobContext
from pincite.services.lookup import document_named, item_named
from pincite.services.passages import passage_anchor
from pincite.services.pdf_export import copy_remarks, export_annotated_pdf
from pincite.services.settings import SettingsFile, default_settings_path, own_name

_PDF = "pdf"


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    highlight = commands.add_parser(
        "highlight", help="highlight or otherwise mark a passage by its words"
    )
    highlight.add_argument("item", metavar="ITEM")
    highlight.add_argument("text", metavar="QUOTED TEXT")
    highlight.add_argument("--page", metavar="LABEL", help="the printed page to look on first")
    highlight.add_argument(
        "--as", dest="mark", choices=[k.value for k in AnnotationKind if k.marks_text],
        default="highlight", help="how the passage is marked",
    )  # fmt: skip
    highlight.add_argument("--color", choices=[c.value for c in Colour], default="yellow")
    highlight.add_argument("--note", default="", metavar="TEXT", help="comment, in Markdown")
    highlight.add_argument("--tag", action="append", default=[], metavar="T")
    highlight.add_argument("--kind", choices=[k.value for k in QuotationKind], default="direct")
    highlight.set_defaults(run=highlight_passage)
    annotations = commands.add_parser(
        "annotations", help="list, export, delete or restore annotations; export notes, too"
    )
    annotations.add_argument("items", nargs="*", metavar="ITEM")
    annotations.add_argument("--collection", metavar="NAME", help="of all works in a collection")
    annotations.add_argument("--search", metavar="QUERY", help="of all works that a search finds")
    annotations.add_argument("--format", choices=sorted([*READING_FORMATS, _PDF]), default="")
    annotations.add_argument(
        "-o", dest="output", type=Path, metavar="FILE",
        help="obsidian and logseq: a folder gets a file for each work; what was written there "
        "by hand is kept",
    )  # fmt: skip
    annotations.add_argument(
        "--overwrite", action="store_true", help="let a PDF take the place of an older one"
    )
    annotations.add_argument(
        "--take-over",
        action="store_true",
        help="add the annotations that stand in the item's PDF files to the library",
    )
    add_choice(annotations)
    annotations.set_defaults(run=list_annotations)


def highlight_passage(session: Session, arguments: argparse.Namespace) -> Result:
    """Find the words in the document and highlight them."""
    item, document = document_named(session.read, arguments.item)
    page_index = None
    if arguments.page and not document.is_article:
        page_index = page_index_named(session.read.page_map(document.sha256), arguments.page)
    anchor = passage_anchor(session.workspace.library, document, arguments.text, page_index)
    annotation = Annotation(
        id=AnnotationId(fresh_id()),
        document=document.sha256,
        kind=AnnotationKind(arguments.mark),
        anchor=anchor,
        colour=Colour(arguments.color),
        comment=arguments.note,
        tags=tuple(arguments.tag),
        quotation_kind=QuotationKind(arguments.kind),
    )
    session.workspace.run_now(AddAnnotation(annotation))
    shapes = annotation_shapes(session.read, item)
    shape = next(s for s in shapes if s["id"] == annotation.id)
    place = place_words(shape["page_label"])
    return Result(shape, f"{annotation.id}  {place}  {anchor.quote}")


def list_annotations(session: Session, arguments: argparse.Namespace) -> Result:
    """Annotations, filtered and sorted, as lines or in a format for other programs."""
    items = _chosen_items(session, arguments)
    if arguments.trash or arguments.restore:
        move_to_or_from_trash(session, _only(items, "The trash"), arguments)
    if arguments.format == _PDF:
        return _write_pdf(session, _only(items, "A PDF"), arguments)
    taken = sum(_take_over(session, item) for item in items) if arguments.take_over else None
    sort = AnnotationSort(arguments.sort)
    choice = AnnotationChoice(filter_of(arguments), sort, are_trashed=arguments.trashed)
    shapes: list[dict[str, Any]] = []
    problems: list[str] = []
    for item in items:
        more, troubles = all_annotation_shapes(session.workspace.library, item, choice)
        shapes += more
        problems += troubles
    data: dict[str, Any] = {"annotations": shapes}
    if taken is not None:
        data["taken_over"] = taken
    if problems:
        data["problems"] = problems
    if not arguments.format and arguments.output is None:
        lines = (
            f"{s['id']}  {place_words(s['page_label'])}  {s['text'] or s['comment']}"
            for s in shapes
        )
        said = [] if taken is None else [_taken_words(taken)]
        return Result(data, "\n".join((*said, *lines, *problems)))
    return write_annotations(session, items, choice, arguments, data)


def _chosen_items(session: Session, arguments: argparse.Namespace) -> list[Item]:
    """The works named, those of a collection, or those that a search finds."""
    ways = [bool(arguments.items), bool(arguments.collection), bool(arguments.search)]
    if sum(ways) != 1:
        raise ServiceError("Name items, a collection (--collection) or a search (--search).")
    if arguments.items:
        return [item_named(session.read, name) for name in arguments.items]
    if arguments.search:
        found = session.finder.works(arguments.search)
        if found.message and not found.works:
            raise ServiceError(found.message)
        query = ItemQuery(ids=tuple(found.works))
    else:
        query = ItemQuery(collection=session.collection(arguments.collection).id)
    return session.read.items(session.read.item_ids(query, sort="title", descending=False))


def _only(items: list[Item], name: str) -> Item:
    if len(items) != 1:
        raise ServiceError(f"{name} is for one item at a time; name it.")
    return items[0]


def _take_over(session: Session, item: Item) -> int:
    """Add what stands in the files of an item; how many annotations that were."""
    count = 0
    for document in session.read.documents_of(item.id):
        if document.trashed:
            continue
        outside = read_external(session.workspace.library, document)
        if outside.offered:
            session.workspace.run_now(outside.taking_over(document.sha256))
            count += len(outside.offered)
    return count


def _taken_words(count: int) -> str:
    if not count:
        return "There was nothing to take over."
    return f"{plural(count, 'annotation')} taken over from the file."


def _write_pdf(session: Session, item: Item, arguments: argparse.Namespace) -> Result:
    """A copy of the PDF with its annotations."""
    _, document = document_named(session.read, arguments.items[0] if arguments.items else item.id)
    target = arguments.output
    if target is None:
        raise ServiceError("A PDF needs a file to be written to; name it with `-o FILE`.")
    if target.exists() and not arguments.overwrite:
        raise ServiceError(f"“{target}” exists already; choose another name, or add `--overwrite`.")
    author = own_name(SettingsFile(default_settings_path()).load().author)
    library = session.workspace.library
    copy = export_annotated_pdf(library, document, target, JobContext(), author=author)
    remarks = copy_remarks(copy)
    data = {"file": str(target), "appended": copy.is_appendix, "remarks": list(remarks)}
    return Result(data, "\n".join((f"Written to {target}", *remarks)))
