"""Mendeley's documents as works."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.importing.mendeley import terms
from pincite.importing.mendeley.values import Row, is_true, time, whole
from pincite.importing.references.gathering import Gathering, one_line
from pincite.importing.references.people import body, person
from pincite.importing.references.reference import Reference
from pincite.model.identifiers import find_arxiv

FAVOURITE = "★"
"""The tag of favourites, which Zotero gives them, too, when it takes Mendeley's library over."""


@dataclass(frozen=True, slots=True)
class MendeleyWork:
    """What Mendeley says of a document.

    Attributes:
        row: of the table Documents.
        contributors: rows of DocumentContributors, in order.
        tags: given by the user; keywords: that came with the work.
        groups: paths of the collections it is in.
        files: addresses of files that are missing, paths of those that are there.
    """

    row: Row
    contributors: Sequence[Row] = ()
    urls: Sequence[str] = ()
    tags: Sequence[str] = ()
    keywords: Sequence[str] = ()
    groups: Sequence[str] = ()
    files: tuple[str, ...] = ()


def work_of(document: MendeleyWork, alias: str, number: int) -> Reference:
    """A document as a work, without its notes."""
    row = document.row
    work = Gathering(_type(row), key=row.get("citationKey", "").strip())
    _put_fields(work, row)
    _put_people(work, row, document.contributors)
    work.put_date("issued", _date(row))
    work.put_date("accessed", _day(row.get("dateAccessed", "")))
    work.put("URL", next(iter(document.urls), ""))
    if len(document.urls) > 1:
        work.note("Also at:\n\n" + "\n".join(f"- <{url}>" for url in document.urls[1:]))
    chosen = [*document.tags, *([FAVOURITE] if is_true(row.get("favourite")) else ())]
    work.tag(*chosen, *document.keywords)
    work.chosen_tags.update(map(one_line, chosen))
    work.groups += document.groups
    work.aliases.append(alias)
    if not work.says_something:
        work.put("title", "Untitled")
    return replace(
        work.reference(number),
        files=document.files,
        added=time(row.get("added")),
        # A database that does not say has nothing that is to be confirmed.
        is_draft=row.get("confirmed", "").strip().lower() in ("0", "false"),
    )


def _type(row: Row) -> str:
    known = terms.TYPES.get(row.get("type", ""))
    if known is not None:
        return known
    if row.get("issn", "").strip() or row.get("issue", "").strip():
        return "article-journal"
    return "book" if row.get("isbn", "").strip() else "document"


def _put_fields(work: Gathering, row: Row) -> None:
    noted = [f"{terms.NOTED[n]}: {row[n].strip()}" for n in terms.UNSAID if row.get(n, "").strip()]
    for name, usual in terms.FIELDS.items():
        value = one_line(row.get(name, ""))
        variable = terms.FIELDS_OF_TYPE.get((work.type, name), usual)
        if not value or work.fields.get(variable, value) == value:
            work.put(variable, value)
        elif name in terms.NOTED:
            noted.append(f"{terms.NOTED[name]}: {value}")
    if row.get("type") == "WorkingPaper":
        work.put("genre", "Working paper")
    work.put_text("abstract", row.get("abstract", ""))
    _put_pages(work, one_line(row.get("pages", "")))
    _put_place(work, row)
    if value := one_line(row.get("arxivId", "")):
        arxiv = find_arxiv(value if value.lower().startswith("arxiv:") else f"arXiv:{value}")
        if "number" in work.fields:
            noted.append(f"{terms.NOTED['arxivId']}: {arxiv or value}")
        else:
            work.put("number", f"arXiv:{arxiv}" if arxiv else value)
    work.put_text("note", "\n".join(noted))


def _put_pages(work: Gathering, pages: str) -> None:
    is_count = work.type in terms.WHOLE and pages.isdecimal()
    work.put(
        "number-of-pages" if is_count else "page", re.sub(r"(?<=\d)\s*-+\s*(?=\d)", "-", pages)
    )


def _put_place(work: Gathering, row: Row) -> None:
    city, country = (one_line(row.get(name, "")) for name in ("city", "country"))
    variable = terms.FIELDS_OF_TYPE.get((work.type, "country"), "")
    work.put(variable, country)
    parts = (city,) if variable else (city, country)
    work.put("publisher-place", ", ".join(part for part in parts if part))


def _put_people(work: Gathering, row: Row, contributors: Sequence[Row]) -> None:
    for each in contributors:
        role = terms.ROLES.get(each.get("contribution", ""), "contributor")
        if role == "author":
            role = terms.MAKERS.get(work.type, role)
        family, given = (one_line(each.get(name, "")) for name in ("lastName", "firstNames"))
        # Bodies have no other place for their names than the one for family names.
        work.add(person(role, family, given) if given else body(role, family))
    for column, role in (("seriesEditor", "collection-editor"), ("counsel", "contributor")):
        for name in row.get(column, "").split(";"):
            family, comma, given = name.strip().partition(",")
            work.add(person(role, family, given) if comma else body(role, family))


def _date(row: Row) -> str:
    year, month, day = (whole(row.get(name)) for name in ("year", "month", "day"))
    if year is None:
        return row.get("year", "")
    if not year:
        return ""
    text = f"{year:04}"
    if month is not None and 1 <= month <= 12:
        text += f"-{month:02}"
        if day is not None and 1 <= day <= 31:
            text += f"-{day:02}"
    return text


def _day(value: str) -> str:
    """Without the time of day."""
    return re.sub(r"(?<=\d)[T ]\d\d?:.*", "", value.strip())
