"""Files and formats as drafts of items. Knows no library."""
