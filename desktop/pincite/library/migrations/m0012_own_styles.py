"""Version 12: citation styles and abbreviations that users added."""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE own_styles (id TEXT PRIMARY KEY, added TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE TABLE abbreviations (id TEXT PRIMARY KEY, data TEXT NOT NULL)",
)
