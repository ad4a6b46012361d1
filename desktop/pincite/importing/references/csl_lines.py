"""Lines "csl-status: forthcoming", by which Pincite says what a format has no place for."""

from dataclasses import replace

from pincite.importing.references.gathering import Gathering
from pincite.importing.references.people import written
from pincite.model import csl
from pincite.model.creators import Creator
from pincite.model.csl_names import PREFIX, TYPE, variable_of


def take_csl(work: Gathering, name: str, value: str) -> bool:
    """Whether a name means a variable of CSL; its value counts before what else was read."""
    value = value.strip()
    variable = variable_of(name)
    if name == TYPE and value in csl.TYPES:
        work.type = value
    elif not variable or not value:
        return False
    elif variable in csl.FIELDS:
        work.fields[variable] = value
    elif variable in csl.DATE_VARIABLES:
        work.dates[variable] = value
    else:
        _take_creator(work, written(variable, value))
    return True


def _take_creator(work: Gathering, creator: Creator) -> None:
    """Add a name, or give the role to the same name that the format could give none of it."""
    for place, other in enumerate(work.creators):
        if replace(other, role=creator.role) == creator:
            work.creators[place] = creator
            return
    work.add(creator)


def take_csl_line(work: Gathering, line: str) -> bool:
    """The same for a line of a note."""
    name, colon, value = line.partition(": ")
    return bool(colon) and name.startswith(PREFIX) and take_csl(work, name.strip(), value)
