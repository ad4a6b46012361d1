"""Typst: `@key[p. 23]`, `#cite(<key>, supplement: [p. 23])`, `#quote[…]`, `#footnote[…]`.

Source: Typst reference, "cite", "quote", "footnote", "ref".
"""

import re

from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.latex_source import Source
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import read_place
from pincite.model.manuscripts import Place

_SPECIAL = re.compile(
    r"[@#\[\]\\`$*_~<-]|//|/\*|\.\.\.|(?<=\n)[ \t]*=+ |\n[ \t]*\n|(?<=\n)[ \t]*[-+] "
)
_KEY = re.compile(r"@(?P<key>[^\W\d_](?:[\w:.-]*\w)?|[\w](?:[\w:.-]*\w)?)")
_CALL = re.compile(r"#(?P<name>[A-Za-z_][\w-]*(?:\.[\w-]+)*)")
_RAW = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_MATH = re.compile(r"\$[^$]*\$")
_LABEL = re.compile(r"<[\w:.-]+>")
_LABEL_ARGUMENT = re.compile(r"^\s*(?:<(?P<label>[^<>\s]+)>|label\(\s*\"(?P<named>[^\"]+)\"\s*\))")
_SUPPLEMENT = re.compile(r"\bsupplement\s*:\s*")
_ATTRIBUTION = re.compile(r"\battribution\s*:\s*")
_CODE = frozenset((
    "let", "set", "show", "import", "include", "if", "for", "while", "context", "return",
))  # fmt: skip
_SKIPPED = frozenset((
    "bibliography", "image", "outline", "pagebreak", "v", "h", "figure-counter", "counter",
    "label", "ref",
))  # fmt: skip
_FORMATS = frozenset((
    "emph", "strong", "text", "align", "block", "box", "underline", "smallcaps", "highlight",
    "par",
))  # fmt: skip
_ESCAPE = re.compile(r"\\(?:u\{(?P<code>[0-9A-Fa-f]+)\}|(?P<sign>.))", re.S)


def read_typst(text: str) -> Flow:
    """The blocks of a Typst document; its code is not run."""
    flow = Flow()
    source = Source(text)
    _Reading(flow, source).read(0, len(text))
    return flow


class _Reading:
    def __init__(self, flow: Flow, source: Source) -> None:
        self._flow = flow
        self._source = source
        self._kind = BlockKind.TEXT
        self._block: Block | None = None
        self._note: Block | None = None
        self._notes = 0
        self._depth = 0

    def read(self, start: int, end: int) -> None:
        """Add the markup between two offsets."""
        if self._depth > 40:
            return
        self._depth += 1
        at = start
        while at < end:
            special = _SPECIAL.search(self._source.text, at, end)
            stop = special.start() if special else end
            self._add(at, self._source.text[at:stop])
            at = self._special(special[0], stop, end) if special else end
        self._depth -= 1

    def _special(self, sign: str, at: int, end: int) -> int:
        text = self._source.text
        if sign.startswith("\n"):
            self._break()
            return at + 1
        if sign == "//" and text[at - 1 : at] != ":":
            stop = text.find("\n", at, end)
            return end if stop < 0 else stop
        if sign == "/*":
            stop = text.find("*/", at, end)
            return end if stop < 0 else stop + 2
        if sign.strip().startswith("="):
            return self._heading(at, end)
        if sign[-1:] == " ":
            self._break()
            return at + len(sign)
        return self._sign(sign, at, end)

    def _sign(self, sign: str, at: int, end: int) -> int:
        text = self._source.text
        skipped = {"`": _RAW, "$": _MATH, "<": _LABEL}.get(sign)
        if skipped and (found := skipped.match(text, at, end)):
            self._add(at, found[0].strip("`$") if sign == "`" else " ")
            return found.end()
        if sign == "@" and (at == 0 or not text[at - 1].isalnum()):
            return self._reference(at, end)
        if sign == "#":
            return self._call(at, end)
        if sign == "\\" and (escape := _ESCAPE.match(text, at, end)):
            code = escape["code"]
            self._add(at, _character(code) if code else escape["sign"].replace("\n", " "))
            return escape.end()
        if sign == "-":
            dash = next((d for d in ("---", "--", "-?") if text.startswith(d, at)), "-")
            self._add(at, {"---": "—", "--": "–", "-?": ""}.get(dash, "-"))
            return at + len(dash)
        inside_word = (
            sign in "*_" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        )
        if inside_word or sign not in "*_[]":
            self._add(at, {"~": " ", "...": "…"}.get(sign, sign))
        elif sign in "[]":
            self._add(at, sign)
        return at + len(sign)

    def _here(self, at: int) -> Block:
        if self._note is not None:
            return self._note
        if self._block is None:
            self._block = self._flow.begin(self._place(at), self._kind)
        return self._block

    def _place(self, at: int) -> Place:
        return Place(self._source.line_of(at), is_line=True)

    def _add(self, at: int, text: str) -> None:
        if not text.strip() and self._block is None and self._note is None:
            return
        self._here(at + len(text) - len(text.lstrip())).add(text)

    def _break(self) -> None:
        if self._note is not None:
            self._note.add(" ")
        else:
            self._block = None

    def _heading(self, at: int, end: int) -> int:
        stop = self._source.text.find("\n", at, end)
        stop = end if stop < 0 else stop
        self._break()
        before, self._kind = self._kind, BlockKind.HEADING
        start = (
            at + len(self._source.text[at:stop]) - len(self._source.text[at:stop].lstrip(" \t="))
        )
        self.read(start, stop)
        self._kind = before
        self._break()
        return stop

    def _reference(self, at: int, end: int) -> int:
        match = _KEY.match(self._source.text, at, end)
        if match is None:
            self._add(at, "@")
            return at + 1
        after, place = match.end(), ""
        if self._source.text[after : after + 1] == "[":
            supplement = self._source.option(after)
            if supplement is not None:
                place = self._source.text[supplement.start : supplement.end]
                after = supplement.after
        self._cite(at, after, match["key"], place)
        return after

    def _cite(self, at: int, after: int, key: str, place: str) -> None:
        locator, suffix = read_place(_plain(place))
        block = self._here(at)
        written = self._source.text[at:after]
        shown = f"[{key}, {locator.described}]" if locator else f"[{key}]"
        block.cite((Cite(key=key, locator=locator, suffix=suffix),), shown, written)
        block.groups[-1].line = self._source.line_of(at)

    def _call(self, at: int, end: int) -> int:
        match = _CALL.match(self._source.text, at, end)
        if match is None:
            return self._code_block(at, end)
        name, after = match["name"], match.end()
        if name in _CODE:
            return self._code(after, end)
        arguments = self._source.rounded(after) if self._follows(after, "(") else None
        after = arguments.after if arguments else after
        inside = self._source.text[arguments.start : arguments.end] if arguments else ""
        if name == "cite":
            return self._cite_call(at, after, inside)
        content = self._source.option(after) if self._follows(after, "[") else None
        stop = content.after if content else after
        if name in _SKIPPED:
            return stop
        if name in ("quote", "footnote"):
            self._quote_or_note(name, at, after, inside)
            return stop
        if content is not None:
            self.read(content.start, content.end)
        elif arguments is not None and name in (*_FORMATS, "figure"):
            self._contents(arguments.start, arguments.end)
        return stop

    def _follows(self, at: int, sign: str) -> bool:
        return self._source.text[at : at + 1] == sign

    def _contents(self, start: int, end: int) -> None:
        """The markup in square brackets among the arguments of a call."""
        at = start
        while at < end:
            place = self._source.text.find("[", at, end)
            found = self._source.option(place) if place >= 0 else None
            if found is None:
                return
            self.read(found.start, found.end)
            at = found.after

    def _cite_call(self, at: int, after: int, inside: str) -> int:
        label = _LABEL_ARGUMENT.match(inside)
        if label:
            self._cite(
                at, after, label["label"] or label["named"], _content_of(inside, _SUPPLEMENT)
            )
        return after

    def _quote_or_note(self, name: str, at: int, after: int, inside: str) -> None:
        content = self._source.option(after) if self._follows(after, "[") else None
        start, end = (content.start, content.end) if content else (0, 0)
        if content is None and (bracket := self._source.text.find("[", at, after)) >= 0:
            first = self._source.option(bracket)
            start, end = (first.start, first.end) if first else (0, 0)
        if name == "footnote":
            self._add_note(at, start, end)
            return
        is_block = re.search(r"\bblock\s*:\s*true", inside) is not None and self._note is None
        attribution = _ATTRIBUTION.search(inside)
        if is_block:
            self._break()
            before, self._kind = self._kind, BlockKind.QUOTATION
            self.read(start, end)
            self._attribute(at, inside, attribution)
            self._kind = before
            self._break()
            return
        self._here(at).add("“")
        self.read(start, end)
        self._here(at).add("”")
        self._attribute(at, inside, attribution)

    def _attribute(self, at: int, inside: str, found: "re.Match[str] | None") -> None:
        """`attribution: <key>` or `attribution: [@key[p. 23]]` after the words."""
        if found is None:
            return
        label = _LABEL_ARGUMENT.match(inside, found.end())
        label = label or re.compile(r"\s*<(?P<label>[^<>\s]+)>(?P<named>)").match(
            inside, found.end()
        )
        self._here(at).add(" ")
        if label:
            self._cite(at, at, label["label"] or label["named"], "")
            self._here(at).groups[-1].written = label[0].strip()
            return
        offset = self._source.text.find(inside, at)
        content = self._source.option(offset + found.end())
        if content is not None:
            self.read(content.start, content.end)

    def _add_note(self, at: int, start: int, end: int) -> None:
        if self._note is not None:
            self.read(start, end)
            return
        self._notes += 1
        self._note = self._flow.note(self._here(at), str(self._notes), self._place(at))
        self.read(start, end)
        self._note = None

    def _code(self, at: int, end: int) -> int:
        """The offset after a statement: to the line's end, past what it opens."""
        text, depth = self._source.text, 0
        while at < end:
            character = text[at]
            if character == '"':
                close = text.find('"', at + 1, end)
                at = close if close >= 0 else end
            depth += (character in "([{") - (character in ")]}")
            if depth < 0 or (character == "\n" and not depth):
                return at
            at += 1
        return end

    def _code_block(self, at: int, end: int) -> int:
        if self._source.text[at + 1 : at + 2] in ("{", "("):
            span = self._source.argument(at + 1) or self._source.rounded(at + 1)
            return min(span.after, end) if span else at + 1
        if self._source.text[at + 1 : at + 2] == "[":
            span = self._source.option(at + 1)
            if span is not None:
                self.read(span.start, span.end)
                return span.after
        self._add(at, "#")
        return at + 1


def _content_of(inside: str, name: "re.Pattern[str]") -> str:
    found = name.search(inside)
    content = Source(inside).option(found.end()) if found else None
    return inside[content.start : content.end] if content else ""


def _plain(markup: str) -> str:
    text = _ESCAPE.sub(lambda m: m["sign"] or "", markup)
    return re.sub(r"[*_#]", "", text).replace("~", " ").replace("--", "–")


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
