"""How .bib files are written anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class BibOptions:
    """A user's choices for .bib files.

    Attributes:
        ascii: spell letters with LaTeX's commands. None for what the dialect is used to: BibTeX
            does, BibLaTeX has Unicode.
        protects_case: braces keep the capitals of names and acronyms in titles.
        pages: a field `pincite` with the pages that are cited of the work.
        annotations: a field `annotation` (BibTeX: `annote`) with what is quoted and noted of it.
        files: a field `file` with the paths of its documents.
        remainder: what the dialect has no field for, under names that styles ignore ("csl-medium").
        omitted: names of fields that are left out.
    """

    ascii: bool | None = None
    protects_case: bool = True
    pages: bool = True
    annotations: bool = False
    files: bool = False
    remainder: bool = True
    omitted: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The choices in a mapping by their names, such as settings keep; others are ignored."""
        known = {f.name: values[f.name] for f in fields(cls) if f.name in values}
        if "omitted" in known:
            known["omitted"] = names_of_fields(known["omitted"])
        return cls(**known)


def names_of_fields(names: Iterable[str]) -> tuple[str, ...]:
    """Names of fields in lower case, each once."""
    return tuple(dict.fromkeys(name.strip().lower() for name in names if name.strip()))


USUAL = BibOptions()
