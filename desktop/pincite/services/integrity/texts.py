"""Checks of texts: what other programs left in them."""

from collections.abc import Callable, Iterator

from pincite.model.items import Item
from pincite.services.cleaning.texts import VERBATIM, has_entities, has_latex, one_piece
from pincite.services.cleaning.titles import is_in_capitals
from pincite.services.integrity.findings import Found


def check_html(item: Item) -> Found:
    """No entities, and no tags but CSL's."""
    yield from _each_field(item, has_entities, "HTML was left in this text.", but=VERBATIM)


def check_latex(item: Item) -> Found:
    """No commands or braces of LaTeX."""
    yield from _each_field(item, has_latex, "Commands of LaTeX were left in this text.", VERBATIM)


def check_unicode(item: Item) -> Found:
    """NFC, and nothing that cannot be seen: else words are not found and sorted wrongly."""

    def is_loose(text: str) -> bool:
        return one_piece(text) != text

    sentence = "Letters and their marks are not in one piece, or invisible characters stand here."
    yield from _each_field(item, is_loose, sentence)


def check_spaces(item: Item) -> Found:
    """One space between words."""
    title = item.fields.get("title", "")
    if title != " ".join(title.split()):
        yield "title", "There are extra spaces."


def check_title(item: Item) -> Found:
    """Titles are not set in capitals throughout; styles that want that do it."""
    for name in ("title", "container-title"):
        title = item.fields.get(name, "")
        if title and is_in_capitals(title):
            yield name, "The title is in capitals."


def _each_field(
    item: Item,
    is_wrong: Callable[[str], bool],
    sentence: str,
    but: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, str]]:
    for name, text in item.fields.items():
        if name not in but and is_wrong(text):
            yield name, sentence
    roles = dict.fromkeys(
        c.role for c in item.creators if is_wrong(f"{c.family}{c.given}{c.literal}")
    )
    for role in roles:
        yield role, sentence
