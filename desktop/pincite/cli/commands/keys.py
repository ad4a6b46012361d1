"""`keys`: the formula of citation keys, and what it makes of the library's."""

import argparse
from typing import Any

from pincite.citing.key_formula.filters import FILTERS
from pincite.citing.key_formula.formula import USUAL_FORMULA, read_formula
from pincite.citing.key_formula.functions import FUNCTIONS
from pincite.cli.result import Result
from pincite.cli.session import Session
from pincite.library.queries import ItemQuery
from pincite.model.items import Item
from pincite.services.citation_keys import KeyChange, planned_keys, sample_keys
from pincite.services.commands.keys import KEY_FORMULA, PinKeys, RenewKeys, key_formula
from pincite.services.errors import ServiceError
from pincite.services.lookup import item_named


def add_parsers(commands: Any) -> None:
    """Add the subcommand."""
    keys = commands.add_parser("keys", help="how citation keys are made")
    acts = keys.add_subparsers(metavar="ACT", required=True)
    formula = acts.add_parser("formula", help="show the formula of new keys, or set another")
    formula.add_argument("formula", nargs="?", metavar="FORMULA")
    formula.add_argument("--usual", action="store_true", help="go back to the usual formula")
    formula.add_argument("--dry-run", action="store_true", help="show what it makes; set nothing")
    formula.set_defaults(run=show_or_set_formula)
    words = acts.add_parser("words", help="the functions and filters of formulas")
    words.set_defaults(run=show_words)
    renew = acts.add_parser("renew", help="make keys anew; the old ones still find their works")
    renew.add_argument("items", nargs="*", metavar="ITEM")
    renew.add_argument("--all", action="store_true", help="of the whole library")
    renew.add_argument("--dry-run", action="store_true", help="show the new keys; change nothing")
    renew.set_defaults(run=renew_keys)
    for name, is_pinned in (("pin", True), ("unpin", False)):
        text = "keep keys as they are for ever" if is_pinned else "let keys be made anew"
        act = acts.add_parser(name, help=text)
        act.add_argument("items", nargs="+", metavar="ITEM")
        act.set_defaults(run=pin_keys, is_pinned=is_pinned)


def show_or_set_formula(session: Session, arguments: argparse.Namespace) -> Result:
    """The formula in force, or another from now on; keys that exist stay."""
    new = USUAL_FORMULA if arguments.usual else arguments.formula
    formula = read_formula(new or key_formula(session.read) or USUAL_FORMULA).text
    if new is not None and not arguments.dry_run:
        stored = "" if arguments.usual else formula
        session.workspace.save_setting(KEY_FORMULA, stored).result()
    samples = sample_keys(session.read, formula)
    lines = [formula, *(f"  {key}  {item.title}" for item, key in samples)]
    shapes = [{"item": item.key, "key": key} for item, key in samples]
    return Result({"formula": formula, "samples": shapes}, "\n".join(lines))


def show_words(_session: Session, _arguments: argparse.Namespace) -> Result:
    """What formulas are made of."""
    functions = {name: function.help for name, function in FUNCTIONS.items()}
    filters = {name: filter.help for name, filter in FILTERS.items()}
    lines = ["Functions", *(f"  {name:16} {text}" for name, text in functions.items())]
    lines += ["Filters", *(f"  .{name:15} {text}" for name, text in filters.items())]
    lines += [
        "A name with a capital is a field of CSL (Volume, ContainerTitle); 'text' is itself.",
        "a + b joins, a || b is the first that gives something, a ? b : c chooses, a ; b is for",
        "works of which the first formula gives nothing.",
    ]
    return Result({"functions": functions, "filters": filters}, "\n".join(lines))


def renew_keys(session: Session, arguments: argparse.Namespace) -> Result:
    """Give items the keys that the formula makes of them."""
    if bool(arguments.items) == arguments.all:
        raise ServiceError("Name the items whose keys are to be made anew, or say --all.")
    items = _items(session, arguments.items)
    changes = [change for change in planned_keys(session.read, items) if change.is_change]
    if not arguments.dry_run:
        session.workspace.run_now(RenewKeys(tuple(item.id for item in items)))
    shapes = [{"old": c.item.key, "new": c.key, "bibliographies": list(c.uses)} for c in changes]
    return Result({"changes": shapes}, "\n".join(map(_line, changes)) or "No key changes.")


def pin_keys(session: Session, arguments: argparse.Namespace) -> Result:
    """Pin the keys of items, or let go of them."""
    items = [item_named(session.read, name) for name in arguments.items]
    session.workspace.run_now(PinKeys(tuple(i.id for i in items), arguments.is_pinned))
    word = "is pinned" if arguments.is_pinned else "may be made anew"
    shapes = [{"item": item.key, "pinned": arguments.is_pinned} for item in items]
    return Result({"items": shapes}, "\n".join(f"{item.key} {word}" for item in items))


def _items(session: Session, names: list[str]) -> list[Item]:
    if names:
        return [item_named(session.read, name) for name in names]
    return session.read.items(session.read.item_ids(ItemQuery(), sort="added", descending=False))


def _line(change: KeyChange) -> str:
    uses = f"  (cited in {', '.join(change.uses)})" if change.uses else ""
    return f"{change.item.key} -> {change.key}{uses}"
