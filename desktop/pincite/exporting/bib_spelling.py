"""How the texts of an entry are spelt: Unicode or ASCII, with protected capitals or without."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pincite.exporting.bib_names import bib_names
from pincite.exporting.latex import escape, rich
from pincite.model.creators import Creator

_DASHES = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*")
_RANGE = re.compile(r"^[\w.:]+\s*(?:-{1,3}|[\u2010-\u2015\u2212])\s*[\w.:]+$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the texts of an entry are written."""

    is_bibtex: bool
    is_ascii: bool
    protects_case: bool

    @property
    def side(self) -> int:
        """The column of the dialect in the tables."""
        return 0 if self.is_bibtex else 1

    def plain(self, text: str) -> str:
        """Plain text as LaTeX."""
        return escape(text, ascii_only=self.is_ascii) if text else ""

    def rich(self, text: str, *, is_title: bool = False) -> str:
        """Text with CSL's marks as LaTeX; in titles the case of names is protected."""
        if not text:
            return ""
        return rich(text, ascii_only=self.is_ascii, protect=is_title and self.protects_case)

    def names(self, creators: Iterable[Creator]) -> str:
        """Names joined by "and"."""
        return bib_names(creators, ascii_only=self.is_ascii)

    def pages(self, text: str) -> str:
        """Page ranges with two hyphens; a hyphen inside a label ("A-3") stays one."""
        made = []
        for part in re.split(r"\s*[,;]\s*", text.strip()):
            is_range = _RANGE.match(part) and not re.fullmatch(r"[A-Za-z]{1,3}-\d+", part)
            made.append(
                "--".join(self.plain(end) for end in _DASHES.split(part))
                if is_range
                else self.plain(part)
            )
        return ", ".join(part for part in made if part)
