"""Reading a formula into a tree.

formula     = alternative {";" alternative}      the first that gives something is the key
alternative = choice ["?" choice ":" choice]
choice      = sum {"||" sum}                     the first that gives something
sum         = part {"+" part}                    one after the other
part        = value {"." name [arguments]}       what a function gives, through filters
value       = name [arguments] | "'" text "'" | "(" choice-or-question ")"
arguments   = "(" [argument {"," argument}] ")"  numbers and quoted texts
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pincite.citing.key_formula.errors import KeyFormulaError

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_]\w*)|(?P<number>-?\d+)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<sign>\|\||[;?:+.(),]))"
)
Argument = int | str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or filter by name, with what is given to it and its place in the formula."""

    name: str
    arguments: tuple[Argument, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand in every key."""

    text: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """A value and the filters that it goes through."""

    value: "Node"
    filters: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts, one after the other."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class First:
    """The first part that gives something."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Question:
    """One part if a condition gives something, else the other."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"


Node = Call | Text | Filtered | Sum | First | Question


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Parser:
    """A formula on its way into a tree.

    Raises:
        KeyFormulaError: by `formula`, with the place of the first mistake.
    """

    text: str
    _tokens: Sequence[_Token] = field(default_factory=tuple)
    _at: int = 0

    def formula(self) -> Node:
        """The whole formula."""
        self._tokens = _tokens(self.text)
        alternatives = [self._alternative()]
        while self._take(";"):
            # A semicolon at the end stands before nothing.
            if self._peek() is None:
                break
            alternatives.append(self._alternative())
        rest = self._peek()
        if rest is not None:
            raise _wrong(f"“{rest.text}” does not belong here.", rest)
        return _first(alternatives)

    def _alternative(self) -> Node:
        condition = self._choice()
        if not self._take("?"):
            return condition
        then = self._choice()
        self._need(":", "After “?” come two parts with “:” between them.")
        return Question(condition, then, self._choice())

    def _choice(self) -> Node:
        parts = [self._sum()]
        while self._take("||"):
            parts.append(self._sum())
        return _first(parts)

    def _sum(self) -> Node:
        parts = [self._part()]
        while self._take("+"):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Sum(tuple(parts))

    def _part(self) -> Node:
        value = self._value()
        filters = []
        while self._take("."):
            token = self._peek()
            if token is None or token.kind != "name":
                raise self._missing("A filter is missing after the dot, such as “lower”.")
            filters.append(self._call())
        return Filtered(value, tuple(filters)) if filters else value

    def _value(self) -> Node:
        token = self._peek()
        if token is None:
            raise self._missing("The formula ends too early: a part such as “auth” is missing.")
        if token.kind == "text":
            self._at += 1
            return Text(token.text[1:-1])
        if token.kind == "name":
            return self._call()
        if self._take("("):
            inner = self._alternative()
            self._need(")", "A bracket is not closed.")
            return inner
        raise _wrong(f"A part such as “auth” should stand here, not “{token.text}”.", token)

    def _call(self) -> Call:
        name = self._tokens[self._at]
        self._at += 1
        arguments: list[Argument] = []
        end = name.end
        if self._take("("):
            while not self._take(")"):
                if arguments:
                    self._need(",", "Between what is given to a function stand commas.")
                arguments.append(self._argument())
            end = self._tokens[self._at - 1].end
        return Call(name.text, tuple(arguments), name.start, end)

    def _argument(self) -> Argument:
        token = self._peek()
        if token is None or token.kind not in ("number", "text", "name"):
            raise self._missing("A number or a text in quotation marks is missing here.")
        self._at += 1
        if token.kind == "number":
            return int(token.text)
        return token.text[1:-1] if token.kind == "text" else token.text

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, sign: str) -> bool:
        token = self._peek()
        if token is None or token.kind != "sign" or token.text != sign:
            return False
        self._at += 1
        return True

    def _need(self, sign: str, message: str) -> None:
        if not self._take(sign):
            raise self._missing(message)

    def _missing(self, message: str) -> KeyFormulaError:
        token = self._peek()
        if token is not None:
            return _wrong(message, token)
        return KeyFormulaError(message, len(self.text), len(self.text))


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise KeyFormulaError(
                f"“{text[start]}” means nothing in a formula; texts stand in quotation marks.",
                start,
                start + 1,
            )
        kind = match.lastgroup
        found.append(_Token(kind, match[kind], match.start(kind), match.end(kind)))
        at = match.end()
    return found


def _first(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else First(tuple(parts))


def _wrong(message: str, token: _Token) -> KeyFormulaError:
    return KeyFormulaError(message, token.start, token.end)
