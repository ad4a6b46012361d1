"""What a tool is to the tool box: it gets the mouse on one page and may draw over it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QPainter

from pincite.ui.reader.pages.page_layout import Box, PageLayout
from pincite.ui.reader.pages.page_view import PageSpot


class PageTool:
    """A tool that is drawn over a page with the left button. This one does nothing.

    All spots of one use are on the page where it began, and may lie beyond its edges.
    """

    def cursor(self) -> QCursor:
        """The cursor over pages."""
        return QCursor(Qt.CursorShape.CrossCursor)

    def press(self, spot: PageSpot) -> None:
        """The button went down on a page."""

    def move(self, spot: PageSpot) -> None:
        """The mouse moved with the button down."""

    def release(self, spot: PageSpot) -> None:
        """The button went up."""

    def cancel(self) -> bool:
        """Leave what is being drawn; False when nothing is."""
        return False

    def paint_over(self, painter: QPainter, index: int, page: Box, layout: PageLayout) -> None:
        """Draw what is being made."""
