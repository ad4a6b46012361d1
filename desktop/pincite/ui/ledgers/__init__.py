"""The ledger of cited pages in a tab of its own, and the ways from it to what it counts."""
