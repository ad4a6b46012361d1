"""Giving works away: to a file in any format, once or for as long as they change."""
