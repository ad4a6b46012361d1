"""`mentions`, `resolve`."""

import argparse
from collections.abc import Sequence
from typing import Any

from pincite.citing.mentions.finding import VERSION
from pincite.citing.mentions.works import named
from pincite.cli.commands.items import edit_from_pairs
from pincite.cli.progress import shown_progress
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.cli.shapes import place_words
from pincite.library.errors import LibraryNotWritableError
from pincite.model.documents import Document
from pincite.model.mentions import Mention, MentionState, name_key
from pincite.services.cited_works import cited_item
from pincite.services.commands.items import EditItem
from pincite.services.commands.mentions import (
    AddItemFromMention,
    DismissMentions,
    ResolveMention,
    RestoreMentions,
)
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.lookup import document_named, item_named
from pincite.services.mentions import (
    Backlink,
    MentionRow,
    backlinks,
    find_all_mentions,
    find_mentions,
    mention_rows,
    resolve_again,
)
from pincite.services.reading import place_label
from pincite.services.workspace import Batch, Command

_STATES = tuple(state.value for state in MentionState)


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    mentions = commands.add_parser(
        "mentions",
        help="list the citations in a document and what they lead to",
        description="List the citations with a page or time that stand in a document; they are "
        "looked for first if that has not been done. The document itself is never changed.",
    )
    mentions.add_argument("item", nargs="?", metavar="ITEM")
    mentions.add_argument("--state", choices=_STATES, help="only those in this state")
    mentions.add_argument("--again", action="store_true", help="look through the text anew")
    mentions.add_argument(
        "--dismiss",
        nargs="+",
        default=[],
        metavar="MENTION",
        help="no citation: an id or its words",
    )
    mentions.add_argument("--restore", nargs="+", default=[], metavar="ID", help="undo --dismiss")
    mentions.add_argument("--citing", action="store_true", help="list who cites ITEM instead")
    mentions.add_argument("--page", metavar="LABEL", help="with --citing: only this printed page")
    mentions.add_argument("--all", action="store_true", help="look through every document")
    mentions.set_defaults(run=list_mentions)
    resolve = commands.add_parser(
        "resolve",
        help="say which work a citation names",
        description="Say what a name in a document stands for, once: pincite resolve ITEM "
        '"RAND" TARGET-ITEM. Without a target nothing changes but with --new or --forget.',
    )
    resolve.add_argument("item", metavar="ITEM")
    resolve.add_argument("name", metavar="NAME", help="the name, a mention's id, or its words")
    resolve.add_argument("target", nargs="?", metavar="TARGET-ITEM")
    resolve.add_argument("--everywhere", action="store_true", help="in the whole library")
    resolve.add_argument("--only", action="store_true", help="this citation, not its namesakes")
    resolve.add_argument("--forget", action="store_true", help="take back what was said")
    resolve.add_argument(
        "--new", nargs="*", metavar="FIELD=VALUE", help="add the work, from its reference if any"
    )
    resolve.set_defaults(run=resolve_name)


def list_mentions(session: Session, arguments: argparse.Namespace) -> Result:
    """The citations in a document, or those of it."""
    if arguments.all:
        return _find_all(session)
    if not arguments.item:
        raise ServiceError("Name an item, or look through every document with --all.")
    item, document = document_named(session.read, arguments.item)
    if arguments.citing:
        return _citing(session, document, arguments.page)
    bring_up_to_date(session, document, is_anew=arguments.again)
    _decide(session, document, arguments)
    wants_dismissed = arguments.state == MentionState.DISMISSED.value
    rows = mention_rows(session.read, document.sha256, dismissed=wants_dismissed)
    shown = [r for r in rows if not arguments.state or r.mention.state.value == arguments.state]
    shapes = [mention_shape(session, document, row) for row in shown]
    lines = [_line(shape) for shape in shapes]
    text = "\n".join(lines) or f"No citations with a page or time were found in {document.name}."
    return Result({"item": item.key, "mentions": shapes}, text)


def bring_up_to_date(session: Session, document: Document, *, is_anew: bool = False) -> None:
    """Find the citations if nobody has, and ask again what the open ones name."""
    read, workspace = session.read, session.workspace
    try:
        if is_anew or read.scanned_version(document.sha256) < VERSION:
            find_mentions(workspace, document.sha256)
        elif read.mention_counts(document.sha256).keys() & {
            MentionState.UNRESOLVED,
            MentionState.SUGGESTED,
        }:
            resolve_again(workspace, [document.sha256])
    except LibraryNotWritableError:
        # What was found before can be listed all the same.
        return


def _find_all(session: Session) -> Result:
    with shown_progress("Finding citations", is_quiet=session.is_quiet) as context:
        count = find_all_mentions(session.workspace, context)
    return Result({"documents": count}, f"{count} documents were looked through.")


def _decide(session: Session, document: Document, arguments: argparse.Namespace) -> None:
    commands: list[Command] = []
    for wanted in arguments.dismiss:
        found = _mentions_named(session, document, wanted)
        commands.append(DismissMentions(tuple(m.id for m in found)))
    for wanted in arguments.restore:
        found = _mentions_named(session, document, wanted)
        commands.append(RestoreMentions(tuple(m.id for m in found)))
    if commands:
        session.workspace.run_now(Batch(commands[0].label, tuple(commands)))
    if arguments.restore:
        resolve_again(session.workspace, [document.sha256])


def _citing(session: Session, document: Document, page: str | None) -> Result:
    read = session.read
    index = None
    if page:
        index = read.page_map(document.sha256).index_of(page)
        if index is None:
            raise NothingFoundError(f"There is no page “{page}” in “{document.name}”.")
    shapes = [_backlink_shape(session, link) for link in backlinks(read, document, index)]
    lines = [
        f"{s['citing']}  {place_words(s['on_page_label'])}  {s['text']}"
        f"  ->  {place_words(s['page_label'] or '')} [{s['state']}]"
        for s in shapes
    ]
    return Result({"citations": shapes}, "\n".join(lines) or f"Nobody cites {document.name} yet.")


def resolve_name(session: Session, arguments: argparse.Namespace) -> Result:
    """Resolve a name to an item, to a new one, or to nothing."""
    _, document = document_named(session.read, arguments.item)
    bring_up_to_date(session, document)
    mention = _mentions_named(session, document, arguments.name)[0]
    command = _resolution(session, mention, arguments)
    session.workspace.run_now(command)
    if arguments.forget:
        resolve_again(session.workspace, [document.sha256])
    rows = [
        row
        for row in mention_rows(session.read, document.sha256)
        if _follows(row.mention, mention, session)
    ]
    shapes = [mention_shape(session, document, row) for row in rows]
    return Result({"mentions": shapes}, "\n".join(_line(shape) for shape in shapes))


def _resolution(session: Session, mention: Mention, arguments: argparse.Namespace) -> Command:
    options = {"is_everywhere": arguments.everywhere, "is_alone": arguments.only}
    if arguments.forget:
        return ResolveMention(mention.id, None, **options, label="Forget what a citation names")
    if arguments.new is not None:
        return _addition(session, mention, arguments)
    if not arguments.target:
        raise ServiceError(
            "Name the item that it stands for, or add it with --new; `pincite list` shows items."
        )
    target = item_named(session.read, arguments.target)
    return ResolveMention(mention.id, target.id, **options)


def _addition(session: Session, mention: Mention, arguments: argparse.Namespace) -> Command:
    item = cited_item(session.read, mention)
    add = AddItemFromMention(mention.id, item, is_everywhere=arguments.everywhere)
    if not arguments.new:
        return add
    edit: EditItem = edit_from_pairs(item, arguments.new)
    return Batch(add.label, (add, edit))


def _follows(mention: Mention, of: Mention, session: Session) -> bool:
    """True for the mention itself and those that now name the same work."""
    decided = session.read.get(Mention, of.id)
    return mention.id == of.id or (
        decided is not None and decided.item is not None and mention.item == decided.item
    )


def _mentions_named(session: Session, document: Document, wanted: str) -> list[Mention]:
    """Mentions by id, by the name of their work, or by their words."""
    known = session.read.mentions_of(document.sha256, dismissed=True)
    by_id = [m for m in known if m.id == wanted or (len(wanted) >= 8 and m.id.startswith(wanted))]
    if by_id:
        return by_id
    key = name_key(wanted)
    for found in (
        [m for m in known if key and name_key(named(m)) == key],
        [m for m in known if key and name_key(m.anchor.quote) == key],
        [m for m in known if key and name_key(m.work).startswith(f"{key} ")],
    ):
        if found:
            return found
    raise NothingFoundError(
        f"No citation in “{document.name}” is called “{wanted}”; `pincite mentions` lists them."
    )


def mention_shape(session: Session, document: Document, row: MentionRow) -> dict[str, Any]:
    """A citation as `mentions` gives it."""
    mention, target = row.mention, row.target
    return {
        "id": mention.id,
        "text": mention.anchor.quote,
        "start": row.start,
        "end": row.end,
        "kind": mention.kind.value,
        "work": mention.work,
        "locator": _locator_shape(mention),
        "quotation": mention.quotation,
        "confidence": round(mention.confidence, 2),
        "item": target.item.key if target.item else None,
        "page_index": target.page_index,
        "page_label": target.page_label or None,
        "state": mention.state.value,
        "pages": list(target.pages),
        "missing": target.missing or None,
        "entry": mention.entry,
        "on_page_index": mention.anchor.page_index,
        "on_page_label": place_label(
            session.read, document, mention.anchor.page_index, mention.anchor.start
        ),
    }


def _locator_shape(mention: Mention) -> dict[str, Any] | None:
    if not mention.locator:
        return None
    ranges: Sequence[Any] = mention.locator.ranges
    shape = {"kind": mention.locator.kind, "from": ranges[0].first, "to": ranges[0].last}
    if len(ranges) > 1:
        shape["ranges"] = [{"from": r.first, "to": r.last} for r in ranges]
    return shape


def _backlink_shape(session: Session, link: Backlink) -> dict[str, Any]:
    mention = link.mention
    return {
        "id": mention.id,
        "citing": link.item.key,
        "document": link.document.sha256,
        "text": mention.anchor.quote,
        "quotation": mention.quotation,
        "locator": _locator_shape(mention),
        "on_page_index": mention.anchor.page_index,
        "on_page_label": place_label(
            session.read, link.document, mention.anchor.page_index, mention.anchor.start
        ),
        "page_index": link.target.page_index,
        "page_label": link.target.page_label or None,
        "pages": list(link.target.pages),
        "state": mention.state.value,
    }


_MISSING = {"file": "no file", "page": "no such page"}


def _line(shape: dict[str, Any]) -> str:
    head = f"{place_words(shape['on_page_label']):8}  {shape['text']}"
    if not shape["item"]:
        return f"{head}  [{shape['state']}]"
    place = place_words(shape["page_label"] or "")
    lacks = _MISSING.get(shape["missing"] or "", "")
    target = "  ".join(part for part in (shape["item"], place, lacks) if part)
    return f"{head}  ->  {target}  [{shape['state']}]"
