"""A whole Zotero library, read from its data folder."""
