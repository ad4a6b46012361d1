"""Tooltips with words of others: titles, headings, names of files."""

from html import escape


def plain_tip(text: str) -> str:
    """A text as a tooltip that shows it as it stands.

    Qt takes what looks like markup for markup, and would load the picture that a title names.
    """
    return f"<qt>{escape(text)}</qt>" if "<" in text else text
