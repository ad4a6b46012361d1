"""The pages of a pane, with all that is drawn on them and what the pointer meets there."""

from typing import TYPE_CHECKING

from pincite.ui.reader.annotations.annotation_paint import AnnotationOverlay
from pincite.ui.reader.links.link_layer import LinkLayer
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.pages.page_view import PageView
from pincite.ui.reader.pages.paragraph_numbers import ParagraphNumbers
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.text.page_texts import PageTexts
from pincite.ui.reader.text.selection_bar import SelectionBar
from pincite.ui.reader.text.text_paint import FindOverlay, SelectionOverlay
from pincite.ui.reader.text.text_pointer import TextPointer

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane


class PaneCanvas:
    """Makes the view of the pages and its layers, from the lowest to the uppermost.

    Attributes:
        found: marks the hits of the find bar.
        numbers: the numbers of an article's paragraphs, in its margin.
    """

    def __init__(self, pane: "ReaderPane") -> None:
        context, theme = pane.context, pane.context.theme
        self.pictures = PictureStore(pane.feed, context.page_budget, pane)
        self.pictures.set_theme(PageTheme(context.settings.page_theme))
        self.view = PageView(self.pictures, theme)
        self.texts = PageTexts(pane.feed, pane)
        self.annotations = AnnotationOverlay(theme, self.pictures)
        self.found = FindOverlay(theme, self.texts, self.pictures)
        shown = SelectionOverlay(theme, self.texts, self.pictures)
        self.numbers = ParagraphNumbers(theme, self.texts, self.pictures)
        self.numbers.is_shown = context.settings.shows_paragraph_numbers
        self.view.overlays = [self.annotations, self.found, shown, self.numbers]
        self.pointer = TextPointer(self.view, self.texts, shown, self.annotations)
        self.view.pointer = self.pointer
        self.links = LinkLayer(
            self.view, pane.feed, self.pictures, theme, lambda index: pane.names.page(index)
        )
        self.pointer.links = self.links
        self.selection_bar = SelectionBar(theme, self.view.viewport())
