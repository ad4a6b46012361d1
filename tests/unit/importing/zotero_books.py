"""A small book and a web page in which the same words stand several times."""

import io
import zipfile
from collections.abc import Mapping

_FIRST = (
    "<p>The harbour master keeps a ledger of every ship that comes in from the sea. In that year "
    "the price of bread rose, and nobody in the town could say why it had.</p>"
    "<p>A letter of the council tells of twelve ships that lay before the bridge all summer.</p>"
)
_SECOND = (
    "<h1>Second part</h1>"
    "<p>Merchants from the north bought whatever lay in the warehouses beside the river.</p>"
    "<p>Again <i>the clerk</i> weighed the grain in the winter, while the scale stood outside. In "
    "that year the price of bread rose, as the second ledger has it on its last pages.</p>"
    "<p><b>The crane</b> stood at the end of the quay. Before the gate the price of bread rose "
    "once, and behind the gate the price of bread rose twice, said the widow of the baker.</p>"
    '<p id="late">Late in the year the price of bread rose beyond what the poor could pay.</p>'
)
CHAPTERS: Mapping[str, str | None] = {"one.xhtml": _FIRST, "two.xhtml": _SECOND}
PAGE = (
    "<html><head><title>Bread and ships</title><style>p { color: red }</style></head><body>"
    "<nav><p>In that year the price of bread rose: read more of the harbour towns here.</p></nav>"
    "<div><!-- of the north -->"
    + _FIRST.replace("<p>", '<p id="a">', 1)
    + '<p id="b">Again the clerk wrote that the price of bread rose, and he put his name below it '
    "so that the council would know whom to ask about the scale and the weigher of grain.</p>"
    "<p>The widow of the baker never said that the price of bread rose for her own sake, since "
    "she had sold the oven to the weigher long before the ships of the north came in.</p>"
    "</div></body></html>"
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bread</dc:title></metadata>'
    "<manifest>{items}</manifest><spine>{refs}</spine></package>"
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)


def book(chapters: Mapping[str, str | None] = CHAPTERS) -> bytes:
    """An EPUB file; a chapter without text is only named."""
    kind = "application/xhtml+xml"
    items = "".join(f'<item id="{n}" href="{n}" media-type="{kind}"/>' for n in chapters)
    refs = "".join(f'<itemref idref="{n}"/>' for n in chapters)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("OPS/book.opf", _PACKAGE.format(items=items, refs=refs))
        for name, text in chapters.items():
            if text is not None:
                head = "<head><title>Bread</title></head>"
                html = (
                    f'<html xmlns="http://www.w3.org/1999/xhtml">{head}<body>{text}</body></html>'
                )
                archive.writestr(f"OPS/{name}", html)
    return packed.getvalue()


def in_book(chapter: int, steps: str) -> dict[str, object]:
    """The position of a passage of a book as Zotero keeps it."""
    return {
        "type": "FragmentSelector",
        "conformsTo": "http://www.idpf.org/epub/linking/cfi/epub-cfi.html",
        "value": f"epubcfi(/6/{2 * (chapter + 1)}!{steps})",
    }


def on_page(css: str, start: int) -> dict[str, object]:
    """The position of a passage of a web page as Zotero keeps it."""
    refined = {"type": "TextPositionSelector", "start": start, "end": start + 9}
    return {"type": "CssSelector", "value": css, "refinedBy": refined}
