"""A damaged library: its newest backup is offered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QWidget

from pincite.library.backups import Backup, backups_in, restore, verify
from pincite.library.errors import DamagedLibraryError, LibraryError
from pincite.library.library import FILE_NAME
from pincite.ui.context import AppContext
from pincite.ui.widgets.question import Question


def rescue(
    context: AppContext, folder: Path, window: QWidget
) -> tuple[str, Callable[[], object]] | None:
    """What a button says and does that brings a damaged library back; None when it is not damaged.

    Also None when there is no sound backup.
    """
    try:
        verify(folder / FILE_NAME)
    except DamagedLibraryError:
        newest = next(filter(_is_sound, backups_in(folder)), None)
        if newest is not None:
            text = QCoreApplication.translate("Rescue", "Restore the backup of %1…")
            act = partial(_ask, context, folder, newest, window)
            return text.replace("%1", moment(newest)), act
    except LibraryError:
        pass
    return None


def moment(backup: Backup) -> str:
    """When a backup was made, here and in the user's way of writing."""
    at = QDateTime.fromSecsSinceEpoch(int(backup.at.timestamp()))
    locale = QLocale()
    time = locale.toString(at.time(), QLocale.FormatType.ShortFormat)
    return f"{locale.toString(at, 'd MMM yyyy')}, {time}"


def ask_to_restore(
    context: AppContext, backup: Backup, parent: QWidget, do: Callable[[], object]
) -> None:
    """Ask, then put a backup in the library's place."""
    tr = QCoreApplication.translate
    text = tr("Rescue", "Put the library back to what it was on %1?")
    detail = tr(
        "Rescue",
        "Everything since then is taken back. What is there now is kept as a backup too, "
        "so that you can return to it.",
    )
    text = text.replace("%1", moment(backup))
    Question(context.theme, text, detail, parent, tr("Rescue", "Restore"), do).open()


def _ask(context: AppContext, folder: Path, backup: Backup, window: QWidget) -> None:
    def put_back() -> None:
        context.switch_library(folder, lambda _job: restore(folder, backup.path))

    ask_to_restore(context, backup, window, put_back)


def _is_sound(backup: Backup) -> bool:
    try:
        verify(backup.path)
    except LibraryError:
        return False
    return True
