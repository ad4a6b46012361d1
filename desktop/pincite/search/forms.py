"""Other forms of the words of a query, as the index has them: "walks" is "walked" and "walking".

Nothing is stemmed when pages are indexed, so phrases and exact words stay what they are. A word of
a query is stemmed by the rules of each language that the index has texts in, and the words of the
index with the same stem are looked for in the texts of that language, and in those of which nobody
knows the language.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from whoosh.codec.base import Automata

from pincite.search.engine.codec import WordCursor
from pincite.search.engine.postings import FieldPostings
from pincite.search.languages import small_words, stemmer
from pincite.search.query import And, Field, Fuzzy, Near, Node, Or, Prefix, Relatives, Word
from pincite.search.schema import WordsField

_SHORTEST = 3
_MOST_WORDS = 40
_MOST_MISSPELLINGS = 500
_REMEMBERED = 512
# What a stem may lose of its word's beginning ("happy" is "happi"), and what endings may add.
_CHANGED_AT_END = 1
_LONGEST_ENDING = 6
_LONGEST_ENDING_OF_SHORT = 4
_SHORT = 3

_TEXT = WordsField()


class Forms:
    """The other forms of words in one state of the index.

    Args:
        vocabularies: of all fields that are searched, of all segments.
        languages: those of the texts of the index.
    """

    def __init__(self, vocabularies: Iterable[FieldPostings], languages: Iterable[str]) -> None:
        self._vocabularies = tuple(vocabularies)
        # Where nobody knows any language, most is in this one.
        self._languages = tuple(sorted(set(languages) - {""})) or ("en",)
        self._known: dict[tuple[str, int], tuple[Relatives, ...]] = {}

    def expanded(self, node: Node) -> Node:
        """The tree with the other forms of its words, and the words that a typo may stand for."""
        match node:
            case Word(text, is_exact) if not is_exact:
                return replace(node, others=self._kept((text, 0), lambda: self._stems(text)))
            case Prefix(text, is_unfinished) if is_unfinished and len(text) > _SHORTEST:
                return replace(node, others=self._kept((text, 0), lambda: self._stems(text)))
            case Fuzzy(text, distance):
                make = lambda: self._misspellings(text, distance)  # noqa: E731
                return replace(node, others=self._kept((text, distance), make))
            case And(parts, without):
                return And(tuple(map(self.expanded, parts)), tuple(map(self.expanded, without)))
            case Or(parts):
                return Or(tuple(map(self.expanded, parts)))
            case Near(one, other, distance):
                return Near(self.expanded(one), self.expanded(other), distance)
            case Field(_, _, words) if words is not None:
                return replace(node, words=self.expanded(words))
            case _:
                return node

    def _kept(
        self, key: tuple[str, int], make: Callable[[], tuple[Relatives, ...]]
    ) -> tuple[Relatives, ...]:
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = make()
        return found

    def _stems(self, text: str) -> tuple[Relatives, ...]:
        if len(text) < _SHORTEST or not text.isalpha():
            return ()
        found = []
        for language in self._languages:
            # "this" has no forms worth looking for, and no few words that begin like it.
            if text in small_words(language):
                continue
            words = self._with_stem_of(text, stemmer(language))
            if words:
                found.append(Relatives(language, words))
        return tuple(found)

    def _with_stem_of(self, text: str, stem: Callable[[str], str]) -> tuple[str, ...]:
        wanted = stem(text)
        kept = max(_SHORTEST, len(wanted) - _CHANGED_AT_END)
        room = _LONGEST_ENDING if len(wanted) > _SHORT else _LONGEST_ENDING_OF_SHORT
        begin, longest = text[:kept].encode(), len(wanted) + room
        most_bytes = longest * (1 if text.isascii() else 3)
        alike = set[bytes]()
        for vocabulary in self._vocabularies:
            low, high = vocabulary.range_of(begin)
            if low < high:
                found = vocabulary.words(low, high)
                alike.update(word for word in found if len(word) <= most_bytes)
        alike.discard(text.encode())
        words = (word for word in map(bytes.decode, alike) if stem(word) == wanted)
        return tuple(sorted(words, key=lambda word: (len(word), word))[:_MOST_WORDS])

    def _misspellings(self, text: str, distance: int) -> tuple[Relatives, ...]:
        found = set[str]()
        # The first letter is seldom wrong, and looking for others would go through all words.
        automaton = Automata.levenshtein_dfa(text, distance, 1)
        for vocabulary in self._vocabularies:
            found.update(Automata.find_matches(automaton, WordCursor(vocabulary, _TEXT)))
        found.discard(text)
        words = sorted(found)[:_MOST_MISSPELLINGS]
        return (Relatives("", tuple(words)),) if words else ()
