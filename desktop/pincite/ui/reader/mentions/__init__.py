"""Citations in a reader: marked on the pages, opened beside, listed; and who cites the pages."""
