"""Languages that words have stems in, and the language of a text."""

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

from whoosh.lang import aliases, languages
from whoosh.lang.snowball import classes
from whoosh.lang.stopwords import stoplists

from pincite.search.analysis import fold, tokens

_LOOKED_AT = 600
_FEWEST_WORDS = 20
_LEAST_SHARE = 0.15
# Danish and Norwegian have most of their small words in common: the better one is good enough.
_LEAST_LEAD = 1.02


@cache
def language_code(name: str) -> str:
    """Two letters for "en-GB", "eng" or "English"; "" for a language without stems here."""
    first = name.strip().casefold().replace("_", "-").partition("-")[0]
    code = first if first in languages else aliases.get(first, "")
    code = {"nb": "no", "nn": "no"}.get(first, code)
    return code if code in classes else ""


@cache
def stemmer(code: str) -> Callable[[str], str]:
    """Gives the stem of a folded word of a language of `language_code`; remembers many."""
    stem: Callable[[str], str] = classes[code]().stem
    return lru_cache(maxsize=1 << 14)(stem)


def guessed_language(text: str) -> str:
    """The language of a text by its commonest small words; "" when it cannot be told."""
    words = tokens(text[: _LOOKED_AT * 12])[:_LOOKED_AT]
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = Counter(words)
    found = {code: sum(counts[word] for word in small_words(code)) for code in classes}
    (code, most), (_, next_most) = sorted(found.items(), key=lambda pair: -pair[1])[:2]
    is_telling = most >= len(words) * _LEAST_SHARE and most >= next_most * _LEAST_LEAD
    return code if is_telling else ""


@cache
def small_words(code: str) -> frozenset[str]:
    """The commonest words of a language of `language_code`, folded: "the", "of", "and"."""
    return frozenset(map(fold, filter(_is_telling, stoplists.get(code, ()))))


def _is_telling(word: str) -> bool:
    # One Latin letter is an initial or a formula in any language.
    return len(word) > 1 or not word.isascii()
