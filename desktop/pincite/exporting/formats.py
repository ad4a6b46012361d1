"""The formats of an export by name, as the command line and the window offer them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pincite.citing.csl_engine import CslResult
from pincite.exporting import bib_file
from pincite.exporting.commands import COMMANDS, KeyCite
from pincite.exporting.csl_json import to_csl_json_text
from pincite.exporting.endnote_xml import to_endnote_xml
from pincite.exporting.errors import UnknownFormatError
from pincite.exporting.formatted import html_page, markdown_page, rtf_page, text_page
from pincite.exporting.mods import to_mods
from pincite.exporting.ris import to_ris
from pincite.exporting.table import to_table
from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.ids import ItemId
from pincite.model.items import Item


@dataclass(frozen=True, slots=True)
class Material:
    """All that a format may need of a bibliography or of a choice of items.

    Attributes:
        title: heading of a formatted page.
        items: the works, each once.
        extras: what a .bib file says of each beyond its own fields.
        bib: how .bib files are written.
        rendered: by the citation engine, in the format that `Format.rendering` names.
        clusters: the citations in document order, for the formats that write citation commands.
        language: tag of the locale.
    """

    title: str = "Bibliography"
    items: tuple[Item, ...] = ()
    extras: bib_file.Extras = field(default_factory=lambda: bib_file.NONE)
    bib: BibOptions = USUAL
    rendered: CslResult = field(default_factory=lambda: CslResult((), ()))
    clusters: tuple[tuple[KeyCite, ...], ...] = ()
    language: str = "en-US"

    @property
    def pincites(self) -> dict[ItemId, str]:
        """The pages cited of each work, where some are."""
        return {id: extra.pages for id, extra in self.extras.items() if extra.pages}


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        suffix: of the file, with its dot.
        rendering: "html", "text" or "rtf" when `Material.rendered` is wanted, else empty.
        needs_citations: it writes `Material.clusters`, so it makes sense for a bibliography only.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Material], str]
    rendering: str = ""
    needs_citations: bool = False


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownFormatError: there is none; the sentence lists what there is.
    """
    found = FORMATS.get(name.strip().casefold().replace("-", ""))
    if found is None:
        raise UnknownFormatError(
            f"There is no export format named {name}; choose one of {', '.join(FORMATS)}."
        )
    return found


def _bibtex(material: Material) -> str:
    return bib_file.to_bibtex(material.items, material.extras, material.bib)


def _biblatex(material: Material) -> str:
    return bib_file.to_biblatex(material.items, material.extras, material.bib)


def _csl_json(material: Material) -> str:
    return to_csl_json_text(material.items)


def _endnote_xml(material: Material) -> str:
    return to_endnote_xml(material.items)


def _mods(material: Material) -> str:
    return to_mods(material.items)


def _ris(material: Material) -> str:
    return to_ris(material.items, pincites=material.pincites)


def _table(material: Material) -> str:
    return to_table(material.items, pincites=material.pincites)


def _html(material: Material) -> str:
    return html_page(material.title, material.rendered, language=material.language)


def _text(material: Material) -> str:
    return text_page(material.title, material.rendered)


def _markdown(material: Material) -> str:
    return markdown_page(material.title, material.rendered)


def _rtf(material: Material) -> str:
    return rtf_page(material.title, material.rendered)


def _commands(tool: str) -> Callable[[Material], str]:
    def write(material: Material) -> str:
        return "".join(COMMANDS[tool](cluster) + "\n" for cluster in material.clusters)

    return write


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("bibtex", "BibTeX", ".bib", _bibtex),
        Format("biblatex", "BibLaTeX", ".bib", _biblatex),
        Format("csljson", "CSL-JSON", ".json", _csl_json),
        Format("endnotexml", "EndNote XML", ".xml", _endnote_xml),
        Format("mods", "MODS", ".xml", _mods),
        Format("ris", "RIS", ".ris", _ris),
        Format("csv", "Table (CSV)", ".csv", _table),
        Format("html", "Formatted bibliography (HTML)", ".html", _html, "html"),
        Format("markdown", "Formatted bibliography (Markdown)", ".md", _markdown, "html"),
        Format("text", "Formatted bibliography (plain text)", ".txt", _text, "text"),
        Format("rtf", "Formatted bibliography (RTF)", ".rtf", _rtf, "rtf"),
        Format("latex", "Citation commands (BibLaTeX)", ".tex", _commands("latex"), "", True),
        Format("natbib", "Citation commands (natbib)", ".tex", _commands("natbib"), "", True),
        Format("pandoc", "Citation commands (Pandoc)", ".md", _commands("pandoc"), "", True),
        Format("typst", "Citation commands (Typst)", ".typ", _commands("typst"), "", True),
        Format("org", "Citation commands (Org)", ".org", _commands("org"), "", True),
        Format(
            "asciidoc", "Citation commands (AsciiDoc)", ".adoc", _commands("asciidoc"), "", True
        ),
        Format("rst", "Citation commands (reStructuredText)", ".rst", _commands("rst"), "", True),
        Format("jupyter", "Citation commands (Jupyter)", ".md", _commands("jupyter"), "", True),
    )
}
"""Name -> format, in the order in which they are offered."""
