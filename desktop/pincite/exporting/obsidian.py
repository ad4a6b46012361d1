"""A work's annotations and notes as a note for Obsidian, which the user goes on writing.

What Pincite writes stands between marks that Obsidian does not show. When a note is written again
those parts are brought up to date where they stand, new ones are put in by their place in the
document, and all that stands outside the marks is left alone. Every annotation has a block id that
never changes, so that links to it hold.

Source: Obsidian Help, "Internal links" (block ids), "Properties", "Comments".
"""

import re
from collections.abc import Mapping, Sequence

from pincite.exporting.annotations import (
    AnnotatedDocument,
    AnnotatedWork,
    about_markdown,
    annotation_link,
    item_link,
    quote_markdown,
    reply_line,
)
from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import KeyCite
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.front_matter import split_head, with_properties
from pincite.exporting.marks import escape_markdown
from pincite.exporting.work_properties import work_properties
from pincite.model.annotations import Annotation
from pincite.model.notes import Note

_BEGIN = re.compile(r"^%% pincite:(?P<id>(?!end )[\w-]+) %%[ \t]*$", re.MULTILINE)
_END_LINE = "%% pincite:end %%"
_END = re.compile(r"^%% pincite:end %%[ \t]*(?:\n|\Z)", re.MULTILINE)
_HEAD_ID = "head"
_HINT = (
    "%% What stands between these marks is written by Pincite; write anywhere else, "
    "and it stays when the note is exported again. %%"
)


def obsidian_note(work: AnnotatedWork, existing: str = "") -> str:
    """The note.

    Args:
        existing: what the file holds already; what the user wrote there is kept.
    """
    old = existing.replace("\r\n", "\n").removeprefix("\ufeff")
    properties, body = split_head(old)
    own, first_time = work_properties(work)
    made = with_properties(properties, own, first_time) + _merged(body, _blocks(work))
    return made.replace("\n", "\r\n") if "\r\n" in existing else made


def block_id(id: str) -> str:
    """The name under which notes link to an annotation: "[[@adler2014#^pincite-0123abcd]]"."""
    return "pincite-" + re.sub(r"[^0-9A-Za-z-]", "-", id)[:12]


def _blocks(work: AnnotatedWork) -> dict[str, str]:
    """Id -> text, in the order of the note."""
    blocks = {_HEAD_ID: _head(work)}
    blocks |= {annotation.id: _annotation(found, annotation) for found, annotation in work.marked}
    return blocks | {note.id: _note(note) for note in work.notes}


def _head(work: AnnotatedWork) -> str:
    title = escape_markdown(work.item.title or work.item.key)
    return f"# {title}\n\n[Open in Pincite]({item_link(work.item)})\n\n{_HINT}"


def _annotation(found: AnnotatedDocument, annotation: Annotation) -> str:
    cite = pandoc_command([KeyCite(bib_key(found.item), found.locator(annotation))])
    link = f"({cite}({annotation_link(annotation.id)}))"
    parts = [f"**{escape_markdown(annotation.core)}**"] if annotation.core else []
    parts.append(f"> {quote_markdown(annotation)}\n> {link}")
    parts.append(f"^{block_id(annotation.id)}")
    parts += [annotation.comment.strip()] if annotation.comment.strip() else []
    parts += ["\n".join(map(reply_line, annotation.replies))] if annotation.replies else []
    about = about_markdown(found, annotation)
    return "\n\n".join((*parts, about) if about else parts)


def _note(note: Note) -> str:
    return f"{note.text.strip()}\n\n^{block_id(note.id)}"


def _merged(body: str, blocks: Mapping[str, str]) -> str:
    pieces = [
        (id, text)
        for id, text in _pieces(body)
        if not id or id in blocks  # what was deleted goes
    ]
    present = {id for id, _ in pieces}
    for place, id in enumerate(blocks):
        if id not in present:
            pieces.insert(_place_for(pieces, list(blocks)[:place]), (id, ""))
            present.add(id)
    made = ""
    for id, text in pieces:
        if not id:
            made += text
            continue
        # A block begins and ends a paragraph of its own.
        made += "" if not made or made.endswith("\n\n") else "\n" if made.endswith("\n") else "\n\n"
        made += f"%% pincite:{id} %%\n{blocks[id]}\n{_END_LINE}\n"
    return made


def _place_for(pieces: Sequence[tuple[str, str]], before: Sequence[str]) -> int:
    """Behind the nearest of the blocks that come before it; else at the beginning."""
    ids = [id for id, _ in pieces]
    return next((ids.index(id) + 1 for id in reversed(before) if id in ids), 0)


def _pieces(body: str) -> list[tuple[str, str]]:
    """The user's text, under "", and our blocks under their ids, in their order."""
    pieces: list[tuple[str, str]] = []
    seen: set[str] = set()
    at = 0
    while begin := _BEGIN.search(body, at):
        end = _END.search(body, begin.end())
        another = _BEGIN.search(body, begin.end())
        pieces.append(("", body[at : begin.start()]))
        is_whole = end is not None and (another is None or end.start() < another.start())
        if end is not None and is_whole:
            # Of a block that stands there twice the first counts.
            if begin["id"] not in seen:
                pieces.append((begin["id"], ""))
            seen.add(begin["id"])
            at = end.end()
        else:
            # A mark without its partner: what follows may be the user's.
            at = begin.end() + 1
    pieces.append(("", body[at:]))
    return [piece for piece in pieces if piece[0] or piece[1]]
