"""Checks of a citation style that somebody brings in: what is wrong with it, line by line.

Source: Citation Style Language 1.0.2, "XML Declaration" to "Style Behavior".
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from pincite.citing.style_index import Style, style_of

LARGEST = 4_000_000
"""Bytes; the longest style of the repository has 200 000."""

_SPACE = "http://purl.org/net/xbiblio/csl"
_ELEMENTS = frozenset((
    "style", "info", "title", "title-short", "id", "link", "author", "contributor", "category",
    "published", "updated", "summary", "rights", "issn", "eissn", "issnl", "name", "email",
    "uri", "locale", "style-options", "date", "date-part", "terms", "term", "single",
    "multiple", "macro", "citation", "bibliography", "layout", "sort", "key", "text", "number",
    "names", "et-al", "institution", "label", "substitute", "name-part", "group", "choose",
    "if", "else-if", "else",
))  # fmt: skip
_NEEDS_CHILDREN = {"choose": ("if",), "citation": ("layout",), "bibliography": ("layout",)}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: the line, from 1, and a sentence."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class CheckedStyle:
    """A style that was read: what lists show of it, its text, and what is wrong with it.

    Attributes:
        style: named by the last part of its web address, else by its file's name.
    """

    style: Style
    xml: str
    faults: tuple[Fault, ...] = ()


def check_style_file(data: bytes, file_name: str) -> CheckedStyle:
    """Read a style and look for what would keep it from formatting anything."""
    stem = re.sub(r"[^\w.+-]+", "-", file_name.removesuffix(".csl").strip()).strip("-") or "style"
    if len(data) > LARGEST:
        return CheckedStyle(Style(stem, stem), "", (Fault(1, "The file is too long for a style."),))
    reading = _Reading()
    fault = reading.read(data)
    if fault:
        return CheckedStyle(Style(stem, stem), "", (fault,))
    xml = data.decode(reading.encoding, errors="replace").removeprefix("\ufeff")
    address = "".join(reading.texts.get("id", ())).strip().rstrip("/").rsplit("/", 1)[-1]
    name = address if re.fullmatch(r"[\w.+-]+", address) else stem
    faults = sorted([*reading.faults, *reading.conclusions()], key=lambda f: f.line)
    return CheckedStyle(style_of(name, xml), xml, tuple(faults[:20]))


@dataclass
class _Reading:
    """One pass over a file, which remembers where things stand."""

    encoding: str = "utf-8"
    path: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    macros: dict[str, int] = field(default_factory=dict)
    calls: list[tuple[str, int]] = field(default_factory=list)
    children: list[set[str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    texts: dict[str, list[str]] = field(default_factory=dict)
    parent: bool = False

    def read(self, data: bytes) -> Fault | None:
        """Parse; the fault that ended it, if one did."""
        parser = expat.ParserCreate(namespace_separator=" ")
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "it is no XML"
            return Fault(error.lineno, f"The file is no well-formed XML: {reason}.")
        except _UnwantedError as error:
            return Fault(parser.CurrentLineNumber, str(error))
        except (LookupError, ValueError):
            return Fault(1, "The file's encoding is unknown; save it as UTF-8.")
        return None

    def conclusions(self) -> list[Fault]:
        """What can be told only at the end."""
        found = [
            Fault(line, f"The macro “{name}” is used here, but the style does not define it.")
            for name, line in self.calls
            if name not in self.macros
        ]
        if not "".join(self.texts.get("title", ())).strip():
            found.append(Fault(1, "The style has no title (info/title)."))
        if not self.parent and "style/citation/layout" not in self.seen:
            found.append(
                Fault(1, "The style neither says how to cite (citation/layout) nor names a parent.")
            )
        return found

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        self.encoding = encoding or "utf-8"

    def _doctype(self, *_arguments: object) -> None:
        raise _UnwantedError("A style may have no document type declaration (DOCTYPE).")

    def _say(self, text: str) -> None:
        self.faults.append(Fault(self._parser.CurrentLineNumber, text))

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        if not self.path:
            self._root(space, name, attributes)
        elif space == _SPACE and name not in _ELEMENTS:
            self._say(f"CSL has no element <{name}>.")
        if self.children:
            self.children[-1].add(name)
        self.path.append(name)
        self.children.append(set())
        self.seen.add("/".join(self.path))
        self._names(name, attributes)

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if name != "style" or space != _SPACE:
            raise _UnwantedError(
                "This is no citation style: its outermost element is not <style> of CSL."
            )
        version = attributes.get("version", "")
        if not version.startswith("1."):
            self._say(f"The style is written in CSL {version or '0.8'}; version 1.0 is needed.")
        self._class = attributes.get("class")
        if self._class is not None and self._class not in ("in-text", "note"):
            self._say(f"The class “{self._class}” is neither “in-text” nor “note”.")

    def _names(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if name == "macro":
            called = attributes.get("name", "")
            if not called:
                self._say("A macro has no name.")
            elif called in self.macros:
                self._say(f"The macro “{called}” is defined in line {self.macros[called]} already.")
            self.macros.setdefault(called, line)
        elif name in ("text", "key") and "macro" in attributes:
            self.calls.append((attributes["macro"], line))
        elif name == "text" and not {"variable", "term", "value"} & attributes.keys():
            self._say("This <text> names no variable, term, value or macro.")
        elif name == "link" and attributes.get("rel") == "independent-parent":
            self.parent = True
        elif name in ("number", "names", "date") and not attributes.get("variable"):
            self._without_variable(name)

    def _without_variable(self, name: str) -> None:
        # Within <locale> a date says how dates look, and has no variable.
        if self.path[1:2] != ["locale"]:
            self._say(f"This <{name}> names no variable.")

    def _end(self, _full: str) -> None:
        name, children = self.path.pop(), self.children.pop()
        for needed in _NEEDS_CHILDREN.get(name, ()):
            if needed not in children and (name != "citation" or self.path == ["style"]):
                self._say(f"This <{name}> has no <{needed}>.")

    def _text(self, text: str) -> None:
        if self.path[:2] == ["style", "info"] and len(self.path) == 3:
            self.texts.setdefault(self.path[2], []).append(text)


class _UnwantedError(Exception):
    """What makes a file no style at all."""
