"""Broken XML made well-formed: what is opened is closed, what was never opened is left out."""

import re

_PART = re.compile(
    r"(?P<literal><!\[CDATA\[)|<(?P<close>/)?(?P<name>[A-Za-z_][A-Za-z0-9_.:-]*)"
    r"(?P<attributes>(?:\s+[A-Za-z_][A-Za-z0-9_.:-]*\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<empty>/)?>"
    r"|(?P<sign>[<>&])"
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_LOOSE = re.compile(rf"&(?!{_REFERENCE.pattern[1:]})")
_SIGNS = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_DEEPEST = 200


def balanced(text: str) -> str:
    """The text with an end for each element, and with signs that begin none as such.

    Args:
        text: without declaration and document type.
    """
    parts: list[str] = []
    names: list[str] = []
    at = 0
    last_literal, end = text.rfind("]]>"), len(text.rstrip())
    for found in _PART.finditer(text):
        if found.start() < at:
            continue
        parts.append(text[at : found.start()])
        at = found.end()
        if found["literal"]:
            at = text.find("]]>", at) + 3 if at <= last_literal else at
            parts.append(text[found.start() : at] if at > found.end() else "&lt;![CDATA[")
        elif found["sign"]:
            is_reference = _REFERENCE.match(text, found.start())
            parts.append(found["sign"] if is_reference else _SIGNS[found["sign"]])
        elif not found["close"] and found["empty"]:
            parts.append(_LOOSE.sub("&amp;", found[0]))
        elif not found["close"]:
            if len(names) < _DEEPEST:
                names.append(found["name"])
                parts.append(_LOOSE.sub("&amp;", found[0]))
        elif found["name"] in names and (found["name"] != names[0] or at >= end):
            # The root ends with the file, not before.
            while names[-1] != found["name"]:
                parts.append(f"</{names.pop()}>")
            parts.append(f"</{names.pop()}>")
    parts += [text[at:], *(f"</{name}>" for name in reversed(names))]
    return "".join(parts)
