"""MODS: the records of libraries and repositories in XML."""
