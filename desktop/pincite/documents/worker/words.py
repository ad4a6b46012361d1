"""The words of a page in reading order, off a display list without annotations.

PyMuPDF's own `get_text` reads what annotations say into the text, drops the ligatures of TeX fonts
without Unicode tables, and with `sort=True` mixes columns; none of that may happen to a quotation.
"""

from array import array

from pincite.documents.worker import engine
from pincite.documents.worker.bidi import in_reading_order, runs_leftward
from pincite.documents.worker.columns import columns_first, reads_across_columns
from pincite.documents.worker.leaf import Leaf
from pincite.documents.worker.ligatures import has_font_codes, is_garbled, mend
from pincite.documents.worker.raised import raised_marks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pincite.documents.worker.bidi import Placed

# Ligatures are taken apart, what lies outside the page is left out.
_FLAGS = 2 | 64 | 128  # TEXT_PRESERVE_WHITESPACE, TEXT_MEDIABOX_CLIP, TEXT_CID_FOR_UNKNOWN_UNICODE
_SAME_ROW = 0.6

RawWord = tuple[float, float, float, float, str, int, int, tuple[float, ...], int]
"""x0, y0, x1, y1 as displayed, text, block, line, its character boundaries (or none), heading."""
_HEADINGS = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


class PageWords:
    """The text of a page and where its words stand, ready to be sent.

    Attributes:
        text: words of a line joined by a space, lines by a line feed, blocks by two.
        starts, ends, lines: per word, offsets in `text` and the number of its line.
        boxes: four numbers a word, as displayed (rotation applied).
        edges: per word its character boundaries, or an empty tuple; x where it is displayed level,
            y where it is displayed upright.
        headings: per word with edges the way it runs as displayed, see `model.texts`; else empty.
        raised: starts and ends of raised digits in `text`, where they were asked for.
        is_garbled: the text layer is control codes; `text` is empty then.
    """

    __slots__ = (
        "boxes", "edges", "ends", "headings", "is_garbled", "lines", "raised", "starts", "text",
    )  # fmt: skip

    def __init__(self) -> None:
        self.text = ""
        self.starts = array("i")
        self.ends = array("i")
        self.lines = array("i")
        self.boxes = array("f")
        self.edges: list[tuple[float, ...]] = []
        self.headings = array("i")
        self.raised: list[tuple[int, int]] = []
        self.is_garbled = False


def read_words(page: "Any", *, edges: bool = False, raised: bool = False) -> PageWords:
    """Read a page, a `Leaf` or one of PyMuPDF's.

    Args:
        edges: with the edges of characters.
        raised: with raised marks; those of pages with candidates only take time.
    """
    textpage = _text_page(page)
    words = _words_of(textpage, page.rect.width, edges=edges)
    if raised:
        words.raised = raised_marks(words.text, words.starts, words.ends, words.boxes, textpage)
    return words


def joined(parts: "Sequence[PageWords]") -> PageWords:
    """The words of several regions of a page as those of one page, a block each."""
    page = PageWords()
    for part in parts:
        if not part.text.strip():
            continue
        shift = len(page.text) + 2 if page.text else 0
        line = page.lines[-1] + 1 if page.lines else 0
        page.text = f"{page.text}\n\n{part.text}" if page.text else part.text
        page.starts.extend(start + shift for start in part.starts)
        page.ends.extend(end + shift for end in part.ends)
        page.lines.extend(number + line for number in part.lines)
        page.boxes.extend(part.boxes)
    return page


def _words_of(textpage: "Any", width: float, *, edges: bool) -> PageWords:
    plain = textpage.extractTEXT()
    if is_garbled(plain):
        garbled = PageWords()
        garbled.is_garbled = True
        return garbled
    if edges or has_font_codes(plain) or runs_leftward(plain):
        words = _by_character(textpage)
    else:
        words = [(*w[:7], (), 0) for w in textpage.extractWORDS() if w[4]]
    if reads_across_columns(words, width):
        words = columns_first(words)
    return _joined(words)


def _text_page(page: "Any") -> "Any":
    if isinstance(page, Leaf):
        return page.text_page(_FLAGS)
    # Keep the display list in a name: the text page must not outlive it.
    drawn = page.get_displaylist(annots=False)
    return engine.full().TextPage(drawn.get_textpage(_FLAGS))


def _by_character(textpage: "Any") -> list[RawWord]:
    """Words from single characters: slower, but with their edges and TeX's ligature codes."""
    words: list[RawWord] = []
    for number, block in enumerate(textpage.extractRAWDICT()["blocks"]):
        for line_number, line in enumerate(block.get("lines", ())):
            heading = _HEADINGS.get((round(line["dir"][0], 2), round(line["dir"][1], 2)))
            run: list[Placed] = []
            for character in _placed([c for span in line["spans"] for c in span["chars"]]):
                if not character[0].isspace():
                    run.append(character)
                elif run:
                    words.append(_word(run, number, line_number, heading))
                    run = []
            if run:
                words.append(_word(run, number, line_number, heading))
    return words


def _placed(characters: "list[dict[str, Any]]") -> "list[Placed]":
    """The characters of a line in reading order."""
    if runs_leftward("".join([c["c"] for c in characters])):
        return in_reading_order(characters)
    return [(mend(c["c"]), c["bbox"], False) for c in characters]


def _word(characters: "list[Placed]", block: int, line: int, heading: int | None) -> RawWord:
    boxes = [box for _, box, _ in characters]
    edges: tuple[float, ...] = ()
    if heading is not None:
        if sum(is_leftward for *_, is_leftward in characters) * 2 > len(characters):
            heading = (heading + 180) % 360
        edges = _edges(characters, heading)
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
        "".join([letters for letters, *_ in characters]),
        block,
        line,
        edges,
        heading or 0,
    )


def _edges(characters: "list[Placed]", heading: int) -> tuple[float, ...]:
    """Boundaries of the letters along their heading; none where they do not follow each other."""
    low, high = (1, 3) if heading in (90, 270) else (0, 2)
    if heading in (180, 270):
        low, high = high, low
    edges: list[float] = []
    for letters, box, _ in characters:
        step = (box[high] - box[low]) / max(1, len(letters))
        edges.extend([box[low] + step * k for k in range(len(letters))])
    edges.append(characters[-1][1][high])
    return tuple(edges) if edges == sorted(edges, reverse=low > high) else ()


def _joined(words: list[RawWord]) -> PageWords:
    """Text and places of words in their final order. Runs for every word: kept plain for speed."""
    page = PageWords()
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    lines: list[int] = []
    at = line = 0
    block_number = line_number = -1
    last: RawWord | None = None
    for word in words:
        gap = " "
        if word[6] != line_number or word[5] != block_number:
            gap = "" if last is None else _gap(last, word)
            if gap != " ":
                line += last is not None
            block_number, line_number = word[5], word[6]
        parts.append(gap)
        parts.append(word[4])
        at += len(gap)
        starts.append(at)
        at += len(word[4])
        ends.append(at)
        lines.append(line)
        last = word
    page.text = "".join(parts)
    page.starts, page.ends, page.lines = array("i", starts), array("i", ends), array("i", lines)
    page.boxes = array("f", [side for word in words for side in word[:4]])
    if any(word[7] for word in words):
        page.edges = [word[7] for word in words]
        page.headings = array("i", [word[8] for word in words])
    return page


def _gap(last: RawWord, word: RawWord) -> str:
    """What stands between the last word of a line of MuPDF's and the first word of the next."""
    if last[5] != word[5]:
        return "\n\n"
    # MuPDF ends a "line" at every wide space; a line for people goes on while the row does.
    overlap = min(last[3], word[3]) - max(last[1], word[1])
    height = max(min(last[3] - last[1], word[3] - word[1]), 0.1)
    is_on = word[0] >= last[2] - height
    if 180 in (last[8], word[8]):
        # Arabic and Hebrew go on to the left.
        is_on = is_on or word[2] <= last[0] + height
    return " " if overlap > _SAME_ROW * height and is_on else "\n"
