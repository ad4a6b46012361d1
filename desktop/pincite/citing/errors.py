"""What can go wrong when works are cited."""

from pincite.model.errors import PinciteError


class CitingError(PinciteError):
    """The root of the errors of this layer."""


class CslError(CitingError):
    """A bibliography could not be formatted."""


class StyleNotFoundError(CitingError):
    """No citation style has the name that was asked for."""


class DataMissingError(CitingError):
    """The packages that carry the styles or the locales are not installed."""


class AbbreviationsError(CitingError):
    """A list of abbreviations cannot be read."""


class StyleFaultError(CitingError):
    """A style that was brought in cannot be used; the sentence names the lines."""
