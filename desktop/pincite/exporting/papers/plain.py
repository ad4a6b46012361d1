"""A paper as Markdown and as plain text."""

import re

from pincite.exporting.marks import escape_markdown
from pincite.exporting.papers.paper import (
    Block,
    BlockKind,
    Entry,
    Mark,
    Paper,
    Run,
    Runs,
    plain,
)

_SIGNS = {
    Mark.CODE: ("`", "`"), Mark.BOLD: ("**", "**"), Mark.ITALIC: ("*", "*"),
    Mark.STRIKE: ("~~", "~~"), Mark.SUPER: ("^", "^"), Mark.SUB: ("~", "~"),
    Mark.SMALL_CAPS: ("[", "]{.smallcaps}"), Mark.UNDERLINE: ("[", "]{.underline}"),
}  # fmt: skip
_STARTS = {
    BlockKind.TITLE: "# ", BlockKind.HEADING: "## ", BlockKind.SUBHEADING: "### ",
    BlockKind.QUOTATION: "> ", BlockKind.BULLET: "- ",
}  # fmt: skip
_EDGES = re.compile(r"^(?P<before>\s*)(?P<text>.*?)(?P<after>\s*)$", re.DOTALL)
_LIST = re.compile(r"^(?P<number>\d+)(?P<sign>[.)])(?=\s|$)")
_START = re.compile(r"^(?=[-+#](?:\s|$))")


def paper_markdown(paper: Paper) -> str:
    """Markdown as Pandoc reads it: notes are footnotes."""
    parts = [f"# {escape_markdown(paper.title)}"] if paper.title else []
    parts += [_markdown_block(block) for block in paper.blocks]
    parts += [f"[^{c.note}]: {runs_markdown(c.shown)}" for c in paper.clusters if c.note]
    if paper.entries and paper.blocks:
        parts.append(f"## {escape_markdown(paper.entries_title)}")
    parts += [_inert(entry_markdown(entry)) for entry in paper.entries]
    return "\n\n".join(parts) + "\n"


def paper_text(paper: Paper) -> str:
    """Plain text; notes stand after it, with their numbers."""
    parts = [_underlined(paper.title, "=")] if paper.title else []
    parts += [_text_block(block) for block in paper.blocks]
    notes = [f"[{c.note}] {plain(c.shown)}" for c in paper.clusters if c.note]
    if notes:
        parts += [_underlined("Notes", "-"), "\n".join(notes)]
    if paper.entries and paper.blocks:
        parts.append(_underlined(paper.entries_title, "-"))
    if paper.entries:
        parts.append("\n".join(map(entry_text, paper.entries)))
    return "\n\n".join(parts) + "\n"


def runs_markdown(runs: Runs) -> str:
    """Stretches of text as Markdown."""
    return "".join(map(_markdown_run, runs))


def entry_markdown(entry: Entry) -> str:
    """An entry of the list of references in one line of Markdown."""
    label = f"{runs_markdown(entry.label)} " if entry.label else ""
    return label + runs_markdown(entry.runs)


def entry_text(entry: Entry) -> str:
    """An entry of the list of references in one line."""
    return f"{plain(entry.label)} {plain(entry.runs)}" if entry.label else plain(entry.runs)


def _markdown_block(block: Block) -> str:
    content = "".join(
        _markdown_run(part)
        if isinstance(part, Run)
        else (f"[^{part.note}]" if part.note else runs_markdown(part.shown))
        for part in block.parts
    )
    start = _STARTS.get(block.kind, "")
    return start + (content if start else _inert(content))


def _markdown_run(run: Run) -> str:
    edges = _EDGES.match(run.text)
    assert edges is not None  # it matches anything
    if not edges["text"]:
        return run.text
    is_code = Mark.CODE in run.marks
    made = edges["text"].replace("`", "'") if is_code else escape_markdown(edges["text"])
    for mark, (opening, closing) in _SIGNS.items():
        if mark in run.marks:
            made = f"{opening}{made}{closing}"
    if run.link:
        made = (
            f"[{made}](<{run.link}>)" if re.search(r"[\s()]", run.link) else f"[{made}]({run.link})"
        )
    # Signs beside white space would be text.
    return edges["before"] + made + edges["after"]


def _inert(line: str) -> str:
    """A line that begins no list: "1. Adler" is an entry with its number."""
    return _START.sub(r"\\", _LIST.sub(r"\g<number>\\\g<sign>", line))


def _text_block(block: Block) -> str:
    content = "".join(
        part.text
        if isinstance(part, Run)
        else (f" [{part.note}]" if part.note else plain(part.shown))
        for part in block.parts
    )
    match block.kind:
        case BlockKind.TITLE:
            return _underlined(content, "=")
        case BlockKind.HEADING | BlockKind.SUBHEADING:
            return _underlined(content, "-")
        case BlockKind.QUOTATION:
            return f"    {content}"
        case BlockKind.BULLET:
            return f"- {content}"
        case _:
            return content


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * len(text)}"
