"""The kinds of places that a citation can name, as people call them."""

from PySide6.QtCore import QCoreApplication

_WORDS = {
    "article-locator": "article",
    "elocation": "e-location",
    "sub-verbo": "entry (s.v.)",
    "title-locator": "title",
}


def kind_word(kind: str) -> str:
    """A CSL locator kind for people."""
    return QCoreApplication.translate("LocatorKind", _WORDS.get(kind, kind))
