"""`tag`, `state`, `relate`, `tasks`: what keeps a library in order."""

import argparse
import re
from collections.abc import Callable
from typing import Any

from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.reading_states import ReadingState
from pincite.model.tasks import Task
from pincite.services.commands.reading_states import SetReading
from pincite.services.commands.related import RelateItems, UnrelateItems
from pincite.services.commands.tags import (
    TAG_COLOURS,
    DeleteAutomaticTags,
    DeleteTags,
    RenameTags,
    TagItems,
    colours_text,
    tag_colours,
)
from pincite.services.commands.tasks import AddTask, DeleteTasks, FinishTasks
from pincite.services.errors import NothingFoundError, ServiceError
from pincite.services.lookup import item_named

Run = Callable[[Session, argparse.Namespace], Result]


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    _add_tag(commands)
    state = commands.add_parser("state", help="say how far you are with works")
    state.add_argument("state", choices=[s.value for s in ReadingState], metavar="STATE")
    state.add_argument("items", nargs="+", metavar="ITEM")
    state.set_defaults(run=set_state)
    relate = commands.add_parser("relate", help="relate a work to others, or list its relations")
    relate.add_argument("item", metavar="ITEM")
    relate.add_argument("others", nargs="*", metavar="OTHER")
    relate.add_argument("--remove", action="store_true", help="take the relation away")
    relate.set_defaults(run=relate_items)
    _add_tasks(commands)


def _add_tag(commands: Any) -> None:
    acts = commands.add_parser("tag", help="tags of the library").add_subparsers(
        metavar="ACT", required=True
    )

    def act(name: str, text: str, run: Run) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = acts.add_parser(name, help=text)
        parser.set_defaults(run=run)
        return parser

    act("list", "all tags with their colours and counts", list_tags)
    for name, text in (("add", "give a tag to items"), ("remove", "take a tag from items")):
        parser = act(name, text, tag_items)
        parser.add_argument("tag", metavar="TAG")
        parser.add_argument("items", nargs="+", metavar="ITEM")
        parser.set_defaults(act=name)
    rename = act("rename", "another name; one in use takes the tag in", rename_tags)
    rename.add_argument("tags", nargs="+", metavar="TAG", help="one or more, then the new name")
    delete = act("delete", "take tags off everything", delete_tags)
    delete.add_argument("tags", nargs="*", metavar="TAG")
    delete.add_argument("--automatic", action="store_true", help="all that nobody chose")
    colour = act("color", "give a tag a colour and a digit key", colour_tag)
    colour.add_argument("tag", metavar="TAG")
    colour.add_argument("colour", metavar="#RRGGBB|none")


def _add_tasks(commands: Any) -> None:
    tasks = commands.add_parser("tasks", help="what is still to be done, in the whole library")
    tasks.set_defaults(run=list_tasks, item=None)
    acts = tasks.add_subparsers(metavar="ACT")
    listing = acts.add_parser("list", help="open tasks, or all of an item")
    listing.add_argument("item", nargs="?", metavar="ITEM")
    listing.set_defaults(run=list_tasks)
    add = acts.add_parser("add", help='note a task: "check quotation"')
    add.add_argument("item", metavar="ITEM")
    add.add_argument("text", metavar="TEXT")
    add.set_defaults(run=add_task)
    for name, text in (("done", "a task is done"), ("open", "it is not"), ("delete", "forget it")):
        parser = acts.add_parser(name, help=text)
        parser.add_argument("tasks", nargs="+", metavar="TASK", help="the id, or its first digits")
        parser.set_defaults(run=change_tasks, act=name)


def list_tags(session: Session, _arguments: argparse.Namespace) -> Result:
    """Tags by name."""
    colours = tag_colours(session.read)
    tags = session.read.tags()
    shapes = [
        {
            "tag": tag.name,
            "items": tag.count,
            "automatic": tag.is_automatic,
            "colour": colours.get(tag.name),
        }
        for tag in tags
    ]
    lines = [
        f"{tag.count:6}  {tag.name}{'  (automatic)' if tag.is_automatic else ''}" for tag in tags
    ]
    return Result({"tags": shapes}, "\n".join(lines) or "There are no tags yet.")


def tag_items(session: Session, arguments: argparse.Namespace) -> Result:
    """Give a tag, or take it."""
    items = [item_named(session.read, name) for name in arguments.items]
    ids, tags = tuple(item.id for item in items), (arguments.tag,)
    is_new = arguments.act == "add"
    command = TagItems(ids, add=tags) if is_new else TagItems(ids, remove=tags)
    session.workspace.run_now(command)
    items = session.read.items(ids)
    shapes = [{"item": item.key, "tags": list(item.tags)} for item in items]
    text = "\n".join(f"{item.key}: {', '.join(item.tags) or 'no tags'}" for item in items)
    return Result({"items": shapes}, text)


def rename_tags(session: Session, arguments: argparse.Namespace) -> Result:
    """Rename a tag, or merge several."""
    *old, name = arguments.tags
    if not old:
        raise ServiceError("Say the tag and then its new name.")
    _check_tags(session, old)
    session.workspace.run_now(RenameTags(tuple(old), name))
    count = {tag.name: tag.count for tag in session.read.tags()}.get(name, 0)
    return Result({"tag": name, "items": count}, f"{count} items have the tag {name}")


def delete_tags(session: Session, arguments: argparse.Namespace) -> Result:
    """Take tags off everything."""
    if bool(arguments.tags) == arguments.automatic:
        raise ServiceError("Name the tags, or say --automatic.")
    before = {tag.name for tag in session.read.tags()}
    _check_tags(session, arguments.tags)
    automatic = arguments.automatic
    session.workspace.run_now(
        DeleteAutomaticTags() if automatic else DeleteTags(tuple(arguments.tags))
    )
    gone = sorted(before.difference(tag.name for tag in session.read.tags()))
    return Result({"deleted": gone}, "\n".join(gone) or "No tag is gone.")


def colour_tag(session: Session, arguments: argparse.Namespace) -> Result:
    """Set a colour, or none."""
    colours = tag_colours(session.read)
    if arguments.colour == "none":
        colours.pop(arguments.tag, None)
    elif re.fullmatch(r"#[0-9a-fA-F]{6}", arguments.colour):
        colours[arguments.tag] = arguments.colour.lower()
    else:
        raise ServiceError("A colour is written #rrggbb, such as #b3261e, or none.")
    session.workspace.save_setting(TAG_COLOURS, colours_text(colours)).result()
    lines = [f"{n}  {colour}  {tag}" for n, (tag, colour) in enumerate(colours.items(), 1)]
    return Result({"colours": colours}, "\n".join(lines) or "No tag has a colour.")


def _check_tags(session: Session, names: list[str]) -> None:
    known = {tag.name for tag in session.read.tags()}
    for name in names:
        if name not in known:
            raise NothingFoundError(f"There is no tag “{name}” in this library.")


def set_state(session: Session, arguments: argparse.Namespace) -> Result:
    """Say it of each item."""
    items = [item_named(session.read, name) for name in arguments.items]
    state = ReadingState(arguments.state)
    session.workspace.run_now(SetReading(tuple(item.id for item in items), state))
    shapes = [{"item": item.key, "state": state.value} for item in items]
    return Result({"items": shapes}, "\n".join(f"{item.key}: {state.value}" for item in items))


def relate_items(session: Session, arguments: argparse.Namespace) -> Result:
    """Relate, or take it back; then what is related now."""
    item = item_named(session.read, arguments.item)
    others = tuple(item_named(session.read, name).id for name in arguments.others)
    if others:
        command = UnrelateItems if arguments.remove else RelateItems
        session.workspace.run_now(command(item.id, others))
    related = session.read.related_to(item.id)
    shapes = [{"item": other.key, "title": other.title} for other in related]
    text = "\n".join(f"{other.key}  {other.title}" for other in related)
    return Result({"item": item.key, "related": shapes}, text or f"{item.key} has no relations.")


def list_tasks(session: Session, arguments: argparse.Namespace) -> Result:
    """Open tasks of the library, or all of an item."""
    if arguments.item:
        tasks = session.read.tasks_of(item_named(session.read, arguments.item).id)
    else:
        tasks = session.read.open_tasks()
    return _tasks_result(session, tasks)


def add_task(session: Session, arguments: argparse.Namespace) -> Result:
    """Note a task."""
    command = AddTask(item_named(session.read, arguments.item).id, arguments.text)
    session.workspace.run_now(command)
    task = session.read.get(Task, command.id)
    return _tasks_result(session, [task] if task else [])


def change_tasks(session: Session, arguments: argparse.Namespace) -> Result:
    """Done, open again, or forgotten."""
    tasks = [_task_named(session, name) for name in arguments.tasks]
    ids = tuple(task.id for task in tasks)
    if arguments.act == "delete":
        session.workspace.run_now(DeleteTasks(ids))
        return Result({"deleted": list(ids)}, f"Deleted: {', '.join(t.text for t in tasks)}")
    session.workspace.run_now(FinishTasks(ids, is_done=arguments.act == "done"))
    changed = [session.read.get(Task, id) for id in ids]
    return _tasks_result(session, [task for task in changed if task is not None])


def _task_named(session: Session, name: str) -> Task:
    task = session.read.get(Task, name)
    if task is not None:
        return task
    found = [task for task in session.read.open_tasks() if name and task.id.startswith(name)]
    if len(found) != 1:
        reason = "There is no open task" if not found else "There are several open tasks"
        raise NothingFoundError(f"{reason} “{name}…”; “pincite tasks” lists them.")
    return found[0]


def _tasks_result(session: Session, tasks: list[Task]) -> Result:
    keys = {task.item: _key(session, task.item) for task in tasks}
    shapes = [
        {
            "id": task.id,
            "item": keys[task.item],
            "text": task.text,
            "created": task.created,
            "done": task.done or None,
        }
        for task in tasks
    ]
    lines = [
        f"{task.id[:8]}  {'[x]' if task.done else '[ ]'}  {keys[task.item]}  {task.text}"
        for task in tasks
    ]
    return Result({"tasks": shapes}, "\n".join(lines) or "There is nothing to do.")


def _key(session: Session, id: ItemId) -> str:
    item = session.read.get(Item, id)
    return item.key if item else id
