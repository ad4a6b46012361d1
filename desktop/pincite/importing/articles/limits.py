"""How much a document may hold: what is beyond it would take minutes and all memory to read."""

import re

from pincite.importing.errors import ImportingError

MOST_MARKUP = 6_000_000
"""Characters of a web page without the images in it; the longest novels have 3 million."""
MOST_BOOK = 12_000_000
MOST_TEXT = 6_000_000
MOST_TAGS = 150_000
MOST_OFFICE_XML = 30_000_000
"""Bytes of the main part of an office document, whose markup is twenty times its text."""
_DATA = re.compile(r"data:[\w/+.;=-]{1,100},[^\"'\s<>)]{1000,}")
_LONGEST_TAG = 100_000
_TAG = re.compile(rf"<[A-Za-z][^<>]{{{_LONGEST_TAG},}}")
_LONGEST_WORD = re.compile(r"[!-~]{20000,}")
"""No line can be broken in it. In scripts without spaces between words it is no single one."""


def refuse_excess(source: str, name: str) -> None:
    """Look whether a web page can be read in seconds.

    Raises:
        ImportingError: it holds more than a document can.
    """
    if len(source) < _LONGEST_TAG:
        return
    lean = _DATA.sub("", source)
    if len(lean) > MOST_MARKUP or lean.count("<") > MOST_TAGS or _TAG.search(lean):
        raise too_much(name)


def refuse_excess_text(text: str, name: str) -> None:
    """The same for plain text and Markdown.

    Raises:
        ImportingError: it holds more than a document can.
    """
    if len(text) > MOST_TEXT or text.count("\n") > 2 * MOST_TAGS:
        raise too_much(name)


def refuse_endless_words(text: str, name: str) -> None:
    """Look whether a text can be laid out at all.

    Raises:
        ImportingError: a word of it fills pages.
    """
    if _LONGEST_WORD.search(text):
        raise ImportingError(
            f"“{name}” cannot be imported because it has a word of more than 20,000 characters, "
            "as data have and texts do not; take that out of the file first."
        )


def too_much(name: str) -> ImportingError:
    """The error for a document that cannot be read in bounded time."""
    return ImportingError(
        f"“{name}” cannot be imported because it holds more than an article or a book can; "
        "divide it, or import the part that you read."
    )
