"""A whole library of Mendeley Desktop, read from its database."""
