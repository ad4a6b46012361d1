"""Records in CSL-JSON as registration agencies write them: other types, lists, JATS and HTML.

Source: Crossref REST API, resource formats; DOI content negotiation (citation-style-language+json).
"""

import html
import re
from typing import Any

from pincite.importing.references.csl_json import references_of
from pincite.importing.references.people import person
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.identifiers import normal_doi, normal_isbn
from pincite.model.items import ItemDraft

_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "proceedings": "book", "book-chapter": "chapter", "book-section": "chapter",
    "book-part": "chapter", "reference-entry": "entry-encyclopedia", "posted-content": "article",
    "preprint": "article", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "book-set": "book", "book-series": "book", "dissertation": "thesis", "peer-review": "review",
    "report-component": "report", "report-series": "report", "journal": "periodical",
    "journal-issue": "periodical", "database": "dataset", "component": "document",
    "journalarticle": "article-journal", "conferencepaper": "paper-conference",
    "bookchapter": "chapter", "other": "document",
}  # fmt: skip
_FIRST_ALONE = (
    "title", "container-title", "container-title-short", "short-container-title", "ISSN",
    "original-title", "short-title", "collection-title", "publisher", "abstract",
)  # fmt: skip
_DATES = ("issued", "published", "published-print", "published-online", "approved")
_TAG = re.compile(r"</?([A-Za-z][\w:-]*)[^<>]*>")
_MARKS = {"i": "i", "italic": "i", "em": "i", "b": "b", "bold": "b", "strong": "b", "sub": "sub",
          "sup": "sup", "sc": "sc"}  # fmt: skip
_BLOCK = re.compile(r"</(?:\w+:)?(?:p|title|sec|list-item)\s*>|<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"<((?:\w+:)?title)\b[^>]*>\s*(?:abstract|summary)\s*</\1\s*>", re.IGNORECASE)


def draft_of(record: Any) -> ItemDraft:
    """The work that a record describes.

    Raises:
        ValueError: it is none, or says nothing.
    """
    if not isinstance(record, dict):
        raise ValueError("no record")
    record = dict(record)
    _plain_lists(record)
    record["type"] = _type(record)
    record["title"] = _title(record)
    record["issued"] = _issued(record)
    for name in ("container-title", "publisher", "title-short", "collection-title"):
        if name in record:
            record[name] = marked(str(record[name] or ""))
    record["abstract"] = plain(str(record.get("abstract") or ""))
    record["ISBN"] = _isbn(record.get("ISBN"))
    if "article-number" in record and not record.get("page"):
        record["number"] = record["article-number"]
    for name in ("source", "id", "keyword", "license", "references", "status"):
        record.pop(name, None)
    reference = references_of(record, "CSL-JSON").references
    if not reference or not reference[0].draft.fields.get("title"):
        raise ValueError("a record without a title")
    draft = reference[0].draft
    fields = dict(draft.fields)
    if "DOI" in fields:
        fields["DOI"] = normal_doi(fields["DOI"])
        # The address of a DOI says nothing that the DOI does not.
        if "doi.org/" in fields.get("URL", ""):
            fields.pop("URL")
    creators = tuple(_with_particle(creator) for creator in draft.creators)
    return ItemDraft(draft.type, fields, creators, draft.dates)


def marked(text: str) -> str:
    """Text of a title: entities resolved, and only the marks that CSL knows."""

    def mark(match: re.Match[str]) -> str:
        name = _MARKS.get(match[1].rpartition(":")[2].lower(), "")
        slash = "/" if match[0].startswith("</") else ""
        if name == "sc":
            return "</span>" if slash else '<span style="font-variant: small-caps;">'
        return f"<{slash}{name}>" if name else ""

    return " ".join(html.unescape(_TAG.sub(mark, html.unescape(text))).split())


def plain(text: str) -> str:
    """Text of an abstract in JATS or HTML: paragraphs on lines of their own, no marks."""
    text = _BLOCK.sub("\n", _HEADING.sub("", text))
    text = html.unescape(_TAG.sub("", html.unescape(text)))
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))


def _with_particle(creator: Creator) -> Creator:
    """Agencies have "van Gogh" as the family name; its parts are told as for other sources."""
    if not creator.family or creator.dropping_particle or creator.non_dropping_particle:
        return creator
    return person(creator.role, creator.family, creator.given, creator.suffix)


def _plain_lists(record: dict[str, Any]) -> None:
    """Crossref has lists where a work has one title."""
    for name in _FIRST_ALONE:
        value = record.get(name)
        if isinstance(value, list):
            record[name] = value[0] if value else ""
    for theirs, ours in (("short-container-title", "container-title-short"),
                         ("short-title", "title-short")):  # fmt: skip
        if record.get(theirs):
            record.setdefault(ours, record[theirs])


def _type(record: dict[str, Any]) -> str:
    kind = str(record.get("type") or "").lower()
    if kind in csl.TYPES:
        return kind
    return _TYPES.get(kind, "report" if kind.startswith("report") else "document")


def _title(record: dict[str, Any]) -> str:
    title = marked(str(record.get("title") or ""))
    subtitles = record.get("subtitle")
    subtitle = subtitles[0] if isinstance(subtitles, list) and subtitles else subtitles
    subtitle = marked(subtitle) if isinstance(subtitle, str) else ""
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!" else f"{title}: {subtitle}"


def _issued(record: dict[str, Any]) -> Any:
    for name in _DATES:
        date = record.get(name)
        parts = date.get("date-parts") if isinstance(date, dict) else None
        has_parts = isinstance(parts, list) and any(isinstance(p, list) and any(p) for p in parts)
        if has_parts or isinstance(date, str):
            return date
        if isinstance(date, dict) and date.keys() & {"raw", "literal"}:
            return date
    return None


def _isbn(value: Any) -> str:
    every = value if isinstance(value, list) else [value] if value else []
    normal = (normal_isbn(str(each)) for each in every)
    return " ".join(dict.fromkeys(each for each in normal if each))
