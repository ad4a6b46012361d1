"""The library on disk: one SQLite file, the attached files beside it, and their upkeep."""
