"""The clean-ups there are, and what they would change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pincite.library.queries import ItemQuery, Reader
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.cleaning.dates import clean_dates
from pincite.services.cleaning.identifiers import clean_identifiers
from pincite.services.cleaning.journals import abbreviate, spell_out
from pincite.services.cleaning.knowledge import Knowledge, journals_of, knowledge_of
from pincite.services.cleaning.names import clean_names
from pincite.services.cleaning.pages import clean_pages
from pincite.services.cleaning.texts import clean_markup, clean_spaces, clean_unicode
from pincite.services.cleaning.titles import to_sentence_case, to_title_case
from pincite.services.commands.cleaning import ValueChange, differences
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext

Clean = Callable[[Item, Knowledge], Item]


@dataclass(frozen=True, slots=True)
class CleanUp:
    """One clean-up.

    Attributes:
        name: for the command line.
        title, detail: what it is called, and what it does.
        is_usual: it changes nothing that somebody could want otherwise.
    """

    name: str
    title: str
    detail: str
    clean: Clean
    is_usual: bool = True


CLEAN_UPS: tuple[CleanUp, ...] = (
    CleanUp(
        "markup",
        "HTML and LaTeX",
        "Entities, tags and commands become the characters that they stand for.",
        clean_markup,
    ),
    CleanUp(
        "unicode",
        "Unicode",
        "Letters and their marks in one piece, nothing that cannot be seen.",
        clean_unicode,
    ),
    CleanUp("spaces", "Spaces", "One space between words, none at the ends.", clean_spaces),
    CleanUp(
        "identifiers",
        "DOI, ISBN, ISSN, addresses",
        "Each written one way; a DOI that stands as an address moves to its field.",
        clean_identifiers,
    ),
    CleanUp(
        "pages",
        "Pages and editions",
        "“132–142” for “pp. 132-42”, “2” for “2nd ed.”.",
        clean_pages,
    ),
    CleanUp("dates", "Dates", "“2019-05-28” for “May 28, 2019”.", clean_dates),
    CleanUp(
        "names",
        "Names",
        "“Adler, R. J.” for “ADLER, RJ”; several persons in one name are set apart.",
        clean_names,
    ),
    CleanUp(
        "journals",
        "Journals in full",
        "An abbreviation becomes the full name that other items of the library have.",
        spell_out,
    ),
    CleanUp(
        "abbreviations",
        "Journals’ abbreviations",
        "The abbreviation that other items of the library have is added to the full name.",
        abbreviate,
    ),
    CleanUp(
        "sentence-case",
        "Titles as in a sentence",
        "“The rise of grain trade in Europe”: proper names and acronyms keep their capitals.",
        to_sentence_case,
        is_usual=False,
    ),
    CleanUp(
        "title-case",
        "Titles with capitals",
        "“The Rise of Grain Trade in Europe”.",
        to_title_case,
        is_usual=False,
    ),
)


def clean_ups(names: Iterable[str]) -> tuple[CleanUp, ...]:
    """The clean-ups of these names, in the order in which they follow each other well.

    Raises:
        ServiceError: one of the names is of none, or two undo each other.
    """
    wanted = set(names)
    unknown = sorted(wanted - {each.name for each in CLEAN_UPS})
    if unknown:
        known = ", ".join(each.name for each in CLEAN_UPS)
        raise ServiceError(f"There is no clean-up “{unknown[0]}”; there are {known}.")
    if {"sentence-case", "title-case"} <= wanted:
        raise ServiceError("Titles are written as in a sentence or with capitals; choose one.")
    return tuple(each for each in CLEAN_UPS if each.name in wanted)


def find_changes(
    read: Reader, chosen: Sequence[CleanUp], ids: Sequence[ItemId] | None, job: JobContext
) -> list[ValueChange]:
    """What the clean-ups would change, item by item. Not for the GUI thread.

    Args:
        ids: the items; None for all that are not in the trash.
    """
    everything = read.items(read.item_ids(ItemQuery()))
    total = 2 * len(everything)
    needs_words = any(each.clean is to_sentence_case for each in chosen)
    journals = journals_of(read)
    knowledge = knowledge_of(everything, job.check, journals=journals, with_words=needs_words)
    wanted = set(ids) if ids is not None else None
    found: list[ValueChange] = []
    for number, item in enumerate(everything, start=total // 2):
        if number % 100 == 0:
            job.progress(number, total, item.title)
        if wanted is None or item.id in wanted:
            found += differences(item, cleaned(item, chosen, knowledge))
    return found


def cleaned(item: Item, chosen: Sequence[CleanUp], knowledge: Knowledge) -> Item:
    """The item after these clean-ups, one after the other."""
    for each in chosen:
        item = each.clean(item, knowledge)
    return item
