"""Org manuscripts: `[cite:see @key p. 23;@other]`, `[cite/t:@key]`, `cite:key`, `[fn:1]`.

Source: the Org Manual, "Citations", "Creating Footnotes", "Paragraphs" (quote blocks).
"""

import re

from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.markdown import cites_in_brackets
from pincite.model.manuscripts import Place

_CITATION = re.compile(r"\[cite(?:/[\w/-]+)?:(?P<inside>[^\[\]]*@[^\[\]]*)\]")
_OLD = re.compile(
    r"(?:\[\[)?(?<!\w)(?:auto|paren|foot|text)?cite[pt]?:(?P<keys>[\w:.,&/-]*\w)(?:\]\])?"
)
_NOTE = re.compile(r"\[fn:(?P<name>[\w-]*)(?::(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*))?\]")
_DEFINITION = re.compile(r"^\[fn:(?P<name>[\w-]+)\]\s*(?P<text>.*)$")
_BLOCK = re.compile(r"^\s*#\+(?P<word>begin|end)_(?P<name>\w+)", re.I)
_HEADING = re.compile(r"^\*+\s+(?P<text>.*)$")
_LINK = re.compile(r"\[\[[^\]]*\]\[(?P<text>[^\]]*)\]\]")
_EMPHASIS = re.compile(r"(?<![\w*/_=~+])[*/_+](?=\S)|(?<=\S)[*/_+](?![\w*/_=~+])")
_TOKENS = re.compile(
    rf"(?:{_CITATION.pattern})|(?:{_OLD.pattern})|(?:{_NOTE.pattern.replace('name', 'note')})"
)


def read_org(text: str) -> Flow:
    """The blocks of an Org text."""
    flow = Flow()
    lines = text.split("\n")
    notes = {m["name"]: m["text"] for line in lines if (m := _DEFINITION.match(line))}
    kind, skipped, block = BlockKind.TEXT, "", None
    for number, line in enumerate(lines, start=1):
        edge = _BLOCK.match(line)
        if edge:
            name, begins = edge["name"].lower(), edge["word"].lower() == "begin"
            if name in ("quote", "verse"):
                kind = BlockKind.QUOTATION if begins else BlockKind.TEXT
            elif name != "center":
                skipped = name if begins else ""
            block = None
            continue
        heading = _HEADING.match(line)
        if skipped or line.lstrip().startswith(("#+", "# ")) or _DEFINITION.match(line):
            continue
        if not line.strip():
            block = None
            continue
        place = Place(number, is_line=True)
        if heading or block is None:
            block = flow.begin(place, BlockKind.HEADING if heading else kind)
        block.add(" ")
        _add(flow, block, heading["text"] if heading else line, number, notes)
        block = None if heading else block
    return flow


def _add(flow: Flow, block: Block, line: str, number: int, notes: dict[str, str]) -> None:
    done = 0
    for token in _TOKENS.finditer(line):
        block.add(_plain(line[done : token.start()]))
        done = token.end()
        if token["inside"]:
            cites = cites_in_brackets(token["inside"])
        else:
            cites = tuple(Cite(key=key) for key in (token["keys"] or "").split(",") if key)
        if cites:
            block.cite(cites, token[0])
            block.groups[-1].line = number
        elif token["note"] is not None and block.kind is not BlockKind.NOTE:
            text = token["text"] or notes.get(token["note"], "")
            note = flow.note(block, token["note"], Place(number, is_line=True))
            _add(flow, note, text, number, notes)
    block.add(_plain(line[done:]))


def _plain(text: str) -> str:
    text = _LINK.sub(lambda m: m["text"], text)
    return _EMPHASIS.sub("", text).replace("---", "—").replace("--", "–")
