"""Why a source did not describe a work."""

from pincite.importing.errors import ImportingError


class ResolvingError(ImportingError):
    """A source could not be asked, or what it said could not be used."""


class UnknownWorkError(ResolvingError):
    """The source was asked, and has no such work."""


class OfflineError(ResolvingError):
    """This computer is not connected, so there is no use in asking anybody."""

    def __init__(self) -> None:
        super().__init__(
            "This computer is not connected to the internet, so nothing was looked up; connect it "
            "and try again."
        )
