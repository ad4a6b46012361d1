"""Version 10: pairs of works that look the same and are not."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE distinct_works (
        id TEXT PRIMARY KEY, one TEXT NOT NULL, other TEXT NOT NULL, data TEXT NOT NULL)""",
)
