"""All citation styles as a list that can be searched."""

from collections.abc import Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from pincite.citing.style_index import Style
from pincite.citing.styles import find_styles, list_styles
from pincite.ui.bibliography.citations_model import Index

USUAL = (
    "apa", "chicago-notes-bibliography", "modern-language-association", "ieee",
    "chicago-author-date", "harvard-cite-them-right",
)  # fmt: skip
"""The styles asked for most, which stand first."""

STYLE_ROLE = Qt.ItemDataRole.UserRole
"""The `Style` of an index."""

_ALL = 100_000


def cache_folder() -> Path:
    """Where the table of styles is kept between runs."""
    return Path(platformdirs.user_cache_dir("pincite", False))


def read_styles() -> list[Style]:
    """All styles, those asked for most first, then by title; takes two seconds the first time."""
    styles = list_styles(cache_folder())
    usual = [style for name in USUAL for style in styles if style.name == name]
    return usual + [style for style in styles if style.name not in USUAL]


class StyleList(QAbstractListModel):
    """The styles that fit what is typed; empty until they are read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Style] = ()
        self._shown: Sequence[Style] = ()
        self._text = ""

    def set_styles(self, styles: Sequence[Style]) -> None:
        """Take the styles that were read."""
        self._all = styles
        self.search(self._text)

    def search(self, text: str) -> None:
        """Show the styles that `find_styles` finds for `text`; all for an empty one."""
        self.beginResetModel()
        self._text = text.strip()
        found = find_styles(self._text, _ALL, among=self._all) if self._text else None
        self._shown = self._all if found is None else _usual_first(found)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """The row of a style, -1 when it is not shown."""
        return next((row for row, style in enumerate(self._shown) if style.name == name), -1)

    def style_named(self, name: str) -> Style | None:
        """A style by its name; None when it is unknown or nothing was read yet."""
        return next((style for style in self._all if style.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        style = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return style.title
        return style if role == STYLE_ROLE else None


def _usual_first(styles: list[Style]) -> list[Style]:
    return sorted(styles, key=lambda s: USUAL.index(s.name) if s.name in USUAL else len(USUAL))
