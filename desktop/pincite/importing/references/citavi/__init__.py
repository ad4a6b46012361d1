"""Citavi projects: their exchange XML, their backups, and the project files themselves."""
