"""`list`, `show`, `set`, `note`."""

import argparse
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.shapes import full_item_shape, item_shape, note_shape, place_words
from pincite.cli.words import plural
from pincite.importing.names import parse_names
from pincite.library.queries import ItemQuery
from pincite.model import csl
from pincite.model.creators import short_names
from pincite.model.field_checks import fault_of
from pincite.model.items import Item
from pincite.model.notes import Note
from pincite.services.commands.items import EditItem
from pincite.services.commands.notes import AddNote
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named

SORTS = (
    "title",
    "creators",
    "year",
    "type",
    "added",
    "modified",
    "annotations",
    "key",
    "container",
)


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    listing = commands.add_parser("list", help="list items")
    listing.add_argument("query", nargs="?", default="", metavar="QUERY")
    listing.add_argument("--collection", metavar="NAME")
    listing.add_argument("--tag", action="append", default=[], metavar="T")
    listing.add_argument("--sort", choices=SORTS, default="title", metavar="FIELD")
    listing.set_defaults(run=list_items)
    show = commands.add_parser("show", help="show all of an item")
    show.add_argument("item", metavar="ITEM")
    show.set_defaults(run=show_item)
    setting = commands.add_parser("set", help="change an item's fields, as CSL-JSON names them")
    setting.add_argument("item", metavar="ITEM")
    setting.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    setting.set_defaults(run=set_fields)
    note = commands.add_parser("note", help="add a Markdown note to an item")
    note.add_argument("item", metavar="ITEM")
    note.add_argument("text", metavar="TEXT")
    note.set_defaults(run=add_note)


def list_items(session: Session, arguments: argparse.Namespace) -> Result:
    """Items that match, sorted."""
    collection = session.collection(arguments.collection).id if arguments.collection else None
    query = ItemQuery(text=arguments.query, collection=collection, tags=tuple(arguments.tag))
    items = session.read.items(session.read.item_ids(query, sort=arguments.sort, descending=False))
    shapes = [item_shape(session.read, item) for item in items]
    return Result({"items": shapes}, "\n".join(_line(item) for item in items))


def _line(item: Item) -> str:
    parts = (item.key, short_names(item.creators), item.year, item.title)
    return "  ".join(part for part in parts if part)


def show_item(session: Session, arguments: argparse.Namespace) -> Result:
    """One item with everything that belongs to it."""
    item = item_named(session.read, arguments.item)
    shape = full_item_shape(session.read, item)
    rows = [("key", item.key), ("id", item.id), ("type", item.type)]
    rows += [(c.role, c.full) for c in item.creators]
    rows += [
        *item.fields.items(),
        *item.dates.items(),
        ("tags", ", ".join(item.tags)),
        ("reading", shape["reading"]),
    ]
    lines = [f"{name:16} {value}" for name, value in rows if value]
    names = {d["sha256"]: d["name"] for d in shape["documents"]}
    for document in shape["documents"]:
        successor = names.get(document["replaced_by"] or "")
        remark = f", replaced by {successor}" if successor else ""
        size = plural(document["pages"], "page")
        lines.append(f"{'document':16} {document['name']} ({size}{remark})")
    lines += [
        f"{'annotation':16} {place_words(a['page_label'])}  {a['text'] or a['comment']}"
        for a in shape["annotations"]
    ]
    lines += [f"{'note':16} {n['text']}" for n in shape["notes"]]
    lines += [f"{'task':16} {t['text']}" for t in shape["tasks"] if not t["done"]]
    lines += [f"{'related':16} {key}" for key in shape["related"]]
    return Result(shape, "\n".join(lines))


def set_fields(session: Session, arguments: argparse.Namespace) -> Result:
    """Change fields; an empty value takes the field away."""
    item = item_named(session.read, arguments.item)
    command = edit_from_pairs(item, arguments.values)
    session.workspace.run_now(command)
    changed = session.read.get(Item, item.id) or item
    return Result(item_shape(session.read, changed), _line(changed))


def edit_from_pairs(item: Item, pairs: list[str]) -> EditItem:
    """The command for FIELD=VALUE pairs.

    Raises:
        ServiceError: a pair has no "=", or the field is none of CSL's.
    """
    fields: dict[str, str | None] = {}
    dates: dict[str, str | None] = {}
    others: dict[str, Any] = {}
    creators = list(item.creators)
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ServiceError(f'“{pair}” is not FIELD=VALUE, such as title="A new title".')
        if name in csl.FIELDS:
            fields[name] = value.strip() or None
        elif name in csl.DATE_VARIABLES:
            dates[name] = _checked(name, value.strip()) or None
        elif name in csl.NAME_VARIABLES:
            creators = [c for c in creators if c.role != name]
            creators += parse_names(value, role=name)
            others["creators"] = tuple(creators)
        elif name == "key":
            others["key"] = value.strip()
        elif name == "type" and value in csl.TYPES:
            others["type"] = value
        elif name == "tags":
            others["tags"] = tuple(t.strip() for t in value.split(",") if t.strip())
        else:
            raise ServiceError(_unknown(name, value))
    return EditItem(item.id, fields=fields, dates=dates, **others)


def _checked(name: str, value: str) -> str:
    fault = fault_of(name, value)
    if fault is not None:
        raise ServiceError(f"“{value}” is no date for {name}. {fault.value}")
    return value


def _unknown(name: str, value: str) -> str:
    if name == "type":
        return f"“{value}” is no CSL item type; some are {', '.join(csl.TYPES[1:8])}."
    known = sorted({*csl.FIELDS, *csl.DATE_VARIABLES, *csl.NAME_VARIABLES})
    near = [k for k in known if k.casefold() == name.casefold() or k.startswith(name[:4].lower())]
    hint = f" Did you mean {', '.join(near[:4])}?" if near else ""
    return f"“{name}” is no field of CSL-JSON.{hint}"


def add_note(session: Session, arguments: argparse.Namespace) -> Result:
    """Add a note."""
    item = item_named(session.read, arguments.item)
    command = AddNote(arguments.text, item.id)
    session.workspace.run_now(command)
    note = session.read.get(Note, command.id)
    shape = note_shape(note) if note else {}
    return Result({"item": item.key, **shape}, f"Note added to {item.key}")
