"""Version 8: files that take the place of others, and what becomes of the marks on those."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE replacements (
        id TEXT PRIMARY KEY, item TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
        created TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX replacements_by_item ON replacements (item, created)",
    """CREATE TABLE replaced_marks (
        id TEXT PRIMARY KEY, replacement TEXT NOT NULL, position INTEGER NOT NULL,
        decision TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX replaced_marks_by_replacement ON replaced_marks (replacement, position)",
)
