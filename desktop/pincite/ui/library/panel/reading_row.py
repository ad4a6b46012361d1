"""The line of the form that says how far a person is with a work."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pincite.model.items import Item
from pincite.model.reading_states import ReadingState, state_of
from pincite.services.commands.reading_states import SetReading
from pincite.services.reading import document_to_read
from pincite.ui.context import AppContext
from pincite.ui.library.columns import short_date
from pincite.ui.library.state_names import state_name
from pincite.ui.widgets import ComboBox, ElidedLabel


class ReadingRow(QWidget):
    """The state, to be chosen, and the page where reading stopped last."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._item: Item | None = None
        self.picker = ComboBox(context.theme, self.tr("Reading"), kind="quiet")
        for state in ReadingState:
            self.picker.addItem(state_name(state), state.value)
        self.picker.activated.connect(self._save)
        self._place = ElidedLabel("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.picker)
        row.addWidget(self._place, 1)

    def show_item(self, item: Item) -> None:
        """Show the state that holds and the last page."""
        self._item = item
        last_read = self._context.workspace.read.last_read(item.id)
        state = state_of(item.reading, item.reading_since, last_read)
        self.picker.setCurrentIndex(self.picker.findData(state.value))
        self._place.setText(self._last_place(item))

    def _last_place(self, item: Item) -> str:
        read = self._context.workspace.read
        document = document_to_read(read, item.id)
        place = read.reading_place(document.sha256) if document else None
        if document is None or place is None:
            return ""
        day = short_date(place.at)
        if document.is_article:
            return self.tr("last on %1").replace("%1", day)
        label = read.page_map(document.sha256).label(place.page_index).label
        return self.tr("last at p. %1, %2").replace("%1", label).replace("%2", day)

    def _save(self, index: int) -> None:
        if self._item is not None:
            state = ReadingState(self.picker.itemData(index))
            self._context.bridge.run(SetReading((self._item.id,), state))
