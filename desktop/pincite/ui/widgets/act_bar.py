"""The bar over or under a list: what is shown at the left, what is done at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pincite.ui.theme import Theme

_HEIGHT_STEPS = 12
_SIDE_STEPS = 2.5
"""As far as the texts of tables stand from their edge."""


class ActBar(QFrame):
    """A row of widgets on the ground of bars, as high with a text alone as with buttons.

    Args:
        is_foot: it stands under the list; its line is on top.
    """

    def __init__(
        self,
        theme: Theme,
        left: Sequence[QWidget],
        right: Sequence[QWidget] = (),
        *,
        is_foot: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot" if is_foot else "bar")
        self.setMinimumHeight(theme.spacing(_HEIGHT_STEPS))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(each) for each in (_SIDE_STEPS, 1, _SIDE_STEPS, 1)))
        row.setSpacing(theme.spacing(2))
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
