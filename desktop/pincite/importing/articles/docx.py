"""Word documents: read by mammoth, which keeps their meaning and leaves their looks.

The only module that knows mammoth. Title, quotations and code are told by the names of styles.
"""

import io
import re
import zipfile
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from pincite.importing.articles.draft import ArticleDraft, Facts, make_article
from pincite.importing.articles.limits import MOST_OFFICE_XML, too_much
from pincite.importing.articles.packed import Package, damaged, text_of
from pincite.importing.articles.page_dates import read_date
from pincite.importing.names import parse_names
from pincite.importing.pdf_metadata import title_from_name

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Caption'] => p:fresh
"""
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_CORE = "docProps/core.xml"


def read_docx(data: bytes, *, name: str) -> ArticleDraft:
    """An article from a Word document.

    Raises:
        ImportingError: it is damaged, too large, or protected with a password.
        NoTextError: there is no text in it.
    """
    package = Package(data, name)
    package.refuse_entities()
    if "word/document.xml" not in package:
        raise damaged(name)
    if package.size("word/document.xml") > MOST_OFFICE_XML:
        raise too_much(name)
    try:
        html = str(mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES).value)
    except (
        zipfile.BadZipFile, ExpatError, KeyError, ValueError, AttributeError, TypeError,
        IndexError, OSError, RecursionError,
    ) as error:  # fmt: skip
        raise damaged(name) from error
    facts = _facts(package)
    title = _TITLE.search(html)
    facts.set_title(_plain(title[1]) if title else "", "first heading")
    facts.set_title(title_from_name(name), "file name")
    return make_article(html, facts, type="document", name=name)


def _facts(package: Package) -> Facts:
    facts = Facts()
    core = package.xml(_CORE) if _CORE in package else None
    if core is not None:
        facts.set_title(_text(core, "title"), "document properties")
        facts.set_creators(parse_names(_text(core, "creator")), "document properties")
        facts.set_date("issued", read_date(_text(core, "created")), "document properties")
        facts.set("language", _text(core, "language"), "document properties")
    return facts


def _text(core: etree._Element, name: str) -> str:
    element = core.find(f"{{*}}{name}")
    return text_of(element) if element is not None else ""


def _plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())
