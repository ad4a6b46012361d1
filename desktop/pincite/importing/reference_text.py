"""A line of a list of references, or a note, as a draft: authors, year, title and more.

The line is somebody's typing in one of many styles; what is not recognised is left out, and the
whole line is kept as a note of where it came from.
"""

import re

from pincite.importing.names import parse_names
from pincite.model.creators import Creator
from pincite.model.items import ItemDraft

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]]")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)\]]")
_YEAR = re.compile(r"\(?\b(?P<year>(?:1[4-9]|20)\d\d)[a-z]?\b\)?")
_IN_BRACKETS = re.compile(
    r"\s*\((?:[^()]{0,20}\s)?(?P<year>(?:1[4-9]|20)\d\d)[a-z]?(?:,[^()]{0,20})?\)[.,:]?\s*"
)
_QUOTED = re.compile(r"[“\"„«‘](?P<title>[^”\"“»]{4,250})[”\"“»’]")
_VOLUME = re.compile(
    r"\b(?:vol\.\s*)?(?P<volume>\d{1,4})\s*(?:\((?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\)|,\s*no\.\s*(?P<number>\d{1,4}))"
)
_PAGES = re.compile(r"(?:\bpp?\.\s*|:\s*|,\s*)(?P<pages>\d{1,5}\s*[-–]\s*\d{1,5})\b")
_AUTHOR_END = re.compile(
    r"(?<=[a-zà-ÿ)]{2})\.\s+(?=[^\W\d_a-z“\"])|(?<=[,.] [A-Z])\.\s+(?=[A-Z][a-z]+ )"
)
_WORKS = re.compile(
    r"\b(?:Press|Verlag|University|Institute|Publish\w*|Books|Corporation|Inc\.|Ltd)\b"
)


def draft_from_reference(text: str) -> ItemDraft:
    """What a full reference says of its work; a draft with only a title when it says little."""
    line = " ".join(text.split())
    identifiers = _identifiers(line)
    plain = _URL.sub("", _DOI.sub("", re.sub(r"(?i)\bdoi:\s*", "", line))).strip(" .,")
    year = _YEAR.search(plain)
    people, title, rest = _parts(plain)
    fields = {"title": title, **identifiers, **_numbers(rest or plain)}
    container, publisher = _container(rest, fields)
    kind = "article-journal" if "volume" in fields and container else "book"
    if container and kind == "article-journal":
        fields["container-title"] = container
    elif publisher or container:
        fields["publisher"] = publisher or container
    if not fields.get("publisher") and kind == "book":
        kind = "document" if not publisher else kind
    return ItemDraft(
        type=kind,
        fields={name: value for name, value in fields.items() if value},
        creators=tuple(people),
        dates={"issued": year["year"]} if year else {},
        sources={name: "reference" for name, value in fields.items() if value},
    )


def _identifiers(line: str) -> dict[str, str]:
    doi, url = _DOI.search(line), _URL.search(line)
    found = {"DOI": doi[0] if doi else ""}
    if url and not doi:
        found["URL"] = url[0]
    return found


def _parts(plain: str) -> tuple[list[Creator], str, str]:
    """Authors, title, and what comes after it."""
    dated = _IN_BRACKETS.search(plain)
    quoted = _QUOTED.search(plain)
    if quoted:
        return _names(plain[: quoted.start()]), quoted["title"].strip(" ,."), plain[quoted.end() :]
    if dated and 2 < dated.start() <= 200 and _AUTHOR_END.search(plain[: dated.start()]) is None:
        title, rest = _first_sentence(plain[dated.end() :])
        if title:
            return _names(plain[: dated.start()]), title, rest
    sentences = _AUTHOR_END.split(plain, maxsplit=2)
    if len(sentences) >= 2 and len(sentences[0]) < 120:
        title = sentences[1].strip(" .,")
        return _names(sentences[0]), title, " ".join(sentences[2:])
    return _by_commas(plain)


def _by_commas(plain: str) -> tuple[list[Creator], str, str]:
    """As in: Ruth Adler and Chidi Okafor, Harbour Towns, Institute, May 2014."""
    pieces = [piece.strip() for piece in plain.split(",")]
    if len(pieces) >= 2 and 2 <= len(pieces[0].split()) <= 9:
        title = re.split(r"\s*[(]", pieces[1])[0].strip()
        return _names(pieces[0]), title, ", ".join(pieces[1:])[len(title) :]
    return [], plain[:200], ""


def _first_sentence(text: str) -> tuple[str, str]:
    end = re.search(r"[.?!](?:\s+|$)", text)
    return (text[: end.start()].strip(" ,"), text[end.end() :]) if end else (text.strip(" ,."), "")


def _names(text: str) -> list[Creator]:
    head = re.sub(r"\((?:eds?|hrsg)\.?\)|\bet al\.?", "", text, flags=re.I)
    head = re.sub(r"^\W*(?:see|cf\.|in)\s+", "", head, flags=re.I).strip(" ,.:;(")
    return list(parse_names(head)) if head and len(head) < 300 else []


def _numbers(rest: str) -> dict[str, str]:
    volume, pages = _VOLUME.search(rest), _PAGES.search(rest)
    found = {}
    if volume:
        found["volume"] = volume["volume"]
        found["issue"] = volume["issue"] or volume["number"] or ""
    if pages:
        found["page"] = re.sub(r"\s*[-–]\s*", "-", pages["pages"])
    return found


def _container(rest: str, fields: dict[str, str]) -> tuple[str, str]:
    """The journal before the volume, or the publisher."""
    head = rest.strip(" ,.()")
    if volume := fields.get("volume"):
        journal = head.split(volume)[0]
        return re.sub(r"(?:,?\s*vol\.)?[\s,]*$", "", journal).strip(" ,.(").removeprefix(
            "in "
        ).strip(), ""
    inside = re.search(r"\((?:[^():]+:\s*)?(?P<publisher>[^(),]{3,60}),\s*\d{4}\)", rest)
    if inside:
        return "", inside["publisher"].strip()
    pieces = [p.strip(" .()") for p in re.split(r"[,.:]", head)]
    publisher = next((p for p in pieces if _WORKS.search(p) and not _YEAR.search(p)), "")
    if not publisher and len(pieces) <= 2 and pieces[0] and not _YEAR.search(pieces[0]):
        publisher = pieces[0] if 3 < len(pieces[0]) < 60 else ""
    return "", publisher
