"""About: what this program is, its licence, and what it is made with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pincite import __version__
from pincite.ui.theme import Theme
from pincite.ui.widgets import Button, Label


class AboutDialog(QDialog):
    """Version, licences, and the citation engine in use."""

    def __init__(self, theme: Theme, engine: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Pincite"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.spacing(110))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.spacing(6),) * 4)
        box.setSpacing(theme.spacing(2))
        box.addWidget(Label(self.tr("Pincite %1").replace("%1", __version__), "head"))
        box.addWidget(Label(self.tr("Read, mark, and cite to the page."), "muted"))
        box.addSpacing(theme.spacing(2))
        for text in self._paragraphs(engine):
            label = Label(text, wraps=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Close"), self.close))
        box.addSpacing(theme.spacing(2))
        box.addLayout(row)

    def _paragraphs(self, engine: str) -> list[str]:
        return [
            self.tr(
                "Free software under the GNU Affero General Public License, version 3 or later. "
                "It comes without any warranty."
            ),
            self.tr(
                "Citation styles and locales are those of the Citation Style Language project, "
                "unchanged, under CC BY-SA 3.0."
            ),
            self.tr("Citations are formatted with %1.").replace("%1", engine),
            self.tr(
                "Made with Qt and PySide6 (LGPL), MuPDF and PyMuPDF (AGPL), Whoosh (BSD), "
                "and Phosphor icons (MIT)."
            ),
        ]
