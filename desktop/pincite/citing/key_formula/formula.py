"""A formula, checked and ready to be asked for the key of a work."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pincite.citing.key_formula.errors import KeyFormulaError
from pincite.citing.key_formula.filters import FILTERS
from pincite.citing.key_formula.functions import FUNCTIONS, Work, value_of, variable
from pincite.citing.key_formula.parsing import (
    Call,
    Filtered,
    First,
    Node,
    Parser,
    Question,
    Sum,
    Text,
)

USUAL_FORMULA = "(auth || veryshorttitle || type.replace('document', 'work')).lower + year"
"""Family name, or the first word of the title where there are no names, and the year."""


@dataclass(frozen=True, slots=True)
class KeyFormula:
    """A formula.

    Attributes:
        text: as it was typed.
    """

    text: str
    _tree: Node

    def value(self, work: Work) -> str:
        """What the formula gives of a work, before it is made a legal key that is free."""
        return _value(self._tree, work)


@lru_cache(maxsize=64)
def read_formula(text: str) -> KeyFormula:
    """The formula that a text is.

    Raises:
        KeyFormulaError: the text is none; says what is wrong where.
    """
    tree = Parser(text).formula()
    _check(tree)
    return KeyFormula(text, tree)


def _value(node: Node, work: Work) -> str:
    match node:
        case Text(text):
            return text
        case Call(name, arguments):
            function = FUNCTIONS.get(name)
            return function.give(work, arguments) if function else value_of(work, variable(name))
        case Filtered(value, filters):
            made = _value(value, work)
            for each in filters:
                made = FILTERS[each.name].make(made, each.arguments)
            return made
        case Sum(parts):
            return "".join(_value(part, work) for part in parts)
        case First(parts):
            return next(filter(None, (_value(part, work) for part in parts)), "")
        case Question(condition, then, otherwise):
            return _value(then if _value(condition, work) else otherwise, work)


def _check(node: Node) -> None:
    match node:
        case Call():
            _check_function(node)
        case Filtered(value, filters):
            _check(value)
            for each in filters:
                _check_filter(each)
        case Sum(parts) | First(parts):
            for part in parts:
                _check(part)
        case Question(condition, then, otherwise):
            for part in (condition, then, otherwise):
                _check(part)


def _check_function(call: Call) -> None:
    if call.name in FUNCTIONS:
        _check_count(call, 0, FUNCTIONS[call.name].most)
    elif not (call.name[0].isupper() and variable(call.name)):
        raise KeyFormulaError(
            f"There is no function “{call.name}”{_meant(call.name, FUNCTIONS)}",
            call.start,
            call.end,
        )
    elif call.arguments:
        _check_count(call, 0, 0)


def _check_filter(call: Call) -> None:
    known = FILTERS.get(call.name)
    if known is None:
        raise KeyFormulaError(
            f"There is no filter “{call.name}”{_meant(call.name, FILTERS)}", call.start, call.end
        )
    _check_count(call, known.least, known.most)


def _check_count(call: Call, least: int, most: int) -> None:
    if least <= len(call.arguments) <= most:
        return
    wanted = {0: "nothing", 1: "one thing"}.get(most, f"{most} things at most")
    if len(call.arguments) < least:
        wanted = "one thing" if least == 1 else f"{least} things"
    raise KeyFormulaError(
        f"“{call.name}” takes {wanted} in brackets, not {len(call.arguments)}.",
        call.start,
        call.end,
    )


def _meant(name: str, known: Iterable[str]) -> str:
    near = next(iter(difflib.get_close_matches(name, known, 1)), "")
    return f"; did you mean “{near}”?" if near else "."
