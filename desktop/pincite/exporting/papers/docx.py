"""A paper as a Word document: fields for citations, real footnotes, a list of references.

Source: ISO/IEC 29500-1, 11.3.10 (main document), 17.3 (paragraphs), 17.11 (notes), 17.16 (fields).
"""

import io
import zipfile
from collections.abc import Iterable

from pincite.exporting.marks import escape_html
from pincite.exporting.papers import docx_parts
from pincite.exporting.papers.paper import Block, BlockKind, Cluster, Entry, Mark, Paper, Run, Runs
from pincite.exporting.papers.xml_text import legal
from pincite.exporting.papers.zotero import citation_field, list_field, preferences

_STYLES = {
    BlockKind.TITLE: "Title", BlockKind.HEADING: "Heading1", BlockKind.SUBHEADING: "Heading2",
    BlockKind.TEXT: "BodyText", BlockKind.QUOTATION: "Quote", BlockKind.REMARK: "Remark",
    BlockKind.BULLET: "ListBullet",
}  # fmt: skip
_PROPERTIES = {
    # In the order that the schema asks for.
    Mark.BOLD: "<w:b/>", Mark.ITALIC: "<w:i/>", Mark.SMALL_CAPS: "<w:smallCaps/>",
    Mark.STRIKE: "<w:strike/>", Mark.UNDERLINE: '<w:u w:val="single"/>',
    Mark.SUPER: '<w:vertAlign w:val="superscript"/>', Mark.SUB: '<w:vertAlign w:val="subscript"/>',
}  # fmt: skip
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files in the archive: the same paper is the same document, byte for byte."""


def paper_docx(paper: Paper) -> bytes:
    """The document; reference managers go on with its citations."""
    body = [_block(Block(BlockKind.TITLE, (Run(paper.title),)))] if paper.title else []
    body += [_block(block) for block in paper.blocks]
    body += _references(paper)
    notes = [c for c in paper.clusters if c.note]
    properties = preferences(paper, "Field") if paper.is_live else ()
    parts = docx_parts.parts(paper, "".join(body), "".join(map(_footnote, notes)), properties)
    return packed(parts.items())


def packed(parts: Iterable[tuple[str, str]]) -> bytes:
    """An archive of XML files, the same for the same texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            whole = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            archive.writestr(entry, whole)
    return out.getvalue()


def _block(block: Block) -> str:
    return _paragraph(_STYLES[block.kind], "".join(map(_part, block.parts)))


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _part(part: Run | Cluster) -> str:
    if isinstance(part, Run):
        return _run(part)
    if part.note:
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{part.note}"/></w:r>'
        )
    return _field(citation_field(part), _runs(part.shown))


def _footnote(cluster: Cluster) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    content = mark + _run(Run(" ")) + _field(citation_field(cluster), _runs(cluster.shown))
    return f'<w:footnote w:id="{cluster.note}">{_paragraph("FootnoteText", content)}</w:footnote>'


def _references(paper: Paper) -> list[str]:
    """One field over all paragraphs of the list, for a reference manager writes it as a whole."""
    if not paper.entries:
        return []
    head = []
    if paper.blocks:
        head.append(_paragraph(_STYLES[BlockKind.HEADING], _run(Run(paper.entries_title))))
    last = len(paper.entries) - 1
    for number, entry in enumerate(paper.entries):
        content = _entry(entry)
        if paper.is_live:
            content = _opening(list_field()) + content if number == 0 else content
            content += _ENDING if number == last else ""
        head.append(_paragraph("Bibliography", content))
    return head


def _entry(entry: Entry) -> str:
    label = _runs(entry.label) + "<w:r><w:tab/></w:r>" if entry.label else ""
    return label + _runs(entry.runs)


def _opening(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape_html(legal(code))}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_ENDING = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field(code: str, result: str) -> str:
    return _opening(code) + result + _ENDING


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    style = '<w:rStyle w:val="Hyperlink"/>' if run.link else ""
    font = '<w:rStyle w:val="SourceText"/>' if Mark.CODE in run.marks and not run.link else ""
    marks = "".join(text for mark, text in _PROPERTIES.items() if mark in run.marks)
    properties = f"<w:rPr>{style}{font}{marks}</w:rPr>" if style or font or marks else ""
    words = escape_html(legal(run.text))
    made = f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'
    if not run.link:
        return made
    address = run.link.replace('"', "%22").replace("\\", "%5C")
    return _field(f' HYPERLINK "{address}" ', made)
