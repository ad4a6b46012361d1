"""The list of works as a bibliography wants it: annotated, and divided into parts."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from pincite.citing.csl_engine import CslResult
from pincite.library.queries import Reader
from pincite.model.items import Item
from pincite.model.listing import Annotated, Listing

_HEADING = re.compile(r'<div class="csl-heading"><b>(.*)</b></div>$')
_LAST_DIV = re.compile(r"</div>\s*$")


def listed(
    result: CslResult, listing: Listing, works: Mapping[str, Item], form: str, reader: Reader
) -> CslResult:
    """The result with annotations under its entries, and with headings between them.

    A heading is an entry without works.

    Args:
        works: the works by the ids that the engine knows them by.
        form: "html", "text" or "rtf".
    """
    texts = list(result.bibliography)
    ids = result.entry_ids
    if listing.annotated is not Annotated.NOTHING:
        for place, names in enumerate(ids):
            remarks = [_remark(works[name], listing.annotated, reader) for name in names
                       if name in works]  # fmt: skip
            for remark in filter(None, remarks):
                texts[place] = _ANNOTATED[form](texts[place], remark)
    result = replace(result, bibliography=tuple(texts))
    return _divided(result, listing, works, form) if listing.sections and ids else result


def heading_in(entry: str) -> str:
    """The heading that an entry of a list in HTML is; empty for an entry that names works."""
    found = _HEADING.match(entry)
    return html.unescape(found[1]) if found else ""


def _divided(
    result: CslResult, listing: Listing, works: Mapping[str, Item], form: str
) -> CslResult:
    parts: list[list[int]] = [[] for _ in range(len(listing.sections) + 1)]
    for place, names in enumerate(result.entry_ids):
        type = works[names[0]].type if names and names[0] in works else ""
        part = next((n for n, s in enumerate(listing.sections) if type in s.types), -1)
        parts[part].append(place)
    texts: list[str] = []
    ids: list[tuple[str, ...]] = []
    for title, places in zip([*(s.title for s in listing.sections), listing.rest], parts,
                             strict=True):  # fmt: skip
        if places and title:
            texts.append(_HEADINGS[form](title))
            ids.append(())
        texts += [result.bibliography[place] for place in places]
        ids += [result.entry_ids[place] for place in places]
    return replace(result, bibliography=tuple(texts), entry_ids=tuple(ids))


def _remark(item: Item, wanted: Annotated, reader: Reader) -> str:
    if wanted is Annotated.NOTES:
        return "\n\n".join(note.text.strip() for note in reader.notes_of(item.id))
    return item.fields.get("annote" if wanted is Annotated.ANNOTATION else "abstract", "").strip()


def _html_annotated(entry: str, remark: str) -> str:
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", remark))
    blocks = "".join(f'<div class="csl-annotation">{html.escape(p)}</div>' for p in paragraphs)
    found = _LAST_DIV.search(entry)
    # Inside the entry, so that whoever takes entries apart keeps the two together.
    return f"{entry[: found.start()]}{blocks}</div>" if found else f"{entry}{blocks}"


def _text_annotated(entry: str, remark: str) -> str:
    lines = (f"    {' '.join(line.split())}" if line.strip() else "" for line in remark.split("\n"))
    return "\n".join([entry, *lines])


def _rtf_annotated(entry: str, remark: str) -> str:
    lines = (rtf_escaped(" ".join(line.split())) for line in remark.split("\n") if line.strip())
    return "\\line ".join([entry, *lines])


def rtf_escaped(text: str) -> str:
    """Text as RTF writes it: its three marks escaped, all beyond ASCII by number."""
    text = re.sub(r"([\\{}])", r"\\\1", text)
    units = text.encode("utf-16-le", errors="replace")
    codes = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
    return "".join(chr(c) if c < 128 else f"\\u{c - 65536 if c > 32767 else c}?" for c in codes)


_Write = Callable[[str, str], str]
_ANNOTATED: dict[str, _Write] = {
    "html": _html_annotated, "text": _text_annotated, "rtf": _rtf_annotated,
}  # fmt: skip
_HEADINGS: dict[str, Callable[[str], str]] = {
    "html": lambda title: f'<div class="csl-heading"><b>{html.escape(title)}</b></div>',
    "text": lambda title: f"\n{title}\n",
    "rtf": lambda title: f"{{\\b {rtf_escaped(title)}}}",
}
