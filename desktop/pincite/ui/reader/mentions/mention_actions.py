"""The actions for citations: stepping through them, their panels, and marking them at all."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pincite.ui.reader.view_actions import AddAction

if TYPE_CHECKING:
    from pincite.ui.reader.tab import ReaderTab


class MentionActions(QObject):
    """Makes the actions of a tab once; menus and the palette share them."""

    def __init__(self, add: AddAction, tab: "ReaderTab") -> None:
        super().__init__(tab)
        self._tab = tab
        add(
            "mentions_panel", self.tr("Mentions panel"), "Shift+F9",
            lambda p: p.show_side("mentions"), "view",
        )  # fmt: skip
        add(
            "backlinks_panel", self.tr("Backlinks panel"), "Ctrl+F9",
            lambda p: p.show_side("backlinks"), "view",
        )  # fmt: skip
        self._mark = add(
            "mark_citations", self.tr("Mark citations"), "", lambda _: self._toggle_marks(),
            "view", is_checkable=True,
        )  # fmt: skip
        add(
            "next_citation", self.tr("Next citation"), "F8",
            lambda p: p.step_mention(forward=True), "go",
        )  # fmt: skip
        add(
            "previous_citation", self.tr("Previous citation"), "Shift+F8",
            lambda p: p.step_mention(forward=False), "go",
        )  # fmt: skip
        add(
            "find_citations", self.tr("Look for citations now"), "",
            lambda p: p.mentions.acts.find(), "cite",
        )  # fmt: skip

    def show_state(self) -> None:
        """Check what holds for the program."""
        self._mark.setChecked(self._tab.context.settings.marks_citations)

    def _toggle_marks(self) -> None:
        context = self._tab.context
        is_wanted = not context.settings.marks_citations
        context.save_settings(replace(context.settings, marks_citations=is_wanted))
        self.show_state()
        for pane in self._tab.panes:
            pane.view.viewport().update()
