"""The right part of the tab: style, language, what to show, and the page."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pincite.ui.bibliography.contents import Contents
from pincite.ui.bibliography.formatting import Formatted, Part
from pincite.ui.bibliography.locale_picker import LocalePicker
from pincite.ui.bibliography.page_view import PageView
from pincite.ui.bibliography.style_picker import StylePicker
from pincite.ui.bibliography.works_menu import WorksMenu
from pincite.ui.context import AppContext
from pincite.ui.widgets import Banner, ComboBox, IconButton

_ROOMY_STEPS = 130


class PreviewPane(QFrame):
    """Shows the formatted bibliography and lets the user choose how it is formatted.

    Signals:
        style_chosen, locale_chosen: name of a style, tag of a locale.
        again_wanted: format once more, after a failure.
    """

    style_chosen = Signal(str)
    locale_chosen = Signal(str)
    again_wanted = Signal()

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setProperty("role", "pane")
        self.style_picker = StylePicker(context)
        self.style_picker.chosen.connect(self.style_chosen)
        self.locale_picker = LocalePicker(context.theme)
        self.locale_picker.chosen.connect(self.locale_chosen)
        self.works_menu = WorksMenu(context, self)
        self._works_button = IconButton(
            context.theme,
            "list-bullets",
            self.tr("List of works: annotations, parts, uncited works, abbreviations"),
            self._open_works_menu,
        )
        self.page = PageView(context.theme)
        self._pills: dict[Part, QPushButton] = {}
        self.part_box = ComboBox(context.theme, self.tr("What the page shows"), kind="quiet")
        self._switch = self._make_switch()
        self._banner: Banner | None = None
        self._said = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._bar())
        self._box.addWidget(self.page, 1)

    @property
    def banner(self) -> Banner | None:
        """What is said above the page; None when nothing is."""
        return self._banner

    def show_contents(self, contents: Contents) -> None:
        """Show which style and language are in force."""
        if contents.bibliography is None:
            return
        self.style_picker.set_contents(contents)
        self.works_menu.set_contents(contents)
        self.locale_picker.set_locale_tag(contents.bibliography.locale)
        self.page.set_hint(
            self.tr("Formatting…")
            if contents.sections
            else self.tr("Notes and bibliography will stand here, formatted, once you cite a work.")
        )

    def show_formatted(self, formatted: Formatted) -> None:
        """Show a new preview, and what there is to say about it."""
        self.page.show_formatted(formatted)
        name = self.tr("Notes") if formatted.is_note else self.tr("In-text")
        self._pills[Part.CITATIONS].setText(name)
        self.part_box.setItemText(self.part_box.findData(Part.CITATIONS), name)
        self._say("info", formatted.preview.remark)

    def show_failure(self, message: str) -> None:
        """Say what went wrong; the page stays as it is."""
        self._say("bad", message)

    def show_part(self, part: Part) -> None:
        """Show the citations, the bibliography, or both."""
        self._pills[part].setChecked(True)
        self.part_box.setCurrentIndex(self.part_box.findData(part))
        self.page.show_part(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Three words beside each other need more room than a list of them.
        has_room = self.width() >= self._theme.spacing(_ROOMY_STEPS)
        self._switch.setVisible(has_room)
        self.part_box.setVisible(not has_room)

    def _open_works_menu(self) -> None:
        button = self._works_button
        self.works_menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(self._theme.spacing(14))
        row = QHBoxLayout(bar)
        row.setContentsMargins(self._theme.spacing(3), 0, self._theme.spacing(3), 0)
        row.setSpacing(self._theme.spacing(2))
        row.addWidget(self.style_picker, 0)
        row.addWidget(self.locale_picker, 0)
        row.addWidget(self._works_button)
        row.addStretch(1)
        row.addWidget(self._switch)
        row.addWidget(self.part_box)
        return bar

    def _make_switch(self) -> QWidget:
        switch = QWidget()
        group = QButtonGroup(self)
        row = QHBoxLayout(switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        texts = {
            Part.CITATIONS: self.tr("Notes"),
            Part.ENTRIES: self.tr("Bibliography"),
            Part.BOTH: self.tr("Both"),
        }
        for part, text in texts.items():
            pill = QPushButton(text)
            pill.setProperty("kind", "pill")
            pill.setCheckable(True)
            pill.setChecked(part is Part.BOTH)
            pill.setCursor(Qt.CursorShape.PointingHandCursor)
            pill.clicked.connect(lambda _on=False, p=part: self.show_part(p))
            group.addButton(pill)
            row.addWidget(pill)
            self._pills[part] = pill
            self.part_box.addItem(text, part)
        self.part_box.setCurrentIndex(self.part_box.findData(Part.BOTH))
        self.part_box.activated.connect(
            lambda row: self.show_part(Part(self.part_box.itemData(row)))
        )
        return switch

    def _say(self, kind: str, text: str) -> None:
        """Show a sentence, or nothing; one that the user closed is not said again."""
        if text == self._said:
            return
        self._said = text
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if text:
            acts = [(self.tr("Try again"), self.again_wanted.emit)] if kind == "bad" else []
            self._banner = Banner(self._theme, kind, text, acts, parent=self)
            self._banner.closed.connect(self._forget_banner)
            self._box.insertWidget(1, self._banner)

    def _forget_banner(self) -> None:
        self._banner = None
