"""People and bodies that made a work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Creator:
    """One name in one role, in the parts of CSL-JSON; a body has only `literal`."""

    role: str = "author"
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """The name as lists show it: "van Gogh", or the whole name of a body."""
        if self.literal:
            return self.literal
        if not self.non_dropping_particle:
            return self.family or self.given
        return f"{self.non_dropping_particle} {self.family}".rstrip()

    @property
    def full(self) -> str:
        """Family name first: "Gogh, Vincent van"; the whole name of a body."""
        if self.literal:
            return self.literal
        given = self.given
        if self.dropping_particle:
            given = f"{given} {self.dropping_particle}".lstrip()
        return ", ".join(filter(None, (self.short, given, self.suffix)))


def short_names(creators: tuple[Creator, ...], *, most: int = 3) -> str:
    """Names for one cell of a table: "Adler; Okafor", "Adler et al."; editors where no author is.

    Args:
        most: with more names than this only the first is given.
    """
    authors = [c.short for c in creators if c.role == "author"] or [c.short for c in creators]
    if len(authors) > most:
        return f"{authors[0]} et al."
    return "; ".join(authors)
