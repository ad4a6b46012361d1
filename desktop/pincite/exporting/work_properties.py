"""The note of a work in a folder of notes: its name, and what its head says about the work."""

import re

from pincite.exporting.annotations import AnnotatedWork, item_link
from pincite.exporting.bib_keys import bib_key

Properties = dict[str, object]

_ILLEGAL = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')


def note_name(work: AnnotatedWork) -> str:
    """The name of a work's file: "@adler2014.md"."""
    return f"@{_ILLEGAL.sub('-', bib_key(work.item))}.md"


def is_any_note(text: str) -> bool:
    """True for a note that was exported for some work."""
    return re.search(r'^pincite::? +"?pincite://item/', text, re.MULTILINE) is not None


def is_note_of(text: str, work: AnnotatedWork) -> bool:
    """True for a note that was exported for this work, whatever it is called now."""
    link = re.escape(item_link(work.item))
    return re.search(rf'^pincite::? +"?{link}"? *\r?$', text, re.MULTILINE) is not None


def work_properties(work: AnnotatedWork) -> tuple[Properties, Properties]:
    """Properties that are written each time, and those that are the user's after the first time."""
    item = work.item
    own: Properties = {
        "title": item.title,
        "authors": [creator.full for creator in item.creators if creator.role == "author"],
        "editors": [creator.full for creator in item.creators if creator.role == "editor"],
        "year": int(item.year) if item.year.isdecimal() else item.year,
        "type": item.type,
        "container": item.fields.get("container-title", ""),
        "doi": item.fields.get("DOI", ""),
        "url": item.fields.get("URL", ""),
        "citekey": bib_key(item),
        "pincite": item_link(item),
    }
    tags = ["-".join(tag.split()) for tag in item.tags]
    aliases = [item.title] if item.title else []
    return _filled(own), _filled({"aliases": aliases, "tags": tags})


def _filled(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if value not in ("", [])}
