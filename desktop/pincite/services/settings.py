"""Settings: what the user chose, kept in one JSON file with a version."""

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from pincite.model.annotations import Colour

logger = logging.getLogger(__name__)

_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

VERSION = 1
"""History: 1, the first."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices with their defaults.

    Attributes:
        appearance: "system", "light" or "dark".
        page_theme: "paper", "sepia", "dark" or "black".
        page_view: how the pages of a document opened for the first time are arranged, in words of
            the reader's own; empty for one below the other, as wide as the window.
        shows_paragraph_numbers: the paragraphs of articles are numbered in the margin.
        type_size: "small", "medium" or "large", for articles opened for the first time.
        marks_citations: citations in the text of documents are underlined.
        keys: action id -> key sequence as text, only where the user changed it.
        colour_names: what the user calls annotation colours, by their values ("yellow"); those not
            named here have their usual name.
        cache_bytes: memory for rendered pages in a window.
        style, locale: CSL style and locale of new bibliographies.
        quick_copy: form in which citations are copied and dragged, one of `copying.COPY_FORMS`.
        note_folders: kind of notes ("obsidian") -> the folder they were exported to last.
        recognition_language: in which scans were read last, as Tesseract names it; empty for none.
        library: folder opened by default; empty for the platform's data folder.
        recent_libraries: folders of those that were open, the last one first.
        export_format: of the last export; `bib_options`: how a .bib was written then.
        author: named in exported annotations; empty for the name of the system's user.
        contact: an e-mail address that the operators of sources may use; empty for none.
        source_addresses: other places of the sources that are asked for works, by their names
            ("crossref"), for mirrors and proxies of an institution.
    """

    appearance: str = "system"
    page_theme: str = "paper"
    page_view: str = ""
    shows_paragraph_numbers: bool = True
    type_size: str = "medium"
    marks_citations: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    colour_names: Mapping[str, str] = field(default_factory=dict)
    cache_bytes: int = 256 * 1024 * 1024
    style: str = "apa"
    locale: str = "en-US"
    quick_copy: str = "reference"
    note_folders: Mapping[str, str] = field(default_factory=dict)
    recognition_language: str = ""
    library: str = ""
    recent_libraries: Sequence[str] = field(default_factory=list)
    author: str = ""
    contact: str = ""
    source_addresses: Mapping[str, str] = field(default_factory=dict)
    export_format: str = "biblatex"
    bib_options: Mapping[str, Any] = field(default_factory=dict)
    is_welcomed: bool = False


def named_colours(settings: Settings) -> dict[Colour, str]:
    """The colours that the user has named."""
    names = {colour: str(settings.colour_names.get(colour.value, "")) for colour in Colour}
    return {colour: name.strip() for colour, name in names.items() if name.strip()}


def usable_contact(contact: str) -> str:
    """An e-mail address as it may stand in a question to a source; empty for what is none."""
    contact = contact.strip()
    return contact if _CONTACT.fullmatch(contact) else ""


def default_library() -> Path:
    """The library's folder unless another is named: PINCITE_LIBRARY, or the platform's data."""
    named = os.environ.get("PINCITE_LIBRARY")
    return Path(named) if named else Path(platformdirs.user_data_dir("pincite", False)) / "library"


def default_settings_path() -> Path:
    """Where the settings file lies."""
    return Path(platformdirs.user_config_dir("pincite", False)) / "settings.json"


def own_name(chosen: str = "") -> str:
    """Whose annotations they are: the name in the settings, or that of the system's user."""
    if chosen.strip():
        return chosen.strip()
    try:
        import pwd

        entry = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return os.environ.get("USERNAME", "")
    return entry.pw_gecos.split(",")[0].strip() or entry.pw_name


class SettingsFile:
    """Reads and writes settings; a broken file is put aside and the defaults are used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Settings:
        """The settings in the file; unknown keys are ignored, missing ones have their default."""
        try:
            values = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError):
            logger.warning("The settings could not be read; the defaults are used", exc_info=True)
            return Settings()
        return _from_json(values if isinstance(values, dict) else {})

    def save(self, settings: Settings) -> None:
        """Write the file through a temporary one, so that it is always whole.

        Raises:
            OSError: the folder cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".tmp")
        text = json.dumps({"version": VERSION, **asdict(settings)}, indent=2, ensure_ascii=False)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(self.path)


def _from_json(values: Mapping[str, Any]) -> Settings:
    settings = Settings()
    for known in fields(Settings):
        value = values.get(known.name)
        if value is not None and isinstance(value, type(getattr(settings, known.name))):
            settings = replace(settings, **{known.name: value})
    return settings
