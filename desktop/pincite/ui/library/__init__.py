"""The Library tab: collections and tags, the table of items, the item panel."""
