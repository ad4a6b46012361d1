"""Bibliographic data in the formats of other programs, read into drafts of items."""
