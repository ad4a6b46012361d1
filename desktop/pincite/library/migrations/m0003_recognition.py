"""Version 3: text recognised from the pictures of pages, with the places of its words.

A record of `recognitions` says which run counts for which page; `recognised_pages` is the same for
queries. `recognised_texts` keeps what the runs read, so that undo and redo only change the record.
"""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE recognitions (id TEXT PRIMARY KEY, data TEXT NOT NULL)",
    """CREATE TABLE recognised_pages (
        document TEXT NOT NULL REFERENCES recognitions (id) ON DELETE CASCADE,
        page_index INTEGER NOT NULL, run TEXT NOT NULL,
        PRIMARY KEY (document, page_index)) WITHOUT ROWID""",
    """CREATE TABLE recognised_texts (
        document TEXT NOT NULL, run TEXT NOT NULL, page_index INTEGER NOT NULL,
        text BLOB NOT NULL, places BLOB NOT NULL, PRIMARY KEY (document, run, page_index))""",
)
