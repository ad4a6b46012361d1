"""Exporting: items, citations, annotations and the ledger in the formats of other programs."""
