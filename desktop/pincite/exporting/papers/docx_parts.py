"""The files in a Word document around the text of a paper: styles, notes, properties.

Source: ISO/IEC 29500-1, 15.2 (parts and their relations), 17.7 (styles), 22.3 (own properties).
"""

from collections.abc import Sequence

from pincite.exporting.marks import escape_html
from pincite.exporting.papers.paper import Paper
from pincite.exporting.papers.xml_text import legal

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_TYPE}.wordprocessingml"
_SERIF = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_LETTER = frozenset({"US", "CA", "MX", "CL", "CO", "PH"})
"""Regions where paper is 8.5 by 11 inches."""
_RAISED = '<w:vertAlign w:val="superscript"/>'
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def parts(
    paper: Paper, body: str, notes: str, properties: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Path -> text of every file.

    Args:
        body: paragraphs of the text; notes: footnotes.
        properties: names and values of the document's own properties.
    """
    width, height = (12240, 15840) if is_letter(paper.language) else (11906, 16838)
    document = (
        f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
        'w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/relationships/styles", "styles.xml"),
            (f"{_OFFICE}/relationships/settings", "settings.xml"),
            (f"{_OFFICE}/relationships/footnotes", "footnotes.xml"),
            (f"{_OFFICE}/relationships/numbering", "numbering.xml"),
        ),
        "word/document.xml": document,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{notes}</w:footnotes>',
        "word/styles.xml": _styles(paper),
        "word/settings.xml": _SETTINGS,
        "word/numbering.xml": _NUMBERING,
        "docProps/core.xml": _core(paper),
        "docProps/custom.xml": _custom(properties),
    }


def is_letter(language: str) -> bool:
    """True where American paper is usual."""
    return language.rpartition("-")[2].upper() in _LETTER


def is_right_to_left(language: str) -> bool:
    """True for a language that is written from right to left."""
    return language.partition("-")[0].casefold() in _RIGHT_TO_LEFT


def _types() -> str:
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": f"{_TYPE}.custom-properties+xml",
    }
    made = "".join(
        f'<Override PartName="{path}" ContentType="{kind}"/>' for path, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{made}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(paper: Paper) -> str:
    author = f"<dc:creator>{escape_html(legal(paper.author))}</dc:creator>" if paper.author else ""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape_html(legal(paper.title))}</dc:title>{author}"
        f"<dc:language>{escape_html(paper.language)}</dc:language></cp:coreProperties>"
    )


def _custom(properties: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape_html(name)}">'
        f"<vt:lpwstr>{escape_html(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties, 2)
    )
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{made}</Properties>'
    )


def _styles(paper: Paper) -> str:
    language = escape_html(paper.language)
    bidi = "<w:bidi/>" if is_right_to_left(paper.language) else ""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_SERIF}<w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{language}" w:bidi="{language}"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    hanging = '<w:ind w:left="720" w:hanging="720"/>' if paper.is_hanging else ""
    tab = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>' if paper.has_labels else ""
    space = '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/>'
    made = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{bidi}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + _style("BodyText", "Body Text", space)
        + _style("Title", "Title", '<w:spacing w:after="360"/>', '<w:b/><w:sz w:val="36"/>')
        + _style("Heading1", "heading 1", _head(360, 160, 0), '<w:b/><w:sz w:val="28"/>')
        + _style("Heading2", "heading 2", _head(240, 120, 1), '<w:b/><w:sz w:val="24"/>')
        + _style("Quote", "Quote", f'{space}<w:ind w:left="720" w:right="720"/>')
        + _style("Remark", "Remark", space, '<w:color w:val="404040"/><w:sz w:val="22"/>')
        + _style(
            "ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>'
            '<w:spacing w:after="80" w:line="276" w:lineRule="auto"/>',
        )
        + _style("Bibliography", "Bibliography", f'{tab}<w:spacing w:after="120"/>{hanging}')
        + _style(
            "FootnoteText", "footnote text", '<w:spacing w:after="40"/>', '<w:sz w:val="20"/>'
        )
        + _character("FootnoteReference", "footnote reference", _RAISED)
        + _character("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>')
        + _character("SourceText", "Source Text", '<w:rFonts w:ascii="Courier New" '
                     'w:hAnsi="Courier New" w:cs="Courier New"/>')
    )  # fmt: skip
    return f'<w:styles xmlns:w="{_W}">{defaults}{made}</w:styles>'


def _head(before: int, after: int, level: int) -> str:
    return (
        f'<w:keepNext/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level}"/>'
    )


def _style(id: str, name: str, paragraph: str, run: str = "") -> str:
    words = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{words}</w:style>'
    )


def _character(id: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for id, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_SETTINGS = (
    f'<w:settings xmlns:w="{_W}"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
