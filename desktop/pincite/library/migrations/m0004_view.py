"""Version 4: how a document was looked at when reading it stopped."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE reading_places ADD COLUMN view TEXT NOT NULL DEFAULT ''",
)
