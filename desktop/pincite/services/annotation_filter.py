"""Choosing and sorting annotations, for the panel and the command line. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pincite.library.folding import fold
from pincite.model.annotations import Annotation, AnnotationKind, Colour, QuotationKind


class AnnotationSort(StrEnum):
    """Orders of a list of annotations; what is equal stands in reading order."""

    READING_ORDER = "page"
    DATE = "date"
    COLOUR = "color"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class AnnotationFilter:
    """What to show; empty sets let everything through.

    Of one set an annotation must meet one; it must meet all sets and have all words of the text.

    Attributes:
        text: words, looked for in quotation, comment, tags, core statement and replies; accents
            and case do not count.
        quotation_kinds: of marks of text only; other marks have none.
    """

    text: str = ""
    kinds: frozenset[AnnotationKind] = field(default_factory=frozenset)
    colours: frozenset[Colour] = field(default_factory=frozenset)
    tags: frozenset[str] = field(default_factory=frozenset)
    quotation_kinds: frozenset[QuotationKind] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(
            self.text.strip() or self.kinds or self.colours or self.tags or self.quotation_kinds
        )

    def chosen(
        self, annotations: Iterable[Annotation], text_of: Callable[[Annotation], str] | None = None
    ) -> list[Annotation]:
        """The annotations that it lets through.

        Args:
            text_of: what `searched_text` gives, where somebody keeps it.
        """
        words, text_of = fold(self.text).split(), text_of or searched_text
        return [
            a
            for a in annotations
            if (not self.colours or a.colour in self.colours)
            and (not self.kinds or a.kind in self.kinds)
            and (not self.tags or not self.tags.isdisjoint(a.tags))
            and (
                not self.quotation_kinds
                or (a.kind.marks_text and a.quotation_kind in self.quotation_kinds)
            )
            and (not words or _has_all(text_of(a), words))
        ]


def _has_all(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def searched_text(annotation: Annotation) -> str:
    """Everything in an annotation that a filter by text looks at, folded."""
    parts = (
        annotation.anchor.quote,
        annotation.comment,
        annotation.core,
        " ".join(annotation.tags),
        annotation.author,
        " ".join(f"{reply.author} {reply.text}" for reply in annotation.replies),
    )
    return fold(" ".join(part for part in parts if part))


def sorted_annotations(
    annotations: Iterable[Annotation], sort: AnnotationSort = AnnotationSort.READING_ORDER
) -> list[Annotation]:
    """Annotations of a document in an order; by date the newest come first."""
    ordered = _in_reading_order(annotations)
    if sort is AnnotationSort.DATE:
        ordered.sort(key=lambda a: a.created, reverse=True)
    elif sort is not AnnotationSort.READING_ORDER:
        ordered.sort(key=_KEYS[sort])
    return ordered


def _in_reading_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """By page; on it by place in the text where all have one, for the sake of columns."""
    given = list(annotations)
    without_place = {a.anchor.page_index for a in given if a.anchor.start < 0}

    def key(annotation: Annotation) -> tuple[Any, ...]:
        page, y, x = annotation.reading_order
        if page not in without_place:
            return (page, annotation.anchor.start, y, annotation.created, annotation.id)
        return (page, y, x, annotation.created, annotation.id)

    given.sort(key=key)
    return given


_COLOUR_ORDER = {colour: number for number, colour in enumerate(Colour)}
_KIND_ORDER = {kind: number for number, kind in enumerate(AnnotationKind)}
_QUOTATION_ORDER = {kind: number for number, kind in enumerate(QuotationKind)}
_KEYS: Mapping[AnnotationSort, Callable[[Annotation], Any]] = MappingProxyType(
    {
        AnnotationSort.COLOUR: lambda a: _COLOUR_ORDER[a.colour],
        AnnotationSort.KIND: lambda a: (
            _KIND_ORDER[a.kind], _QUOTATION_ORDER[a.quotation_kind],
        ),
    }
)  # fmt: skip
