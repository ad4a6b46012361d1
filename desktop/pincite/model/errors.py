"""The root of all errors that Pincite raises on purpose."""


class PinciteError(Exception):
    """Something went wrong that a person can understand; `str(error)` is one plain sentence.

    The sentence says what happened, why, and what one can do. Each layer has its own small tree.
    """
