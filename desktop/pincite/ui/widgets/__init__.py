"""Small widgets that all tabs share."""

from pincite.ui.widgets.banner import Banner
from pincite.ui.widgets.buttons import Button, ComboBox, IconButton
from pincite.ui.widgets.card_list import CardEntry, CardList
from pincite.ui.widgets.cards import Card
from pincite.ui.widgets.empty_state import EmptyState
from pincite.ui.widgets.glyph import Glyph
from pincite.ui.widgets.labels import ElidedLabel, Label, SectionHead
from pincite.ui.widgets.page_strip import PageStrip
from pincite.ui.widgets.state_chip import StateChip
from pincite.ui.widgets.sub_tabs import SubTabs

__all__ = [
    "Banner",
    "Button",
    "Card",
    "CardEntry",
    "CardList",
    "ComboBox",
    "ElidedLabel",
    "EmptyState",
    "Glyph",
    "IconButton",
    "Label",
    "PageStrip",
    "SectionHead",
    "StateChip",
    "SubTabs",
]
