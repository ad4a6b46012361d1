"""The panels at both sides of the pages, built when they are first seen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pincite.model.documents import OutlineEntry
from pincite.model.ids import Sha256
from pincite.ui.context import AppContext
from pincite.ui.reader.annotations.annotation_list import AnnotationList
from pincite.ui.reader.annotations.annotation_panel import AnnotationPanel
from pincite.ui.reader.find.find_results import FindResults
from pincite.ui.reader.find.hit_model import HitModel
from pincite.ui.reader.mentions.backlink_panel import BacklinkPanel
from pincite.ui.reader.mentions.mention_panel import MentionPanel
from pincite.ui.reader.mentions.pane_mentions import PaneMentions
from pincite.ui.reader.page_names import PageNames
from pincite.ui.reader.pages.rendering import DocumentFeed
from pincite.ui.reader.sides.outline_panel import OutlinePanel
from pincite.ui.reader.sides.thumbnail_panel import ThumbnailModel, ThumbnailPanel
from pincite.ui.theme import Theme
from pincite.ui.widgets import SubTabs


class LeftPanel(QFrame):
    """Thumbnails, outline, hits.

    Signals:
        page_chosen: page index.
        entry_chosen: OutlineEntry.
        hit_chosen: number of a hit.
        outline_wanted: the outline came on view for the first time.
    """

    page_chosen = Signal(int)
    entry_chosen = Signal(object)
    hit_chosen = Signal(int)

    def __init__(
        self, theme: Theme, feed: DocumentFeed, hits: HitModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.thumbnail_model = ThumbnailModel(feed, self)
        self.thumbnail_model.ratio = self.devicePixelRatioF()
        self.thumbnails = ThumbnailPanel(theme, self.thumbnail_model)
        self.outline = OutlinePanel(theme)
        self.results = FindResults(theme, hits)
        self.tabs = SubTabs(theme)
        self.tabs.add("thumbnails", self.tr("Pages"), self.thumbnails)
        self.tabs.add("outline", self.tr("Outline"), self.outline)
        self.tabs.add("hits", self.tr("Hits"), self.results)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self.setMinimumWidth(theme.spacing(44))
        self.thumbnails.chosen.connect(self.page_chosen)
        self.outline.chosen.connect(self.entry_chosen)
        self.results.chosen.connect(self.hit_chosen)

    def set_names(self, names: PageNames) -> None:
        """Use other page names."""
        self.thumbnail_model.set_pages(names)
        self.outline.model.set_names(names)

    def set_outline(self, entries: Sequence[OutlineEntry]) -> None:
        """Show the outline; a document that has one opens with it."""
        self.outline.set_entries(entries)
        if entries and self.tabs.current == "thumbnails":
            self.tabs.show_page("outline")

    def follow(self, page_index: int) -> None:
        """Select what is being read."""
        self.thumbnails.follow(page_index)
        self.outline.follow(page_index)


class RightPanel(QFrame):
    """The annotations of the document, the citations in it, and who cites it."""

    def __init__(
        self,
        context: AppContext,
        documents: Callable[[], Sequence[Sha256]],
        mentions: PaneMentions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.annotations = AnnotationPanel(context, documents)
        self.mentions = MentionPanel(context, mentions)
        self.backlinks = BacklinkPanel(context.theme, mentions)
        self.tabs = SubTabs(context.theme)
        self.tabs.add("annotations", self.tr("Annotations"), self.annotations)
        self.tabs.add("mentions", self.tr("Mentions"), self.mentions)
        self.tabs.add("backlinks", self.tr("Backlinks"), self.backlinks)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)

    def set_names(self, names: PageNames) -> None:
        """Use other page names."""
        self.annotations.set_names(names)
        self.mentions.set_names(names)
        self.backlinks.set_names(names)

    @property
    def list(self) -> AnnotationList:
        """The list of annotations."""
        return self.annotations.list
