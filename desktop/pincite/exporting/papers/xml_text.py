"""Letters that XML has."""

import re

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without the control characters and half letters that no XML file may hold."""
    return _ILLEGAL.sub("", text)
