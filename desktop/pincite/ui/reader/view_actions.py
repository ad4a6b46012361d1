"""The actions that arrange the pages: which stand together, how they flow, turned, cropped."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from pincite.ui.reader.pages.view_mode import Spread
from pincite.ui.reader.view_modes import ViewModes

if TYPE_CHECKING:
    from pincite.ui.reader.reader_pane import ReaderPane

K = TypeVar("K")


class AddAction(Protocol):
    """Makes an action on the active pane; see `ReaderActions`."""

    def __call__(
        self,
        name: str,
        text: str,
        key: str | tuple[str, ...],
        act: "Callable[[ReaderPane], object]",
        group: str,
        *,
        icon_name: str = "",
        submenu: str = "",
        is_checkable: bool = False,
    ) -> QAction:
        """Make it; `name` is unique among those of the reader."""
        ...


class ViewActions(QObject):
    """Makes the actions once; the menu of the bar, the View menu and the palette share them."""

    def __init__(self, add: AddAction, parent: QObject) -> None:
        super().__init__(parent)
        self._add = add = partial(add, submenu=self.tr("Arrangement of pages"))
        self._flows = self._exclusive(
            {
                False: self._flow("continuous", self.tr("Continuous"), is_paged=False),
                True: self._flow("page_by_page", self.tr("Page by page"), is_paged=True),
            }
        )
        self._spreads = self._exclusive(
            {
                Spread.ONE: self._spread("one_page", self.tr("One page"), Spread.ONE),
                Spread.TWO: self._spread("two_pages", self.tr("Two pages"), Spread.TWO),
                Spread.COVER: self._spread(
                    "two_pages_cover", self.tr("Two pages with cover"), Spread.COVER
                ),
            }
        )
        self._right_to_left = add(
            "right_to_left", self.tr("Two pages from right to left"), "",
            lambda p: p.modes.toggle_right_to_left(), "view", is_checkable=True,
        )  # fmt: skip
        self._turn_left = add(
            "turn_left", self.tr("Rotate left"), "Ctrl+Shift+R", lambda p: p.modes.turn_by(-90),
            "view", icon_name="arrow-counter-clockwise",
        )  # fmt: skip
        self._turn_right = add(
            "turn_right", self.tr("Rotate right"), "Ctrl+R", lambda p: p.modes.turn_by(90),
            "view", icon_name="arrow-clockwise",
        )  # fmt: skip
        self._crop = add(
            "crop_margins", self.tr("Crop margins"), "Ctrl+Shift+M",
            lambda p: p.modes.toggle_crop(), "view", is_checkable=True,
        )  # fmt: skip

    @property
    def menu(self) -> list[QAction | None]:
        """What a menu of the view shows, from top to bottom; None is a separator."""
        return [
            *self._flows.values(), None,
            *self._spreads.values(), self._right_to_left, None,
            self._turn_left, self._turn_right, self._crop,
        ]  # fmt: skip

    def show_state(self, modes: ViewModes) -> None:
        """Check what holds for a document."""
        mode = modes.mode
        self._flows[mode.is_paged].setChecked(True)
        self._spreads[mode.spread].setChecked(True)
        self._right_to_left.setChecked(mode.is_right_to_left)
        self._right_to_left.setEnabled(mode.spread is not Spread.ONE)
        self._crop.setChecked(mode.is_cropped)

    def _flow(self, name: str, text: str, *, is_paged: bool) -> QAction:
        return self._add(
            name, text, "", lambda p: p.modes.set_paged(is_paged=is_paged), "view",
            is_checkable=True,
        )  # fmt: skip

    def _spread(self, name: str, text: str, spread: Spread) -> QAction:
        return self._add(
            name, text, "", lambda p: p.modes.set_spread(spread), "view", is_checkable=True
        )

    def _exclusive(self, actions: dict[K, QAction]) -> dict[K, QAction]:
        group = QActionGroup(self)
        for action in actions.values():
            group.addAction(action)
        return actions
