"""Works that are in the library twice: looked at pair by pair, made one, or set apart."""
