"""What a library knows by itself: its journals' abbreviations and the proper names in its texts."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pincite.library.queries import Reader
from pincite.model.items import Item
from pincite.model.listing import Abbreviations
from pincite.model.rich_text import plain_text
from pincite.services.commands.own_styles import ABBREVIATIONS

_WORD = re.compile(r"(?P<before>[.!?:][\s\"“”'’)]*)?(?<![\w'’-])(?P<word>[^\W\d_][\w'’-]*)")
_LEAST_SEEN = 2
_MUCH_OFTENER = 9


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Taken from all items, for cleaning each.

    Attributes:
        full_names: abbreviation of a journal, folded by `journal_key` -> its full name.
        short_names: full name of a journal, folded likewise -> its abbreviation.
        proper_words: words that keep their capital within a sentence, in lower case.
    """

    full_names: dict[str, str] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)
    proper_words: frozenset[str] = frozenset()


def knowledge_of(
    items: Iterable[Item],
    check: Callable[[], None] = lambda: None,
    *,
    journals: Mapping[str, str] = MappingProxyType({}),
    with_words: bool = True,
) -> Knowledge:
    """What these items know together.

    Args:
        check: called for each item; raises to stop.
        journals: full name -> abbreviation, from the library's own list.
        with_words: read the abstracts for proper names too, which takes most of the time.
    """
    pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    capitals, smalls = Counter[str](), Counter[str]()
    names = set[str]()
    for full, short in journals.items():
        pairs[journal_key(full), journal_key(short)][full, short] += 1
    for item in items:
        check()
        full = item.fields.get("container-title", "")
        short = item.fields.get("container-title-short", "")
        if full and short and len(journal_key(short)) < len(journal_key(full)):
            pairs[journal_key(full), journal_key(short)][full, short] += 1
        if with_words:
            _count_words(item.fields.get("abstract", ""), capitals, smalls)
            names.update(c.family.lower() for c in item.creators if len(c.family) > 3)
    proper = {
        word
        for word, count in capitals.items()
        if count >= _LEAST_SEEN and count > _MUCH_OFTENER * smalls[word]
    }
    # A family name that is a word of the language as well ("Stone") is no proof.
    proper |= {name for name in names if name not in smalls and capitals[name]}
    full_names, short_names = _one_to_one(pairs)
    return Knowledge(full_names, short_names, frozenset(proper))


def journals_of(read: Reader) -> Mapping[str, str]:
    """The abbreviations of journals in the library's own list."""
    kept = read.get(Abbreviations, ABBREVIATIONS)
    return kept.entries.get("container-title", {}) if kept is not None else {}


def journal_key(name: str) -> str:
    """Names of journals that differ in case, points and spaces alone have the same key."""
    return " ".join(re.findall(r"\w+", plain_text(name).casefold()))


def _count_words(text: str, capitals: Counter[str], smalls: Counter[str]) -> None:
    begins = True
    for match in _WORD.finditer(plain_text(text)):
        word = match["word"]
        if word.islower():
            smalls[word] += 1
        elif not begins and not match["before"] and word[1:].islower():
            capitals[word.lower()] += 1
        begins = False


def _one_to_one(
    pairs: dict[tuple[str, str], Counter[tuple[str, str]]],
) -> tuple[dict[str, str], dict[str, str]]:
    """The names of pairs in which each has one partner; as most items write them."""
    partners = defaultdict[str, set[str]](set)
    for full, short in pairs:
        partners[f"full {full}"].add(short)
        partners[f"short {short}"].add(full)
    full_names, short_names = {}, {}
    for (full, short), spellings in pairs.items():
        written = spellings.most_common(1)[0][0]
        if len(partners[f"short {short}"]) == 1:
            full_names[short] = written[0]
        if len(partners[f"full {full}"]) == 1:
            short_names[full] = written[1]
    return full_names, short_names
