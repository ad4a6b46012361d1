"""What the clipboard brings into the library."""

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from tests.ui.shell import Shell

from pincite import assets
from pincite.ui.import_report import ImportReportPanel

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
