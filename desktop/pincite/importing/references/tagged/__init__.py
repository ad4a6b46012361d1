"""Formats of one field a line, each with a short tag in front."""
