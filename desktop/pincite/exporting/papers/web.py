"""A paper as a page of HTML, and as a piece of one for the clipboard."""

import re

from pincite.exporting.marks import escape_html
from pincite.exporting.papers.docx_parts import is_right_to_left
from pincite.exporting.papers.paper import Block, BlockKind, Cluster, Entry, Mark, Paper, Run, Runs

_TAGS = {
    Mark.BOLD: ("<b>", "</b>"), Mark.ITALIC: ("<i>", "</i>"), Mark.STRIKE: ("<s>", "</s>"),
    Mark.SUPER: ("<sup>", "</sup>"), Mark.SUB: ("<sub>", "</sub>"),
    Mark.CODE: ("<code>", "</code>"),
    Mark.SMALL_CAPS: ('<span style="font-variant:small-caps">', "</span>"),
    Mark.UNDERLINE: ('<span style="text-decoration:underline">', "</span>"),
}  # fmt: skip
_BLOCKS = {
    BlockKind.TITLE: "h1", BlockKind.HEADING: "h2", BlockKind.SUBHEADING: "h3",
    BlockKind.TEXT: "p", BlockKind.QUOTATION: "blockquote", BlockKind.REMARK: "p",
    BlockKind.BULLET: "li",
}  # fmt: skip
_ADDRESSES = ("http://", "https://", "mailto:", "pincite://", "doi:", "urn:")
_ADDRESS = re.compile(r"(https?://[^\s<>]+[^\s<>.,;:)\]])")
_CSS = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Georgia, "Times New Roman", serif; color: #222; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; }
blockquote { margin: 1em 2em; } .remark { color: #555; font-size: 0.95em; }
a { color: inherit; }
.notes { border-top: 1px solid #ccc; margin-top: 2rem; font-size: 0.9em; }
.entry { margin: 0 0 0.6rem; overflow-wrap: anywhere; }
.hanging .entry { padding-inline-start: 2em; text-indent: -2em; }
.numbered .entry { display: flex; gap: 0.6em; padding: 0; text-indent: 0; }
.numbered .label { min-width: 2.4em; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1e1e1e; }
  .remark { color: #aaa; } .notes { border-color: #555; } }
@media print { body { max-width: none; margin: 0; } }
""".strip()


def paper_html(paper: Paper) -> str:
    """A complete HTML document."""
    title, language = escape_html(paper.title), escape_html(paper.language)
    direction = ' dir="rtl"' if is_right_to_left(paper.language) else ""
    author = f'<meta name="author" content="{escape_html(paper.author)}">\n' if paper.author else ""
    head = f"<h1>{title}</h1>\n" if paper.title else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n{author}<style>\n{_CSS}\n</style>\n</head>\n<body>\n{head}"
        f"{''.join(map(_block, paper.blocks))}{_notes(paper)}{_references(paper)}</body>\n</html>\n"
    )


def runs_html(runs: Runs) -> str:
    """Stretches of text as HTML."""
    return "".join(map(_run, runs))


def entry_html(entry: Entry) -> str:
    """An entry of the list of references in one line of HTML."""
    return runs_html((*entry.label, Run(" "), *entry.runs) if entry.label else entry.runs)


def _block(block: Block) -> str:
    tag = _BLOCKS[block.kind]
    content = "".join(map(_part, block.parts))
    if block.kind is BlockKind.BULLET:
        return f"<ul><li>{content}</li></ul>\n"
    kind = ' class="remark"' if block.kind is BlockKind.REMARK else ""
    return f"<{tag}{kind}>{content}</{tag}>\n"


def _part(part: Run | Cluster) -> str:
    if isinstance(part, Run):
        return _run(part)
    if part.note:
        n = part.note
        return f'<sup><a id="r{n}" href="#n{n}" role="doc-noteref">{n}</a></sup>'
    return f"<cite>{runs_html(part.shown)}</cite>"


def _notes(paper: Paper) -> str:
    notes = "".join(
        f'<li id="n{c.note}" value="{c.note}">{runs_html(c.shown)} '
        f'<a href="#r{c.note}" role="doc-backlink">\u21a9\ufe0e</a></li>\n'
        for c in paper.clusters
        if c.note
    )
    return f'<section class="notes" role="doc-endnotes"><ol>\n{notes}</ol></section>\n' * bool(
        notes
    )


def _references(paper: Paper) -> str:
    if not paper.entries:
        return ""
    classes = " ".join(
        name
        for name, is_so in (("hanging", paper.is_hanging), ("numbered", paper.has_labels))
        if is_so
    )
    entries = "".join(f'<p class="entry">{_columns(entry)}</p>\n' for entry in paper.entries)
    head = f"<h2>{escape_html(paper.entries_title)}</h2>\n" if paper.blocks else ""
    return f'<section class="{classes}" role="doc-bibliography">\n{head}{entries}</section>\n'


def _columns(entry: Entry) -> str:
    text = runs_html(_linked(entry.runs))
    if not entry.label:
        return text
    label = runs_html(entry.label)
    return f'<span class="label">{label}</span> <span>{text}</span>'


def _linked(runs: Runs) -> Runs:
    """The same with the addresses of works as links."""
    made: list[Run] = []
    for run in runs:
        pieces = [run.text] if run.link else _ADDRESS.split(run.text)
        # The pattern's one group stands at the odd places.
        made += (
            Run(piece, run.marks, piece if number % 2 else run.link)
            for number, piece in enumerate(pieces)
            if piece
        )
    return tuple(made)


def _run(run: Run) -> str:
    made = escape_html(run.text)
    for mark, (opening, closing) in _TAGS.items():
        if mark in run.marks:
            made = f"{opening}{made}{closing}"
    if run.link.startswith(_ADDRESSES):
        made = f'<a href="{escape_html(run.link)}">{made}</a>'
    return made
