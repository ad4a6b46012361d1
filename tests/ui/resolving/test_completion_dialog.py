"""Completing items in the window: differences, what is ticked, and one step."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from tests.fake_sources import DOI, ISBN, FakeSources
from tests.ui.shell import Shell, book

from pincite.model.items import Item
from pincite.ui.library.items_view import ItemsView
from pincite.ui.resolving.completion_dialog import CompletionDialog


def opened(shell: Shell, *items: Item) -> CompletionDialog:
    shell.add(items)
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    shell.qtbot.waitUntil(lambda: view.model().rowCount() == len(items))
    view.select_ids([item.id for item in items])
    shell.context.actions.get("library.complete").trigger()
    dialog = shell.window.findChildren(CompletionDialog)[-1]
    shell.qtbot.waitUntil(lambda: bool(dialog._completions), timeout=30_000)
    return dialog


def stored(shell: Shell, item: Item) -> Item:
    found = shell.context.workspace.read.get(Item, item.id)
    assert found is not None
    return found


def box(dialog: CompletionDialog, name: str) -> QCheckBox:
    return next(b for b in dialog.view.findChildren(QCheckBox) if b.text() == name)


def test_what_is_missing_is_ticked_and_what_was_typed_is_not(
    shell: Shell, server: FakeSources
) -> None:
    item = book("Storm tides", "Okafor", "2019", DOI=DOI)
    dialog = opened(shell, item)
    names = {b.text(): b.isChecked() for b in dialog.view.findChildren(QCheckBox)}
    assert names["Volume"]
    assert not names["Title"]
    assert not names["Authors"]
    assert "instead of Adler" not in box(dialog, "Title").accessibleName()
    assert box(dialog, "Title").accessibleName().endswith("instead of Storm tides")
    assert box(dialog, "Type").hasFocus()
    dialog.view.accept(frozenset())
    assert not dialog.primary.isEnabled()
    QTest.keyClick(box(dialog, "Title"), Qt.Key.Key_Space)
    assert dialog.primary.text() == "Take over 1 value"
    shell.after(dialog.accept)
    assert stored(shell, item).title == "Storm tides & harbour walls: A ledger"
    assert stored(shell, item).fields.keys() == {"title", "DOI"}
    shell.after(lambda: shell.context.workspace.undo())
    assert stored(shell, item).title == "Storm tides"


def test_several_items_are_completed_as_one_step(shell: Shell, server: FakeSources) -> None:
    one = book("Storm tides", "Okafor", "2019", DOI=DOI)
    other = book("Ledgers", ISBN=ISBN)
    dialog = opened(shell, one, other)
    assert dialog.list.isVisible()
    dialog.list.select_key(str(other.id))
    assert box(dialog, "Place").isChecked()
    shell.after(dialog.accept)
    assert stored(shell, one).fields["volume"] == "7"
    assert stored(shell, other).fields["publisher-place"] == "Hull"
    shell.after(lambda: shell.context.workspace.undo())
    assert "volume" not in stored(shell, one).fields
    assert "publisher-place" not in stored(shell, other).fields


def test_what_was_found_by_its_title_is_to_be_looked_at(shell: Shell, server: FakeSources) -> None:
    dialog = opened(shell, book("Storm tides & harbour walls: a ledger", "Okafor", "2019"))
    assert "make sure" in dialog._told.text()
    assert dialog.view.accepted == frozenset()
    dialog._all()
    assert len(dialog.view.accepted) == len(dialog.view.findChildren(QCheckBox))
    dialog.reject()


def test_what_cannot_be_found_is_said(shell: Shell, server: FakeSources) -> None:
    server.mode = "unknown"
    dialog = opened(shell, book("Ledgers", ISBN=ISBN))
    assert dialog.state.isVisible()
    assert "not known to Open Library" in dialog.state._text.text()
    assert not dialog.primary.isEnabled()
    dialog.reject()
