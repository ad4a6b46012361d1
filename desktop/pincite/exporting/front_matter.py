"""The head of a Markdown file: properties in YAML between two lines of dashes.

Only as much of YAML as is needed to change our own properties and leave those of others alone.
"""

import json
import re
from collections.abc import Mapping

_HEAD = re.compile(r"\A---[ \t]*\n(?P<text>.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^(?P<key>[^\s:#-][^:]*?)[ \t]*:(?=\s|$)")


def split_head(text: str) -> tuple[dict[str, str], str]:
    """The properties, each with all its lines, and the text after the head."""
    head = _HEAD.match(text)
    if head is None:
        return {}, text
    found: dict[str, str] = {}
    name = ""
    for line in (head["text"] or "").splitlines(keepends=True):
        key = _KEY.match(line)
        name = key["key"] if key else name
        found[name] = found.get(name, "") + line
    return found, text[head.end() :]


def with_properties(
    found: Mapping[str, str], own: Mapping[str, object], first_time: Mapping[str, object]
) -> str:
    """The head with our properties brought up to date; what others wrote stays as it stands.

    Args:
        found: as `split_head` gives them.
        own: name -> text, number or list of texts, written anew each time.
        first_time: written only where there is none of the name.
    """
    new = {name: value for name, value in first_time.items() if name not in found} | dict(own)
    lines = []
    for name, text in found.items():
        if name in new:
            lines.append(_line(name, new.pop(name)))
        else:
            lines.append(text)
    lines += [_line(name, value) for name, value in new.items()]
    return f"---\n{''.join(lines)}---\n"


def _line(name: str, value: object) -> str:
    # What JSON writes is YAML too, and quoted text is never taken for a date or a number.
    return f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
