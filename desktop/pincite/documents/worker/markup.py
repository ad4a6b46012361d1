"""Article markup: its text for the completeness check, and simpler versions for a second try."""

import re
import unicodedata
from collections import Counter
from html import escape
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BLOCKS = frozenset({
    "p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article",
    "figcaption", "caption", "td", "th", "dt", "dd", "tr", "figure", "ul", "ol", "table",
})  # fmt: skip
_TABLE_TAGS = re.compile(
    r"<(/?)(?:table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b([^>]*)>", re.I
)
_SHAPED = ("ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "THAI", "KHMER", "SYRIAC")
_SHAPED_SHARE = 0.05


def is_complete(html: str, drawn: str, least: float, least_shaped: float) -> bool:
    """True when the letters and digits of an article stand on its pages, as often as in it.

    Args:
        drawn: the text of the pages.
        least: share that must be there; `least_shaped` where a script's letters join.
    """
    wanted, found = _letters(visible_text(html)), _letters(drawn)
    total = sum(wanted.values())
    if total == 0:
        return True
    share = sum((wanted & found).values()) / total
    shaped = sum(n for c, n in wanted.items() if unicodedata.name(c, "").startswith(_SHAPED))
    return share >= (least_shaped if shaped > _SHAPED_SHARE * total else least)


def visible_text(html: str) -> str:
    """What a reader of the article sees, blocks on lines of their own."""
    return "\n".join(text for _, text in _blocks(html))


def without_tables(html: str) -> str:
    """Tables as running blocks: a cell taller than a page cannot be laid out as one."""
    return _TABLE_TAGS.sub(lambda m: f"<{m[1]}div{m[2] if not m[1] else ''}>", html)


def plain(html: str) -> str:
    """Only paragraphs, with their ids."""
    parts = []
    for identity, text in _blocks(html):
        name = f' id="{escape(identity)}"' if identity else ""
        parts.append(f"<p{name}>{escape(text)}</p>")
    return "".join(parts)


def _letters(text: str) -> "Counter[str]":
    folded = unicodedata.normalize("NFKC", text)
    return Counter(c for c in folded if c.isalnum())


def _blocks(html: str) -> list[tuple[str, str]]:
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    return parser.finished()


class _Blocks(HTMLParser):
    """Collects the text of blocks, each with the id of the innermost block that has one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._id = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS or tag == "br":
            self._end()
            self._id = dict(attrs).get("id") or self._id

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._unseen:
            self._parts.append(data)

    def finished(self) -> list[tuple[str, str]]:
        """All blocks with text."""
        self._end()
        return self._found

    def _end(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self._found.append((self._id, text))
            self._id = ""
        self._parts.clear()
