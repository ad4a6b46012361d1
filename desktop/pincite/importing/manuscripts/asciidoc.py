"""AsciiDoc manuscripts: `cite:[key(23)]` of asciidoctor-bibtex, `<<key,p. 23>>`, quote blocks.

Source: asciidoctor-bibtex, "Citations"; AsciiDoc documentation, "Footnotes", "Blockquotes".
"""

import re

from pincite.importing.manuscripts.flow import Block, BlockKind, Flow
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import read_place
from pincite.model.locators import parse_locator
from pincite.model.manuscripts import Place

_TOKENS = re.compile(
    r"cite(?:np)?:\[(?P<cites>[^\]]+)\]|footnote:\w*\[(?P<note>(?:[^\[\]]|\[[^\]]*\])*)\]"
)
_CITE = re.compile(r"\s*(?P<key>[^\s,()]+)\s*(?:\((?P<place>[^()]*)\))?\s*")
_PAGES = re.compile(r"(?:\d+|[ivxlcdm]+)(?:\s*[,\u2013-]\s*(?:\d+|[ivxlcdm]+))*")
_HEADING = re.compile(r"^=+\s+(?P<text>.*)$")
_EMPHASIS = re.compile(r"(?<!\w)[*_`#]{1,2}(?=\S)|(?<=\S)[*_`#]{1,2}(?!\w)")
_SKIPPED = ("----", "....", "++++", "////", "|===")


def read_asciidoc(text: str) -> Flow:
    """The blocks of an AsciiDoc text."""
    flow = Flow()
    block: Block | None = None
    kind, skipped = BlockKind.TEXT, ""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if skipped or bare in _SKIPPED:
            skipped = "" if bare == skipped else skipped or bare
            block = None
        elif bare == "____":
            kind = BlockKind.TEXT if kind is BlockKind.QUOTATION else BlockKind.QUOTATION
            block = None
        elif not bare or (bare.startswith(("//", ":", "[")) and not bare.endswith(".")):
            block = None
        elif heading := _HEADING.match(bare):
            flow.begin(Place(number, is_line=True), BlockKind.HEADING).add(heading["text"])
            block = None
        else:
            block = block or flow.begin(Place(number, is_line=True), kind)
            block.add(" ")
            _add(flow, block, line, number)
    return flow


def _add(flow: Flow, block: Block, line: str, number: int) -> None:
    done = 0
    for token in _TOKENS.finditer(line):
        block.add(_plain(line[done : token.start()]))
        done = token.end()
        if token["cites"]:
            block.cite(tuple(_cite(m) for m in _CITE.finditer(token["cites"])), token[0])
            if block.groups:
                block.groups[-1].line = number
        elif block.kind is not BlockKind.NOTE:
            count = sum(b.kind is BlockKind.NOTE for b in flow.blocks) + 1
            note = flow.note(block, str(count), Place(number, is_line=True))
            _add(flow, note, token["note"], number)
    block.add(_plain(line[done:]))


def _cite(match: "re.Match[str]") -> Cite:
    place = match["place"] or ""
    # What stands in the brackets are pages, roman ones too.
    is_bare = bool(_PAGES.fullmatch(place))
    locator, suffix = (parse_locator(place), "") if is_bare else read_place(place)
    return Cite(key=match["key"].strip("<>"), locator=locator, suffix=suffix)


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text).replace("--", "—")
