"""A work's annotations and notes as a page for Logseq, which the user goes on writing.

A page is a tree of blocks. Ours have ids that never change, so that references to them hold; when
a page is written again the text of our blocks is brought up to date wherever they stand now, and
blocks that the user has added, below ours too, are left alone.

Source: Logseq's own pages of PDF annotations (properties `ls-type`, `hl-page`, `hl-color`, `id`).
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pincite.exporting.annotations import (
    AnnotatedDocument,
    AnnotatedWork,
    about_markdown,
    annotation_link,
    quote_markdown,
    reply_line,
)
from pincite.exporting.bib_keys import bib_key
from pincite.exporting.commands import KeyCite
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.web_annotations import uuid_of
from pincite.exporting.work_properties import work_properties
from pincite.model.annotations import Annotation
from pincite.model.notes import Note

_BULLET = re.compile(r"^(?P<indent>[ \t]*)-(?: (?P<text>.*))?$")
_PROPERTY = re.compile(r"^\s*(?P<name>[\w./-]+)::(?:\s|$)")
_ID = re.compile(r"^\s*id::\s*(?P<id>\S+)\s*$")
_TAB = 4


@dataclass(slots=True)
class _Node:
    """A block: its lines without indent, the first without its bullet, and what stands below it."""

    lines: list[str]
    children: list["_Node"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return next((m["id"] for line in self.lines if (m := _ID.match(line))), "")

    @property
    def is_ours(self) -> bool:
        return any(line.startswith("pincite-of:: ") for line in self.lines)


def logseq_page(work: AnnotatedWork, existing: str = "") -> str:
    """The page.

    Args:
        existing: what the file holds already; what the user wrote there is kept.
    """
    old = existing.replace("\r\n", "\n").removeprefix("\ufeff")
    head, nodes = _parsed(old)
    _merge(nodes, list(_nodes(work)))
    made = _head(work, head) + "\n" + "".join(line + "\n" for line in _written(nodes, 0))
    return made.replace("\n", "\r\n") if "\r\n" in existing else made


def _head(work: AnnotatedWork, old: Sequence[str]) -> str:
    """The properties of the page: ours are written anew, the user's stay."""
    own, first_time = work_properties(work)
    values = {"alias": first_time.get("aliases", [])} | own | {"tags": first_time.get("tags", [])}
    values = {"title": f"@{bib_key(work.item)}"} | {k: v for k, v in values.items() if k != "title"}
    once = {"alias", "tags"}
    lines = []
    for line in old:
        name = found["name"] if (found := _PROPERTY.match(line)) else ""
        value = values.pop(name, None)
        lines.append(line if value is None or name in once else _property(name, value))
    new = [_property(name, value) for name, value in values.items() if value]
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(line + "\n" for line in (*lines, *new))


def _property(name: str, value: object) -> str:
    if isinstance(value, list):
        # A comma parts values, but not within brackets.
        value = ", ".join(f"[[{text}]]" if "," in text else text for text in map(str, value))
    return f"{name}:: {' '.join(str(value).split())}"


def _nodes(work: AnnotatedWork) -> Iterator[_Node]:
    for found, annotation in work.marked:
        yield _annotation(found, annotation)
    for note in work.notes:
        yield _note(note)


def _annotation(found: AnnotatedDocument, annotation: Annotation) -> _Node:
    cite = pandoc_command([KeyCite(bib_key(found.item), found.locator(annotation))])
    name = uuid_of(annotation.id)
    first = f"{quote_markdown(annotation)} ({cite}({annotation_link(annotation.id)}))"
    about = about_markdown(found, annotation)
    node = _Node(
        [
            *([f"**{annotation.core}**"] if annotation.core else []),
            first,
            *([about] if about else []),
            "ls-type:: annotation",
            f"hl-page:: {annotation.anchor.page_index + 1}",
            f"hl-color:: {annotation.colour.value}",
            f"pincite-of:: {annotation.id}",
            f"id:: {name}",
        ]
    )
    texts = [annotation.comment, *(reply_line(reply)[2:] for reply in annotation.replies)]
    for number, text in enumerate(texts):
        if text.strip():
            node.children.append(_below(name, number, text, annotation.id))
    return node


def _below(owner: str, number: int, text: str, of: str) -> _Node:
    id = uuid.uuid5(uuid.UUID(owner), f"comment {number}")
    return _Node([*_inner(text), f"pincite-of:: {of}", f"id:: {id}"])


def _note(note: Note) -> _Node:
    return _Node([*_inner(note.text), f"pincite-of:: {note.id}", f"id:: {uuid_of(note.id)}"])


def _inner(text: str) -> list[str]:
    """The lines of a Markdown text within one block: its lists must not become blocks."""
    return [re.sub(r"^(\s*)-(?= )", r"\1*", line) for line in text.strip().splitlines()]


def _merge(nodes: list[_Node], wanted: Sequence[_Node]) -> None:
    """Bring our blocks among `nodes` up to date, wherever they stand."""
    ids = {node.id for new in wanted for node in (new, *new.children)}
    _drop(nodes, ids)
    before = ""
    for new in wanted:
        _put(nodes, new, before)
        below = ""
        for child in new.children:
            _put(nodes, child, below, parent=new.id)
            below = child.id
        before = new.id


def _put(nodes: list[_Node], new: _Node, before: str, parent: str = "") -> None:
    known = _find(nodes, new.id)
    if known is not None:
        known[0][known[1]].lines = new.lines
        return
    node = _Node(new.lines)
    owner = _find(nodes, parent) if parent else None
    target = owner[0][owner[1]].children if owner else nodes
    behind = _find(target, before) if before else None
    if behind is not None:
        behind[0].insert(behind[1] + 1, node)
    else:
        target.insert(0, node)


def _find(nodes: list[_Node], id: str) -> tuple[list[_Node], int] | None:
    """The list that holds the block, and its place there."""
    for place, node in enumerate(nodes):
        if node.id == id:
            return nodes, place
        below = _find(node.children, id)
        if below is not None:
            return below
    return None


def _drop(nodes: list[_Node], ids: set[str]) -> None:
    """Take out blocks of ours that are gone; what the user put below them moves up."""
    place = 0
    while place < len(nodes):
        node = nodes[place]
        if node.is_ours and node.id not in ids:
            nodes[place : place + 1] = node.children
            continue
        _drop(node.children, ids)
        place += 1


def _parsed(text: str) -> tuple[list[str], list[_Node]]:
    """The lines before the first block, and the blocks."""
    head: list[str] = []
    nodes: list[_Node] = []
    path: list[tuple[int, _Node]] = []
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        if bullet is None:
            if not path:
                head.append(line)
            else:
                depth, node = path[-1]
                node.lines.append(_dedented(line, depth + 2))
            continue
        depth = len(bullet["indent"].expandtabs(_TAB))
        while path and path[-1][0] >= depth:
            path.pop()
        node = _Node([bullet["text"] or ""])
        (path[-1][1].children if path else nodes).append(node)
        path.append((depth, node))
    return head, nodes


def _dedented(line: str, width: int) -> str:
    """The line without up to `width` columns of white space."""
    line = line.expandtabs(_TAB) if line[:1].isspace() else line
    lead = len(line) - len(line.lstrip(" "))
    return line[min(lead, width) :]


def _written(nodes: Sequence[_Node], depth: int) -> Iterator[str]:
    indent = "\t" * depth
    for node in nodes:
        first, *rest = node.lines
        yield f"{indent}- {first}".rstrip() if not first else f"{indent}- {first}"
        yield from (f"{indent}  {line}" if line else "" for line in rest)
        yield from _written(node.children, depth + 1)
