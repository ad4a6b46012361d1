"""Version 5: the citations found in documents, and the names that works go by.

`mention_scans` says which documents were looked through, by which version of the search. Mentions
go with their document: they are found again in its text.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE mentions (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        page_index INTEGER NOT NULL, start INTEGER NOT NULL, item TEXT, state TEXT NOT NULL,
        data TEXT NOT NULL)""",
    "CREATE INDEX mentions_by_document ON mentions (document, page_index, start)",
    "CREATE INDEX mentions_by_item ON mentions (item) WHERE item IS NOT NULL",
    """CREATE TABLE work_names (
        id TEXT PRIMARY KEY, document TEXT NOT NULL, name TEXT NOT NULL, item TEXT NOT NULL,
        data TEXT NOT NULL)""",
    "CREATE INDEX work_names_by_name ON work_names (name)",
    """CREATE TABLE mention_scans (
        document TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID""",
)
