"""Editing many items at once, with a preview."""
