"""Citing: CSL styles and their engine, citation keys, the ledger of cited pages."""
