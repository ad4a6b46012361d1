r"""LaTeX manuscripts: citations, csquotes, quotation environments, notes, files that are input.

Nothing is run: commands that are not known give their arguments as text.
"""

import re
from collections.abc import Callable

from pincite.importing.manuscripts import latex_words as words
from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.latex_cites import Cited, citation_at, is_citation, keyed_options
from pincite.importing.manuscripts.latex_source import Source, Span
from pincite.importing.manuscripts.latex_text import (
    ACCENTS,
    LIGATURES,
    SIGNS,
    accented,
    symbol,
)
from pincite.model.manuscripts import Place

FindFile = Callable[[str], tuple[str, str] | None]
"""Gives the name and text of a file that is input; None when it may not or cannot be read."""

_BEGIN = re.compile(r"^[^%\n]*\\begin\{document\}", re.M)
_SPECIAL = re.compile(r"[\\{}%$~`'\"<>,&-]|\n[ \t]*\n")
_COMMAND = re.compile(r"\\(?:(?P<name>[A-Za-z]+)|(?P<sign>.|\n))", re.S)
_VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}"
)
_NAME_END = re.compile(r"[ \t]*\n?(?![ \t]*\n)[ \t]*")
_MATH = re.compile(r"\$\$(?P<a>.*?)\$\$|\$(?P<b>(?:\\.|[^$\\]){0,2000})\$", re.S)
_DISPLAYED = re.compile(r"\\\[.*?\\\]|\\\(.*?\\\)", re.S)
_SIMPLE_MATH = re.compile(r"[\w\s.,+=<>/*()-]*")
_DEEPEST = 40


def read_latex(text: str, find_file: FindFile | None = None) -> Flow:
    r"""The blocks of a LaTeX document, from `\begin{document}` on where there is one."""
    flow = Flow()
    source = Source(text)
    begin = _BEGIN.search(text)
    start = begin.end() if begin else 0
    end = text.find("\\end{document}", start)
    _Reading(flow, find_file).read(source, start, end if end >= 0 else len(text))
    return flow


class _Reading:
    """Goes through sources and fills blocks.

    Args:
        find_file: gives files that are input; without it they are passed over.
    """

    def __init__(self, flow: Flow, find_file: FindFile | None, depth: int = 0) -> None:
        self._flow = flow
        self._find_file = find_file
        self._depth = depth
        self._kinds = [BlockKind.TEXT]
        self._block: Block | None = None
        self._note: Block | None = None
        self._notes = 0
        self._quoted = 0
        self._pending: list[tuple[int, Cited | Span | None]] = []

    def read(self, source: Source, start: int, end: int) -> None:
        """Add what stands between two offsets."""
        if self._depth > _DEEPEST:
            return
        self._depth += 1
        at = start
        while at < end:
            special = _SPECIAL.search(source.text, at, end)
            stop = special.start() if special else end
            self._add(source, at, source.text[at:stop])
            at = self._special(source, stop, end) if special else end
        self._depth -= 1

    def _special(self, source: Source, at: int, end: int) -> int:
        text, character = source.text, source.text[at]
        if character == "\n":
            self._break()
            return at + 1
        if character == "%":
            stop = text.find("\n", at, end)
            # A comment takes the line end with it, but an empty line after it counts.
            return (
                end
                if stop < 0
                else stop + (not text[stop + 1 : stop + 80].lstrip(" \t").startswith("\n"))
            )
        if character == "\\":
            return self._command(source, at, end)
        if character == "$":
            return self._math(source, at, end)
        if character in "{}":
            return at + 1
        for written, sign in LIGATURES:
            if text.startswith(written, at):
                self._add(source, at, sign)
                return at + len(written)
        self._add(source, at, character)
        return at + 1

    def _here(self, source: Source, at: int) -> Block:
        if self._note is not None:
            return self._note
        if self._block is None:
            place = Place(source.line_of(at), is_line=True, file=source.file)
            self._block = self._flow.begin(place, self._kinds[-1])
        return self._block

    def _add(self, source: Source, at: int, text: str) -> None:
        # Blanks do not begin a block, and its line is that of its first letter.
        if not text.strip() and self._block is None and self._note is None:
            return
        lead = len(text) - len(text.lstrip())
        self._here(source, at + lead).add(text)

    def _break(self) -> None:
        if self._note is not None:
            self._note.add(" ")
        else:
            self._block = None

    def _math(self, source: Source, at: int, end: int) -> int:
        match = _MATH.match(source.text, at, end)
        if match is None:
            return at + 1
        inside = match["a"] or match["b"] or ""
        self._add(source, at, inside if _SIMPLE_MATH.fullmatch(inside) else " ")
        return match.end()

    def _command(self, source: Source, at: int, end: int) -> int:
        verbatim = _VERBATIM.match(source.text, at, end)
        if verbatim:
            self._break()
            close = source.text.find(f"\\end{{{verbatim[1]}}}", verbatim.end(), end)
            return end if close < 0 else close + len(verbatim[1]) + 6
        displayed = _DISPLAYED.match(source.text, at, end)
        if displayed:
            self._add(source, at, " ")
            return displayed.end()
        match = _COMMAND.match(source.text, at, end)
        if match is None:
            return at + 1
        name = match["name"] or ""
        if not name:
            return self._sign(source, match["sign"], match.end(), end)
        return self._named(source, name, at, match.end(), end)

    def _sign(self, source: Source, sign: str, at: int, end: int) -> int:
        if sign in ACCENTS:
            return self._accent(source, sign, at, end)
        self._add(source, at, symbol(sign))
        if sign == "\\":
            option = source.option(at)
            return option.after if option and option.end - option.start < 12 else at
        return at

    def _accent(self, source: Source, accent: str, at: int, end: int) -> int:
        while at < end and source.text[at] in " \t" and accent.isalpha():
            at += 1
        argument = source.argument(at) if source.text[at : at + 1] == "{" else None
        if argument:
            letter, after = self.plain(source, argument), argument.after
        elif named := re.compile(r"\\([ij])(?![A-Za-z])\s?").match(source.text, at, end):
            letter, after = named[1], named.end()
        else:
            letter, after = source.text[at : at + 1], at + 1
        self._add(source, at, accented(accent, letter))
        return min(after, end)

    def _named(self, source: Source, name: str, at: int, after: int, end: int) -> int:
        if name in SIGNS:
            self._add(source, at, SIGNS[name])
            empty = source.text.startswith("{}", after)
            return after + 2 if empty else self._past_name(source, after, end)
        if name in ACCENTS:
            return self._accent(source, name, after, end)
        if name == "verb" or name == "lstinline":
            return self._verb(source, after, end)
        if name == "iffalse":
            close = source.text.find("\\fi", after, end)
            return end if close < 0 else close + 3
        quotation = words.quotation_command(name)
        if quotation is not None:
            return self._quotation(source, quotation, at, after)
        if is_citation(name):
            cited = citation_at(source, name, after, self.plain)
            return self._cite(source, cited, at) if cited else after
        return self._structure(source, name, at, after, end)

    def _structure(self, source: Source, name: str, at: int, after: int, end: int) -> int:
        if name in ("begin", "end"):
            return self._environment(source, after, is_begin=name == "begin")
        if name in words.INPUTS:
            return self._input(source, name, after)
        if name in words.HEADINGS:
            return self._heading(source, after)
        if name in words.NOTES:
            return self._add_note(source, at, after)
        if name in ("par", "item", "newpage", "clearpage"):
            self._break()
            option = source.option(after) if name == "item" else None
            return option.after if option else after
        if name in words.LEFT_OUT:
            return _past_arguments(source, after)
        if name == "href":
            address = source.argument(after)
            return address.after if address else after
        options, stop = source.options(after, 3)
        return stop if options else self._past_name(source, after, end)

    def _past_name(self, source: Source, at: int, end: int) -> int:
        """Blanks after a command's name belong to it."""
        match = _NAME_END.match(source.text, at, end)
        return match.end() if match else at

    def _verb(self, source: Source, at: int, end: int) -> int:
        if source.text[at : at + 1] == "*":
            at += 1
        mark = "}" if source.text[at : at + 1] == "{" else source.text[at : at + 1]
        close = source.text.find(mark, at + 1, end)
        if close < 0:
            return at + 1
        self._add(source, at, source.text[at + 1 : close])
        return close + 1

    def _cite(self, source: Source, cited: Cited, at: int) -> int:
        block = self._here(source, at)
        shown = "; ".join(f"{c.key}, {c.locator.described}".rstrip(", ") for c in cited.cites)
        block.cite(cited.cites, f"[{shown}]", source.text[at : cited.after])
        if cited.cites:
            block.groups[-1].line = source.line_of(at)
        return cited.after

    def _quotation(self, source: Source, command: words.Quotation, at: int, after: int) -> int:
        found = words.quotation_at(source, command, after, self.plain)
        if found is None:
            return after
        if command.is_block and self._note is None:
            self._break()
            self._kinds.append(BlockKind.QUOTATION)
            self.read(source, found.text.start, found.text.end)
            self._source(source, found, at)
            self._kinds.pop()
            self._break()
            return found.after
        self._quoted += 1
        marks = ("“", "”") if self._quoted % 2 else ("‘", "’")
        self._here(source, at).add(marks[0])
        self.read(source, found.text.start, found.text.end)
        self._here(source, at).add(marks[1])
        self._quoted -= 1
        self._source(source, found, at)
        return found.after

    def _source(self, source: Source, found: words.Quoted, at: int) -> None:
        """The citation that belongs to a quotation, after its words."""
        if found.cited is not None:
            self._here(source, at).add(" ")
            self._cite(source, Cited(found.cited, found.after), at)
        elif found.option is not None:
            self._here(source, at).add(" ")
            self.read(source, found.option.start, found.option.end)

    def _environment(self, source: Source, at: int, *, is_begin: bool) -> int:
        named = source.argument(at)
        if named is None:
            return at
        name = source.text[named.start : named.end].strip().rstrip("*")
        if not is_begin:
            if name in words.QUOTATIONS and self._pending:
                self._end_quotation(source, named.after)
            self._break()
            return named.after
        self._break()
        options, after = source.options(named.after)
        if name not in words.QUOTATIONS:
            argument = source.argument(after) if name in words.WITH_ARGUMENT else None
            return argument.after if argument else after
        self._kinds.append(BlockKind.QUOTATION)
        keyed = keyed_options(source, named.after, self.plain) if "cquote" in name else None
        if keyed is not None:
            self._pending.append((named.start - len("\\begin{"), keyed))
            return keyed.after
        self._pending.append((named.start, options[0] if options and "display" in name else None))
        return after

    def _end_quotation(self, source: Source, at: int) -> None:
        """Add the citation that the environment began with, after its words."""
        begun, cited = self._pending.pop()
        if cited is not None:
            self._here(source, at).add(" ")
        if isinstance(cited, Span):
            self.read(source, cited.start, cited.end)
        elif cited is not None:
            self._cite(source, cited, begun)
        self._kinds.pop()

    def _heading(self, source: Source, at: int) -> int:
        if source.text[at : at + 1] == "*":
            at += 1
        _, at = source.options(at, 1)
        title = source.argument(at)
        if title is None:
            return at
        self._break()
        self._kinds.append(BlockKind.HEADING)
        self.read(source, title.start, title.end)
        self._kinds.pop()
        self._break()
        return title.after

    def _add_note(self, source: Source, at: int, after: int) -> int:
        _, after = source.options(after, 1)
        inside = source.argument(after)
        if inside is None:
            return after
        if self._note is not None:
            self.read(source, inside.start, inside.end)
            return inside.after
        self._notes += 1
        owner = self._here(source, at)
        place = Place(source.line_of(at), is_line=True, file=source.file)
        self._note = self._flow.note(owner, str(self._notes), place)
        self.read(source, inside.start, inside.end)
        self._note = None
        return inside.after

    def _input(self, source: Source, name: str, at: int) -> int:
        folder = source.argument(at) if name in ("import", "subimport") else None
        named = source.argument(folder.after if folder else at)
        if named is None:
            return at
        path = source.text[named.start : named.end].strip()
        if folder is not None:
            path = f"{source.text[folder.start : folder.end].strip().rstrip('/')}/{path}"
        found = self._find_file(path) if self._find_file is not None else None
        if found is not None:
            self.read(Source(found[1], found[0]), 0, len(found[1]))
        return named.after

    def plain(self, source: Source, span: Span) -> str:
        """An argument as plain text in one line."""
        flow = Flow()
        inner = _Reading(flow, None, self._depth)
        inner.read(source, span.start, span.end)
        return " ".join(block.text.strip() for block in flow.blocks)


def _past_arguments(source: Source, at: int) -> int:
    """The offset after all arguments of a command that is left out."""
    if source.text[at : at + 1] == "*":
        at += 1
    while True:
        found = source.option(at) or source.argument(at)
        if found is None:
            return at
        at = found.after
