"""What can go wrong when something is exported."""

from pincite.model.errors import PinciteError


class ExportError(PinciteError):
    """The root of the errors of this layer."""


class UnknownFormatError(ExportError):
    """There is no format of that name."""
