"""Version 9: exports that are written anew whenever what they hold has changed."""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE kept_exports (id TEXT PRIMARY KEY, created TEXT NOT NULL, data TEXT NOT NULL)",
)
