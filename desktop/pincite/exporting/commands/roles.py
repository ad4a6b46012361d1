"""Citations of Sphinx: the role `cite:p` in reStructuredText and in MyST, which Jupyter Book reads.

Source: sphinxcontrib-bibtex 2.6, "Roles and Directives".
"""

from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, joined, locator_words

_SIGNS = str.maketrans({"{": "(", "}": ")", "`": "'"})


def rst_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for reStructuredText: ":cite:p:`{see}key{p. 23},other`"."""
    return f":cite:{_role(cites)}:{_content(cites)}"


def jupyter_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for a cell of a notebook: "{cite:p}`{see}key{p. 23},other`"."""
    return f"{{cite:{_role(cites)}}}{_content(cites)}"


def _role(cites: Sequence[KeyCite]) -> str:
    return "yearpar" if all(cite.suppress_author for cite in cites) else "p"


def _content(cites: Sequence[KeyCite]) -> str:
    return f"`{','.join(map(_cite, cites))}`"


def _cite(cite: KeyCite) -> str:
    before = cite.prefix.strip().translate(_SIGNS)
    after = joined(locator_words(cite.locator), cite.suffix.strip()).translate(_SIGNS)
    return (f"{{{before}}}" if before else "") + cite.key + (f"{{{after}}}" if after else "")
