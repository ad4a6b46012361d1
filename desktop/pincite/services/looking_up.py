"""Looking items up, by their identifiers or by title and names; nothing is written."""

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from pincite.citing.duplicates import KnownWorks
from pincite.importing.resolving.errors import OfflineError, ResolvingError, UnknownWorkError
from pincite.importing.resolving.found import Found
from pincite.importing.resolving.sources import SourceChoices, Sources
from pincite.model.identifier_lists import find_identifiers
from pincite.model.items import Item, ItemDraft
from pincite.services.completions import Completion, differences
from pincite.services.jobs import JobContext
from pincite.services.resolving import identifiers_of

logger = logging.getLogger(__name__)

_LONGEST_NAMES = 3


def complete(
    items: Sequence[Item], choices: SourceChoices, context: JobContext
) -> list[Completion]:
    """Ask for each item by its identifiers, else by its title; nothing is written. In a job.

    Raises:
        OfflineError: this computer is not connected.
        Cancelled: the job was stopped.
    """
    completions = []
    with closing(Sources(choices, context)) as sources:
        for number, item in enumerate(items):
            context.progress(number, len(items), item.title)
            completions.append(_completion(item, sources))
    return completions


def _completion(item: Item, sources: Sources) -> Completion:
    try:
        found, by_title = _found(item, sources)
    except OfflineError:
        raise
    except ResolvingError as error:
        return Completion(item, problem=str(error))
    return Completion(item, found, differences(item, found.draft), by_title)


def _found(item: Item, sources: Sources) -> tuple[Found, bool]:
    unknown: UnknownWorkError | None = None
    for identifier in identifiers_of(item):
        try:
            return sources.find(identifier), False
        except UnknownWorkError as error:
            unknown = unknown or error
    words = _words(item)
    if not words:
        raise unknown or UnknownWorkError(
            "It has no title and no identifier to look it up by; type one of them first."
        )
    for found in sources.search(words):
        if _is_same(item, found.draft):
            return _whole(found, sources), True
    raise unknown or UnknownWorkError(
        "Crossref has no work that is like it enough; type its DOI or ISBN and try again."
    )


def _whole(found: Found, sources: Sources) -> Found:
    """The whole record of a work of which a search told a little; the little where it fails."""
    try:
        for identifier in find_identifiers(found.draft.fields.get("DOI", "")):
            return sources.find(identifier)
    except OfflineError:
        raise
    except ResolvingError:
        logger.info("A work that was found could not be asked for", exc_info=True)
    return found


def _words(item: Item) -> str:
    if not item.title:
        return ""
    names = [creator.short for creator in item.creators[:_LONGEST_NAMES]]
    return " ".join(part for part in (item.title, *names, item.year) if part)


def _is_same(item: Item, draft: ItemDraft) -> bool:
    """True when what was found by words is the same work, as far as can be told."""
    dates = dict(item.dates)
    dates.setdefault("issued", draft.dates.get("issued", ""))
    filled = replace(item, creators=item.creators or draft.creators, dates=dates)
    match = KnownWorks([filled]).find(draft)
    has_all = bool(item.creators) and bool(item.issued)
    # Of a work of unknown names or year, only the very title will do.
    return match is not None and (has_all or match.is_sure)
