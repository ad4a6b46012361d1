"""`highlight`, `annotations`."""

import argparse
import json
from pathlib import Path
from typing import Any

from pincite.cli.commands.annotation_choice import add_choice, filter_of, move_to_or_from_trash
from pincite.cli.commands.pages import page_index_named
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.shapes import place_words
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.ids import AnnotationId, fresh_id
from pincite.services.annotation_filter import AnnotationSort
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.exporting import (
    ANNOTATION_FORMATS,
    AnnotationChoice,
    annotation_shapes,
    export_annotations,
)
from pincite.services.lookup import document_named, item_named
from pincite.services.passages import passage_anchor
from pincite.services.settings import SettingsFile, default_settings_path, named_colours


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
        "annotations", help="list, export, delete or restore an item's annotations"
    )
    annotations.add_argument("item", metavar="ITEM")
    annotations.add_argument("--format", choices=sorted(ANNOTATION_FORMATS), default="")
    annotations.add_argument("-o", dest="output", type=Path, metavar="FILE")
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
    item = item_named(session.read, arguments.item)
    move_to_or_from_trash(session, item, arguments)
    sort = AnnotationSort(arguments.sort)
    choice = AnnotationChoice(filter_of(arguments), sort, are_trashed=arguments.trashed)
    shapes = annotation_shapes(session.read, item, choice)
    data: dict[str, Any] = {"annotations": shapes}
    if not arguments.format and arguments.output is None:
        lines = (
            f"{s['id']}  {place_words(s['page_label'])}  {s['text'] or s['comment']}"
            for s in shapes
        )
        text = "\n".join(lines)
        return Result(data, text)
    name = arguments.format or "markdown"
    if name == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2)
    else:
        names = named_colours(SettingsFile(default_settings_path()).load())
        text = export_annotations(session.read, item, name, choice, names)
    if arguments.output is not None:
        arguments.output.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
        return Result({**data, "file": str(arguments.output)}, f"Written to {arguments.output}")
    return Result({**data, "text": text}, text)
