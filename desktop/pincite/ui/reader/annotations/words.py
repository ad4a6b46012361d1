"""What annotations and their kinds are called, and their icons."""

from PySide6.QtCore import QCoreApplication

from pincite.model.annotations import Annotation, AnnotationKind, QuotationKind
from pincite.services.annotation_filter import AnnotationSort

KIND_ICONS = {
    AnnotationKind.HIGHLIGHT: "pencil-line",
    AnnotationKind.UNDERLINE: "text-underline",
    AnnotationKind.STRIKEOUT: "text-strikethrough",
    AnnotationKind.SQUIGGLE: "waves",
    AnnotationKind.NOTE: "note",
    AnnotationKind.AREA: "selection",
    AnnotationKind.INK: "scribble-loop",
    AnnotationKind.TEXT: "text-t",
}

QUOTATION_ICONS = {
    QuotationKind.DIRECT: "quotes",
    QuotationKind.INDIRECT: "swap",
    QuotationKind.SUMMARY: "list-dashes",
    QuotationKind.COMMENT: "chat-text",
}


def kind_name(kind: AnnotationKind) -> str:
    """The kind in sentence case, "Page note"."""
    tr = QCoreApplication.translate
    return {
        AnnotationKind.HIGHLIGHT: tr("Annotations", "Highlight"),
        AnnotationKind.UNDERLINE: tr("Annotations", "Underline"),
        AnnotationKind.STRIKEOUT: tr("Annotations", "Strikeout"),
        AnnotationKind.SQUIGGLE: tr("Annotations", "Squiggle"),
        AnnotationKind.NOTE: tr("Annotations", "Page note"),
        AnnotationKind.AREA: tr("Annotations", "Area"),
        AnnotationKind.INK: tr("Annotations", "Drawing"),
        AnnotationKind.TEXT: tr("Annotations", "Text box"),
    }[kind]


def quotation_name(kind: QuotationKind) -> str:
    """What is meant by a mark, in sentence case, "Direct quotation"."""
    tr = QCoreApplication.translate
    return {
        QuotationKind.DIRECT: tr("Annotations", "Direct quotation"),
        QuotationKind.INDIRECT: tr("Annotations", "Indirect quotation"),
        QuotationKind.SUMMARY: tr("Annotations", "Summary"),
        QuotationKind.COMMENT: tr("Annotations", "Comment"),
    }[kind]


def sort_name(sort: AnnotationSort) -> str:
    """An order of the list, "Reading order"."""
    tr = QCoreApplication.translate
    return {
        AnnotationSort.READING_ORDER: tr("Annotations", "Reading order"),
        AnnotationSort.DATE: tr("Annotations", "Date, newest first"),
        AnnotationSort.COLOUR: tr("Annotations", "Colour"),
        AnnotationSort.KIND: tr("Annotations", "Kind"),
    }[sort]


def has_quotation_kind(annotation: Annotation) -> bool:
    """True for marks of words: only they quote in one way or another."""
    return annotation.kind.marks_text and bool(annotation.anchor.quote)


def head_words(annotation: Annotation) -> str:
    """What a card calls an annotation: "direct quotation", "underline · summary", "page note"."""
    kind = kind_name(annotation.kind).lower()
    if not has_quotation_kind(annotation):
        return kind
    meant = quotation_name(annotation.quotation_kind).lower()
    return meant if annotation.kind is AnnotationKind.HIGHLIGHT else f"{kind} · {meant}"


def head_icon(annotation: Annotation) -> str:
    """The icon beside these words."""
    if annotation.kind is AnnotationKind.HIGHLIGHT and has_quotation_kind(annotation):
        return QUOTATION_ICONS[annotation.quotation_kind]
    return KIND_ICONS[annotation.kind]
