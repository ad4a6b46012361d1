"""Version 2: paragraphs of articles, outlines, and the place where reading stopped."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE paragraphs (
        document TEXT NOT NULL, number INTEGER NOT NULL, page_index INTEGER NOT NULL,
        start INTEGER NOT NULL, PRIMARY KEY (document, number)) WITHOUT ROWID""",
    """CREATE TABLE outline_entries (
        document TEXT NOT NULL, position INTEGER NOT NULL, level INTEGER NOT NULL,
        title TEXT NOT NULL, page_index INTEGER NOT NULL, y_pt REAL NOT NULL,
        PRIMARY KEY (document, position)) WITHOUT ROWID""",
    """CREATE TABLE reading_places (
        document TEXT PRIMARY KEY, page_index INTEGER NOT NULL, y_fraction REAL NOT NULL,
        zoom REAL NOT NULL, at TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX reading_places_by_time ON reading_places (at, document)",
)
