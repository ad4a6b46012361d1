"""Zotero's notes as Markdown, with their citations as page citations: `[@key, p. 23]`."""

import json
import re
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from pincite.importing.foreign.records import KeyOf
from pincite.importing.references.html_notes import note_text

_LABELS = {
    "page": "p.", "chapter": "chap.", "paragraph": "para.", "section": "sec.", "line": "l.",
    "note": "n.", "volume": "vol.", "figure": "fig.", "book": "bk.", "column": "col.",
    "folio": "fol.", "part": "pt.", "verse": "v.",
}  # fmt: skip
_ITEM = re.compile(r"/(?:users/(?:local/)?\w+|groups/(?P<group>\d+))/items/(?P<key>[A-Z0-9]{8})$")
_MARK = "\ue200{}\ue201"
_MARKED = re.compile("\ue200(\\d+)\ue201")


def note_markdown(html: str, key_of: KeyOf) -> str:
    """A note as Markdown."""
    if "data-citation" not in html:
        return note_text(html)
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return note_text(html)
    cites: list[str] = []
    for span in root.iter("span"):
        made = _cluster(span.get("data-citation") or "", key_of)
        if made:
            for child in list(span):
                span.remove(child)
            # Brackets are put back when the text is Markdown, or they would be taken for its own.
            span.text = _MARK.format(len(cites))
            cites.append(made)
    text = note_text(lxml_html.tostring(root, encoding="unicode"))
    return _MARKED.sub(lambda match: cites[int(match[1])], text)


def _cluster(data: str, key_of: KeyOf) -> str:
    try:
        found = json.loads(unquote(data)) if data else {}
        cites = [_cite(each, key_of) for each in found.get("citationItems") or ()]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return f"[{'; '.join(filter(None, cites))}]" if any(cites) else ""


def _cite(cite: dict[str, Any], key_of: KeyOf) -> str:
    items = (_ITEM.search(str(uri)) for uri in cite.get("uris") or ())
    keys = (key_of(item["group"] or "", item["key"]) for item in items if item)
    key = next(filter(None, keys), "")
    if not key:
        return ""
    minus = "-" if cite.get("suppress-author") else ""
    text = " ".join(part for part in (_words(cite.get("prefix")), f"{minus}@{key}") if part)
    place = _words(cite.get("locator"))
    if place:
        label = _LABELS.get(str(cite.get("label") or "page"), "p.")
        several = "pp." if label == "p." and re.search(r"[-–,]", place) else label
        text += f", {several} {place.replace('–', '-')}"
    suffix = _words(cite.get("suffix"))
    return f"{text}, {suffix.lstrip(', ')}" if suffix else text


def _words(value: Any) -> str:
    return " ".join(str(value or "").split())
