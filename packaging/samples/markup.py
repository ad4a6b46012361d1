"""The small Markdown dialect in which the sample texts are written.

Blocks are separated by blank lines: `# heading` (`#! heading` without a number), `> quotation`,
`| table |` rows followed by `Table: caption`, `Figure name: caption`, `- item`, `[^key]: footnote`,
`!directive argument`, and paragraphs. Inline: `*italic*`, `**bold**` and `[^key]`. Straight quotes,
`--` and `...` become their typographic forms; `~` is a space that does not break.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `kind` is heading, text, quote, table, figure, item or directive."""

    kind: str
    text: str
    level: int = 0
    name: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The blocks of a text in order, its footnotes by key and its `key: value` head."""

    blocks: tuple[Block, ...]
    notes: dict[str, str]
    head: dict[str, str] = field(default_factory=dict)


def read(source: str) -> Manuscript:
    """Parse a manuscript; a head between two `---` lines is optional."""
    head, body = _split_head(source)
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    for chunk in re.split(r"\n\s*\n", body.strip()):
        note = re.match(r"\[\^([\w-]+)\]:\s*(.*)", chunk, re.DOTALL)
        if note:
            notes[note[1]] = smarten(_joined(note[2]))
        else:
            blocks.append(_block(chunk))
    return Manuscript(tuple(blocks), notes, head)


def smarten(text: str) -> str:
    """Straight quotes, double hyphens and three dots in their typographic forms."""
    text = text.replace("---", "\u2014").replace("--", "\u2013").replace("...", "\u2026")
    text = re.sub(r"(^|[\s(\[\u2014\u2013*])\"", "\\1\u201c", text).replace('"', "\u201d")
    text = re.sub(r"(^|[\s(\[\u2014\u201c*])'", "\\1\u2018", text).replace("'", "\u2019")
    return text.replace("~", "\u00a0")


def _split_head(source: str) -> tuple[dict[str, str], str]:
    if not source.startswith("---\n"):
        return {}, source
    raw, body = source[4:].split("\n---\n", 1)
    pairs = (line.split(":", 1) for line in raw.splitlines() if ":" in line)
    return {key.strip(): smarten(value.strip()) for key, value in pairs}, body


def _joined(chunk: str) -> str:
    return " ".join(line.strip() for line in chunk.strip().splitlines())


def _block(chunk: str) -> Block:
    if chunk.startswith("|"):
        return _table(chunk)
    heading = re.match(r"(#+)(!?)\s+(.*)", chunk)
    if heading:
        name = "plain" if heading[2] else ""
        return Block("heading", smarten(heading[3]), level=len(heading[1]), name=name)
    if chunk.startswith(">"):
        lines = (line.lstrip("> ") for line in chunk.splitlines())
        return Block("quote", smarten(" ".join(lines)))
    if chunk.startswith("- "):
        return Block("item", smarten(_joined(chunk[2:])))
    if chunk.startswith("!"):
        name, _, argument = chunk[1:].partition(" ")
        return Block("directive", smarten(_joined(argument)), name=name.strip())
    figure = re.match(r"Figure ([\w-]+):\s*(.*)", chunk, re.DOTALL)
    if figure:
        return Block("figure", smarten(_joined(figure[2])), name=figure[1])
    return Block("text", smarten(_joined(chunk)))


def _table(chunk: str) -> Block:
    *lines, caption = chunk.splitlines()
    cells = [tuple(smarten(c.strip()) for c in line.strip("| ").split("|")) for line in lines]
    rows = tuple(row for row in cells if not set("".join(row)) <= set("-: \u2013\u2014"))
    return Block("table", smarten(caption.removeprefix("Table:").strip()), rows=rows)
