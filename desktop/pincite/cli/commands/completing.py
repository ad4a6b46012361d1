"""`complete`."""

import argparse
from typing import Any

from pincite.cli.commands.identifiers import choices
from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.model.items import Item
from pincite.services.completions import Completion, accepting
from pincite.services.errors import ServiceError
from pincite.services.looking_up import complete
from pincite.services.lookup import item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "complete", help="look items up on the web, and take over what they lack"
    )
    parser.add_argument("items", nargs="+", metavar="ITEM")
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument(
        "--accept",
        default="",
        metavar="FIELD,…",
        help="take these values over: fields of CSL-JSON, roles (author), type; without any, the "
        "differences are only shown",
    )
    wanted.add_argument(
        "--missing", action="store_true", help="take over what replaces nothing that was typed"
    )
    wanted.add_argument("--all", action="store_true", help="take everything over")
    parser.set_defaults(run=complete_items)


def complete_items(session: Session, arguments: argparse.Namespace) -> Result:
    """Show how the items differ from what sources say; take over what is accepted, as one step."""
    items: list[Item] = []
    errors: list[InputError] = []
    for name in arguments.items:
        try:
            items.append(item_named(session.read, name))
        except ServiceError as error:
            errors.append(InputError(name, str(error)))
    named = {name.strip() for name in arguments.accept.split(",") if name.strip()}
    with shown_progress("Looking up", is_quiet=session.is_quiet) as context:
        completions = complete(items, choices(), context)
    accepted = [(each, _accepted(each, arguments, named)) for each in completions]
    command = accepting(accepted)
    if command is not None:
        session.workspace.run_now(command)
    errors += [InputError(c.item.key, c.problem) for c in completions if c.problem]
    errors += _unknown_names(completions, named)
    shapes = [_shape(completion, names) for completion, names in accepted]
    lines = [line for each, names in accepted if each.found for line in _lines(each, names)]
    return Result({"completed": shapes}, "\n".join(lines), tuple(errors))


def _accepted(
    completion: Completion, arguments: argparse.Namespace, named: set[str]
) -> frozenset[str]:
    return frozenset(
        difference.name
        for difference in completion.differences
        if arguments.all
        or (arguments.missing and difference.is_advised)
        or difference.name in named
    )


def _unknown_names(completions: list[Completion], named: set[str]) -> list[InputError]:
    known = {each.name for completion in completions for each in completion.differences}
    if not any(completion.found for completion in completions):
        return []
    return [
        InputError(
            name, "Nothing differs under this name; `pincite complete ITEM` shows what does."
        )
        for name in sorted(named - known)
    ]


def _shape(completion: Completion, accepted: frozenset[str]) -> dict[str, Any]:
    return {
        "item": completion.item.key,
        "id": completion.item.id,
        "source": completion.found.source if completion.found else None,
        "by_title": completion.by_title,
        "differences": [
            {
                "kind": each.kind,
                "name": each.name,
                "old": each.old,
                "new": each.new,
                "advised": each.is_advised,
                "accepted": each.name in accepted,
            }
            for each in completion.differences
        ],
    }


def _lines(completion: Completion, accepted: frozenset[str]) -> list[str]:
    source = completion.found.source if completion.found else ""
    way = ", by its title" if completion.by_title else ""
    if not completion.differences:
        return [f"{completion.item.key}  {source}{way}: says nothing else"]
    lines = [f"{completion.item.key}  {source}{way}:"]
    for each in completion.differences:
        word = "taken  " if each.name in accepted else "       "
        old = f"{_short(each.old)} -> " if each.old else ""
        lines.append(f"  {word}{each.name:22} {old}{_short(each.new)}")
    return lines


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
