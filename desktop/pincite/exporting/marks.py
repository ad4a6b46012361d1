"""The HTML of the citation engine as Markdown and as plain text."""

import html
import re
from html.parser import HTMLParser

_MARKDOWN = {"i": "*", "em": "*", "b": "**", "strong": "**", "sup": "^", "sub": "~"}
_SPACE = re.compile(r"[ \t\r\n]+")
_SIGNS = re.compile(r"([\\`*_\[\]<>^~])")


class _Reader(HTMLParser):
    """Collects the text of an entry, with Markdown's signs for its marks when asked to."""

    def __init__(self, *, is_markdown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._is_markdown = is_markdown
        self._parts: list[str] = []

    def text(self) -> str:
        return _SPACE.sub(" ", "".join(self._parts)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "div":
            self._parts.append(" ")
        elif self._is_markdown:
            self._parts.append(_MARKDOWN.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if self._is_markdown:
            self._parts.append(_MARKDOWN.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._parts.append(escape_markdown(data) if self._is_markdown else data)


def markdown_of(entry: str) -> str:
    """One line of Markdown for an entry in HTML."""
    return _read(entry, is_markdown=True)


def text_of(entry: str) -> str:
    """One line of plain text for an entry in HTML."""
    return _read(entry, is_markdown=False)


def escape_markdown(text: str) -> str:
    """Plain text so that Markdown shows it as it is."""
    return _SIGNS.sub(r"\\\1", text)


def escape_html(text: str) -> str:
    """Plain text for the content or a quoted attribute of HTML."""
    return html.escape(text, quote=True)


def _read(entry: str, *, is_markdown: bool) -> str:
    reader = _Reader(is_markdown=is_markdown)
    reader.feed(entry)
    reader.close()
    return reader.text()
