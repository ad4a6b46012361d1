"""The bar over or under a list: what is shown at the left, what is done at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from pincite.ui.theme import Theme


class ActBar(QFrame):
    """A row of widgets on the ground of bars."""

    def __init__(
        self,
        theme: Theme,
        left: Sequence[QWidget],
        right: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.spacing(each) for each in (4, 2, 3, 2)))
        row.setSpacing(theme.spacing(2))
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
