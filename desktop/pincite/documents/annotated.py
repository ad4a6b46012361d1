"""Annotations as the worker writes them into a PDF, and the bytes that come back."""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.documents.file_annotations import FileAnnotation
from pincite.documents.pdf_values import components_of, pdf_date
from pincite.documents.wire import Value
from pincite.model.annotations import Annotation


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be different in a copy of a PDF.

    Attributes:
        added: annotations to write.
        removed: annotations of the file to leave out, with their replies.
        amended: annotations of the file that keep their looks and get the words of ours.
        author: who made those of `added` that name nobody.
    """

    added: tuple[Annotation, ...] = ()
    removed: tuple[FileAnnotation, ...] = ()
    amended: tuple[tuple[FileAnnotation, Annotation], ...] = ()
    author: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.amended)


@dataclass(frozen=True, slots=True)
class Written:
    """What came back.

    Attributes:
        data: to be put after the original's bytes where `is_appendix`, else a whole file.
        failed: annotations that could not be written.
    """

    data: bytes
    is_appendix: bool
    failed: tuple[Annotation, ...] = ()


def rows_of(edits: Edits) -> tuple[dict[str, Value], list[Annotation]]:
    """The request to the worker, and for each of its "marks" the annotation that it is of.

    One that runs over a page end becomes a mark on each of its pages; only the first says
    anything.
    """
    marks: list[Value] = []
    owners: list[Annotation] = []
    for annotation in edits.added:
        for number, place in enumerate(annotation.anchor.places):
            mark = _mark(annotation, edits.author)
            mark["page"] = place.page_index
            mark["quads"] = [
                [float(q.x0), float(q.y0), float(q.x1), float(q.y1)] for q in place.quads
            ]
            if number:
                mark |= {"name": f"{annotation.id}/{number + 1}", "contents": "", "replies": []}
            marks.append(mark)
            owners.append(annotation)
    amended: list[Value] = []
    for found, annotation in edits.amended:
        row = _mark(annotation, "")
        amended.append(row | {"page": page_of(found), "place": found.ordinals[0], "name": ""})
    removed: list[Value] = [
        [page_of(found), ordinal] for found in edits.removed for ordinal in found.ordinals
    ]
    return {"marks": marks, "remove": removed, "amend": amended}, owners


def page_of(found: FileAnnotation) -> int:
    """The page on which an annotation of a file stands."""
    return found.annotation.anchor.page_index


def failed_of(numbers: Sequence[Value], owners: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations behind the numbers of marks that could not be written."""
    failed = {n for n in numbers if isinstance(n, int) and 0 <= n < len(owners)}
    return tuple(dict.fromkeys(owners[n] for n in sorted(failed)))


def _mark(annotation: Annotation, author: str) -> dict[str, Value]:
    return {
        "kind": annotation.kind.value,
        "name": annotation.id,
        "contents": annotation.comment,
        "author": annotation.author or author,
        "created": pdf_date(annotation.created),
        "modified": pdf_date(annotation.modified or annotation.created),
        "colour": components_of(annotation.colour.hex),
        "colour_name": annotation.colour.value,
        "quotation_kind": annotation.quotation_kind.value,
        "core": annotation.core,
        "tags": list(annotation.tags),
        "font": float(annotation.font_pt),
        "strokes": [
            [float(stroke.width_pt), *(float(p) for p in stroke.points)]
            for stroke in annotation.strokes
        ],
        "replies": [
            [reply.author, reply.text, pdf_date(reply.created)] for reply in annotation.replies
        ],
    }
