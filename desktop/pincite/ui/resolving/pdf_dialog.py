"""Getting the PDF of a work: the addresses that its metadata gives, of which one is fetched."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.services.jobs import JobContext
from pincite.ui.context import AppContext
from pincite.ui.resolving.lookup_bar import LookupBar
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, ElidedLabel, Label

if TYPE_CHECKING:
    from pincite.services.importer import ImportedFile
    from pincite.services.pdf_addresses import PdfAddress
    from pincite.services.settings import Settings
    from pincite.services.workspace import Workspace

_WIDTH_STEPS, _LEAST_WIDTH_STEPS = 150, 90
_MOST = 8


class PdfDialog(QDialog):
    """Says what would be fetched from where; fetches what is chosen when its button is pressed."""

    def __init__(self, context: AppContext, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self.addresses: tuple[PdfAddress, ...] = ()
        self.choices = QButtonGroup(self)
        theme = context.theme
        self.setWindowTitle(self.tr("Get the PDF"))
        self.setMinimumWidth(theme.spacing(_LEAST_WIDTH_STEPS))
        room = parent.window().width() - theme.spacing(10)
        self.resize(min(theme.spacing(_WIDTH_STEPS), room), theme.spacing(50))
        self.message = Label(self.tr("Looking for addresses…"), wraps=True)
        self.lookup = LookupBar(context.jobs, keeps_room=True)
        self.primary = Button(theme, self.tr("Fetch the PDF"), self.fetch, kind="primary")
        self.primary.setDefault(True)
        self.primary.setEnabled(False)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.spacing(2))
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(item.title or item.key, "title", wraps=True))
        box.addWidget(self.message)
        box.addLayout(self._list)
        box.addWidget(self.lookup)
        box.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Cancel"), self.reject))
        row.addWidget(self.primary)
        box.addLayout(row)
        self.lookup.failed.connect(self._on_failed)
        self.lookup.ended.connect(self._show_state)
        self.lookup.done.connect(self._on_done)
        QTimer.singleShot(0, self, self._look)

    def fetch(self) -> None:
        """Fetch from the address that is chosen."""
        chosen = self.choices.checkedId()
        if chosen < 0 or self.lookup.is_running:
            return
        url, item = self.addresses[chosen].url, self._item
        workspace, settings = self._context.workspace, self._context.settings
        self.message.set_role("")
        self.message.setText(self.tr("Fetching the PDF…"))
        self.lookup.start(
            lambda job: _fetched(workspace, item, url, settings, job), self.tr("Fetching the PDF")
        )
        self._show_state()

    def done(self, result: int) -> None:
        """Close, and stop what is under way."""
        self.lookup.stop()
        super().done(result)
        self.deleteLater()

    def _look(self) -> None:
        item, settings = self._item, self._context.settings
        title = self.tr("Looking for addresses")
        self.lookup.start(lambda job: _addresses(item, settings, job), title)

    def _on_done(self, found: "tuple[PdfAddress, ...] | ImportedFile") -> None:
        if isinstance(found, tuple):
            self._show_addresses(found)
            return
        name = self._item.title or self._item.key
        self._context.notify("ok", self.tr("The PDF of “%1” is here.").replace("%1", name))
        self.accept()

    def _show_addresses(self, addresses: "tuple[PdfAddress, ...]") -> None:
        theme, self.addresses = self._context.theme, addresses[:_MOST]
        self.message.setText(self.tr("These addresses are given for it. Nothing is fetched yet."))
        for number, address in enumerate(self.addresses):
            line = _Line(theme, address.url, address.given_by)
            self.choices.addButton(line.button, number)
            self._list.addWidget(line)
        self.choices.button(0).setChecked(True)
        self.choices.button(0).setFocus()
        self._show_state()
        wanted = self._box.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), wanted))

    def _on_failed(self, sentence: str) -> None:
        self.message.set_role("bad")
        self.message.setText(sentence)

    def _show_state(self) -> None:
        is_running = self.lookup.is_running
        self.primary.setEnabled(bool(self.addresses) and not is_running)
        for button in self.choices.buttons():
            button.setEnabled(not is_running)


class _Line(QWidget):
    """An address and who gives it; a click anywhere chooses it."""

    def __init__(self, theme: Theme, url: str, given_by: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        told = self.tr("%1, given by %2").replace("%1", url).replace("%2", given_by)
        self.button.setAccessibleName(told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.button)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(url, mode=Qt.TextElideMode.ElideMiddle))
        texts.addWidget(Label(self.tr("Given by %1").replace("%1", given_by), "small"))
        row.addLayout(texts, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.button.isEnabled():
            self.button.setChecked(True)
            self.button.setFocus()


def open_pdf_dialog(context: AppContext, item_id: ItemId, parent: QWidget) -> None:
    """Look for addresses of an item's PDF."""
    item = context.workspace.read.get(Item, item_id)
    if item is not None:
        PdfDialog(context, item, parent).open()


def _addresses(item: Item, settings: "Settings", job: JobContext) -> "tuple[PdfAddress, ...]":
    from pincite.services.pdf_addresses import pdf_addresses
    from pincite.services.resolving import source_choices

    return pdf_addresses(item, source_choices(settings), job)


def _fetched(
    workspace: "Workspace", item: Item, url: str, settings: "Settings", job: JobContext
) -> "ImportedFile":
    from pincite.services.getting_pdfs import get_pdf
    from pincite.services.resolving import source_choices

    return get_pdf(workspace, item, url, source_choices(settings), job)
