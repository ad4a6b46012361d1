"""Version 7: lists of references as they were brought in."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE reference_sources (
        id TEXT PRIMARY KEY, added TEXT NOT NULL, data TEXT NOT NULL)""",
)
