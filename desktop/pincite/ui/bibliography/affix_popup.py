"""A small pop-up for what stands around a citation."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QLineEdit, QWidget

from pincite.model.citations import Citation
from pincite.services.commands.bibliographies import EditCitation
from pincite.ui.theme import Theme


class AffixPopup(QFrame):
    """Text before and after a citation, and whether its author is left out.

    Closing it keeps what was typed; Esc does not.

    Signals:
        commanded: the `EditCitation` that was made, once, when it closes.
    """

    commanded = Signal(object)

    def __init__(self, theme: Theme, citation: Citation, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Text around the citation"))
        self._citation = citation
        self._is_given_up = False
        self.prefix = QLineEdit(citation.prefix)
        self.prefix.setPlaceholderText(self.tr("such as “see”"))
        self.suffix = QLineEdit(citation.suffix)
        self.suffix.setPlaceholderText(self.tr("such as “emphasis added”"))
        self.suppress = QCheckBox(self.tr("&Leave out the author"))
        self.suppress.setChecked(citation.suppress_author)
        form = QFormLayout(self)
        form.setContentsMargins(*(theme.spacing(3),) * 4)
        form.setSpacing(theme.spacing(2))
        form.addRow(self.tr("&Before"), self.prefix)
        form.addRow(self.tr("&After"), self.suffix)
        form.addRow("", self.suppress)
        self.setMinimumWidth(theme.spacing(80))
        for field in (self.prefix, self.suffix):
            field.returnPressed.connect(self.close)

    def show_below(self, card: QRect) -> None:
        """Show it under a card (screen coordinates), or above it where there is no room below."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(card.center()) or self.screen()
        place = QPoint(card.left() + 30, card.bottom() + 2)
        if place.y() + self.height() > screen.availableGeometry().bottom():
            place.setY(card.top() - self.height() - 2)
        self.move(place)
        self.show()
        self.prefix.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_given_up = event.key() == Qt.Key.Key_Escape
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        command = EditCitation(
            self._citation.id,
            prefix=self.prefix.text().strip(),
            suffix=self.suffix.text().strip(),
            suppress_author=self.suppress.isChecked(),
        )
        old = self._citation
        was = (old.prefix, old.suffix, old.suppress_author)
        if not self._is_given_up and was != (
            command.prefix,
            command.suffix,
            command.suppress_author,
        ):
            self._is_given_up = True
            self.commanded.emit(command)
