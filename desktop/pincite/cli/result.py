"""What a subcommand gives back, before it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class InputError:
    """One input that failed: its name and a sentence."""

    input: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a subcommand found or did.

    Attributes:
        data: the document for `--json`, keys in snake_case.
        text: the same for people; printed as it is, with a line end.
        errors: inputs that failed; any makes the exit status 1.
    """

    data: Mapping[str, Any]
    text: str = ""
    errors: tuple[InputError, ...] = ()
