"""A list, and beside it what it chooses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from pincite.ui.theme import Theme

_LEAST_LIST_STEPS, _LEAST_MAIN_STEPS = 45, 100


class ListBeside(QSplitter):
    """The list keeps its width while there is room; in a narrow window both give way.

    Args:
        list_steps: the width of the list at first, in steps of the grid.
    """

    def __init__(
        self,
        theme: Theme,
        list_pane: QWidget,
        main: QWidget,
        list_steps: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        list_pane.setMinimumWidth(theme.spacing(_LEAST_LIST_STEPS))
        main.setMinimumWidth(theme.spacing(_LEAST_MAIN_STEPS))
        self.addWidget(list_pane)
        self.addWidget(main)
        self.setStretchFactor(1, 1)
        self.setSizes([theme.spacing(list_steps), theme.spacing(4 * list_steps)])
