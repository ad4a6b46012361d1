"""What is wrong with a formula of citation keys."""

from pincite.citing.errors import CitingError


class KeyFormulaError(CitingError):
    """A formula that cannot be read.

    Attributes:
        start, end: the place of the mistake in the formula, in characters.
    """

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
