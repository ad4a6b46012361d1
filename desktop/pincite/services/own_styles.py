"""Citation styles of the library's own, and its abbreviations."""

from collections.abc import Callable, Iterable

from pincite.citing import styles
from pincite.citing.abbreviations import Lists, folded
from pincite.citing.csl_engine import CslEngine, CslRequest
from pincite.citing.csl_json import cite_json
from pincite.citing.errors import CslError, StyleFaultError, StyleNotFoundError
from pincite.citing.style_check import check_style_file
from pincite.citing.style_index import Style, style_of
from pincite.library.queries import Reader
from pincite.model.listing import Abbreviations
from pincite.services.commands.own_styles import ABBREVIATIONS, AddStyle
from pincite.services.errors import NothingFoundError

_SAMPLE = {
    "id": "sample",
    "type": "book",
    "title": "A sample",
    "author": [{"family": "Sample", "given": "Ann"}],
    "publisher": "Press",
    "issued": {"date-parts": [[2020]]},
}


class OwnStyles:
    """Reads and checks what users added.

    Args:
        engine: gives the engine in which a new style is tried.
    """

    def __init__(self, reader: Reader, engine: Callable[[], CslEngine]) -> None:
        self._reader = reader
        self._engine = engine

    def texts(self) -> dict[str, str]:
        """The styles: name -> XML."""
        return {style.id: style.xml for style in self._reader.own_styles()}

    def among(self, bundled: Iterable[Style]) -> list[Style]:
        """All styles: the library's own first, each in place of a bundled one of its name."""
        own = self.texts()
        bundled = list(bundled)
        known = {style.name: style for style in bundled}
        found = [_shown(name, xml, known) for name, xml in own.items()]
        return found + [style for style in bundled if style.name not in own]

    def xml(self, name: str) -> str:
        """The XML that a style formats with, its parent's for a dependent one.

        Raises:
            StyleNotFoundError: there is none.
        """
        return styles.style_xml(name, self.texts())

    def abbreviations(self) -> Lists:
        """The short forms, ready to be looked up; see `citing.abbreviations.folded`."""
        kept = self._reader.get(Abbreviations, ABBREVIATIONS)
        return folded(kept.entries) if kept else {}

    def checked(self, data: bytes, file_name: str) -> AddStyle:
        """The command that adds the style of a file. Blocks: the style is tried.

        Raises:
            StyleFaultError: the style cannot be used; the sentence names lines and reasons.
        """
        found = check_style_file(data, file_name)
        if found.faults:
            reasons = "\n".join(f"  {fault}" for fault in found.faults)
            raise StyleFaultError(
                f"{file_name} was not added, because it cannot be used as a citation style:\n"
                f"{reasons}"
            )
        name, parent = found.style.name, found.style.parent
        own = {**self.texts(), name: found.xml}
        cites = ((cite_json("sample"),),)
        request = CslRequest(name, "en-US", (_SAMPLE,), cites, is_preview=True, own_styles=own)
        try:
            self._engine().render(request)
        except StyleNotFoundError as error:
            raise StyleFaultError(
                f"{file_name} was not added, because it is made from the style {parent}, which is "
                "not there; add that one first."
            ) from error
        except CslError as error:
            raise StyleFaultError(
                f"{file_name} was not added, because nothing can be formatted with it; ask those "
                "who wrote it, or take a later version."
            ) from error
        return AddStyle(name, found.xml)

    def named(self, name: str) -> Style:
        """One of the library's own styles.

        Raises:
            NothingFoundError: it has none of that name.
        """
        own = self.texts()
        short = name.rsplit("/", 1)[-1].removesuffix(".csl")
        if short not in own:
            raise NothingFoundError(f"This library has no style of its own that is named {name}.")
        return style_of(short, own[short])


def _shown(name: str, xml: str, known: dict[str, Style]) -> Style:
    style = style_of(name, xml)
    parent = known.get(style.parent)
    return Style(
        name,
        style.title,
        parent.category if parent else style.category,
        style.citation_format or (parent.citation_format if parent else ""),
        style.parent,
        style.locale,
        style.fields,
        is_own=True,
    )
