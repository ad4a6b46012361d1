"""Answers about a document as a whole: page labels, clues to its title and authors."""

from pincite.documents.wire import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pincite.documents.wire import Value
    from pincite.documents.worker.leaf import Leaves

_CLUE_PAGES = 3
_TEXT_PAGES = 2
_MOST_LINES = 400
_BOLD = 16
_PRESERVE_WHITESPACE = 2


def labels(document: "Any") -> Message:
    """Label rules of the catalogue: rows of first page index, prefix, style letter, first value."""
    rows: list[Value] = [
        [
            int(rule.get("startpage", 0)),
            _plain(str(rule.get("prefix", ""))),
            str(rule.get("style", "")),
            int(rule.get("firstpagenum", 1) or 1),
        ]
        for rule in document.get_page_labels()
    ]
    return Message({"rules": rows})


def _plain(text: str) -> str:
    """PyMuPDF hands on a prefix in UTF-16 as it is written in the file: "<FEFF0041>"."""
    if not text.startswith("<FEFF") or not text.endswith(">"):
        return text
    try:
        return bytes.fromhex(text[5:-1]).decode("utf-16-be", "replace")
    except ValueError:
        return text


def clues(document: "Any", leaves: "Leaves") -> Message:
    """What may tell the title, authors and identifiers; a part that fails is left empty."""
    return Message({
        "info": _tried(lambda: _info(document), {}),
        "xmp": _tried(lambda: str(document.get_xml_metadata() or ""), ""),
        "lines": _tried(lambda: _lines(leaves), []),
        "text": _tried(lambda: _first_text(leaves), ""),
        "pages": len(document),
    })  # fmt: skip


def _tried(step: "Callable[[], Value]", otherwise: "Value") -> "Value":
    try:
        return step()
    except Exception:  # noqa: BLE001  (MuPDF raises anything anywhere, e.g. on broken XMP)
        return otherwise


def _info(document: "Any") -> "Value":
    return {
        str(key): " ".join(str(value).split())
        for key, value in (document.metadata or {}).items()
        if value and key != "encryption"
    }


def _first_text(leaves: "Leaves") -> str:
    from pincite.documents.worker.words import read_words

    count = min(_TEXT_PAGES, len(leaves))
    return "\n\n".join(read_words(leaves[i]).text for i in range(count))


def _lines(leaves: "Leaves") -> "list[Value]":
    """Rows of text, size in points, y as a share of the height, page index, rotated, bold."""
    from pincite.documents.worker.ligatures import mend

    rows: list[Value] = []
    for index in range(min(_CLUE_PAGES, len(leaves))):
        page = leaves[index]
        height = max(page.rect.height, 1.0)
        textpage = page.text_page(_PRESERVE_WHITESPACE)
        for block in textpage.extractDICT()["blocks"]:
            for line in block.get("lines", ()):
                spans = [s for s in line["spans"] if s["text"].strip()]
                if not spans or len(rows) >= _MOST_LINES:
                    continue
                longest = max(spans, key=lambda s: len(s["text"]))
                text = "".join(mend(c) for s in line["spans"] for c in s["text"])
                is_bold = bool(longest["flags"] & _BOLD) or "bold" in longest["font"].lower()
                is_rotated = abs(line["dir"][1]) > 0.1
                share = (line["bbox"][1] + line["bbox"][3]) / 2 / height
                size = float(longest["size"])
                rows.append([" ".join(text.split()), size, share, index, is_rotated, is_bold])
    return rows
