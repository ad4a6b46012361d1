"""Citations of Typst.

Source: Typst reference, "cite".
"""

import re
from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, joined, locator_words

_TYPST_LABEL = re.compile(r"^[A-Za-z_][\w-]*(?:[.:][\w-]+)*$")


def typst_command(cites: Sequence[KeyCite]) -> str:
    """One cluster for Typst: `@key[p. 23]`; a cite without author is `#cite(…, form: "year")`."""
    return " ".join(_typst_cite(cite) for cite in cites)


def _typst_cite(cite: KeyCite) -> str:
    note = joined(locator_words(cite.locator), cite.suffix.strip())
    before = f"{_typst_text(cite.prefix.strip())} " if cite.prefix.strip() else ""
    is_label = bool(_TYPST_LABEL.match(cite.key))
    if is_label and not cite.suppress_author:
        return f"{before}@{cite.key}" + (f"[{_typst_text(note)}]" if note else "")
    target = f"<{cite.key}>" if is_label else f'label("{cite.key}")'
    more = f", supplement: [{_typst_text(note)}]" if note else ""
    form = ', form: "year"' if cite.suppress_author else ""
    return f"{before}#cite({target}{more}{form})"


def _typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~])", r"\\\1", text)
