"""A whole library of another program, in terms that fit all such programs."""
