"""Folding text for filters and sort keys: accents, case and width do not count."""

import unicodedata

from pincite.model.folding import PLAIN_LETTERS


def fold(text: str) -> str:
    """`text` without accents, case and runs of space, for comparing; not for showing.

    Source: Unicode Standard Annex 15 (NFKD); The Unicode Standard, 3.13 (case folding).
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(storable(letters.translate(PLAIN_LETTERS)).split())


def storable(text: str) -> str:
    """`text` as SQLite can hold it: halves of surrogate pairs, seen in bad PDFs, become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")
