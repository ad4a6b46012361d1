"""Pages to read text from, without PyMuPDF's classes.

PyMuPDF's functions for text are written in C++ and take plain pointers of MuPDF: they are called
here as PyMuPDF calls them, which saves the 18 MB and 0.1 s of importing it. Names are PyMuPDF's
where the meaning is.

Source: `pymupdf/__init__.py`, class TextPage; MuPDF's `structured-text.h`.
"""

from pincite.documents.worker import engine
from pincite.documents.worker.raster import Raster

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PRESERVE_IMAGES = 4
_IMAGE_BLOCK = 1
_FIRST_PAGES = 3


class Rect(tuple[float, float, float, float]):
    """x0, y0, x1, y1 in points."""

    __slots__ = ()

    @property
    def width(self) -> float:
        """Its width."""
        return self[2] - self[0]

    @property
    def height(self) -> float:
        """Its height."""
        return self[3] - self[1]

    def __abs__(self) -> float:
        """Its area."""
        return self.width * self.height


class Leaves:
    """The pages of an open document, by their index.

    An import reads the first ones three times, for the title, the authors and the text: what MuPDF
    makes of them is kept until `close`.
    """

    def __init__(self, raster: Raster) -> None:
        self._raster = raster
        self._kept: dict[int, Any] = {}

    def __getitem__(self, index: int) -> "Leaf":
        return Leaf(self, index)

    def __len__(self) -> int:
        return self._raster.pages

    def size(self, index: int) -> tuple[float, float, int]:
        """Width and height in points as displayed, and the rotation of a page."""
        return self._raster.size(index)

    def contents(self, index: int) -> "Any":
        """A display list of a page without annotations; the caller frees it."""
        mu = engine.bare()
        if index >= _FIRST_PAGES:
            return self._raster.contents(index)
        if index not in self._kept:
            self._kept[index] = self._raster.contents(index)
        return mu.ll_fz_keep_display_list(self._kept[index])

    def close(self) -> None:
        """Free what was kept; before the document is closed."""
        for display_list in self._kept.values():
            engine.bare().ll_fz_drop_display_list(display_list)
        self._kept.clear()


class Leaf:
    """One page.

    Attributes:
        number: its index.
        rect: the page as displayed, at the origin.
        rotation: degrees clockwise by which it is turned for display.
    """

    def __init__(self, leaves: Leaves, index: int) -> None:
        width, height, self.rotation = leaves.size(index)
        self.number = index
        self.rect = Rect((0.0, 0.0, width, height))
        self._leaves = leaves

    def text_page(self, flags: int) -> "TextPage":
        """What stands on the page, annotations left out."""
        return TextPage(self._leaves.contents(self.number), flags)

    def get_image_info(self) -> "list[dict[str, Any]]":
        """Where pictures stand on the page, as "bbox" of each entry."""
        return [
            block
            for block in self.text_page(_PRESERVE_IMAGES).extractRAWDICT()["blocks"]
            if block["type"] == _IMAGE_BLOCK
        ]


class TextPage:
    """The characters of a page.

    Args:
        display_list: of the page; freed here.
        flags: TEXT_… of PyMuPDF.
    """

    def __init__(self, display_list: "Any", flags: int) -> None:
        mu = self._mu = engine.bare()
        self._extra = engine.extra()
        try:
            options = mu.new_fz_stext_options()
            mu.fz_stext_options_flags_set(options, flags)
            # The object that PyMuPDF's functions take; it frees the text when it goes.
            self._page = mu.new_FzStextPage(
                mu.ll_fz_new_stext_page_from_display_list(display_list, options)
            )
        finally:
            mu.ll_fz_drop_display_list(display_list)

    def extractTEXT(self) -> str:  # noqa: N802  (PyMuPDF's name)
        """All of it, line by line."""
        mu = self._mu
        plain = mu.new_FzBuffer(mu.ll_fz_new_buffer(1024))
        self._extra.JM_print_stext_page_as_text(plain, self._page)
        data: bytes = mu.ll_fz_buffer_to_bytes_internal(mu.FzBuffer_m_internal_get(plain), 0)
        return data.decode("raw_unicode_escape", "replace")

    def extractWORDS(self) -> "list[tuple[Any, ...]]":  # noqa: N802  (PyMuPDF's name)
        """Rows of x0, y0, x1, y1, word, block, line, number in the line."""
        return list(self._extra.extractWORDS(self._page, None))

    def extractDICT(self) -> "dict[str, Any]":  # noqa: N802  (PyMuPDF's name)
        """Blocks of lines of spans of text in one font and size; see PyMuPDF."""
        return self._blocks(with_characters=False)

    def extractRAWDICT(self) -> "dict[str, Any]":  # noqa: N802  (PyMuPDF's name)
        """Blocks of lines of spans of characters; see PyMuPDF."""
        return self._blocks(with_characters=True)

    def _blocks(self, *, with_characters: bool) -> "dict[str, Any]":
        result: dict[str, Any] = {}
        pointer = self._mu.FzStextPage_m_internal_get(self._page)
        self._extra.JM_make_textpage_dict(pointer, result, with_characters)
        return result
