"""CSL's rich text: five marks within a text.

Source: Citation Style Language 1.0.2, "Rich text" of its JSON input (i, b, sup, sub, span).
"""

import re

_MARKED = re.compile(
    r"<(?P<tag>i|b|sup|sub|sc|span)(?:\s[^<>]*)?>(?P<text>.*?)</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)


def plain_text(text: str) -> str:
    """The text without marks; one that lacks its partner is text."""
    while "<" in text:
        plain = _MARKED.sub(lambda match: match["text"], text)
        if plain == text:
            break
        text = plain
    return text
