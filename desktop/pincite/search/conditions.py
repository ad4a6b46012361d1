"""A query as rows of a form, for those who prefer forms: field, relation, value.

The query stays what was typed: rows are read from its text and written as text. What rows cannot
say (brackets, NEAR, both kinds of joining) is left to the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pincite.search.completing import quoted
from pincite.search.query import And, Field, Node, Or
from pincite.search.query_fields import FIELDS, QUOTATION_MARKS, QueryError, ValueKind, known_name
from pincite.search.query_parsing import TOKEN, is_near, parse_query


class Relation(StrEnum):
    """How a field and its value are related."""

    WORDS = "words"
    PHRASE = "phrase"
    BEGINS = "begins"
    IS = "is"
    FROM = "from"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Condition:
    """A row.

    Attributes:
        field: name of the field; empty for words anywhere.
        value: as a person says it, without quotation marks.
    """

    field: str = ""
    relation: Relation = Relation.WORDS
    value: str = ""
    is_not: bool = False

    @property
    def text(self) -> str:
        """As it stands in a query; empty without a value."""
        value = " ".join(self.value.split())
        if not value:
            return ""
        name = f"{self.field}:" if self.field else ""
        written = _written(self.relation, value, is_group=bool(name) or self.is_not)
        return f"{'-' if self.is_not else ''}{name}{written}"


@dataclass(frozen=True, slots=True)
class Conditions:
    """All rows; with `any_of` one that holds is enough."""

    rows: tuple[Condition, ...] = ()
    any_of: bool = False

    @property
    def text(self) -> str:
        """The query."""
        written = [row.text for row in self.rows]
        return (" OR " if self.any_of else " ").join(text for text in written if text)


def relations_of(field: str) -> tuple[Relation, ...]:
    """The relations that a field knows, the usual one first."""
    kind = FIELDS[field].kind if field else ValueKind.WORDS
    return {
        ValueKind.WORDS: (Relation.WORDS, Relation.PHRASE, Relation.BEGINS),
        ValueKind.NUMBERS: (Relation.IS, Relation.FROM, Relation.UNTIL),
    }.get(kind, (Relation.IS,))


def conditions_of(text: str) -> Conditions | None:
    """The rows of a query; None when rows cannot say all of it."""
    if not text.strip():
        return Conditions()
    try:
        found = _Rows(text).read()
        is_same = found and _bare(parse_query(found.text).tree) == _bare(parse_query(text).tree)
    except QueryError:
        return None
    return found if is_same else None


def _written(relation: Relation, value: str, *, is_group: bool) -> str:
    match relation:
        case Relation.PHRASE:
            return '"' + re.sub(f"[{re.escape(QUOTATION_MARKS)}]", " ", value) + '"'
        case Relation.BEGINS:
            return value.replace(" ", "").rstrip("*") + "*"
        case Relation.FROM:
            return f"{value}.."
        case Relation.UNTIL:
            return f"..{value}"
        case Relation.IS:
            return quoted(value)
        case Relation.WORDS:
            return f"({value})" if is_group and " " in value else value


class _Rows:
    """Reads the pieces of a query one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = list(TOKEN.finditer(text))
        self._at = 0
        self._rows: list[Condition] = []
        self._joins: list[bool] = []
        self._is_or = False

    def read(self) -> Conditions | None:
        is_not = False
        while (token := self._next()) is not None:
            word = token["word"] or ""
            if word == "OR":
                self._is_or = True
            elif token["minus"] or word == "NOT":
                is_not = True
            elif word != "AND":
                row = self._row(token)
                if row is None:
                    return None
                self._add(replace(row, is_not=is_not))
                is_not = False
        if len(set(self._joins)) > 1:
            return None
        return Conditions(tuple(self._rows), any_of=True in self._joins)

    def _next(self) -> re.Match[str] | None:
        if self._at == len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def _add(self, row: Condition) -> None:
        last = self._rows[-1] if self._rows else None
        if last is not None and not self._is_or and _is_plain(last) and _is_plain(row):
            self._rows[-1] = replace(last, value=f"{last.value} {row.value}")
            return
        if last is not None:
            self._joins.append(self._is_or)
        self._rows.append(row)
        self._is_or = False

    def _row(self, token: re.Match[str]) -> Condition | None:
        if token["field"]:
            return self._field_row(token)
        if token["phrase"] is not None:
            return Condition("", Relation.PHRASE, token["inside"])
        if token["open"]:
            words = self._group()
            return Condition("", Relation.WORDS, words) if words else None
        word = token["word"] or ""
        if is_near(word) or token["close"]:
            return None
        if word.endswith("*"):
            return Condition("", Relation.BEGINS, word.rstrip("*"))
        return Condition("", Relation.WORDS, word)

    def _field_row(self, token: re.Match[str]) -> Condition | None:
        name, value = known_name(token["field"]), token["value"]
        if not name:
            return None
        kind = FIELDS[name].kind
        if value is None:
            is_words = kind is ValueKind.WORDS
            return Condition(name, Relation.PHRASE if is_words else Relation.IS, token["quoted"])
        if kind is ValueKind.NUMBERS and value.endswith(".."):
            return Condition(name, Relation.FROM, value[:-2])
        if kind is ValueKind.NUMBERS and value.startswith(".."):
            return Condition(name, Relation.UNTIL, value[2:])
        if kind is not ValueKind.WORDS:
            return Condition(name, Relation.IS, value)
        if value.endswith("*"):
            return Condition(name, Relation.BEGINS, value.rstrip("*"))
        if not value and (following := self._next()) is not None and following["open"]:
            value = self._group()
        return Condition(name, Relation.WORDS, value) if value else None

    def _group(self) -> str:
        """The words up to the closing bracket; empty when there is more than words."""
        words = []
        while (token := self._next()) is not None and not token["close"]:
            word = token["word"] or ""
            if not word or word in ("OR", "NOT", "AND") or is_near(word):
                return ""
            words.append(word)
        return " ".join(words)


def _is_plain(row: Condition) -> bool:
    return not row.field and not row.is_not and row.relation is Relation.WORDS


def _bare(node: Node | None) -> Node | None:
    """The tree without the places of fields in the text, and without brackets that say nothing."""
    match node:
        case Field(name, value, words):
            return Field(name, value, _bare(words))
        case And(parts, without):
            return And(tuple(_parts(parts, And)), tuple(_parts(without, Or)))
        case Or(parts):
            return Or(tuple(_parts(parts, Or)))
        case _:
            return node


def _parts(parts: Sequence[Node], kind: type[And] | type[Or]) -> Iterator[Node]:
    for part in parts:
        bare = _bare(part)
        if isinstance(bare, kind) and not (isinstance(bare, And) and bare.without):
            yield from bare.parts
        elif bare is not None:
            yield bare
