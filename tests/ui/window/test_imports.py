"""What the clipboard brings into the library."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit
from tests.ui.shell import Shell
from tests.unit.documents.samples import numbered_pdf
from tests.unit.importing.mendeley_folder import ACCOUNT, MendeleyFolderMaker, encrypt

from pincite import assets
from pincite.ui.import_report import ImportReportPanel
from pincite.ui.welcome import WelcomePage
from pincite.ui.widgets import Card

_PROSE = "The harbour office kept a ledger of ships."


def _labels(shell: Shell) -> str:
    lists = [text.toPlainText() for text in shell.window.findChildren(QPlainTextEdit)]
    return " | ".join([*(label.text() for label in shell.window.findChildren(QLabel)), *lists])


def _paste(shell: Shell, data: QMimeData) -> list[str]:
    """Paste, wait for the report, and return the titles of what is in the library."""
    QApplication.clipboard().setMimeData(data)
    shell.context.actions.get("file.paste").trigger()
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )
    reader = shell.context.workspace.read
    return [item.title for item in reader.items(reader.item_ids())]


def test_html_of_the_clipboard_becomes_an_article(shell: Shell) -> None:
    data = QMimeData()
    data.setText(f"The ledger\n{_PROSE}")
    data.setHtml(f"<h2>The ledger</h2><p>{_PROSE}</p><script>alert(1)</script>")
    assert _paste(shell, data) == ["The ledger"]


def test_text_of_the_clipboard_becomes_an_article(shell: Shell) -> None:
    data = QMimeData()
    data.setText(f"Notes on ships\n\n{_PROSE}\n\n{_PROSE}")
    assert _paste(shell, data) == ["Notes on ships"]


def test_a_copied_file_is_imported(shell: Shell) -> None:
    data = QMimeData()
    file = next(assets.samples().rglob("*.html"))
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert len(_paste(shell, data)) == 1


def test_an_address_of_this_computer_is_refused_in_words(shell: Shell) -> None:
    data = QMimeData()
    data.setText("http://127.0.0.1:9/ledger")
    assert _paste(shell, data) == []
    assert "your own network" in _labels(shell)


def test_an_empty_clipboard_says_what_to_do(shell: Shell) -> None:
    QApplication.clipboard().clear()
    shell.context.actions.get("file.paste").trigger()
    assert "copy a passage" in _labels(shell)


def test_a_library_of_mendeley_comes_in_from_its_usual_folder(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    folder = tmp_path / ".local/share/data/Mendeley Ltd./Mendeley Desktop"
    made = MendeleyFolderMaker(folder)
    made.attach(made.work("Bread", people=("Ruth Adler",)), numbered_pdf(tmp_path / "b.pdf", ["7"]))
    made.close()
    shell.context.actions.get("file.import_library").trigger()
    (dialog,) = shell.window.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == folder
    dialog.filesSelected.emit([str(folder)])
    dialog.close()
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )
    reader = shell.context.workspace.read
    (item,) = reader.items(reader.item_ids())
    assert item.title == "Bread"
    assert len(reader.documents_of(item.id)) == 1


def test_an_encrypted_library_of_mendeley_is_told_of_in_words(shell: Shell, tmp_path: Path) -> None:
    MendeleyFolderMaker(tmp_path / "data").close()
    encrypt(tmp_path / "data" / ACCOUNT)
    shell.window.imports.start([str(tmp_path / "data")])
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )
    assert "Export the library there as BibTeX" in _labels(shell)


def test_the_welcome_page_has_a_door_for_libraries_of_other_programs(shell: Shell) -> None:
    welcome = shell.tab.findChild(WelcomePage)
    assert isinstance(welcome, WelcomePage)
    (door,) = (c for c in welcome.findChildren(Card) if "Mendeley" in c.accessibleName())
    with shell.qtbot.waitSignal(shell.tab.library_wanted):
        door.activated.emit()
    for dialog in shell.window.findChildren(QFileDialog):
        dialog.close()
