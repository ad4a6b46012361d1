"""Small widgets that all tabs share.

`card_list`, `page_strip` and `state_chip` are imported by their own names: they are heavy, and the
first page of a document does without them.
"""

from pincite.ui.widgets.banner import Banner
from pincite.ui.widgets.buttons import Button, ComboBox, IconButton
from pincite.ui.widgets.cards import Card
from pincite.ui.widgets.empty_state import EmptyState
from pincite.ui.widgets.glyph import Glyph
from pincite.ui.widgets.labels import ElidedLabel, Label, SectionHead
from pincite.ui.widgets.sub_tabs import SubTabs

__all__ = [
    "Banner",
    "Button",
    "Card",
    "ComboBox",
    "ElidedLabel",
    "EmptyState",
    "Glyph",
    "IconButton",
    "Label",
    "SectionHead",
    "SubTabs",
]
