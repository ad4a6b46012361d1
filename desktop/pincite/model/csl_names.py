"""Variables of CSL under names that formats without a place for them let pass.

A field "csl-status" of a .bib file, a note "csl-status: forthcoming" of the others: whoever does
not know them shows them or leaves them alone, and read again the work is what it was.
"""

from pincite.model import csl

PREFIX = "csl-"
TYPE = f"{PREFIX}type"

_VARIABLES = {
    PREFIX + name.lower().replace("_", "-"): name
    for name in (*csl.FIELDS, *csl.DATE_VARIABLES, *csl.NAME_VARIABLES)
}


def prefixed(variable: str) -> str:
    """The name for a variable: "csl-archive-collection" for "archive_collection"."""
    return PREFIX + variable.lower().replace("_", "-")


def variable_of(name: str) -> str:
    """The variable that such a name means, empty for other names."""
    return _VARIABLES.get(name, "")
