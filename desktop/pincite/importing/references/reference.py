"""A work as a file of another program describes it."""

from dataclasses import dataclass

from pincite.model.annotations import QuotationKind
from pincite.model.items import ItemDraft


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a reader took out of a work.

    Attributes:
        text: the passage, or what stands for it; empty for a thought of one's own.
        comment: Markdown.
        core: one-line core statement.
        page: as printed: "23", "xii-xiv"; empty when unknown.
    """

    kind: QuotationKind = QuotationKind.DIRECT
    text: str = ""
    comment: str = ""
    core: str = ""
    page: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """One record of such a file.

    Attributes:
        draft: what becomes the item.
        files: names of attached files, as written: absolute, or relative to the file.
        notes: what people wrote about the work, as plain text or Markdown.
        groups: names of the collections it is in; "/" parts nested ones.
        number: of the record in the file, from 0, counting those that are no works too.
        line: where the record begins in the file, from 1; 0 when the format has no lines.
        quotations: from the work, in order.
        remarks: what of the record could not be read: line from 1 and one sentence.
        added: when the other program got it, ISO 8601 in UTC; empty when it does not say.
        is_draft: the other program guessed it, and nobody has confirmed it there.
    """

    draft: ItemDraft
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    number: int = 0
    line: int = 0
    remarks: tuple[tuple[int, str], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    added: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """What a file holds.

    Attributes:
        format: its name for people ("BibTeX", "RIS").
        problems: records that could not be read at all: line from 1 and one sentence.
        notes: what belongs to no record, as plain text or Markdown.
        folders: where it says that attached files lie, whole paths or from its own folder.
        text, encoding: the file itself, where it can be written again as it was.
    """

    format: str
    references: tuple[Reference, ...]
    problems: tuple[tuple[int, str], ...] = ()
    text: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
