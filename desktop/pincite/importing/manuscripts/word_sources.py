r"""Word's own citations: `CITATION tag \p 23 \m tag2`, and the sources of the document.

Source: ISO/IEC 29500-1, 17.16.5.8 (CITATION) and 22.6 (bibliography).
"""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pincite.importing.articles.packed import text_of
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator

_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_SWITCHES_WITH_VALUE = "lpfsv"

Sources = Mapping[str, Mapping[str, Any]]
"""Tag of a source -> its record in CSL-JSON."""


def sources_of(root: etree._Element) -> dict[str, dict[str, Any]]:
    """The sources in a part of the document; empty when it holds none."""
    return {
        text_of(tag): _record(source)
        for source in root.iter(f"{_B}Source")
        if (tag := source.find(f"{_B}Tag")) is not None
    }


def cites_of_field(code: str, sources: Sources) -> tuple[Cite, ...]:
    """The cites of a field; empty when it is not a CITATION."""
    words = [quoted or plain for quoted, plain in _WORD.findall(code)]
    if not words or words[0].upper() != "CITATION" or len(words) < 2:
        return ()
    cites: list[dict[str, str]] = [{"tag": words[1]}]
    at = 2
    while at < len(words):
        switch = words[at].lower() if words[at].startswith("\\") else ""
        value = words[at + 1] if at + 1 < len(words) else ""
        if switch == "\\m" and value:
            cites.append({"tag": value})
        elif switch[1:2] and switch[1:2] in _SWITCHES_WITH_VALUE:
            cites[-1][switch[1:2]] = value
        at += 2 if switch[1:2] and switch[1:2] in _SWITCHES_WITH_VALUE + "m" else 1
    return tuple(_cite(c, sources) for c in cites)


def _cite(found: Mapping[str, str], sources: Sources) -> Cite:
    return Cite(
        key=found["tag"],
        data=sources.get(found["tag"], {}),
        locator=csl_locator(found.get("p", "")),
        prefix=found.get("f", ""),
        suffix=found.get("s", ""),
    )


def _record(source: etree._Element) -> dict[str, Any]:
    def text(name: str) -> str:
        found = source.find(f"{_B}{name}")
        return text_of(found) if found is not None else ""

    authors = source.find(f"{_B}Author/{_B}Author")
    names = [
        {"family": _part(p, "Last"), "given": _part(p, "First")}
        for p in (authors.iter(f"{_B}Person") if authors is not None else ())
    ]
    body = authors.find(f"{_B}Corporate") if authors is not None else None
    record: dict[str, Any] = {
        "title": text("Title"),
        "author": names or ([{"literal": text_of(body)}] if body is not None else []),
        "DOI": text("DOI"),
        "ISBN": text("StandardNumber"),
        "URL": text("URL"),
    }
    if year := text("Year"):
        record["issued"] = {"raw": year}
    return {name: value for name, value in record.items() if value}


def _part(person: etree._Element, name: str) -> str:
    found = person.find(f"{_B}{name}")
    return text_of(found) if found is not None else ""
