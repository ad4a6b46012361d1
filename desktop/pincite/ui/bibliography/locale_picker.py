"""The language in which a bibliography is formatted."""

from collections import Counter

from PySide6.QtCore import QCollator, QLocale, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from pincite.citing.styles import list_locales
from pincite.ui.theme import Theme
from pincite.ui.widgets import ComboBox


class LocalePicker(ComboBox):
    """All languages that citation styles can speak, each under its own name.

    Signals:
        chosen: the tag ("en-GB") that the user picked.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Language of the bibliography"), parent=parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(9)
        self.setMaxVisibleItems(20)
        for name, tag in _named_locales():
            self.addItem(name, tag)
        self.setToolTip(self.tr("Language of the bibliography"))
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def set_locale_tag(self, tag: str) -> None:
        """Show which language is in force."""
        self.setCurrentIndex(self.findData(tag))


def _named_locales() -> list[tuple[str, str]]:
    tags = list_locales()
    languages = Counter(tag.split("-")[0] for tag in tags)
    named = [(_name(tag, is_only=languages[tag.split("-")[0]] == 1), tag) for tag in tags]
    collator = QCollator()
    return sorted(named, key=lambda pair: collator.sortKey(pair[0]))


def _name(tag: str, *, is_only: bool) -> str:
    locale = QLocale(tag)
    if locale.language() is QLocale.Language.C:
        return tag
    name = QLocale(locale.language()).nativeLanguageName() if not is_only else ""
    name = (name if "(" not in name else "") or locale.nativeLanguageName() or tag
    name = QLocale(locale.language()).toUpper(name[0]) + name[1:]
    if is_only:
        return name
    # Shorter than the state's whole name, and what people write themselves.
    place = {"US": "US", "GB": "UK"}.get(tag.split("-")[-1], locale.nativeTerritoryName())
    return f"{_plain_english(name)} ({place})"


def _plain_english(name: str) -> str:
    return "English" if name.endswith("English") else name
