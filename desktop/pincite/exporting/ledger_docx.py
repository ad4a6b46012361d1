"""The ledger of cited pages as a Word document: a table for each group.

Source: ISO/IEC 29500-1, 11.3.10 (main document), 17.4 (tables), 15.2 (parts and their relations).
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from pincite.citing.ledger_groups import LedgerGroup
from pincite.exporting.ledger import HEAD, Keys, cells
from pincite.exporting.marks import escape_html

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTHS = (3400, 1500, 1900, 700, 1300, 1300)
"""Of the columns, in twentieths of a point; together as wide as a page of A4 with its margins."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
        f'<w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{34 - 6 * n}"/></w:rPr></w:style>'
        for n in (1, 2)
    )
    + "</w:styles>"
)


def ledger_docx(groups: Sequence[LedgerGroup], keys: Keys, title: str) -> bytes:
    """A Word document with a heading, and a table for each group under its own."""
    body = _paragraph(title, style="Heading1")
    for group in groups:
        body += _paragraph(group.title, style="Heading2") if group.title else ""
        # Two tables without a paragraph between them would become one.
        body += _table(cells(work, keys) for work in group.works) + _paragraph("")
    document = (
        f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="900" w:bottom="1134" w:left="900"/></w:sectPr></w:body>'
        "</w:document>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
        "word/document.xml": document,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return out.getvalue()


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    line = 'w:val="single" w:sz="4" w:color="999999"'
    borders = f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(HEAD, is_head=True)}"
        f"{''.join(_row(row) for row in rows)}</w:tbl>"
    )


def _row(texts: Iterable[str], *, is_head: bool = False) -> str:
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(text, is_bold=is_head)}</w:tc>"
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return f"<w:tr>{head}{made}</w:tr>"


def _paragraph(text: str, *, style: str = "", is_bold: bool = False) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    words = escape_html(_CONTROL.sub("", text))
    run = f'<w:r>{bold}<w:t xml:space="preserve">{words}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}</w:p>"
