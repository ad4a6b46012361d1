"""A paper as an OpenDocument text: reference marks for citations, footnotes, a references section.

Source: OpenDocument 1.3, part 2 (packages) and part 3 (OASIS): 5.1 (text), 6.2.2 (reference marks),
6.3 (notes), 5.4 (sections).
"""

import io
import zipfile

from pincite.exporting.marks import escape_html
from pincite.exporting.papers import odt_parts
from pincite.exporting.papers.odt_parts import text_style
from pincite.exporting.papers.paper import Block, BlockKind, Cluster, Entry, Paper, Run, Runs
from pincite.exporting.papers.xml_text import legal
from pincite.exporting.papers.zotero import citation_mark, list_mark, preferences

_STYLES = {
    BlockKind.TITLE: "Title", BlockKind.HEADING: "Heading_20_1",
    BlockKind.SUBHEADING: "Heading_20_2", BlockKind.TEXT: "Text_20_body",
    BlockKind.QUOTATION: "Quotations", BlockKind.REMARK: "Remark", BlockKind.BULLET: "List_20_1",
}  # fmt: skip
_LEVELS = {BlockKind.HEADING: 1, BlockKind.SUBHEADING: 2}
_DATE = (1980, 1, 1, 0, 0, 0)


def paper_odt(paper: Paper) -> bytes:
    """The document; reference managers go on with its citations."""
    writing = _Writing()
    body = [writing.block(Block(BlockKind.TITLE, (Run(paper.title),)))] if paper.title else []
    body += [writing.block(block) for block in paper.blocks]
    body += writing.references(paper)
    properties = preferences(paper, "ReferenceMark") if paper.is_live else ()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # First and not compressed, so that the kind of file can be told from its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", _DATE), odt_parts.MIME)
        for name, text in odt_parts.parts(paper, "".join(body), properties).items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return out.getvalue()


class _Writing:
    """Writes the text; each citation gets a number, for no two marks may have one name."""

    def __init__(self) -> None:
        self._marks = 0

    def block(self, block: Block) -> str:
        content = "".join(map(self._part, block.parts))
        style = _STYLES[block.kind]
        if block.kind in _LEVELS:
            level = _LEVELS[block.kind]
            return (
                f'<text:h text:style-name="{style}" text:outline-level="{level}">{content}</text:h>'
            )
        made = _paragraph(style, content)
        if block.kind is BlockKind.BULLET:
            item = f"<text:list-item>{made}</text:list-item>"
            return f'<text:list text:style-name="Bullets">{item}</text:list>'
        return made

    def references(self, paper: Paper) -> list[str]:
        if not paper.entries:
            return []
        entries = "".join(_paragraph("Bibliography_20_1", _entry(e)) for e in paper.entries)
        if not paper.is_live:
            return [entries]
        name = escape_html(legal(list_mark(paper)))
        opening = f'<text:section text:style-name="References" text:name="{name}">'
        heading = self.block(Block(BlockKind.HEADING, (Run(paper.entries_title),)))
        return [heading, f"{opening}{entries}</text:section>"]

    def _part(self, part: Run | Cluster) -> str:
        if isinstance(part, Run):
            return _run(part)
        self._marks += 1
        name = escape_html(legal(citation_mark(part, self._marks)))
        made = (
            f'<text:reference-mark-start text:name="{name}"/>{_runs(part.shown)}'
            f'<text:reference-mark-end text:name="{name}"/>'
        )
        if not part.note:
            return made
        return (
            f'<text:note text:id="ftn{part.note}" text:note-class="footnote"><text:note-citation>'
            f"{part.note}</text:note-citation><text:note-body>{_paragraph('Footnote', made)}"
            "</text:note-body></text:note>"
        )


def _paragraph(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _entry(entry: Entry) -> str:
    return (f"{_runs(entry.label)}<text:tab/>" if entry.label else "") + _runs(entry.runs)


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = escape_html(legal(run.text)).replace("  ", " <text:s/>")
    # White space at the edge of a paragraph or of an element is not shown otherwise.
    if words.startswith(" "):
        words = f"<text:s/>{words[1:]}"
    if words.endswith(" "):
        words = f"{words[:-1]}<text:s/>"
    style = text_style(run.marks)
    if style:
        words = f'<text:span text:style-name="{style}">{words}</text:span>'
    if run.link:
        address = escape_html(legal(run.link))
        words = f'<text:a xlink:type="simple" xlink:href="{address}">{words}</text:a>'
    return words
