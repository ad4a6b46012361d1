"""Settings: how the window looks, how citations look, keys, and where the library is."""

from dataclasses import replace

import platformdirs
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pincite.model.documents import TypeSize
from pincite.services.jobs import JobContext
from pincite.services.settings import Settings, own_name
from pincite.ui.context import AppContext
from pincite.ui.quick_copy import form_name
from pincite.ui.settings.citation_keys_page import CitationKeysPage
from pincite.ui.settings.colours_page import ColoursPage
from pincite.ui.settings.kept_exports_page import KeptExportsPage
from pincite.ui.settings.keys_page import KeysPage
from pincite.ui.settings.library_page import LibraryPage
from pincite.ui.settings.lookups_page import LookupsPage
from pincite.ui.settings.watched_folders_page import WatchedFoldersPage
from pincite.ui.theme import Mode
from pincite.ui.widgets import Button, ComboBox, Label, SubTabs

_WIDTH_STEPS, _HEIGHT_STEPS = 150, 142
_MEGABYTE = 1 << 20
_MEMORY_BYTES = tuple(size * _MEGABYTE for size in (64, 128, 256, 512))


class SettingsDialog(QDialog):
    """Every choice takes effect and is saved at once; there is nothing to confirm."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.spacing(_WIDTH_STEPS), theme.spacing(_HEIGHT_STEPS))
        self._tabs = tabs = SubTabs(theme)
        tabs.add("general", self.tr("General"), self._general())
        self._colours = ColoursPage(context, self._save)
        tabs.add("colours", self.tr("Colours"), self._colours)
        tabs.add("keys", self.tr("Keys"), KeysPage(context.actions, theme))
        if context.has_library:
            tabs.add("citation_keys", self.tr("Citation keys"), CitationKeysPage(context))
            tabs.add("exports", self.tr("Exports"), KeptExportsPage(context))
            tabs.add("folders", self.tr("Folders"), WatchedFoldersPage(context))
        tabs.add("lookups", self.tr("Lookups"), LookupsPage(context, self._save))
        if context.has_library:
            tabs.add("library", self.tr("Library"), LibraryPage(context))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, theme.spacing(3))
        box.addWidget(tabs, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.spacing(4), 0, theme.spacing(4), 0)
        row.addWidget(Label(self.tr("Changes are saved at once."), "small"))
        row.addStretch(1)
        row.addWidget(Button(theme, self.tr("Close"), self.close))
        box.addLayout(row)
        context.actions.changed.connect(self._save_keys)

    def show_page(self, name: str) -> None:
        """Bring a page on view, by the name that it was added under."""
        self._tabs.show_page(name)
        if name == "colours":
            self._colours.setFocus()

    def _general(self) -> QWidget:
        theme, settings = self._context.theme, self._context.settings
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(*(theme.spacing(4),) * 4)
        form = QFormLayout()
        box.addLayout(form)
        # Else the hints take the room that is left, each another share.
        box.addStretch(1)
        form.setSpacing(theme.spacing(3))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._appearance = ComboBox(theme, self.tr("Appearance"))
        for mode, text in (
            (Mode.SYSTEM, self.tr("As the system")),
            (Mode.LIGHT, self.tr("Light")),
            (Mode.DARK, self.tr("Dark")),
        ):
            self._appearance.addItem(text, mode.value)
        self._appearance.setCurrentIndex(self._appearance.findData(settings.appearance))
        self._appearance.activated.connect(self._save_appearance)
        form.addRow(self.tr("Appearance"), self._appearance)
        self._add_type_size(form)
        self._style = ComboBox(theme, self.tr("Citation style"))
        self._style.setEditable(True)
        self._style.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._style.addItem(settings.style, settings.style)
        self._style.setEnabled(False)
        self._style.activated.connect(self._save_style)
        hint = self.tr("For new bibliographies; each can have its own.")
        form.addRow(self.tr("Citation style"), self._hinted(self._style, hint))
        self._add_quick_copy(form)
        self._author = QLineEdit(settings.author)
        self._author.setPlaceholderText(own_name())
        self._author.setAccessibleName(self.tr("Your name"))
        self._author.editingFinished.connect(self._save_author)
        hint = self.tr("For annotations and documents that you export.")
        form.addRow(self.tr("Your name"), self._hinted(self._author, hint))
        self._add_memory(form)
        job = self._context.jobs.start(_styles, self.tr("Reading styles"), shown=False)
        job.succeeded.connect(self._fill_styles)
        return page

    def _add_type_size(self, form: QFormLayout) -> None:
        name = self.tr("Type of articles")
        self._type_size = ComboBox(self._context.theme, name)
        for size, text in (
            (TypeSize.SMALL, self.tr("Small")),
            (TypeSize.MEDIUM, self.tr("Medium")),
            (TypeSize.LARGE, self.tr("Large")),
        ):
            self._type_size.addItem(text, size.value)
        self._type_size.setCurrentIndex(self._type_size.findData(self._context.settings.type_size))
        self._type_size.activated.connect(self._save_type_size)
        hint = self.tr("For articles opened for the first time; each keeps the size you choose.")
        form.addRow(name, self._hinted(self._type_size, hint))

    def _add_quick_copy(self, form: QFormLayout) -> None:
        from pincite.services.copying import COPY_FORMS

        name = self.tr("Quick copy")
        self._quick_copy = ComboBox(self._context.theme, name)
        for copy_form in COPY_FORMS:
            self._quick_copy.addItem(form_name(copy_form), copy_form)
        found = self._quick_copy.findData(self._context.settings.quick_copy)
        self._quick_copy.setCurrentIndex(max(0, found))
        self._quick_copy.activated.connect(self._save_quick_copy)
        hint = self.tr(
            "How Ctrl+Shift+C copies items and citations, and what dragging them into another "
            "program brings. Formatted in the citation style above."
        )
        form.addRow(name, self._hinted(self._quick_copy, hint))

    def _add_memory(self, form: QFormLayout) -> None:
        name, now = self.tr("Memory for pages"), self._context.settings.cache_bytes
        self._memory = ComboBox(self._context.theme, name)
        for size in sorted({*_MEMORY_BYTES, now}):
            text = self.tr("%1 MB").replace("%1", QLocale().toString(size // _MEGABYTE))
            self._memory.addItem(text, size)
        self._memory.setCurrentIndex(self._memory.findData(now))
        self._memory.activated.connect(self._save_memory)
        hint = self.tr(
            "For drawn pages of all open documents; the more, the more pages are at hand at once."
        )
        form.addRow(name, self._hinted(self._memory, hint))

    def _hinted(self, field: QWidget, hint: str) -> QWidget:
        """A field with a hint right below it; a form alone would put it a row away."""
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._context.theme.spacing(1))
        box.addWidget(field)
        box.addWidget(Label(hint, "small", wraps=True))
        return holder

    def _fill_styles(self, styles: list[tuple[str, str]]) -> None:
        current = self._context.settings.style
        self._style.clear()
        for name, title in styles:
            self._style.addItem(title, name)
        self._style.setCurrentIndex(self._style.findData(current))
        completer = QCompleter(self._style.model(), self._style)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._style.setCompleter(completer)
        self._style.setEnabled(True)

    def _save_appearance(self) -> None:
        mode = Mode(self._appearance.currentData())
        self._context.theme.set_mode(mode)
        self._save(replace(self._context.settings, appearance=mode.value))

    def _save_type_size(self) -> None:
        size = self._type_size.currentData()
        self._save(replace(self._context.settings, type_size=size))

    def _save_quick_copy(self) -> None:
        chosen = self._quick_copy.currentData()
        self._save(replace(self._context.settings, quick_copy=chosen))

    def _save_memory(self) -> None:
        size = self._memory.currentData()
        self._save(replace(self._context.settings, cache_bytes=size))

    def _save_style(self) -> None:
        name = self._style.currentData()
        if name:
            self._save(replace(self._context.settings, style=name))

    def _save_author(self) -> None:
        author = self._author.text().strip()
        if author != self._context.settings.author:
            self._save(replace(self._context.settings, author=author))

    def _save_keys(self) -> None:
        bindings = self._context.actions.bindings
        if bindings != dict(self._context.settings.keys):
            self._save(replace(self._context.settings, keys=bindings))

    def _save(self, settings: Settings) -> None:
        try:
            self._context.save_settings(settings)
        except OSError:
            text = self.tr(
                "The settings could not be saved, because their folder cannot be written."
            )
            self._context.notify("bad", text)


def _styles(_context: JobContext) -> list[tuple[str, str]]:
    """Names and titles of all citation styles; making their index takes seconds, once."""
    # Here, not above: nothing of this is needed to show the window.
    from pincite.citing.styles import list_styles

    cache = platformdirs.user_cache_path("pincite", False)
    return [(style.name, style.title) for style in list_styles(cache)]
