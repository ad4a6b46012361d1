"""Identifiers among the arguments and in files, looked up."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError
from pincite.cli.session import Session
from pincite.model.errors import PinciteError
from pincite.model.identifier_lists import Identifier, find_identifiers, identifier_named
from pincite.services.import_plans import Source
from pincite.services.pasting import Passage
from pincite.services.settings import SettingsFile, default_settings_path

if TYPE_CHECKING:
    # Loading the client takes 0.1 s; only lookups need it.
    from pincite.importing.resolving.sources import SourceChoices
    from pincite.services.references import ReferencePlan


def split_works(arguments: Sequence[str]) -> tuple[list[Identifier], list[str]]:
    """The arguments that name works, and the others; what is there as a file is a file."""
    works: list[Identifier] = []
    others: list[str] = []
    for argument in arguments:
        identifier = identifier_named(argument)
        if identifier is None or Path(argument).exists():
            others.append(argument)
        else:
            works.append(identifier)
    return works, others


def identifiers_inside(sources: Sequence[Source]) -> tuple[list[Identifier], list[InputError]]:
    """The identifiers in files and in what was piped in, and what has none."""
    from pincite.services.resolving import identifiers_in_file

    found: list[Identifier] = []
    errors: list[InputError] = []
    for source in sources:
        try:
            if isinstance(source, Path):
                found += identifiers_in_file(source)
            else:
                found += find_identifiers(source.text if isinstance(source, Passage) else source)
        except (PinciteError, OSError) as error:
            message = str(error) if isinstance(error, PinciteError) else f"{error.strerror}."
            errors.append(InputError(str(source), message))
    return found, errors


def looked_up(session: Session, identifiers: Sequence[Identifier]) -> "tuple[ReferencePlan, ...]":
    """What sources say of the works, compared with the library; nothing for none."""
    if not identifiers:
        return ()
    from pincite.services.resolving import plan_identifiers

    with shown_progress("Looking up", is_quiet=session.is_quiet) as context:
        return (plan_identifiers(session.read, identifiers, choices(), context),)


def choices() -> "SourceChoices":
    """How the user wants sources to be asked."""
    from pincite.services.resolving import source_choices

    return source_choices(SettingsFile(default_settings_path()).load())
