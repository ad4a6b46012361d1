"""What is known about an open document, what happens while it is viewed, and answers unpacked."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.documents.wire import Message, Value
from pincite.model.anchors import Quad
from pincite.model.documents import OutlineEntry, PageLink
from pincite.model.texts import PageText, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pincite.documents.file_annotations import FileAnnotation

PixelBox = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of a drawing, the last two exclusive."""
SAFE_SCHEMES = ("http:", "https:", "mailto:")
"""Addresses that a link may lead to; others could start programs or open files."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """An open document.

    Attributes:
        pages: number of pages.
        sizes: width and height of each page in points as displayed, rotation applied. Until
            `SizesReady` every page is given the size of the first.
        rotations: 0, 90, 180 or 270 degrees clockwise for each page; see `geometry`.
        is_encrypted: a password was needed.
        can_annotate: notes can be appended to a copy without writing the file anew.
        has_all_sizes: `sizes` are those of the pages themselves.
    """

    pages: int
    sizes: tuple[tuple[float, float], ...]
    rotations: tuple[int, ...]
    is_encrypted: bool = False
    can_annotate: bool = True
    has_all_sizes: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """The part of a page that was drawn: `scale` pixels a point, top left pixel at (x_px, y_px)."""

    scale: float
    x_px: int
    y_px: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The document is open; `info.sizes` may be guesses still."""

    info: DocumentInfo


@dataclass(frozen=True, slots=True)
class SizesReady:
    """The sizes of all pages are known."""

    info: DocumentInfo


@dataclass(frozen=True, slots=True)
class PageRendered:
    """Pixels of a page or of a part of one, RGB888.

    `pixels` are shared with the worker. They stay as they are while anybody holds them, or until
    `release()` is called.

    Attributes:
        tile: None for a whole page.
        pictures: where raster pictures stand, x0, y0, x1, y1 in pixels; None when not asked for.
    """

    index: int
    generation: int
    width: int
    height: int
    stride: int
    pixels: memoryview
    release: Callable[[], None]
    tile: Tile | None = None
    is_coarse: bool = False
    pictures: "tuple[PixelBox, ...] | None" = None


@dataclass(frozen=True, slots=True)
class ThumbnailRendered:
    """A small picture of a page; see `PageRendered` for `pixels` and `release`."""

    index: int
    width: int
    height: int
    stride: int
    pixels: memoryview
    release: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PreviewRendered:
    """The picture of a part of a page asked for by `request_preview`; see `PageRendered`."""

    index: int
    width: int
    height: int
    stride: int
    pixels: memoryview
    release: Callable[[], None]
    tile: Tile
    pictures: "tuple[PixelBox, ...] | None" = None


@dataclass(frozen=True, slots=True)
class LinksReady:
    """The links of a page, in the file's order; none when they cannot be read."""

    index: int
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class TextReady:
    """The text of a page, words with edges where they could be had."""

    text: PageText


@dataclass(frozen=True, slots=True)
class OutlineReady:
    """The document's outline; empty when it has none."""

    entries: tuple[OutlineEntry, ...]


@dataclass(frozen=True, slots=True)
class MarginsReady:
    """Where the content of some pages lies, from page `first` on.

    Attributes:
        boxes: in points of the page as displayed; None for a blank page. Empty when page `first`
            could not be measured.
    """

    first: int
    boxes: tuple[Quad | None, ...]


@dataclass(frozen=True, slots=True)
class AnnotationsReady:
    """The annotations that stand in the file, in reading order; as many as could be read."""

    annotations: "tuple[FileAnnotation, ...]"


@dataclass(frozen=True, slots=True)
class PagesOutdated:
    """Pictures of these pages drawn before show annotations that are to be hidden, or lack some."""

    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page cannot be drawn or read; `message` is a sentence to show in its place."""

    index: int
    message: str


@dataclass(frozen=True, slots=True)
class DocumentFailed:
    """The document cannot be opened; `message` is a sentence."""

    message: str


@dataclass(frozen=True, slots=True)
class PasswordNeeded:
    """Call `ViewSession.authenticate`.

    Attributes:
        was_wrong: the password given before did not open the document.
    """

    was_wrong: bool = False


@dataclass(frozen=True, slots=True)
class WorkerReplaced:
    """Another process serves the document now: `ViewSession.fileno()` has changed."""


Event = (
    Opened
    | SizesReady
    | PageRendered
    | ThumbnailRendered
    | PreviewRendered
    | TextReady
    | LinksReady
    | OutlineReady
    | MarginsReady
    | AnnotationsReady
    | PagesOutdated
    | PageFailed
    | DocumentFailed
    | PasswordNeeded
    | WorkerReplaced
)


def info_from(answer: Message) -> DocumentInfo:
    """The info in a worker's answer to "open", with the first page's size for every page."""
    pages = answer.whole("pages")
    size = (answer.real("width"), answer.real("height"))
    return DocumentInfo(
        pages=pages,
        sizes=(size,) * pages,
        rotations=(answer.whole("rotation"),) * pages,
        is_encrypted=bool(answer.header.get("encrypted")),
        can_annotate=bool(answer.header.get("can_annotate")),
        has_all_sizes=pages <= 1,
    )


def texts_from(answer: Message) -> list[PageText | str]:
    """The page texts in a worker's answer, in page order; a reason in place of one that failed."""
    texts: list[PageText | str] = []
    at = 0
    for row in answer.rows("pages"):
        entry = Message(row if isinstance(row, dict) else {})
        if "error" in entry.header:
            texts.append(entry.text("error") or "failed")
            continue
        page, at = _page_text(entry, answer.blob, at)
        texts.append(page)
    return texts


def outline_from(answer: Message) -> tuple[OutlineEntry, ...]:
    """The outline in a worker's answer."""
    entries = []
    for row in answer.rows("outline"):
        match row:
            case [int(level), str(title), int(page), float(y)]:
                entries.append(OutlineEntry(level, title, page, y))
            case _:
                continue
    return tuple(entries)


def links_from(answer: Message, pages: int) -> tuple[PageLink, ...]:
    """The links in a worker's answer that lead to a page of the document or a safe address."""
    links = []
    for row in answer.rows("links"):
        match row:
            case [float(x0), float(y0), float(x1), float(y1), int(page), x, y, str(address)]:
                box = Quad(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if address.lower().startswith(SAFE_SCHEMES):
                    links.append(PageLink(box, address=address))
                elif 0 <= page < pages:
                    links.append(PageLink(box, page, _number(x), _number(y)))
            case _:
                continue
    return tuple(links)


def pictures_from(answer: Message) -> "tuple[PixelBox, ...] | None":
    """The boxes of pictures in a worker's answer to "draw" or "part"; None without any word."""
    if "pictures" not in answer.header:
        return None
    boxes = []
    for row in answer.rows("pictures"):
        match row:
            case [int(x0), int(y0), int(x1), int(y1)]:
                boxes.append((x0, y0, x1, y1))
            case _:
                continue
    return tuple(boxes)


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def boxes_from(answer: Message) -> tuple[Quad | None, ...]:
    """The content boxes in a worker's answer."""
    boxes: list[Quad | None] = []
    for row in answer.rows("boxes"):
        match row:
            case [float(x0), float(y0), float(x1), float(y1)]:
                boxes.append(Quad(x0, y0, x1, y1))
            case _:
                boxes.append(None)
    return tuple(boxes)


def rows_of(value: Value) -> list[Value]:
    """`value` if it is a list, otherwise an empty one."""
    return value if isinstance(value, list) else []


def _page_text(entry: Message, blob: bytes, at: int) -> tuple[PageText, int]:
    size, count = entry.whole("bytes"), entry.whole("words")
    text = blob[at : at + size].decode("utf-8", "replace")
    at += size
    is_picture = bool(entry.header.get("picture"))
    raised = _runs(entry.rows("raised"))
    if not count:
        page = PageText(entry.whole("index"), text, is_picture=is_picture, raised=raised)
        return page, at
    starts, at = _whole_numbers(blob, at, count)
    ends, at = _whole_numbers(blob, at, count)
    lines, at = _whole_numbers(blob, at, count)
    boxes, at = _reals(blob, at, 4 * count)
    edges: list[tuple[float, ...]] = [()] * count
    headings: Sequence[int] = [entry.whole("heading")] * count
    if entry.whole("edges"):
        headings, at = _whole_numbers(blob, at, count)
        counts, at = _whole_numbers(blob, at, count)
        flat, at = _reals(blob, at, entry.whole("edges"))
        done = 0
        for i, length in enumerate(counts):
            edges[i] = tuple(flat[done : done + length])
            done += length
    words = tuple(
        Word(starts[i], ends[i], Quad(*boxes[4 * i : 4 * i + 4]), lines[i], edges[i], headings[i])
        for i in range(count)
    )
    return PageText(entry.whole("index"), text, words, is_picture, raised), at


def _runs(rows: Sequence[Value]) -> tuple[tuple[int, int], ...]:
    runs = []
    for row in rows:
        match row:
            case [int(start), int(end)]:
                runs.append((start, end))
            case _:
                continue
    return tuple(runs)


def _whole_numbers(blob: bytes, at: int, count: int) -> tuple["array[int]", int]:
    numbers = array("i")
    end = at + count * numbers.itemsize
    numbers.frombytes(blob[at:end])
    return numbers, end


def _reals(blob: bytes, at: int, count: int) -> tuple["array[float]", int]:
    numbers = array("f")
    end = at + count * numbers.itemsize
    numbers.frombytes(blob[at:end])
    return numbers, end
