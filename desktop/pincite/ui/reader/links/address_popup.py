"""The address of a link that leads out of the document, shown before anything is opened."""

from PySide6.QtCore import QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label

_LONGEST = 400
"""Characters shown of an address; the middle of a longer one is left out."""
_BREAK = "\u200b"


class AddressPopup(QFrame):
    """Where a link leads, with the choice to open it or to copy its address.

    Signals:
        refused: there is no program for the address.
    """

    refused = Signal()

    def __init__(self, theme: Theme, address: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Link to %1").replace("%1", address))
        self.address = address
        head = (
            self.tr("Write to") if _is_mail(address) else self.tr("This link opens in the browser")
        )
        self.text = Label(breakable(address), wraps=True)
        self.text.setMinimumWidth(theme.spacing(90))
        open_text = self.tr("&Write") if _is_mail(address) else self.tr("&Open")
        self.open_button = Button(theme, open_text, self.open_address, kind="primary")
        self.copy_button = Button(theme, self.tr("&Copy address"), self.copy_address)
        row = QHBoxLayout()
        row.setSpacing(theme.spacing(2))
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(3),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(head, "small"))
        box.addWidget(self.text)
        box.addLayout(row)

    def show_beside(self, link: QRect) -> None:
        """Show it under a link (screen coordinates), or above it where there is no room below."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(link.center()) or self.screen()
        room = screen.availableGeometry()
        place = QPoint(min(link.left(), room.right() - self.width()), link.bottom() + 4)
        if place.y() + self.height() > room.bottom():
            place.setY(link.top() - self.height() - 4)
        self.move(place)
        self.show()
        self.open_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def open_address(self) -> None:
        """Hand the address to the system."""
        if not QDesktopServices.openUrl(QUrl(self.address)):
            self.refused.emit()
        self.close()

    def copy_address(self) -> None:
        """Put the address into the clipboard, without the scheme of mail."""
        address = self.address[len("mailto:") :] if _is_mail(self.address) else self.address
        QGuiApplication.clipboard().setText(address)
        self.close()


def breakable(address: str) -> str:
    """An address as it is shown: it may be broken after each sign, and has no hidden ones."""
    shown = "".join(c if c.isprintable() else "�" for c in address)
    if _is_mail(shown):
        shown = shown[len("mailto:") :]
    if len(shown) > _LONGEST:
        half = _LONGEST // 2
        shown = f"{shown[:half]} … {shown[-half:]}"
    return "".join(c + _BREAK if c in "/?&=-_.%+@:" else c for c in shown)


def _is_mail(address: str) -> bool:
    return address.lower().startswith("mailto:")
