"""Citation keys: made once from an item, unique in the library, legal in BibTeX."""

import itertools
import re
import string
from collections.abc import Container, Iterator

from pincite.citing.key_formula.formula import USUAL_FORMULA, read_formula
from pincite.citing.transliterate import ascii_of
from pincite.model.items import Item, ItemDraft


def make_key(item: Item | ItemDraft, taken: Container[str], formula: str = "") -> str:
    """A key such as "adler2014" by a formula, then "a", "b", … where that is taken.

    Keys hold ASCII letters, digits and a few signs only. Existing keys are never changed by it:
    what is in `taken` stays, and the new one gets a letter.

    Args:
        taken: the keys in use.
        formula: see `key_formula`; empty for the usual one.

    Raises:
        KeyFormulaError: the formula cannot be read.
    """
    usual = read_formula(USUAL_FORMULA)
    chosen = read_formula(formula) if formula else usual
    base = legal_key(chosen.value(item)) or legal_key(usual.value(item)) or "work"
    return next(key for key in _numbered(base) if key not in taken)


def legal_key(text: str) -> str:
    """A key typed by a person as BibTeX, BibLaTeX, Pandoc and Typst all accept it.

    Case, digits, hyphens, colons, dots and underscores stay; white space and everything else goes.
    """
    return re.sub(r"[^A-Za-z0-9:._-]+", "", ascii_of(text)).strip(":._-")


def _numbered(base: str) -> Iterator[str]:
    yield base
    for length in itertools.count(1):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            yield base + "".join(letters)
