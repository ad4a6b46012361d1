"""Mendeley's notes as Markdown: plain text, its own marks of old (`<m:bold>`), or HTML."""

import re

from pincite.importing.references.html_notes import note_text

_OWN = re.compile(r"<(/?)m:(\w+)\s*(/?)>")
_OWN_TAGS = {"bold": "b", "italic": "i", "center": "p", "right": "p", "left": "p"}
_EMPTY_BREAK = re.compile(r"<m:linebreak\s*>\s*</m:linebreak\s*>|<m:linebreak\s*/?>")
_TAG = re.compile(r"</?(?:br|p|div|b|i|u|strong|em|span|ul|ol|li|a|h[1-6])(?:\s[^<>]*)?/?>", re.I)


def note_markdown(text: str) -> str:
    """A note as Markdown; empty for one that says nothing."""
    html = _OWN.sub(_tag, _EMPTY_BREAK.sub("<br/>", text))
    if _TAG.search(html) is None:
        # "p < 0.05" is no HTML.
        return note_text(html.replace("<", "&lt;"))
    return note_text(html)


def _tag(match: re.Match[str]) -> str:
    """Its own tag as one of HTML; what has none ("m:note", "m:underline") is left out."""
    tag = _OWN_TAGS.get(match[2].lower())
    return f"<{match[1]}{tag}{match[3]}>" if tag else ""
