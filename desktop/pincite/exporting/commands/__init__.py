"""Page citations in the form of each writing tool."""

from pincite.exporting.commands.cite import KeyCite, locator_words
from pincite.exporting.commands.tools import COMMANDS

__all__ = ["COMMANDS", "KeyCite", "locator_words"]
