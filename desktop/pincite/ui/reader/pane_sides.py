"""The panels that belong to one pane: made when they are first shown, and kept up to date."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.model.documents import OutlineEntry
from pincite.model.ids import AnnotationId

if TYPE_CHECKING:
    from pincite.services.mentions import MentionRow
    from pincite.ui.reader.reader_pane import ReaderPane
    from pincite.ui.reader.sides.panels import LeftPanel, RightPanel


class PaneSides(QObject):
    """Left: pages, outline, hits. Right: annotations. The tab gives them their room.

    Attributes:
        left, right: None until they are asked for.
    """

    def __init__(self, pane: "ReaderPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self.left: LeftPanel | None = None
        self.right: RightPanel | None = None

    def left_panel(self) -> "LeftPanel":
        """The panel at the left."""
        if self.left is None:
            self.left = self._make_left()
            self._pane.feed.request_outline()
        return self.left

    def right_panel(self) -> "RightPanel":
        """The panel at the right."""
        if self.right is None:
            self.right = self._make_right()
        return self.right

    def set_names(self) -> None:
        """Use the names that the pane has now."""
        if self.left is not None:
            self.left.set_names(self._pane.names)
        if self.right is not None:
            self.right.set_names(self._pane.stored_names)

    def set_outline(self, entries: Sequence[OutlineEntry]) -> None:
        """Show the outline."""
        if self.left is not None:
            self.left.set_outline(entries)
            self.follow()

    def follow(self) -> None:
        """Select what is being read."""
        if self.left is not None and self.left.isVisible():
            self.left.follow(self._pane.view.current_page)
        if self.right is not None:
            self.right.backlinks.follow(self._pane.stored_page)

    def ask_outline(self) -> None:
        """Ask for the outline of the file, if it is wanted; `set_outline` is to follow."""
        if self.left is not None:
            self._pane.feed.request_outline()

    def show_annotations(self) -> None:
        """Show the cards, which speak of the library's places as their menus and the trash do."""
        if self.right is not None:
            self.right.annotations.show_annotations(
                self._pane.marks.stored, self._pane.external.shown
            )

    def select_card(self, annotation_id: AnnotationId | None) -> None:
        """Select a card without jumping to its page."""
        if self.right is not None:
            self.right.list.select(annotation_id)

    def select_mention(self, row: "MentionRow") -> None:
        """Select the card of a citation without jumping to it."""
        if self.right is not None:
            self.right.mentions.select(row.mention.id)

    def select_hit(self, number: int) -> None:
        """Select a hit of the find bar."""
        if self.left is not None and self.left.isVisible():
            self.left.tabs.show_page("hits")
            self.left.results.select(number)

    def close(self) -> None:
        """Let go of the panels, which stand in rooms of the tab."""
        for panel in (self.left, self.right):
            if panel is not None:
                panel.deleteLater()
        self.left = self.right = None

    def _make_left(self) -> "LeftPanel":
        from pincite.ui.reader.sides.panels import LeftPanel

        pane = self._pane
        panel = LeftPanel(pane.context.theme, pane.feed, pane.finding.hits)
        panel.set_names(pane.names)
        panel.page_chosen.connect(pane.go_to)
        panel.entry_chosen.connect(pane.places.go_to_entry)
        panel.hit_chosen.connect(pane.finding.control.show_hit)
        return panel

    def _make_right(self) -> "RightPanel":
        from pincite.ui.reader.annotations.external_banner import ExternalBanner
        from pincite.ui.reader.sides.panels import RightPanel

        pane = self._pane
        panel = RightPanel(pane.context, lambda: pane.marks.documents, pane.mentions)
        panel.set_names(pane.stored_names)
        panel.backlinks.follow(pane.stored_page)
        panel.annotations.show_annotations(pane.marks.stored, pane.external.shown)
        panel.annotations.chosen.connect(pane.mark_focus.show)
        panel.list.set_pictures(pane.area_pictures)
        panel.annotations.acts.recoloured.connect(lambda v: pane.marks.take_colour(*v))
        panel.annotations.add_head(ExternalBanner(pane.context.theme, pane.external))
        pane.external.changed.connect(self.show_annotations)
        return panel
