"""Names, dates and titles of MODS."""

import re

from lxml import etree

from pincite.citing.marc_terms import OTHERS, ROLES
from pincite.importing.references.gathering import one_line
from pincite.importing.references.mods.elements import all_text, children, path_text
from pincite.importing.references.people import body, person, written
from pincite.model import csl
from pincite.model.creators import Creator

_LIFE = re.compile(r"\s*[\[(]?\b(?:ca\. )?\d{4}\??\s*-\s*(?:\d{4})?\??[\])]?\s*,?\s*$")
_YEAR_MARK = re.compile(r"^[\[(]*(?:c|p|©|℗|cop\.)?\s*(\d{4})[\])?.]*$")


def creator(name: etree._Element, usual: str) -> Creator | None:
    """A name with its role; None for those who had no part in the work."""
    terms = [
        one_line(all_text(term)).lower().rstrip(".")
        for role in children(name, "role")
        for term in children(role, "roleTerm")
    ]
    named = [ROLES.get(term) or term.replace(" ", "-") for term in terms]
    roles = [role for role in named if role in csl.NAME_VARIABLES]
    if not roles and any(term in OTHERS for term in terms):
        return None
    role = roles[0] if roles else usual if not terms else "contributor"
    if role == "author" and usual != "author":
        role = usual
    parts: dict[str, list[str]] = {}
    for part in children(name, "namePart"):
        if text := one_line(all_text(part)):
            parts.setdefault(part.get("type") or "", []).append(text)
    if "family" in parts:
        suffix = " ".join(p for p in parts.get("termsOfAddress", ()) if re.fullmatch(
            r"(?:[JS]r|[IVX]+)\.?,?", p))  # fmt: skip
        given = [*parts.get("given", ()), *parts.get("middle", ())]
        return person(role, " ".join(parts["family"]), " ".join(given), suffix)
    whole = parts.get("", [])
    if not whole:
        return person(role, " ".join(parts["given"])) if "given" in parts else None
    if name.get("type") in ("corporate", "conference", "family"):
        return body(role, ": ".join(whole))
    text = _LIFE.sub("", whole[0]).rstrip(" ,")
    # Without a kind a name may be a body's, unless it is turned round as a person's is.
    return written(role, re.sub(r"(?<=[a-z]{3})\.$", "", text))


def issued(element: etree._Element) -> str:
    """The date of an element's origin that says best when the work came out."""
    for name in ("copyrightDate", "dateIssued", "dateCreated"):
        found = [
            text for origin in children(element, "originInfo") if (text := first_date(origin, name))
        ]
        if found:
            return found[0]
    return ""


def first_date(origin: etree._Element, name: str) -> str:
    """The date of that name: one in a known encoding before what is only printed."""
    found = list(children(origin, name))
    found.sort(key=lambda date: (date.get("encoding") is None, date.get("keyDate") != "yes"))
    start = next((d for d in found if d.get("point") == "start"), None)
    end = next((d for d in found if d.get("point") == "end"), None)
    text = one_line(all_text(found[0])) if found else ""
    if start is not None:
        text = one_line(all_text(start))
        last = one_line(all_text(end)) if end is not None else ""
        if last and last not in ("9999", "uuuu") and name != "dateCaptured":
            return f"{_plain_date(text)}/{_plain_date(last)}"
    return _plain_date(text)


def _plain_date(text: str) -> str:
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:\d*\.?\d*)?", text):
        return "-".join(match.groups())
    if match := _YEAR_MARK.match(text):
        return f"{match[1]}?" if "?" in text else match[1]
    return text


def main_title(element: etree._Element) -> etree._Element | None:
    """The title that is no other form of it."""
    titles = list(children(element, "titleInfo"))
    plain = [title for title in titles if not title.get("type")]
    uniform = (title for title in titles if title.get("type") == "uniform")
    return plain[0] if plain else next(uniform, None)


def title_of(info: etree._Element | None) -> str:
    """A title with its article, subtitle and part; empty without one."""
    if info is None:
        return ""
    title = path_text(info, "title")
    if first := path_text(info, "nonSort"):
        title = f"{first}{'' if first.endswith(('’', chr(39))) else ' '}{title}"
    subtitle = path_text(info, "subTitle")
    if subtitle:
        title = f"{title.rstrip(' :')}: {subtitle}"
    number, name = path_text(info, "partNumber"), path_text(info, "partName")
    if number or name:
        title = f"{title}. {': '.join(p for p in (number, name) if p)}"
    return one_line(title)


def bare(text: str, kind: str) -> str:
    """A number without what is said about it, or an address round it."""
    if kind in ("isbn", "issn"):
        return re.split(r"\s*[(:;]", text)[0].strip()
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text)
