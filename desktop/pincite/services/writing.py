"""Files that are written for the user."""

from pathlib import Path

from pincite.services.errors import ServiceError


def write_whole(path: Path, made: str | bytes) -> None:
    """Write a file; it replaces an old one when it is whole.

    Raises:
        ServiceError: it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(made.encode() if isinstance(made, str) else made)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ServiceError(
            f"“{path.name}” could not be written to {path.parent}: {error.strerror}. "
            "Choose another folder."
        ) from error
