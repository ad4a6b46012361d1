"""The files in an OpenDocument text around the text of a paper: styles and metadata.

Source: OpenDocument 1.3, part 3 (OASIS): 4.3 (metadata), 16 (styles), 20 (formatting).
"""

from collections.abc import Sequence

from pincite.exporting.marks import escape_html
from pincite.exporting.papers.docx_parts import is_letter, is_right_to_left
from pincite.exporting.papers.paper import Mark, Paper
from pincite.exporting.papers.xml_text import legal

MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": f"{_OASIS}:office:1.0", "text": f"{_OASIS}:text:1.0",
        "style": f"{_OASIS}:style:1.0", "meta": f"{_OASIS}:meta:1.0",
        "fo": f"{_OASIS}:xsl-fo-compatible:1.0", "svg": f"{_OASIS}:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)  # fmt: skip
_SHORT = {
    Mark.BOLD: "B", Mark.ITALIC: "I", Mark.SMALL_CAPS: "K", Mark.UNDERLINE: "U", Mark.STRIKE: "S",
    Mark.SUPER: "H", Mark.SUB: "L", Mark.CODE: "C",
}  # fmt: skip
_PROPERTIES = {
    Mark.BOLD: 'fo:font-weight="bold"', Mark.ITALIC: 'fo:font-style="italic"',
    Mark.SMALL_CAPS: 'fo:font-variant="small-caps"',
    Mark.UNDERLINE: 'style:text-underline-style="solid" style:text-underline-width="auto"',
    Mark.STRIKE: 'style:text-line-through-style="solid"',
    Mark.SUPER: 'style:text-position="super 58%"', Mark.SUB: 'style:text-position="sub 58%"',
    Mark.CODE: 'style:font-name="Liberation Mono"',
}  # fmt: skip


def text_style(marks: frozenset[Mark]) -> str:
    """The name of the style of a stretch of text; empty for plain text."""
    known = [short for mark, short in _SHORT.items() if mark in _kept(marks)]
    return f"T{''.join(known)}" if known else ""


def parts(paper: Paper, body: str, properties: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Path -> text of every file but the first.

    Args:
        body: paragraphs of the text.
        properties: names and values of the document's own properties.
    """
    version = 'office:version="1.3"'
    content = (
        f"<office:document-content {_NAMES} {version}><office:automatic-styles>"
        f"{_text_styles(paper)}{_SECTION}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return {
        "content.xml": content,
        "styles.xml": f"<office:document-styles {_NAMES} {version}>{_styles(paper)}"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {_NAMES} {version}><office:meta>"
        f"{_meta(paper, properties)}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": _manifest(),
    }


def _kept(marks: frozenset[Mark]) -> frozenset[Mark]:
    return marks - {Mark.SUB} if Mark.SUPER in marks else marks


def _text_styles(paper: Paper) -> str:
    used = {_kept(run.marks) for run in paper.runs if run.marks}
    return "".join(
        f'<style:style style:name="{text_style(marks)}" style:family="text"><style:text-properties '
        f"{' '.join(_PROPERTIES[m] for m in _SHORT if m in marks)}/></style:style>"
        for marks in sorted(used, key=text_style)
    )


def _manifest() -> str:
    name = f'xmlns:manifest="{_OASIS}:manifest:1.0"'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )  # fmt: skip
    return f'<manifest:manifest {name} manifest:version="1.3">{entries}</manifest:manifest>'


def _meta(paper: Paper, properties: Sequence[tuple[str, str]]) -> str:
    author = f"<dc:creator>{escape_html(legal(paper.author))}</dc:creator>" if paper.author else ""
    own = "".join(
        f'<meta:user-defined meta:name="{escape_html(name)}" meta:value-type="string">'
        f"{escape_html(value)}</meta:user-defined>"
        for name, value in properties
    )
    return (
        f"<dc:title>{escape_html(legal(paper.title))}</dc:title>{author}"
        f"<dc:language>{escape_html(paper.language)}</dc:language>{own}"
    )


def _styles(paper: Paper) -> str:
    language, _, country = paper.language.partition("-")
    mode = "rl-tb" if is_right_to_left(paper.language) else "lr-tb"
    hanging = 'fo:margin-left="1.27cm" fo:text-indent="-1.27cm"' if paper.is_hanging else ""
    width, height = ("21.59cm", "27.94cm") if is_letter(paper.language) else ("21cm", "29.7cm")
    named = (
        f'<style:default-style style:family="paragraph"><style:paragraph-properties '
        f'style:writing-mode="{mode}"/><style:text-properties style:font-name="Liberation Serif" '
        f'fo:font-size="12pt" fo:language="{escape_html(language)}" '
        f'fo:country="{escape_html(country or "none")}"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        + _style("Text body", 'fo:margin-bottom="0.28cm" fo:line-height="115%"')
        + _style("Heading", 'fo:keep-with-next="always"', 'fo:font-weight="bold"')
        + _style("Title", 'fo:margin-bottom="0.6cm"', 'fo:font-size="18pt"', "Heading")
        + _style("Heading 1", 'fo:margin-top="0.6cm" fo:margin-bottom="0.28cm"',
                 'fo:font-size="14pt"', "Heading", 1)
        + _style("Heading 2", 'fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"',
                 'fo:font-size="12pt"', "Heading", 2)
        + _style("Quotations", 'fo:margin-left="1.27cm" fo:margin-right="1.27cm" '
                 'fo:margin-bottom="0.28cm" fo:line-height="115%"')
        + _style("Remark", "", 'fo:font-size="11pt" fo:color="#404040"', "Text body")
        + _style("List 1", 'fo:margin-bottom="0.14cm"', "", "Text body")
        + _style("Footnote", 'fo:margin-left="0.6cm" fo:text-indent="-0.6cm"',
                 'fo:font-size="10pt"')
        + _style("Bibliography 1", f'fo:margin-bottom="0.21cm" {hanging}')
    )  # fmt: skip
    return (
        '<office:font-face-decls><style:font-face style:name="Liberation Serif" '
        "svg:font-family=\"'Liberation Serif', 'Times New Roman'\" "
        'style:font-family-generic="roman"/><style:font-face style:name="Liberation Mono" '
        "svg:font-family=\"'Liberation Mono', 'Courier New'\" style:font-family-generic=\"modern\" "
        f'style:font-pitch="fixed"/></office:font-face-decls><office:styles>{named}{_NOTES}'
        "</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="Page"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" fo:margin-top="2.54cm" '
        'fo:margin-bottom="2.54cm" '
        'fo:margin-left="2.54cm" fo:margin-right="2.54cm"/></style:page-layout>'
        "</office:automatic-styles><office:master-styles><style:master-page "
        'style:name="Standard" style:page-layout-name="Page"/></office:master-styles>'
    )


def _style(
    name: str, paragraph: str, text: str = "", parent: str = "Standard", level: int = 0
) -> str:
    outline = f' style:default-outline-level="{level}"' if level else ""
    words = f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{_coded(name)}" style:display-name="{name}" '
        f'style:family="paragraph" style:parent-style-name="{_coded(parent)}"{outline}>'
        f"<style:paragraph-properties {paragraph}/>{words}</style:style>"
    )


def _coded(name: str) -> str:
    return name.replace(" ", "_20_")


_SECTION = (
    '<style:style style:name="References" style:family="section">'
    '<style:section-properties style:editable="false"/></style:style>'
)
_NOTES = (
    '<style:style style:name="Footnote_20_Symbol" style:display-name="Footnote Symbol" '
    'style:family="text"/><style:style style:name="Footnote_20_anchor" '
    'style:display-name="Footnote anchor" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style><text:list-style style:name="Bullets">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="\u2022">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="1.27cm" '
    'fo:text-indent="-0.63cm"/></style:list-level-properties></text:list-level-style-bullet>'
    '</text:list-style><text:notes-configuration text:note-class="footnote" '
    'text:citation-style-name="Footnote_20_Symbol" '
    'text:citation-body-style-name="Footnote_20_anchor" text:default-style-name="Footnote" '
    'style:num-format="1" text:start-value="0" text:footnotes-position="page" '
    'text:start-numbering-at="document"/>'
)
