"""Version 14: findings of the check of the library that are left as they are."""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE ignored_findings (id TEXT PRIMARY KEY, data TEXT NOT NULL)",
)
