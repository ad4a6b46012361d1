"""The writing tools by name, and how each cites."""

from collections.abc import Callable, Sequence

from pincite.exporting.commands.asciidoc import asciidoc_command
from pincite.exporting.commands.cite import KeyCite
from pincite.exporting.commands.org import org_command
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.commands.roles import jupyter_command, rst_command
from pincite.exporting.commands.tex import biblatex_command, natbib_command
from pincite.exporting.commands.typst import typst_command

COMMANDS: dict[str, Callable[[Sequence[KeyCite]], str]] = {
    "latex": biblatex_command,
    "biblatex": biblatex_command,
    "natbib": natbib_command,
    "pandoc": pandoc_command,
    "markdown": pandoc_command,
    "typst": typst_command,
    "org": org_command,
    "asciidoc": asciidoc_command,
    "rst": rst_command,
    "jupyter": jupyter_command,
}
"""Name of a writing tool -> how it cites; each takes a cluster."""
