"""Errors of user acts, each one plain sentence."""

from pincite.model.errors import PinciteError


class ServiceError(PinciteError):
    """A user act could not be done."""


class NothingFoundError(ServiceError):
    """A name that the user gave means nothing in this library."""


class UndoRefusedError(ServiceError):
    """What an undo step would take back has been changed since by something else."""


class MissingFileError(ServiceError):
    """The file behind a document is not where the library keeps it."""


class WorkspaceClosedError(ServiceError):
    """A write was asked for after the library was closed."""
