"""Names as the records of libraries and databases have them: in parts, or family name first."""

import re

from pincite.importing.names import family_first, parse_name
from pincite.model.creators import Creator

_INITIAL = re.compile(r"(?<![\w.'’-])([^\W\d_a-zß-öø-ÿ])(?![\w.'’])")
_RUN_TOGETHER = re.compile(r"(?<=\w\.)(?=[^\W\d_])")
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|ii|iii|iv)\.?", re.IGNORECASE)
# "et al." behind a name, or in the place of one.
_OTHERS = re.compile(r"(?:^|,?\s+)(?:et al\.?|and others|u\.\s?a\.)$", re.IGNORECASE)
_SAID_ROLE = re.compile(
    r"\s*[(\[](?:(?:eds?|hrsg|hg|editors?|éd)|(?P<translator>trans|transl|translator|übers))\.?[)\]]$",
    re.IGNORECASE,
)
_INITIALS_LAST = re.compile(
    r"(?P<family>(?:[a-z]+ ){0,3}[^\W\d_a-z][\w'’-]*[a-zß-öø-ÿ][\w'’-]*)"
    r" (?P<initials>[A-Z]{1,3}|(?:[A-Z]\.[ -]?){1,3})"
)
_ROMAN = re.compile(r"[IVX]{2,}")


def person(role: str, family: str, given: str = "", suffix: str = "") -> Creator:
    """A person by the parts of a name; particles are told by how they are written."""
    return family_first(role, family.strip(" ,;"), initials_dotted(given), suffix.strip())


def body(role: str, name: str) -> Creator:
    """A body: its name is never taken apart."""
    return Creator(role=role, literal=" ".join(name.split()))


def written(role: str, name: str) -> Creator:
    """A name in one piece: with a comma it is a person's, with one at its end a body's."""
    name = _OTHERS.sub("", " ".join(name.split()).strip(" ;"))
    if name.endswith(","):
        return body(role, name.rstrip(", "))
    if said := _SAID_ROLE.search(name):
        name = name[: said.start()].rstrip()
        role = ("translator" if said["translator"] else "editor") if role == "author" else role
    initials = _INITIALS_LAST.fullmatch(name)
    if initials and not _ROMAN.fullmatch(initials["initials"]):
        # "Adler RB", as databases of medicine write it.
        given = initials["initials"]
        return person(role, initials["family"], given if "." in given else " ".join(given))
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]) is None:
        return person(role, parts[0], parts[1])
    if len(parts) == 3:
        # "King, Martin Luther, Jr.", and "King, Jr., Martin Luther" as BibTeX has it.
        if _SUFFIX.fullmatch(parts[2]):
            return person(role, parts[0], parts[1], parts[2])
        if _SUFFIX.fullmatch(parts[1]):
            return person(role, parts[0], parts[2], parts[1])
    return parse_name(name, role)


def initials_dotted(given: str) -> str:
    """Given names with a point after each initial: "John S." for "John S", "K. L." for "K.L."."""
    given = _RUN_TOGETHER.sub(" ", " ".join(given.split()).strip(" ,;"))
    return _INITIAL.sub(r"\1.", given)
