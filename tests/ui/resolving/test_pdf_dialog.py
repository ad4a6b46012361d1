"""Getting a PDF in the window: nothing is fetched before it was said what."""

from PySide6.QtWidgets import QRadioButton
from tests.fake_sources import DOI, FakeSources
from tests.ui.shell import Shell, book

from pincite import assets
from pincite.model.items import Item
from pincite.ui.library.items_view import ItemsView
from pincite.ui.resolving.pdf_dialog import PdfDialog


def opened(shell: Shell, item: Item) -> PdfDialog:
    shell.add([item])
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    shell.qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    view.select_ids([item.id])
    shell.context.actions.get("library.get_pdf").trigger()
    return shell.window.findChildren(PdfDialog)[-1]


def test_the_address_is_said_then_fetched(shell: Shell, server: FakeSources) -> None:
    server.files["tides.pdf"] = next(assets.samples().rglob("storm-tides.pdf")).read_bytes()
    item = book("Storm tides", DOI=DOI)
    dialog = opened(shell, item)
    shell.qtbot.waitUntil(dialog.primary.isEnabled, timeout=30_000)
    (choice,) = dialog.findChildren(QRadioButton)
    assert choice.accessibleName() == f"{server.file_address('tides.pdf')}, given by Crossref"
    assert not [path for path in server.seen if path.startswith("files/")]
    with shell.qtbot.waitSignal(dialog.accepted, timeout=60_000):
        dialog.primary.click()
    assert len(shell.context.workspace.read.documents_of(item.id)) == 1


def test_what_fails_is_said_and_another_can_be_chosen(shell: Shell, server: FakeSources) -> None:
    server.files["tides.pdf"] = b"<!DOCTYPE html><title>Log in</title>"
    dialog = opened(shell, book("Storm tides", DOI=DOI))
    shell.qtbot.waitUntil(dialog.primary.isEnabled, timeout=30_000)
    dialog.fetch()
    shell.qtbot.waitUntil(lambda: "gives no PDF" in dialog.message.text(), timeout=30_000)
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_without_an_address_there_is_nothing_to_fetch(shell: Shell, server: FakeSources) -> None:
    dialog = opened(shell, book("Storm tides"))
    shell.qtbot.waitUntil(lambda: "gives an address" in dialog.message.text(), timeout=30_000)
    assert not dialog.primary.isEnabled()
    assert server.seen == []
    dialog.reject()
