"""Checks of quotations in the window: run in the background, shown beside what they check."""
