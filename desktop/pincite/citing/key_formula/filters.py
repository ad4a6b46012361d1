"""What the filters of a formula make of a text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.citing import key_words as words
from pincite.citing.key_formula.parsing import Argument
from pincite.citing.transliterate import ascii_of


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: what it makes, how many arguments it needs and takes, and one line of help."""

    make: Callable[[str, Sequence[Argument]], str]
    least: int
    most: int
    help: str


def _capitalise(text: str, _arguments: Sequence[Argument]) -> str:
    return re.sub(r"(?<![\w'\u2019])\w", lambda m: m[0].upper(), text)


def _skip_words(text: str, _arguments: Sequence[Argument]) -> str:
    return " ".join(words.weighty(text))


def _select(text: str, arguments: Sequence[Argument]) -> str:
    """`select(2)`: the second word; `select(1, 3)`: three words from the first; -1 is the last."""
    every = text.split()
    start = arguments[0] if isinstance(arguments[0], int) else 1
    count = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], int) else 1
    begin = start - 1 if start > 0 else len(every) + start
    return " ".join(every[max(begin, 0) : max(begin, 0) + max(count, 0)])


def _substring(text: str, arguments: Sequence[Argument]) -> str:
    """`substring(1, 3)`: three characters from the first; without a number, all that follow."""
    start = max(int(arguments[0]), 1) - 1 if isinstance(arguments[0], int) else 0
    if len(arguments) > 1 and isinstance(arguments[1], int):
        return text[start : start + max(arguments[1], 0)]
    return text[start:]


def _first(text: str, arguments: Sequence[Argument]) -> str:
    return text[: max(int(arguments[0]), 0)] if isinstance(arguments[0], int) else text


def _condense(text: str, arguments: Sequence[Argument]) -> str:
    return str(arguments[0] if arguments else "").join(text.split())


def _replace(text: str, arguments: Sequence[Argument]) -> str:
    return text.replace(str(arguments[0]), str(arguments[1]))


def _prefix(text: str, arguments: Sequence[Argument]) -> str:
    return f"{arguments[0]}{text}" if text else ""


def _postfix(text: str, arguments: Sequence[Argument]) -> str:
    return f"{text}{arguments[0]}" if text else ""


def _initials(text: str, _arguments: Sequence[Argument]) -> str:
    return "".join(word[0] for word in text.split())


FILTERS: dict[str, Filter] = {
    "lower": Filter(lambda text, _: text.lower(), 0, 0, "in lower case"),
    "upper": Filter(lambda text, _: text.upper(), 0, 0, "in upper case"),
    "capitalize": Filter(_capitalise, 0, 0, "each word with a capital"),
    "clean": Filter(lambda t, _: " ".join(words.all_words(t)), 0, 0, "ASCII letters and digits"),
    "transliterate": Filter(lambda text, _: ascii_of(text), 0, 0, "spelt in Latin letters"),
    "alphanum": Filter(lambda text, _: words.letters(text), 0, 0, "letters and digits, no spaces"),
    "skipwords": Filter(_skip_words, 0, 0, "without articles, prepositions and the like"),
    "select": Filter(_select, 1, 2, "some of the words: select(first, how many)"),
    "substring": Filter(_substring, 1, 2, "some of the letters: substring(first, how many)"),
    "len": Filter(_first, 1, 1, "the first so many letters"),
    "abbr": Filter(_initials, 0, 0, "the first letter of each word"),
    "condense": Filter(_condense, 0, 1, "without spaces, or with a text in their place"),
    "replace": Filter(_replace, 2, 2, "one text in place of another"),
    "prefix": Filter(_prefix, 1, 1, "a text before it, unless it is empty"),
    "postfix": Filter(_postfix, 1, 1, "a text after it, unless it is empty"),
}
"""Name -> filter."""
