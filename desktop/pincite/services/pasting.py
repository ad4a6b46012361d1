"""Passages from the clipboard, to be imported as articles."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from pincite.library.files import safe_name

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """Text or HTML from the clipboard.

    Attributes:
        text: as plain text, always there.
        html: the same as HTML; empty when there is only text.
        url: where it was copied from, if that is known.
    """

    text: str
    html: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """A file name: its first words."""
        first = next((line.strip() for line in self.text.split("\n") if line.strip()), "")
        words = first[:_LONGEST_NAME].rsplit(" ", 1)[0] if len(first) > _LONGEST_NAME else first
        suffix = ".html" if self.html else ".txt"
        return safe_name((words.rstrip(" .") or "Pasted text") + suffix)

    def saved(self, folder: Path) -> Path:
        """The passage as a file in `folder`."""
        path = folder / self.name
        if self.html:
            title = f"<title>{escape(path.stem)}</title>"
            page = self.html if "<body" in self.html.lower() else f"<body>{self.html}</body>"
            path.write_text(f'<meta charset="utf-8">{title}{page}', encoding="utf-8")
        else:
            path.write_text(self.text, encoding="utf-8")
        return path
