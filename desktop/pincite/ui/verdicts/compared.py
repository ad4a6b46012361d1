"""Two texts as rich text, with the words that differ marked."""

from collections.abc import Sequence
from html import escape

from pincite.model.checks import Verdict
from pincite.ui.theme import Role, Theme


def quoted_html(verdict: Verdict, theme: Theme) -> str:
    """The quotation; words that the source does not have are marked."""
    return _joined([_part(c.quoted, theme, is_same=c.is_same) for c in verdict.chunks])


def source_html(verdict: Verdict, theme: Theme) -> str:
    """What the source has, with a little of what is around it."""
    found = _joined([_part(c.found, theme, is_same=c.is_same) for c in verdict.chunks])
    if not verdict.found:
        return ""
    muted = theme.colour(Role.MUTED).name()
    before, after = _end(verdict.before), _start(verdict.after)
    lead = f'<span style="color:{muted}">{escape(before)}</span> ' if before else ""
    trail = f'<span style="color:{muted}">{escape(after)}</span>' if after else ""
    gap = "" if after[:1] in tuple(".,;:!?)”’»") else " "
    return f"{lead}{found}{gap}{trail}"


def _part(text: str, theme: Theme, *, is_same: bool) -> str:
    if is_same or not text:
        return escape(text)
    # Bold and underlined too: a colour alone would not tell everybody.
    mark = theme.colour(Role.MARK).name()
    ink = theme.colour(Role.TEXT).name()
    style = f"background-color:{mark};color:{ink};font-weight:600;text-decoration:underline"
    return f'<span style="{style}">{escape(text)}</span>'


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


_AROUND = 90


def _end(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return "… " + text[-_AROUND:].partition(" ")[2]


def _start(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return text[:_AROUND].rpartition(" ")[0] + " …"
