"""What the window remembers between runs: sizes, columns, splitters."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings


class WindowMemory(QObject):
    """Layout of windows in an INI file beside the settings; losing it costs nothing but habit."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat, self)

    def state(self, name: str) -> QByteArray:
        """A saved Qt state, empty when there is none."""
        value = self._file.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def text(self, name: str) -> str:
        """A saved word, empty when there is none."""
        value = self._file.value(name)
        return value if isinstance(value, str) else ""

    def keep(self, name: str, value: QByteArray | str) -> None:
        """Remember a state or a word."""
        self._file.setValue(name, value)
