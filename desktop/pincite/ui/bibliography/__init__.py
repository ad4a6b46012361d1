"""The bibliography tab: citations in order, the formatted preview, the ledger of cited pages."""

from pincite.ui.bibliography.bibliography_tab import BibliographyTab

__all__ = ["BibliographyTab"]
