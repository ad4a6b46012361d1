"""Citations as word processors keep them for reference managers: the form that Zotero made usual.

Zotero's plug-ins for Word and LibreOffice read it, JabRef reads and writes it, Pandoc reads it.

Source: csl-citation.json of the CSL schema; what Zotero 7 writes into documents (field codes, names
of reference marks, document preferences).
"""

import hashlib
import json
from typing import Any

from pincite.citing.csl_json import cite_json, to_csl_json
from pincite.citing.styles import normal_name
from pincite.exporting.marks import escape_html
from pincite.exporting.papers.paper import Cluster, Paper, WorkCite, plain

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_STYLE = "http://www.zotero.org/styles/"
_PIECE = 255
"""Most letters of a document's own property in Word."""
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LIST = 'ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'


def citation_code(cluster: Cluster) -> str:
    """The code of a citation, without what the kind of document puts around it."""
    return f"ZOTERO_ITEM CSL_CITATION {json.dumps(_citation(cluster), ensure_ascii=False)}"


def citation_field(cluster: Cluster) -> str:
    """The instruction of a field in Word and in RTF."""
    return f" ADDIN {citation_code(cluster)} "


def list_field() -> str:
    """The instruction of the field that holds the list of references."""
    return f" ADDIN {_LIST} "


def citation_mark(cluster: Cluster, number: int) -> str:
    """The name of a reference mark in OpenDocument, different for each citation."""
    return f"{citation_code(cluster)} RND{letters(f'{number} {cluster.id}', 10)}"


def list_mark(paper: Paper) -> str:
    """The name of the section that holds the list of references."""
    return f"{_LIST} RND{letters(paper.title, 10)}"


def preferences(paper: Paper, field_type: str) -> tuple[tuple[str, str], ...]:
    """What Zotero asks of a document before its first citation: style, language, kind of fields.

    Args:
        field_type: "Field" in Word, "ReferenceMark" in OpenDocument.

    Returns:
        Names and values of the document's own properties.
    """
    style = escape_html(_STYLE + normal_name(paper.style))
    session = letters(f"{paper.title} {paper.style}", 8)
    text = (
        f'<data data-version="3" zotero-version="7.0.0"><session id="{session}"/>'
        f'<style id="{style}" locale="{escape_html(paper.language)}" '
        f'hasBibliography="{int(bool(paper.entries))}" bibliographyStyleHasBeenSet="1"/><prefs>'
        f'<pref name="fieldType" value="{field_type}"/>'
        f'<pref name="noteType" value="{int(paper.is_note)}"/></prefs></data>'
    )
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return tuple((f"ZOTERO_PREF_{number}", piece) for number, piece in enumerate(pieces, 1))


def letters(text: str, count: int) -> str:
    """Letters and digits that stand for a text, so that a document written again is the same."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    made = ""
    while len(made) < count:
        number, rest = divmod(number, len(_LETTERS))
        made += _LETTERS[rest]
    return made


def _citation(cluster: Cluster) -> dict[str, Any]:
    shown = plain(cluster.shown)
    return {
        "citationID": letters(cluster.id, 8),
        "properties": {
            "formattedCitation": shown,
            "plainCitation": shown,
            "noteIndex": cluster.note,
        },
        "citationItems": [_cited(cite) for cite in cluster.cites],
        "schema": _SCHEMA,
    }


def _cited(cite: WorkCite) -> dict[str, Any]:
    record = to_csl_json(cite.item)
    if cite.item.key:
        record["citation-key"] = cite.item.key
    about = cite_json(
        record["id"],
        prefix=cite.prefix,
        suffix=cite.suffix,
        suppress_author=cite.suppress_author,
    )
    about |= {"uris": [f"pincite://item/{cite.item.id}"], "itemData": record}
    if cite.locator:
        # Other programs know no escaped hyphens; the visible text has them right already.
        about |= {"locator": str(cite.locator).replace("\u2013", "-"), "label": cite.locator.kind}
    return about
