"""Citation styles that users added to a library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """A style of the library's own; it is used in place of a bundled one of the same name.

    Attributes:
        id: the name of the style: the last part of its web address, or of its file's name.
        xml: the whole text of its file.
    """

    id: str
    xml: str
    added: str = ""
