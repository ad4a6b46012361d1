"""The actions that choose the type size of an article."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from pincite.model.documents import TypeSize
from pincite.ui.reader.view_actions import AddAction

if TYPE_CHECKING:
    from pincite.ui.reader.type_sizes import TypeSizes


class TypeActions(QObject):
    """Makes the actions once; the bar, the View menu and the palette share them."""

    def __init__(self, add: AddAction, parent: QObject) -> None:
        super().__init__(parent)
        submenu = self.tr("Type of articles")
        self._larger = add(
            "larger_type", self.tr("Larger type"), ("Alt++", "Alt+="), lambda p: p.sizes.step(1),
            "view", icon_name="plus", submenu=submenu,
        )  # fmt: skip
        self._smaller = add(
            "smaller_type", self.tr("Smaller type"), "Alt+-", lambda p: p.sizes.step(-1), "view",
            icon_name="minus", submenu=submenu,
        )  # fmt: skip
        names = {
            TypeSize.SMALL: self.tr("Small type"),
            TypeSize.MEDIUM: self.tr("Medium type"),
            TypeSize.LARGE: self.tr("Large type"),
        }
        self._sizes: dict[TypeSize, QAction] = {}
        group = QActionGroup(self)
        for size, text in names.items():
            self._sizes[size] = action = add(
                f"{size.value}_type", text, "", lambda p, s=size: p.sizes.choose(s), "view",  # type: ignore[misc]  # mypy has no types for defaults
                submenu=submenu, is_checkable=True,
            )  # fmt: skip
            group.addAction(action)

    @property
    def menu(self) -> list[QAction | None]:
        """What a menu shows, from top to bottom; None is a separator."""
        return [*self._sizes.values(), None, self._larger, self._smaller]

    def show_state(self, sizes: "TypeSizes") -> None:
        """Check the size of a document, and enable what can be done with it."""
        self._larger.setEnabled(sizes.can_grow)
        self._smaller.setEnabled(sizes.can_shrink)
        for size, action in self._sizes.items():
            action.setEnabled(sizes.is_available)
            action.setChecked(size is sizes.size)
