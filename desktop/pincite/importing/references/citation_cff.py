"""CITATION.cff: how software and data wish to be cited.

Source: Citation File Format 1.2.0, schema guide.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from pincite.importing.references.gathering import Gathering, gather
from pincite.importing.references.people import body, initials_dotted
from pincite.importing.references.plain_yaml import PlainLoader
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded
from pincite.model.creators import Creator

_NAME = "CITATION.cff"
_LARGEST = 2_000_000
_TYPES = {
    "art": "graphic", "article": "article-journal", "audiovisual": "motion_picture",
    "bill": "bill", "blog": "post-weblog", "book": "book", "catalogue": "book",
    "conference": "event", "conference-paper": "paper-conference", "data": "dataset",
    "database": "dataset", "dataset": "dataset", "dictionary": "entry-dictionary",
    "edited-work": "book", "encyclopedia": "entry-encyclopedia", "film-broadcast":
    "motion_picture", "generic": "document", "government-document": "report", "grant": "document",
    "hearing": "hearing", "historical-work": "classic", "legal-case": "legal_case",
    "legal-rule": "regulation", "magazine-article": "article-magazine", "manual": "report",
    "map": "map", "multimedia": "motion_picture", "music": "song", "newspaper-article":
    "article-newspaper", "pamphlet": "pamphlet", "patent": "patent", "personal-communication":
    "personal_communication", "proceedings": "book", "report": "report", "serial": "periodical",
    "slides": "speech", "software": "software", "software-code": "software",
    "software-container": "software", "software-executable": "software",
    "software-virtual-machine": "software", "sound-recording": "song", "standard": "standard",
    "statute": "legislation", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "website": "webpage",
}  # fmt: skip
_VARIABLES = {
    "title": "title", "abstract": "abstract", "version": "version", "doi": "DOI", "isbn": "ISBN",
    "issn": "ISSN", "pmcid": "PMCID", "journal": "container-title", "collection-title":
    "container-title", "volume": "volume", "issue": "issue", "section": "section", "edition":
    "edition", "number": "number", "number-volumes": "number-of-volumes", "pages":
    "number-of-pages", "medium": "medium", "thesis-type": "genre", "status": "status",
    "department": "division", "data-type": "genre", "license": "license", "repository": "source",
    "abbreviation": "title-short", "volume-title": "volume-title",
}  # fmt: skip
_ROLES = {
    "authors": "author", "editors": "editor", "editors-series": "collection-editor",
    "translators": "translator", "recipients": "recipient", "senders": "author",
}  # fmt: skip
_ADDRESSES = ("url", "repository-code", "repository-artifact", "repository")


def read_citation_cff(data: bytes) -> ReferenceFile:
    """The software or data of a file, what it prefers to be cited by, and what it refers to."""
    if len(data) > _LARGEST:
        return ReferenceFile(_NAME, (), ((0, "The file is larger than 2 MB; no such file is."),))
    try:
        loaded = yaml.load(decoded(data), Loader=PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        return ReferenceFile(_NAME, (), ((line, "From here on this is not YAML."),))
    if not isinstance(loaded, dict):
        return ReferenceFile(_NAME, (), ((1, "The file names no work."),))
    return gather(_NAME, ((0, record) for record in _records(loaded)), _work)


def is_citation_cff(head: bytes, suffix: str) -> bool:
    """True for how such a file looks, under whatever name."""
    return bool(re.search(rb"^cff-version\s*:", head, re.MULTILINE)) and suffix in (
        ".cff", ".yml", ".yaml", ".txt", "",
    )  # fmt: skip


def _records(loaded: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"type": "software", **loaded}
    preferred = loaded.get("preferred-citation")
    if isinstance(preferred, dict):
        yield preferred
    references = loaded.get("references")
    for each in references if isinstance(references, list) else ():
        yield each if isinstance(each, dict) else {}


def _work(record: dict[str, Any]) -> Gathering:
    kind = _text(record.get("type"))
    work = Gathering(_TYPES.get(kind, "document"))
    if kind == "article" and not record.get("journal") and not record.get("issn"):
        work.type = "article"
    for name, variable in _VARIABLES.items():
        work.put(variable, _text(record.get(name)))
    _identifiers(work, record)
    for name in _ADDRESSES:
        work.put("URL", _text(record.get(name)))
    for name, role in _ROLES.items():
        people = record.get(name)
        for each in people if isinstance(people, list) else ():
            work.add(_creator(each, role))
    ends = [_text(record.get("start")), _text(record.get("end"))]
    work.put("page", "-".join(dict.fromkeys(end for end in ends if end)))
    for name in ("publisher", "institution"):
        made = record.get(name)
        if isinstance(made, dict):
            work.put("publisher", _text(made.get("name")))
            work.put("publisher-place", _text(made.get("city")))
    event = record.get("conference")
    if isinstance(event, dict):
        work.put("event-title", _text(event.get("name")))
        work.put("event-place", _text(event.get("city")))
        work.put_date("event-date", _text(event.get("date-start")))
    parts = [_text(record.get(name)) for name in ("year", "month", "day")]
    for name in ("date-released", "date-published", "issue-date"):
        work.put_date("issued", _text(record.get(name)))
    work.put_date("issued", "-".join(p.zfill(2) for p in parts if p) if parts[0] else "")
    work.put_date("accessed", _text(record.get("date-accessed")))
    keywords = record.get("keywords")
    work.tag(*map(_text, keywords if isinstance(keywords, list) else ()))
    languages = record.get("languages")
    work.put("language", ", ".join(map(_text, languages if isinstance(languages, list) else ())))
    work.note(_text(record.get("notes")))
    return work


def _identifiers(work: Gathering, record: dict[str, Any]) -> None:
    found = record.get("identifiers")
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            kind, value = _text(each.get("type")), _text(each.get("value"))
            work.put({"doi": "DOI", "url": "URL"}.get(kind, ""), value)


def _creator(record: Any, role: str) -> Creator | None:
    if not isinstance(record, dict):
        return None
    if name := _text(record.get("name")):
        return body(role, name)
    return Creator(
        role=role,
        family=_text(record.get("family-names")) or _text(record.get("alias")),
        given=initials_dotted(_text(record.get("given-names"))),
        non_dropping_particle=_text(record.get("name-particle")),
        suffix=_text(record.get("name-suffix")),
    )


def _text(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return " ".join(value.split()) if isinstance(value, str) else ""
