"""What a .bib file can say of a work beyond the work's own fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryExtras:
    """What a .bib file can say of a work beyond its own fields.

    Attributes:
        pages: cited of the work ("3, 10–11").
        annotation: what is quoted and noted of it, as plain text.
        files: paths of its documents.
    """

    pages: str = ""
    annotation: str = ""
    files: tuple[str, ...] = ()


NO_EXTRAS = EntryExtras()
