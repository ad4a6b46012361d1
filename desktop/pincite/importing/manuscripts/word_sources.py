r"""Word's own citations: `CITATION tag \p 23 \m tag2`, and the sources of the document.

Source: ISO/IEC 29500-1, 17.16.5.8 (CITATION) and 22.6 (bibliography).
"""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pincite.citing.csl_json import to_csl_json
from pincite.importing.articles.packed import text_of
from pincite.importing.manuscripts.manuscript import Cite
from pincite.importing.manuscripts.places import csl_locator
from pincite.importing.references.word_sources import work_of_source
from pincite.model.ids import ItemId
from pincite.model.items import Item

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
    work = work_of_source(source)
    return to_csl_json(
        Item(
            ItemId(work.key),
            work.type,
            fields=work.fields,
            creators=tuple(work.creators),
            dates=work.dates,
        )
    )
