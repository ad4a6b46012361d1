"""Reading a manuscript's file, whatever its format. Nothing is ever written to it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pincite.citing.mentions.locators import labelled_at
from pincite.importing.articles.decoding import decode_text
from pincite.importing.errors import ImportingError
from pincite.importing.manuscripts.asciidoc import read_asciidoc
from pincite.importing.manuscripts.beside import quotations_beside, sentence_of
from pincite.importing.manuscripts.docx import read_docx
from pincite.importing.manuscripts.flow import Block, Flow, Group
from pincite.importing.manuscripts.latex import read_latex
from pincite.importing.manuscripts.manuscript import Citation, Manuscript
from pincite.importing.manuscripts.markdown import read_markdown
from pincite.importing.manuscripts.named import name_citations
from pincite.importing.manuscripts.odt import read_odt
from pincite.importing.manuscripts.org import read_org
from pincite.importing.manuscripts.plain import read_plain
from pincite.importing.manuscripts.typst import read_typst
from pincite.model.locators import Locator
from pincite.model.manuscripts import Place

_PACKED = {
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".odt": read_odt,
    ".ott": read_odt,
}
_WRITTEN: dict[str, Callable[[str], Flow]] = {
    ".md": read_markdown, ".markdown": read_markdown, ".mkd": read_markdown, ".qmd": read_markdown,
    ".rmd": read_markdown, ".typ": read_typst, ".org": read_org, ".adoc": read_asciidoc,
    ".asciidoc": read_asciidoc, ".txt": read_plain, ".text": read_plain,
}  # fmt: skip
_LATEX = (".tex", ".ltx", ".latex", ".rnw")
SUFFIXES = frozenset((*_PACKED, *_WRITTEN, *_LATEX))
"""Endings of the files that can be read as manuscripts, in small letters."""

_LARGEST = 200_000_000
_LARGEST_TEXT = 40_000_000
_MOST_PARTS = 300


def read_manuscript(path: Path) -> Manuscript:
    """The citations of a manuscript in reading order, with what they quote.

    Raises:
        ImportingError: its format is unknown, or the file is damaged, protected or too large.
        OSError: it cannot be opened.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ImportingError(
            f"“{path.name}” cannot be checked because its format is not known; save it as Word "
            "(.docx), OpenDocument (.odt), Markdown, LaTeX, Typst or plain text."
        )
    if path.stat().st_size > (_LARGEST if suffix in _PACKED else _LARGEST_TEXT):
        raise ImportingError(
            f"“{path.name}” is too large for a manuscript; check it chapter by chapter."
        )
    data = path.read_bytes()
    if suffix in _PACKED:
        return manuscript_of(_PACKED[suffix](data, path.name), path.name, has_names=True)
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    if suffix in _LATEX:
        folder = _Folder(path)
        flow = read_latex(text, folder.find)
        flow.remarks += folder.remarks
    else:
        flow = _WRITTEN[suffix](text)
    return manuscript_of(flow, path.name, has_names=suffix in (".txt", ".text"))


def manuscript_of(flow: Flow, name: str, *, has_names: bool) -> Manuscript:
    """A manuscript from its blocks.

    Args:
        has_names: citations by names are looked for in any case; otherwise only where there are
            none by keys.
    """
    blocks = [block for block in flow.blocks if block.text.strip() or block.groups]
    mentions, known, _ = (
        name_citations(blocks)
        if has_names or not any(block.groups for block in blocks)
        else ([], {}, [])
    )
    for block in blocks:
        _add_late_places(block)
    beside = iter(quotations_beside(blocks))
    citations: list[Citation] = []
    numbers: dict[int, int] = {}
    for block in blocks:
        for group in block.groups:
            found = next(beside)
            numbers[id(group)] = len(citations)
            citations.append(
                Citation(
                    place=_place(block, group),
                    written=group.written,
                    cites=group.cites,
                    sentence=sentence_of(block, group),
                    quotations=found.quotations,
                    bundle=found.bundle,
                )
            )
    return Manuscript(
        name,
        tuple(citations),
        tuple(mentions),
        {id_: numbers[id(group)] for id_, group in known.items()},
        tuple(flow.remarks),
    )


def _place(block: Block, group: Group) -> Place:
    return replace(block.place, number=group.line) if group.line else block.place


def _add_late_places(block: Block) -> None:
    """Give a citation the pages that stand after its words: “Adler (2014) says “…” (p. 23)”."""
    for number, group in enumerate(block.groups):
        last = group.cites[-1]
        if last.locator or last.mention is not None:
            continue
        following = block.groups[number + 1 :]
        end = following[0].start if following else len(block.text)
        found = _late_place(block.text, group.end, end)
        if found is not None:
            group.cites = (*group.cites[:-1], replace(last, locator=found))


def _late_place(text: str, start: int, end: int) -> Locator | None:
    """The labelled locator in brackets right after the quotation that a citation introduces."""
    closing = re.compile(r"[”\"»’]\s*[(\[]").search(text, start, end)
    if closing is None:
        return None
    place = labelled_at(text, closing.end(), end)
    is_alone = place is not None and text[place.end : place.end + 1] in (")", "]")
    return place.locator if place is not None and is_alone else None


class _Folder:
    """The files beside a manuscript: what it may take in, and nothing outside.

    Attributes:
        remarks: a sentence for each part that could not be read.
    """

    def __init__(self, main: Path) -> None:
        self._main = main.resolve()
        self._root = self._main.parent
        self._count = 0
        self.remarks: list[str] = []

    def find(self, name: str) -> tuple[str, str] | None:
        """Name and text of a part that is input; None when it may not or cannot be read."""
        self._count += 1
        path = self._path(name)
        if path is None or path == self._main or self._count > _MOST_PARTS:
            if path != self._main:
                self.remarks.append(f"The part “{name}” was not found in the manuscript's folder.")
            return None
        try:
            if path.stat().st_size > _LARGEST_TEXT:
                self.remarks.append(f"The part “{name}” is too large and was left out.")
                return None
            text = decode_text(path.read_bytes())
        except OSError:
            self.remarks.append(f"The part “{name}” cannot be read.")
            return None
        return str(path.relative_to(self._root)), text.replace("\r\n", "\n")

    def _path(self, name: str) -> Path | None:
        for each in (name, f"{name}.tex"):
            try:
                path = (self._root / each).resolve()
                if path.is_relative_to(self._root) and path.is_file():
                    return path
            except (OSError, ValueError):
                continue
        return None
