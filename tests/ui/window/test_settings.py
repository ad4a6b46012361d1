"""The settings dialog."""

import pytest
from tests.ui.shell import Shell

from pincite.services.settings import own_name
from pincite.ui.settings import dialog as module
from pincite.ui.settings.dialog import SettingsDialog


def test_the_name_for_exported_annotations_is_kept(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_styles", lambda _context: [])
    dialog = SettingsDialog(shell.context, shell.window)
    dialog.show()
    field = dialog._author
    assert (field.text(), field.placeholderText()) == ("", own_name())
    field.setText(" Ada Lovelace ")
    field.editingFinished.emit()
    assert shell.context.settings.author == "Ada Lovelace"
    assert shell.context.settings_file.load().author == "Ada Lovelace"
    dialog.close()
