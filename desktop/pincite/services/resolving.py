"""Works by their identifiers: found in what is pasted, asked for on the web, compared."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import platformdirs

from pincite.citing.duplicates import KnownWorks
from pincite.importing.detect import is_address
from pincite.importing.references.reference import Reference, ReferenceFile
from pincite.importing.references.text import decoded
from pincite.importing.resolving.errors import OfflineError, ResolvingError
from pincite.importing.resolving.sources import SourceChoices, Sources
from pincite.library.queries import Reader
from pincite.model.identifier_lists import Identifier, IdentifierKind, find_identifiers
from pincite.model.items import Item, ItemDraft
from pincite.services.errors import ServiceError
from pincite.services.jobs import JobContext
from pincite.services.references import ReferencePlan, Standing, compared, known_works
from pincite.services.settings import Settings, usable_contact

LARGEST_TEXT = 20_000_000
"""Bytes of a file that identifiers are looked for in."""


def source_choices(settings: Settings) -> SourceChoices:
    """How sources are asked, as the user wants it."""
    return SourceChoices(
        addresses={
            name: str(address)
            for name, address in settings.source_addresses.items()
            if is_address(str(address))
        },
        contact=usable_contact(settings.contact),
        cache=platformdirs.user_cache_path("pincite", False) / "lookups",
    )


def identifiers_in_file(path: Path) -> list[Identifier]:
    """The identifiers that a text has.

    Raises:
        ServiceError: it is too large or has none.
        OSError: it cannot be read.
    """
    if path.stat().st_size > LARGEST_TEXT:
        raise ServiceError(
            f"“{path.name}” is larger than 20 MB, which no list of identifiers is; choose another."
        )
    found = find_identifiers(decoded(path.read_bytes()))
    if not found:
        raise ServiceError(
            f"There is no DOI, arXiv number, ISBN or PMID in “{path.name}”; choose a text that has "
            "some."
        )
    return found


def plan_identifiers(
    read: Reader, identifiers: Iterable[Identifier], choices: SourceChoices, context: JobContext
) -> ReferencePlan:
    """Look works up and compare them with the library; nothing is written. In a job.

    What the library has already under its identifier is not asked for. A work that cannot be had
    is a problem of the plan.

    Raises:
        OfflineError: this computer is not connected.
        Cancelled: the job was stopped.
    """
    known = known_works(read)
    wanted = list(dict.fromkeys(identifiers))
    references: list[Reference] = []
    problems: list[tuple[int, str]] = []
    asked: dict[str, None] = {}
    with closing(Sources(choices, context)) as sources:
        for number, identifier in enumerate(wanted):
            context.progress(number, len(wanted), str(identifier))
            try:
                draft = _known_draft(known, identifier)
                if draft is None:
                    found = sources.find(identifier)
                    asked[found.source] = None
                    draft = found.draft
                references.append(Reference(draft, number=number))
            except OfflineError:
                raise
            except ResolvingError as error:
                problems.append((0, _told(identifier, error)))
    file = ReferenceFile(", ".join(asked), tuple(references), tuple(problems))
    name = "1 identifier" if len(wanted) == 1 else f"{len(wanted)} identifiers"
    return _each_once(compared(file, Path(name), known))


def draft_with(identifier: Identifier) -> ItemDraft:
    """A work of which nothing but an identifier is known."""
    match identifier.kind:
        case IdentifierKind.ARXIV:
            return ItemDraft("article", {"number": str(identifier)})
        case IdentifierKind.ISBN:
            return ItemDraft("book", {"ISBN": identifier.value})
        case kind:
            return ItemDraft(fields={kind.value: identifier.value})


def identifiers_of(item: Item) -> list[Identifier]:
    """What an item can be asked for by, the surest first."""
    fields = item.fields
    written = [f"DOI:{fields['DOI']}"] if fields.get("DOI") else []
    written += [
        fields[name] for name in ("number", "URL") if "arxiv" in fields.get(name, "").lower()
    ]
    written += [f"PMID:{fields['PMID']}"] if fields.get("PMID") else []
    if item.type not in ("chapter", "paper-conference", "article-journal"):
        written += [f"ISBN:{isbn}" for isbn in fields.get("ISBN", "").replace(",", " ").split()]
    return find_identifiers("\n".join(written))


def _known_draft(known: KnownWorks, identifier: Identifier) -> ItemDraft | None:
    match = known.find(draft_with(identifier))
    if match is None:
        return None
    item = match.item
    return ItemDraft(item.type, item.fields, item.creators, item.dates)


def _told(identifier: Identifier, error: ResolvingError) -> str:
    sentence = str(error)
    return sentence if str(identifier) in sentence else f"{identifier}: {sentence}"


def _each_once(plan: ReferencePlan) -> ReferencePlan:
    """The plan with those works marked that it has already under another identifier."""
    seen = KnownWorks(())
    twins: dict[str, Reference] = {}
    candidates = []
    for candidate in plan.candidates:
        match = seen.find(candidate.reference.draft)
        if candidate.standing is Standing.NEW and match is not None and match.is_sure:
            twin = twins[match.item.id]
            candidates.append(replace(candidate, standing=Standing.REPEATED, twin=twin))
            continue
        item = candidate.as_item()
        twins[item.id] = candidate.reference
        seen.add(item)
        candidates.append(candidate)
    return replace(plan, candidates=tuple(candidates))
