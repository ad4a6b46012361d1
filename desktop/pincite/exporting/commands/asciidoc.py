"""Citations of AsciiDoc with asciidoctor-bibtex: `cite:[key(23), other]`.

Source: asciidoctor-bibtex, "Citations".
"""

from collections.abc import Sequence

from pincite.exporting.commands.cite import KeyCite, joined, locator_words

_SIGNS = str.maketrans({"(": "{", ")": "}", "[": "{", "]": "}"})


def asciidoc_command(cites: Sequence[KeyCite]) -> str:
    """One cluster; what stands before a cite stands before the macro, which has no room for it."""
    made, run = [], list[str]()
    for cite in cites:
        if cite.prefix.strip() and run:
            made.append(f"cite:[{', '.join(run)}]")
            run = []
        if cite.prefix.strip():
            made.append(cite.prefix.strip())
        run.append(_cite(cite))
    return " ".join([*made, f"cite:[{', '.join(run)}]"])


def _cite(cite: KeyCite) -> str:
    is_page = cite.locator.kind == "page"
    place = str(cite.locator) if is_page else locator_words(cite.locator)
    after = joined(place, cite.suffix.strip()).translate(_SIGNS)
    return f"{cite.key}({after})" if after else cite.key
