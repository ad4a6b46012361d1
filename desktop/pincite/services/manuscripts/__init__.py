"""Checking a manuscript: which works it cites, and whether its quotations stand where it says."""
