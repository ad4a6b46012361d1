"""XML of records, read one by one and safely, whatever it was saved in.

No document type is looked at, so that entities can neither multiply nor fetch anything; what was
cut off or is not well-formed still gives the records before and behind the place.
"""

import html
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from lxml import etree

from pincite.importing.references.text import decoded
from pincite.importing.sanitise import without_controls

_DECLARATION = re.compile(r"\s*<\?xml[^>]*?(?:encoding\s*=\s*[\"']([\w.:-]+)[\"'])?[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]*(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<[^>]*>)*\]\s*)?>")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)([A-Za-z][A-Za-z0-9]{0,30});")
_NAMESPACE = re.compile(r"xmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
_HEAD = 4000
_LARGEST = 200_000_000


@dataclass(slots=True)
class XmlRecords:
    """The elements of a file that are records.

    Attributes:
        tags: local names of the elements that are records; one within another is no record.
        problems: known when all records were read.
    """

    data: bytes
    tags: Collection[str]
    problems: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, etree._Element]]:
        """Each record with the line where it begins; it is emptied when the next is asked for."""
        if len(self.data) > _LARGEST:
            self.problems.append((0, "The file is larger than 200 MB; export it in parts."))
            return
        data = as_utf8(self.data)
        if line := broken_at(data):
            self.problems.append(
                (line, "This is not well-formed XML; what could be told was taken.")
            )
            yield from _one_by_one(data.decode(), self.tags)
            return
        parser = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=True,
            remove_comments=True,
            remove_pis=True,
        )
        record: etree._Element | None = None
        try:
            for event, element in parser:
                if record is None and event == "start" and local(element) in self.tags:
                    record = element
                elif record is not None and element is record and event == "end":
                    yield line_of(record), record
                    _forget(record)
                    record = None
        except etree.XMLSyntaxError as error:
            self.problems.append((error.lineno or 0, "From here on this is not XML."))


def broken_at(data: bytes) -> int:
    """The line, from 1, where the file is not well-formed; 0 when it is."""
    try:
        expat.ParserCreate("utf-8").Parse(data, True)
    except expat.ExpatError as error:
        return max(error.lineno, 1)
    return 0


def _one_by_one(text: str, tags: Collection[str]) -> Iterator[tuple[int, etree._Element]]:
    """The records of a broken file, each read by itself, so that none takes others along."""
    names = " ".join(dict.fromkeys(_NAMESPACE.findall(text[:_HEAD])))
    line, at = 1, 0
    for start, end in _extents(text, tags):
        line += text.count("\n", at, start)
        at = start
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        piece = f"<records {names}>{text[start:end]}</records>"
        root = etree.fromstring(piece.encode("utf-8", "replace"), parser)
        found = (each for each in root.iter() if local(each) in tags) if root is not None else ()
        yield from ((line, record) for record in list(found)[:1])


def _extents(text: str, tags: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where records begin and end: at their end, or where the next of their name begins."""
    kinds = "|".join(map(re.escape, tags))
    starts = list(re.finditer(rf"<(?P<name>(?:[\w.-]+:)?(?P<kind>{kinds}))(?=[\s>/])", text))
    following: dict[str, int] = {}
    limits = []
    for start in reversed(starts):
        # By its name without prefix, which may be what is damaged.
        limits.append(following.get(start["kind"], len(text)))
        following[start["kind"]] = start.start()
    done = 0
    for start, limit in zip(starts, reversed(limits), strict=True):
        # One kind of record may stand within another.
        if start.start() >= done:
            closing = f"</{start['name']}>"
            end = text.find(closing, start.end(), limit)
            done = limit if end < 0 else end + len(closing)
            yield start.start(), done


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if named(element) else ""


def line_of(element: etree._Element) -> int:
    """The line where an element begins, from 1; 0 when unknown."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def named(element: etree._Element) -> bool:
    """True for what is no comment and no entity."""
    tag: object = element.tag
    return isinstance(tag, str)


def as_utf8(data: bytes) -> bytes:
    """The file in UTF-8, with its lines, but without document type and forbidden characters."""
    text = _text(data)
    head = _DECLARATION.match(text[:_HEAD])
    if head:
        text = "\n" * head[0].count("\n") + text[head.end() :]
    if "<!DOCTYPE" in text[:_HEAD]:
        text = _without_doctype(text)
    if "&" in text:
        text = _ENTITY.sub(_named, text)
    return without_controls(text).encode("utf-8", "replace")


def _without_doctype(text: str) -> str:
    begin = text.index("<!DOCTYPE")
    found = _DOCTYPE.match(text, begin)
    if found is not None:
        end = found.end()
    else:
        # One that keeps no rule is cut off roughly: what it declares is never of use here.
        end = text.find("]>", begin) + 2
        end = end if end > 1 else text.find(">", begin) + 1
    return text[:begin] + "\n" * text.count("\n", begin, end) + text[max(end, begin) :]


def _text(data: bytes) -> str:
    """The text, in the encoding that it claims when that is true, else in what it looks like."""
    claim = _DECLARATION.match(data[:_HEAD].decode("latin-1"))
    if claim and claim[1] and b"\x00" not in data[:_HEAD]:
        try:
            return data.decode(claim[1])
        except (LookupError, UnicodeError):
            pass
    return decoded(data).removeprefix("\ufeff")


def _named(match: re.Match[str]) -> str:
    """A character by its name in HTML, which many exports use without declaring it."""
    return html.escape(html5.get(f"{match[1]};", ""))


def _forget(element: etree._Element) -> None:
    """Free what was read: a file of a database holds more than the memory does."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]
