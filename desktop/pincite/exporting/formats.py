"""The formats of an export by name, as the command line and the window offer them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pincite.exporting import bib_file
from pincite.exporting.commands import COMMANDS, KeyCite
from pincite.exporting.csl_json import to_csl_json_text
from pincite.exporting.endnote_xml import to_endnote_xml
from pincite.exporting.errors import UnknownFormatError
from pincite.exporting.mods import to_mods
from pincite.exporting.papers.docx import paper_docx
from pincite.exporting.papers.odt import paper_odt
from pincite.exporting.papers.paper import Paper
from pincite.exporting.papers.plain import paper_markdown, paper_text
from pincite.exporting.papers.rtf import paper_rtf
from pincite.exporting.papers.web import paper_html
from pincite.exporting.ris import to_ris
from pincite.exporting.table import to_table
from pincite.model.bib_options import USUAL, BibOptions
from pincite.model.ids import ItemId
from pincite.model.items import Item


@dataclass(frozen=True, slots=True)
class Material:
    """All that a format may need of a bibliography or of a choice of items.

    Attributes:
        items: the works, each once.
        extras: what a .bib file says of each beyond its own fields.
        bib: how .bib files are written.
        paper: formatted text with its list of references, where `Format.is_formatted`.
        clusters: the citations in document order, for the formats that write citation commands.
    """

    items: tuple[Item, ...] = ()
    extras: bib_file.Extras = field(default_factory=lambda: bib_file.NONE)
    bib: BibOptions = USUAL
    paper: Paper = field(default_factory=lambda: Paper(""))
    clusters: tuple[tuple[KeyCite, ...], ...] = ()

    @property
    def pincites(self) -> dict[ItemId, str]:
        """The pages cited of each work, where some are."""
        return {id: extra.pages for id, extra in self.extras.items() if extra.pages}


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        suffix: of the file, with its dot.
        is_formatted: it writes `Material.paper`.
        needs_citations: it writes `Material.clusters`, so it makes sense for a bibliography only.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Material], str | bytes]
    is_formatted: bool = False
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


def _formatted(write: Callable[[Paper], str | bytes]) -> Callable[[Material], str | bytes]:
    return lambda material: write(material.paper)


def _commands(name: str, tool: str, suffix: str) -> Format:
    def write(material: Material) -> str:
        return "".join(COMMANDS[name](cluster) + "\n" for cluster in material.clusters)

    return Format(name, f"Citation commands ({tool})", suffix, write, needs_citations=True)


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
        Format("docx", "Word document (DOCX)", ".docx", _formatted(paper_docx), True),
        Format("odt", "OpenDocument text (ODT)", ".odt", _formatted(paper_odt), True),
        Format("rtf", "Rich text (RTF)", ".rtf", _formatted(paper_rtf), True),
        Format("html", "Web page (HTML)", ".html", _formatted(paper_html), True),
        Format("markdown", "Markdown", ".md", _formatted(paper_markdown), True),
        Format("text", "Plain text", ".txt", _formatted(paper_text), True),
        _commands("latex", "BibLaTeX", ".tex"),
        _commands("natbib", "natbib", ".tex"),
        _commands("pandoc", "Pandoc", ".md"),
        _commands("typst", "Typst", ".typ"),
        _commands("org", "Org", ".org"),
        _commands("asciidoc", "AsciiDoc", ".adoc"),
        _commands("rst", "reStructuredText", ".rst"),
        _commands("jupyter", "Jupyter", ".md"),
    )
}
"""Name -> format, in the order in which they are offered."""
