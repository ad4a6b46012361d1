"""The check of the library: what it finds, by kind, and mending it."""
