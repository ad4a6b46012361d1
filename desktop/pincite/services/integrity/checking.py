"""Checking the whole library: item by item, between items, and what they are used for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pincite.library.library import Library
from pincite.library.queries import ItemQuery
from pincite.model import csl
from pincite.model.items import Item
from pincite.services.cleaning.actions import Clean
from pincite.services.cleaning.dates import clean_dates
from pincite.services.cleaning.identifiers import clean_identifiers
from pincite.services.cleaning.journals import spell_out
from pincite.services.cleaning.knowledge import Knowledge, journal_key, journals_of, knowledge_of
from pincite.services.cleaning.names import clean_names
from pincite.services.cleaning.pages import clean_pages
from pincite.services.cleaning.texts import clean_markup, clean_spaces, clean_unicode
from pincite.services.cleaning.titles import is_in_capitals, lower_capitals
from pincite.services.commands.cleaning import ChangeValues, Place, ValueChange, differences
from pincite.services.integrity import identifiers, names, numbers, texts
from pincite.services.integrity.between import check_between
from pincite.services.integrity.findings import KINDS, Found, ItemFinding, value_of
from pincite.services.integrity.required import check_required, check_type
from pincite.services.integrity.uses import check_citations, check_documents
from pincite.services.jobs import JobContext

_EVERY = 200
_EXCHANGING = (("DOI", "URL"), ("ISBN", "ISSN"))
"""Fields whose values are found in each other's place."""


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """A check of one item by itself.

    Attributes:
        clean: the clean-up that mends what it finds; None where a person has to.
    """

    kind: str
    find: Callable[[Item], Found]
    clean: Clean | None = None


CHECKS: tuple[ItemCheck, ...] = (
    ItemCheck("doi", identifiers.check_doi),
    ItemCheck("isbn", identifiers.check_isbn, clean_identifiers),
    ItemCheck("issn", identifiers.check_issn, clean_identifiers),
    ItemCheck("pmid", identifiers.check_pmid, clean_identifiers),
    ItemCheck("address", identifiers.check_address, clean_identifiers),
    ItemCheck("spelling", identifiers.check_spelling, clean_identifiers),
    ItemCheck("date", numbers.check_dates, clean_dates),
    ItemCheck("pages", numbers.check_pages, clean_pages),
    ItemCheck("pages-order", numbers.check_page_order),
    ItemCheck("edition", numbers.check_edition, clean_pages),
    ItemCheck("name-capitals", names.check_capitals, clean_names),
    ItemCheck("name-et-al", names.check_et_al),
    ItemCheck("name-digits", names.check_digits, clean_names),
    ItemCheck("name-comma", names.check_comma, clean_names),
    ItemCheck("name-several", names.check_several, clean_names),
    ItemCheck("html", texts.check_html, clean_markup),
    ItemCheck("latex", texts.check_latex, clean_markup),
    ItemCheck("unicode", texts.check_unicode, clean_unicode),
    ItemCheck("spaces", texts.check_spaces, clean_spaces),
    ItemCheck("title-capitals", texts.check_title, lower_capitals),
    ItemCheck("type", check_type),
    ItemCheck("required", check_required),
)


def check_library(library: Library, job: JobContext) -> list[ItemFinding]:
    """Everything that is wrong or doubtful, by kind; what somebody leaves as it is, is left out.

    Not for the GUI thread.
    """
    read = library.reader
    items = read.items(read.item_ids(ItemQuery()))
    needs_words = any(is_in_capitals(item.fields.get("title", "")) for item in items)
    journals = journals_of(read)
    knowledge = knowledge_of(items, job.check, journals=journals, with_words=needs_words)
    found = list(check_items(items, knowledge, datetime.now(UTC).year, job))
    found += check_between(items)
    found += check_documents(library, job.check)
    found += check_citations(library, job.check)
    ignored = read.ignored_findings()
    order = {kind: number for number, kind in enumerate(KINDS)}
    left = (f for f in found if ignored.get(f.id) != f.value)
    return sorted(left, key=lambda f: (order[f.kind], f.title.casefold(), f.item, f.field))


def check_items(
    items: Sequence[Item], knowledge: Knowledge, year: int, job: JobContext
) -> Iterator[ItemFinding]:
    """What can be told of each item by itself.

    Args:
        year: the present one.
    """
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            job.progress(number, len(items), item.title)
        for check in CHECKS:
            for field, sentence in check.find(item):
                mend = _mend(item, check, field, knowledge)
                yield _finding(check.kind, item, field, sentence, mend)
        # Of next year's issue there are copies before it begins.
        if numbers.is_after(item, year + 1):
            yield _finding("future", item, "issued", f"“{item.issued}” lies in the future.")
        yield from _check_journal(item, knowledge)


def mending_of(findings: Iterable[ItemFinding]) -> ChangeValues:
    """One step that mends all of these that can be mended."""
    changes = dict.fromkeys(change for finding in findings for change in finding.mend)
    kinds = {finding.kind for finding in findings}
    label = f"Mend: {KINDS[kinds.pop()]}" if len(kinds) == 1 else "Mend findings"
    return ChangeValues(tuple(changes), label)


def counts_of(findings: Iterable[ItemFinding]) -> dict[str, int]:
    """How many findings there are of each kind, in the order of kinds, without empty ones."""
    counts = Counter(finding.kind for finding in findings)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _check_journal(item: Item, knowledge: Knowledge) -> Iterator[ItemFinding]:
    name = item.fields.get("container-title", "")
    full = knowledge.full_names.get(journal_key(name)) if name else None
    if full is not None and journal_key(full) != journal_key(name):
        mend = differences(item, spell_out(item, knowledge))
        text = f"Other items call this journal “{full}”."
        yield _finding("journal", item, "container-title", text, mend)


def _finding(
    kind: str, item: Item, field: str, sentence: str, mend: tuple[ValueChange, ...] = ()
) -> ItemFinding:
    value = value_of(item, field)
    return ItemFinding(kind, item.id, item.key, item.title, field, value, sentence, mend)


def _mend(
    item: Item, check: ItemCheck, field: str, knowledge: Knowledge
) -> tuple[ValueChange, ...]:
    """What the clean-up does to this field and to those that move to or from it, if that helps."""
    if check.clean is None:
        return ()
    cleaned = check.clean(item, knowledge)
    if any(name == field for name, _ in check.find(cleaned)):
        return ()
    changes = differences(item, cleaned)
    names = next((pair for pair in _EXCHANGING if field in pair), (field,))
    return tuple(c for c in changes if c.name in names or _is_of_creators(c, field))


def _is_of_creators(change: ValueChange, field: str) -> bool:
    return change.place is Place.CREATORS and field in csl.NAME_VARIABLES
