"""What can be done with a tag in the left pane: rename, merge, colour, delete."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu

from pincite.services.commands.tags import DeleteAutomaticTags, DeleteTags, RenameTags
from pincite.ui.context import AppContext
from pincite.ui.library.side_model import SideModel
from pincite.ui.library.side_rows import SideRow
from pincite.ui.library.side_view import SideView
from pincite.ui.library.tag_colours import CHOICES, TagColours, dots_icon

_MOST_NAMES = 40


class TagActs(QObject):
    """Acts on one tag, and on all that nobody chose."""

    def __init__(
        self, context: AppContext, colours: TagColours, model: SideModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._colours = colours
        self._model = model

    def rename(self, tag: str, name: str) -> None:
        """Another name; a name in use takes the tag in."""
        self._context.bridge.run(RenameTags((tag,), name))

    def add_to(self, menu: QMenu, row: SideRow, view: SideView) -> None:
        """Put the acts for a tag, or for the heading of the tags, into a menu."""
        if row.kind == "tag":
            index = self._model.index_of(row.key)
            menu.addAction(self.tr("Rename"), lambda: view.edit(index))
            self._add_merging(menu.addMenu(self.tr("Merge into")), row.name)
            self._add_colours(menu.addMenu(self.tr("Colour")), row.name)
            delete = DeleteTags((row.name,))
            menu.addAction(self.tr("Delete tag"), lambda: self._context.bridge.run(delete))
            menu.addSeparator()
        shown = menu.addAction(self.tr("Show automatic tags"))
        shown.setCheckable(True)
        shown.setChecked(self._model.shows_automatic)
        shown.toggled.connect(self._show_automatic)
        menu.addAction(
            self.tr("Delete automatic tags"),
            lambda: self._context.bridge.run(DeleteAutomaticTags()),
        )

    def _show_automatic(self, is_on: bool) -> None:
        self._model.shows_automatic = is_on
        self._model.refresh()

    def _add_merging(self, menu: QMenu, tag: str) -> None:
        names = [each.name for each in self._context.workspace.read.tags() if each.name != tag]
        for name in names[:_MOST_NAMES]:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(self._merge, tag, name))
        menu.setEnabled(bool(names))

    def _merge(self, tag: str, name: str) -> None:
        label = self.tr("Merge tags")
        self._context.bridge.run(RenameTags((tag,), name, label))

    def _add_colours(self, menu: QMenu, tag: str) -> None:
        current = self._colours.colour(tag)
        for colour, name in zip(CHOICES, _colour_names(), strict=True):
            action = menu.addAction(dots_icon((colour,)), name)
            action.setCheckable(True)
            action.setChecked(colour == current)
            action.triggered.connect(partial(self._colours.set_colour, tag, colour))
        menu.addSeparator()
        menu.addAction(self.tr("No colour"), partial(self._colours.set_colour, tag, ""))


def _colour_names() -> tuple[str, ...]:
    tr = QCoreApplication.translate
    return (
        tr("TagColours", "Orange"),
        tr("TagColours", "Amber"),
        tr("TagColours", "Green"),
        tr("TagColours", "Teal"),
        tr("TagColours", "Blue"),
        tr("TagColours", "Indigo"),
        tr("TagColours", "Violet"),
        tr("TagColours", "Pink"),
        tr("TagColours", "Grey"),
    )
