r"""Names of LaTeX's commands and environments, and the quotation commands of csquotes.

Source: csquotes 5.2, 3 to 5: `\enquote{…}`, `\textquote[cite][punctuation]{…}`,
`\textcquote[see][23]{key}{…}`, `\blockquote`, `\foreigntextquote{lang}…`.
"""

import re
from dataclasses import dataclass

from pincite.importing.manuscripts.latex_cites import Plain, keyed_options
from pincite.importing.manuscripts.latex_source import Source, Span
from pincite.importing.manuscripts.manuscript import Cite

QUOTATIONS = frozenset((
    "quote", "quotation", "quoting", "verse", "displayquote", "displaycquote",
    "foreigndisplayquote", "blockquote", "hyphendisplayquote", "foreigndisplaycquote",
    "hyphendisplaycquote", "displayquotation",
))  # fmt: skip
"""Environments that set off a quotation."""

HEADINGS = frozenset((
    "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph",
    "title", "caption",
))  # fmt: skip
NOTES = frozenset((
    "footnote", "endnote", "footnotetext", "sidenote", "marginnote", "marginpar", "tablenote",
))  # fmt: skip
INPUTS = frozenset((
    "input", "include", "subfile", "subfileinclude", "import", "subimport", "InputIfFileExists",
))  # fmt: skip
WITH_ARGUMENT = frozenset((
    "tabular", "tabularx", "longtable", "array", "minipage", "multicols", "thebibliography",
))  # fmt: skip
"""Environments with an argument that is no text."""

LEFT_OUT = frozenset((
    "label", "ref", "eqref", "pageref", "autoref", "cref", "Cref", "vref", "nameref",
    "includegraphics", "usepackage", "bibliography", "bibliographystyle", "addbibresource",
    "vspace", "hspace", "index", "glossary", "hypersetup", "setcounter", "setlength",
    "addtocounter", "newcommand", "renewcommand", "providecommand", "def", "newenvironment",
    "pagestyle", "thispagestyle", "documentclass", "RequirePackage", "todo", "missingfigure",
    "color", "pagenumbering", "selectlanguage", "phantom",
    "vphantom", "hphantom", "rule", "nocite", "printbibliography", "MakeOuterQuote", "thanks",
    "author", "date", "hyphenation", "graphicspath", "setlist", "captionsetup",
    "DeclareMathOperator", "url", "gls", "Gls", "acrshort", "newacronym", "newglossaryentry",
    "addcontentsline", "bibitem", "defcitealias", "setcitestyle", "citestyle",
))  # fmt: skip
"""Commands whose arguments are no text of the manuscript."""

_NAME = re.compile(
    r"(?P<language>foreign|hyphen)?(?P<kind>text|block|hybridblock|en|set)?(?P<key>c)?quote"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a quotation command takes.

    Attributes:
        has_key: options and a key as a citation command has them stand before the text.
        has_options: a citation and punctuation in square brackets stand before the text.
    """

    is_block: bool = False
    has_key: bool = False
    has_language: bool = False
    has_options: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a quotation command, its citation by key or in an option, and what follows."""

    text: Span
    after: int
    cited: tuple[Cite, ...] | None = None
    option: Span | None = None


def quotation_command(name: str) -> Quotation | None:
    """The command of this name; None when it does not quote."""
    if name in ("say", "qty", "citequote"):
        return {"say": Quotation(), "citequote": Quotation(has_key=True)}.get(name)
    match = _NAME.fullmatch(name)
    if match is None or match["kind"] == "set":
        return None
    if not (match["kind"] or match["language"]):
        return None
    return Quotation(
        is_block="block" in (match["kind"] or ""),
        has_key=bool(match["key"]),
        has_language=bool(match["language"]),
        has_options=match["kind"] not in ("en", None),
    )


def quotation_at(source: Source, command: Quotation, at: int, plain: Plain) -> Quoted | None:
    """The quotation of a command whose name ends at `at`; None when it has no text."""
    if source.text[at : at + 1] == "*":
        at += 1
    if command.has_language:
        language = source.argument(at)
        at = language.after if language else at
    cited = None
    option = None
    if command.has_key:
        keyed = keyed_options(source, at, plain)
        if keyed is None:
            return None
        cited, at = keyed.cites, keyed.after
        _, at = source.options(at, 2)
    elif command.has_options:
        options, at = source.options(at)
        option = options[0] if options else None
    text = source.argument(at)
    return Quoted(text, text.after, cited, option) if text else None
