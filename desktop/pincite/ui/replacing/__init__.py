"""The review of a replaced file, and the acts that begin it."""
