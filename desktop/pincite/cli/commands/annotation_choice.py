"""Which annotations `annotations` is for: filters, order, the trash."""

import argparse
from collections.abc import Sequence

from pincite.cli.session import Session
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.model.items import Item
from pincite.services.annotation_filter import AnnotationFilter, AnnotationSort
from pincite.services.commands.annotations import RestoreAnnotations, TrashAnnotations
from pincite.services.errors import NothingFoundError

_KINDS = tuple(kind.value for kind in AnnotationKind)
_QUOTATIONS = tuple(kind.value for kind in QuotationKind)


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    chosen = parser.add_argument_group("which annotations")
    chosen.add_argument(
        "--kind", action="append", default=[], choices=[*_KINDS, *_QUOTATIONS],
        help="kind of mark or of quotation; several are alternatives",
    )  # fmt: skip
    chosen.add_argument("--color", action="append", default=[], choices=[c.value for c in Colour])
    chosen.add_argument("--tag", action="append", default=[], metavar="T")
    chosen.add_argument(
        "--match", default="", metavar="TEXT",
        help="words in quotation, comment, core statement, tags or replies",
    )  # fmt: skip
    chosen.add_argument(
        "--sort", choices=[s.value for s in AnnotationSort],
        default=AnnotationSort.READING_ORDER.value, help="page (reading order) unless given",
    )  # fmt: skip
    trash = parser.add_argument_group("trash").add_mutually_exclusive_group()
    trash.add_argument("--trashed", action="store_true", help="list those in the trash")
    trash.add_argument("--trash", nargs="+", default=[], metavar="ID", help="delete annotations")
    trash.add_argument("--restore", nargs="+", default=[], metavar="ID", help="take them back")


def filter_of(arguments: argparse.Namespace) -> AnnotationFilter:
    """The filter that the options say."""
    return AnnotationFilter(
        text=arguments.match,
        kinds=frozenset(AnnotationKind(k) for k in arguments.kind if k in _KINDS),
        colours=frozenset(map(Colour, arguments.color)),
        tags=frozenset(arguments.tag),
        quotation_kinds=frozenset(QuotationKind(k) for k in arguments.kind if k in _QUOTATIONS),
    )


def move_to_or_from_trash(session: Session, item: Item, arguments: argparse.Namespace) -> None:
    """Delete or restore the annotations that are named; all or none.

    Raises:
        NothingFoundError: an id is of no annotation of the item.
    """
    if arguments.trash:
        ids = _ids(session, item, arguments.trash)
        session.workspace.run_now(TrashAnnotations(ids))
    elif arguments.restore:
        ids = _ids(session, item, arguments.restore)
        session.workspace.run_now(RestoreAnnotations(ids))


def _ids(session: Session, item: Item, named: Sequence[str]) -> tuple[AnnotationId, ...]:
    for name in named:
        annotation = session.read.get(Annotation, name)
        document = session.read.get(Document, annotation.document) if annotation else None
        if document is None or document.item != item.id:
            raise NothingFoundError(
                f"“{name}” is no annotation of {item.key or item.id}; "
                "`pincite annotations ITEM` shows their ids, with `--trashed` of deleted ones."
            )
    return tuple(AnnotationId(name) for name in named)
