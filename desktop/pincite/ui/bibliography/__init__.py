"""The bibliography tab: citations in order, the formatted preview, the ledger of cited pages."""

from pincite.ui.bibliography.bibliography_tab import BibliographyTab
from pincite.ui.bibliography.new_bibliography import NewBibliography

__all__ = ["BibliographyTab", "NewBibliography"]
