"""Citations of Org: `[cite:see @key p. 23; @other]`.

Source: the Org Manual, "Citations".
"""

import itertools
from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, joined, locator_words

_SIGNS = str.maketrans({";": ",", "[": "(", "]": ")", "@": "\uff20"})
"""What would end a cite or begin one; Org has no way to escape them."""


def org_command(cites: Sequence[KeyCite]) -> str:
    """One cluster; cites without their author are a citation of their own, as Org wants it."""
    runs = itertools.groupby(cites, key=lambda cite: cite.suppress_author)
    return "".join(
        f"[cite{'/na' if is_bare else ''}:{'; '.join(map(_cite, run))}]" for is_bare, run in runs
    )


def _cite(cite: KeyCite) -> str:
    place = locator_words(cite.locator).replace("\u2013", "-")
    after = joined(place, cite.suffix.strip().translate(_SIGNS))
    before = cite.prefix.strip().translate(_SIGNS)
    return " ".join(part for part in (before, f"@{cite.key}", after) if part)
