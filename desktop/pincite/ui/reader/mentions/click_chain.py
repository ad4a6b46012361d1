"""What a click on the pages may hit besides marks and text: the first target that is met wins."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from pincite.ui.reader.text.text_pointer import ClickTarget


class ClickChain:
    """Several click targets as one; what lies under another is not told of the mouse."""

    def __init__(self, targets: Sequence[ClickTarget]) -> None:
        self._targets = targets

    def hover(self, position: QPointF | None) -> bool:
        """The mouse is at a position of the viewport, or on something else; True when it hits."""
        is_hit = False
        for target in self._targets:
            is_hit = target.hover(None if is_hit else position) or is_hit
        return is_hit

    def click(self, position: QPointF, *, apart: bool = False) -> bool:
        """The mouse was clicked at a position of the viewport; True when something was hit."""
        return any(target.click(position, apart=apart) for target in self._targets)
