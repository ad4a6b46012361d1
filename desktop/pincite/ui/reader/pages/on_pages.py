"""What others put on the pages of a view: pictures over them, and what the mouse does there."""

from typing import Protocol

from PySide6.QtGui import QMouseEvent, QPainter

from pincite.ui.reader.pages.page_layout import Box, PageLayout


class PageOverlay(Protocol):
    """Something drawn over the pages."""

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw over a page whose box, in pixels of the painter, is `page`."""
        ...


class PointerTarget(Protocol):
    """What the mouse does on the pages."""

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        ...

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        ...

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        ...

    def double_click(self, event: QMouseEvent) -> None:
        """A second click followed at once."""
        ...
