"""Pincite: read, mark, and cite to the page."""

__version__ = "0.1.0"
