"""Plain text as a part of Markdown and of HTML."""

import html
import re

_SIGNS = re.compile(r"([\\`*_\[\]<>^~])")


def escape_markdown(text: str) -> str:
    """Plain text so that Markdown shows it as it is."""
    return _SIGNS.sub(r"\\\1", text)


def escape_html(text: str) -> str:
    """Plain text for the content or a quoted attribute of HTML."""
    return html.escape(text, quote=True)
