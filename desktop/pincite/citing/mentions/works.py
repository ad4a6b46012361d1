"""Items of a library by the names that citations give them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pincite.citing.mentions.law import reporter_of
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionKind

_YEAR = re.compile(r"\b(?P<number>(?:1[4-9]|20)\d\d)(?P<letter>[a-z]?)\b")
_SPLIT = re.compile(r"\s*(?:,|;|&|/|\band\b|\bund\b|\bet\b(?! al)|\by\b|\be\b)\s*")
_ET_AL = re.compile(
    r",?\s*\b(?:et\.? al(?:ii|\.)?|u\.\s?a\.|and others|and colleagues)(?=\W|$)", re.I
)
_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"^[A-Z][A-Z&]{1,9}$")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_ARTICLE = re.compile(r"^(?:the|der|die|das|la|le|les|el|los|il)\s+", re.I)
_COUNTRY = re.compile(r"^(?:U\.\s?S\.(?:\s?A\.)?|US|UK|United States|United Kingdom|Federal)\s+")
_WHOSE = re.compile(r"\s+(?:of|for) (?:the )?(?:United|European|American|World)\b.*$")
"""What acronyms may leave out: the FAO is an organization "of the United Nations"."""
_SHINGLE = 3
_SHORTEST_TITLE = 4
_SHORT = 30
"""Letters above which a work as written may be a whole reference."""
_SMALL_TEXT = "of the for and on in de la le les du des und für der die das e y del a an"
_SMALL = frozenset(_SMALL_TEXT.split())


@dataclass(frozen=True, slots=True)
class Match:
    """Items that a citation may name.

    Attributes:
        items: the likeliest first.
        is_certain: there is one and no doubt about it.
    """

    items: tuple[ItemId, ...] = ()
    is_certain: bool = False

    @property
    def first(self) -> ItemId | None:
        """The only one, or None when several are as likely."""
        return self.items[0] if len(self.items) == 1 else None


NOTHING = Match()


def folded(text: str) -> str:
    """Letters and digits without accents and case, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ß", "ss").replace("ø", "o")
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(letters.replace("’", "").replace("'", "")))


def named(mention: Mention) -> str:
    """What a person's decision on it is remembered under; empty when it names nothing itself."""
    if mention.kind is MentionKind.LAW:
        return reporter_of(mention.anchor.quote)
    if mention.kind in (MentionKind.AUTHOR, MentionKind.NUMBER, MentionKind.OPCIT):
        return mention.work
    return ""


class WorkIndex:
    """The live items of a library, by names, titles and identifiers. Made once for many questions.

    Takes about 40 µs an item.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: dict[ItemId, Item] = {}
        self._strong: defaultdict[str, list[ItemId]] = defaultdict(list)
        self._weak: defaultdict[str, list[ItemId]] = defaultdict(list)
        self._titles: defaultdict[str, list[ItemId]] = defaultdict(list)
        self._shingles: defaultdict[str, list[ItemId]] = defaultdict(list)
        self._pairs: defaultdict[str, list[ItemId]] = defaultdict(list)
        self._dois: dict[str, ItemId] = {}
        for item in items:
            if not item.trashed:
                self._add(item)

    def _add(self, item: Item) -> None:
        self._items[item.id] = item
        for name in _strong_names(item):
            self._strong[name].append(item.id)
        for name in _weak_names(item):
            self._weak[name].append(item.id)
        title = folded(item.title)
        short = folded(re.split(r"[:.?!–—]", item.title)[0])
        for each in {title, short} - {""}:
            self._titles[each].append(item.id)
        words = title.split()
        if len(words) >= 2:
            self._shingles[" ".join(words[:_SHINGLE])].append(item.id)
            self._pairs[" ".join(words[: _SHINGLE - 1])].append(item.id)
        if doi := item.fields.get("DOI", ""):
            self._dois[doi.casefold().rstrip(".")] = item.id

    def match(self, mention: Mention) -> Match:
        """What a citation names, by its own words and the full reference it leads to."""
        if mention.kind is MentionKind.LAW:
            return self._by_reporter(reporter_of(mention.anchor.quote))
        entry = mention.entry or (mention.work if len(mention.work) > _SHORT else "")
        found = self.by_entry(entry) if entry else NOTHING
        if found.is_certain or not mention.work or mention.kind is MentionKind.NUMBER:
            return found
        by_name = self.by_name(mention.work)
        if by_name.is_certain or not found.items:
            return by_name
        both = tuple(i for i in by_name.items if i in found.items)
        return Match(both or found.items, len(both) == 1)

    def by_name(self, work: str) -> Match:
        """What "Smith & Jones 2009", "RAND" or a title names."""
        year = _last_year(work)
        name = (work[: year.start()] if year else work).strip(" ,“”\"'*")
        name = name if folded(name) in self._titles else _ARTICLE.sub("", name)
        number = year["number"] if year else ""
        title = self._titles.get(folded(name), [])
        if title and (len(folded(name).split()) > 2 or number):
            return self._of_year(title, number, is_strong=len(folded(name).split()) > 2)
        titled = self._by_author_and_title(name)
        if titled:
            return self._of_year(titled, number, is_strong=True)
        authored = self._by_authors(name)
        if authored:
            return self._of_year(authored, number, is_strong=bool(number))
        named = title or self._weak.get(folded(name), []) or self._by_beginning(folded(name))
        return self._of_year(named, number, is_strong=False)

    def _by_beginning(self, title: str) -> list[ItemId]:
        """Titles that begin with these words, two of them at least."""
        words = title.split()
        begun = self._shingles.get(" ".join(words[:_SHINGLE]), [])
        if len(words) == _SHINGLE - 1:
            begun = self._pairs.get(title, [])
        return [i for i in begun if folded(self._items[i].title).startswith(f"{title} ")]

    def _by_author_and_title(self, name: str) -> list[ItemId]:
        """For "Halvorsen, The Toll Road": the title may be short or have more behind it."""
        head, comma, rest = name.partition(",")
        title, author = folded(rest), folded(head)
        if not comma or len(title) < _SHORTEST_TITLE or not author:
            return []
        known = self._strong.get(author) or self._strong.get(author.split()[-1], [])
        return [i for i in known if _agree(folded(self._items[i].title), title)]

    def _by_authors(self, name: str) -> list[ItemId]:
        whole = self._strong.get(folded(name), [])
        if whole:
            return whole
        parts = [p for p in _SPLIT.split(_ET_AL.sub("", name)) if len(p.strip(". ")) > 1]
        families = [folded(p) for p in parts if not re.fullmatch(r"(?:[A-Z]\.[ -]?)+", p)]
        if not families:
            return []
        found = self._strong.get(families[0]) or self._strong.get(families[0].split()[-1], [])
        others = families[1:]
        return (
            [i for i in found if all(_has_name(self._items[i], o) for o in others)]
            if others
            else found
        )

    def _of_year(self, items: list[ItemId], year: str, *, is_strong: bool) -> Match:
        unique = list(dict.fromkeys(items))
        if year:
            unique = [i for i in unique if self._items[i].year in (year, "")]
        dated = [i for i in unique if not year or self._items[i].year == year]
        certain = is_strong and len(unique) == 1 and len(dated) == 1
        return Match(tuple(dated or unique), certain)

    def by_entry(self, entry: str) -> Match:
        """What a full reference names: by its DOI, else by its title and an author."""
        doi = _DOI.search(entry)
        if doi:
            known = self._dois.get(doi[0].casefold().rstrip(".,;)]"))
            if known:
                return Match((known,), True)
        words = folded(entry).split()
        text = f" {' '.join(words)} "
        found: dict[ItemId, bool] = {}
        for at in range(len(words)):
            for size in (_SHINGLE, 2):
                for item in self._shingles.get(" ".join(words[at : at + size]), ()):
                    title = folded(self._items[item].title)
                    if f" {title} " in text:
                        found[item] = any(
                            f" {n} " in text for n in _strong_names(self._items[item])
                        )
        certain = tuple(item for item, is_named in found.items() if is_named)
        if certain:
            longest = max(certain, key=lambda i: len(self._items[i].title))
            inside = folded(self._items[longest].title)
            rest = [
                i for i in certain if folded(self._items[i].title) not in inside or i == longest
            ]
            return Match(tuple(rest), len(rest) == 1)
        return Match(tuple(found))

    def _by_reporter(self, cited: str) -> Match:
        wanted = folded(cited)
        if not wanted:
            return NOTHING
        found = tuple(
            i
            for i, item in self._items.items()
            if item.type == "legal_case" and wanted in _law_text(item)
        )
        return Match(found, len(found) == 1)


def _law_text(item: Item) -> str:
    fields = item.fields
    cite = (
        fields.get("volume", ""),
        fields.get("container-title", ""),
        fields.get("page", "").split("-")[0],
    )
    return " ".join((folded(" ".join(cite)), folded(item.title), folded(fields.get("number", ""))))


def _strong_names(item: Item) -> set[str]:
    authors = [c for c in item.creators if c.role == "author"] or list(item.creators)
    names: set[str] = set()
    for creator in authors[:1] if len(authors) > 30 else authors:
        if creator.literal:
            names |= _body_names(creator.literal)
        elif creator.family:
            particles = " ".join(
                p for p in (creator.dropping_particle, creator.non_dropping_particle) if p
            )
            names |= {
                folded(creator.family),
                folded(f"{particles} {creator.family}"),
                folded(f"{creator.given} {creator.family}"),
            }
    return names - {""}


def _weak_names(item: Item) -> set[str]:
    names: set[str] = set()
    for field in ("publisher", "authority", "title-short", "container-title-short"):
        if value := item.fields.get(field, ""):
            names |= _body_names(value)
    for creator in item.creators:
        if creator.literal:
            names |= {w for w in folded(creator.literal).split() if len(w) > 2} - _SMALL
    names |= {w for w in folded(item.fields.get("publisher", "")).split() if len(w) > 3}
    return names - {""}


def _body_names(name: str) -> set[str]:
    """A body's whole name, its acronyms, and the acronym it begins with: RAND Corporation."""
    plain = _ARTICLE.sub("", name)
    words = re.findall(r"[^\W_][\w&.\-]*", plain)
    inside = {folded(w) for w in words if _CAPITALS.match(w)}
    acronyms = {_acronym(part) for part in (plain, _COUNTRY.sub("", plain), _WHOSE.sub("", plain))}
    return ({folded(name), folded(plain)} | acronyms | inside) - {""}


def _acronym(name: str) -> str:
    """From three words of weight on: "oecd" of the Organisation for Economic Co-operation."""
    weighty = [w for w in re.findall(r"[^\W_][\w&.\-]*", name) if w.lower() not in _SMALL]
    return folded("".join(w[0] for w in weighty)) if len(weighty) > 2 else ""


def _agree(title: str, cited: str) -> bool:
    """True when one of them has all words of the other in a row."""
    return bool(title) and (f" {cited} " in f" {title} " or cited.startswith(title))


def _has_name(item: Item, family: str) -> bool:
    last = family.split()[-1] if family else ""
    return any(family in folded(c.full) or last == folded(c.family) for c in item.creators)


def _last_year(work: str) -> "re.Match[str] | None":
    found = list(_YEAR.finditer(work))
    return found[-1] if found else None
