from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell, book, open_shell

from pincite import assets
from pincite.library.transaction import Transaction
from pincite.services.commands.items import AddItem, TrashItems
from pincite.services.settings import SettingsFile
from pincite.services.workspace import Workspace
from pincite.ui.import_report import ImportReportPanel
from pincite.ui.library.items_model import ItemsModel
from pincite.ui.menus import PARTS
from pincite.ui.palette import CommandPalette, PaletteModel
from pincite.ui.theme import Mode, Role
from pincite.ui.welcome import WelcomePage
from pincite.ui.widgets import Banner, EmptyState


def labels(shell: Shell) -> str:
    return " | ".join(label.text() for label in shell.window.findChildren(QLabel))


def test_empty_library_shows_the_welcome_page_until_something_is_in(shell: Shell) -> None:
    welcome = shell.tab.findChild(WelcomePage)
    assert isinstance(welcome, WelcomePage)
    assert welcome.isVisible()
    shell.add([book("One")])
    assert not welcome.isVisible()


def test_undo_names_its_step_and_takes_it_back(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    shell.after(lambda: shell.context.bridge.run(TrashItems((item.id,))))
    model = shell.tab.findChild(ItemsModel)
    assert isinstance(model, ItemsModel)
    assert model.rowCount() == 0
    undo = shell.context.actions.get("edit.undo")
    assert undo.text() == "Undo “Move to trash”"
    assert "Undo: “Move to trash”" in labels(shell)
    shell.after(undo.trigger)
    assert model.rowCount() == 1
    assert shell.context.actions.get("edit.redo").isEnabled()


def test_what_takes_long_to_save_is_named_and_not_called_saved(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    go_on = Event()

    @dataclass(frozen=True)
    class Slow:
        label: str = "Move mountains"

        def apply(self, tx: Transaction) -> None:
            go_on.wait(30)
            tx.put(replace(item, trashed="2026-01-01T00:00:00Z"))

    try:
        with shell.qtbot.waitSignal(shell.context.bridge.delayed):
            shell.context.bridge.run(Slow())
        assert "Saving: “Move mountains”…" in labels(shell)
        assert "All changes saved" not in labels(shell)
    finally:
        shell.after(go_on.set)
    shell.qtbot.waitUntil(lambda: "All changes saved · Undo: “Move mountains”" in labels(shell))


def test_good_news_goes_when_its_step_is_taken_back(shell: Shell) -> None:
    item = book("One")
    shell.add([item])
    with shell.qtbot.waitSignal(shell.context.bridge.finished):
        shell.context.bridge.run(TrashItems((item.id,)))
        shell.context.notify("ok", "1 item is in the trash.")
    assert "1 item is in the trash." in labels(shell)
    with shell.qtbot.waitSignal(shell.context.bridge.finished):
        shell.context.actions.run("edit.undo")
    assert "1 item is in the trash." not in labels(shell)


def test_dropped_file_is_imported_and_reported(shell: Shell) -> None:
    sample = next(assets.samples().glob("*.html"), None)
    if sample is None:
        pytest.skip("there are no samples in this checkout")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    shell.window.dropEvent(event)
    shell.qtbot.waitUntil(
        lambda: bool(shell.window.findChildren(ImportReportPanel)), timeout=30_000
    )
    assert "Imported: 1 new" in labels(shell)
    assert shell.context.workspace.read.item_count() == 1


def test_change_of_another_program_is_seen(shell: Shell, library_folder: Path) -> None:
    other = Workspace.open(library_folder)
    try:
        with shell.qtbot.waitSignal(shell.context.events.changed, timeout=2000):
            other.run_now(AddItem(book("From outside")))
    finally:
        other.close()
    assert shell.context.workspace.read.item_count() == 1


def test_palette_finds_an_action_and_runs_it(shell: Shell) -> None:
    shell.window.acts.show_palette()
    palette = shell.window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.focusWidget(), "dark app")
    assert palette.model.entry(0).id == "view.dark"
    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Return)
    assert shell.context.theme.is_dark


def test_palette_offers_every_action_with_its_key(shell: Shell) -> None:
    model = PaletteModel(shell.context.actions)
    model.set_text("import files")
    assert [model.entry(n).id for n in range(model.rowCount())] == ["file.import"]
    assert model.key_of(model.entry(0)) == "Ctrl+O"


def test_quit_stands_last_in_its_menu(shell: Shell) -> None:
    menu = shell.window.menus.menu("file")
    menu.aboutToShow.emit()
    assert menu.actions()[-1].text().startswith("Quit")
    assert menu.actions()[-2].isSeparator()


def test_menus_are_parted_by_what_their_entries_are_about(shell: Shell) -> None:
    menu = shell.window.menus.menu("tools")
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "All actions…"
    assert texts[texts.index("Find duplicates") - 1] == ""
    assert texts[texts.index("Find duplicates") + 1] == "Check the library"
    known = {entry.id for entry in shell.context.actions.entries()}
    assert {id for ids in PARTS.values() for part in ids for id in part.split()} <= known


def test_menus_of_many_entries_have_menus_within_them(shell: Shell) -> None:
    for name in ("small", "large"):
        shell.context.actions.add(
            f"test.{name}", name, "", lambda: None, "view", shell.window, submenu="Sizes"
        )
    menu = shell.window.menus.menu("view")
    for _ in range(2):
        menu.aboutToShow.emit()
        (sizes,) = (a.menu() for a in menu.actions() if a.text() == "Sizes")
        assert isinstance(sizes, QMenu)
        assert [action.text() for action in sizes.actions()] == ["small", "large"]


def test_changed_key_works_and_comes_back(shell: Shell) -> None:
    actions = shell.context.actions
    actions.set_keys("edit.undo", ("Ctrl+U",))
    assert actions.get("edit.undo").shortcut().toString() == "Ctrl+U"
    assert actions.bindings == {"edit.undo": "Ctrl+U"}
    actions.set_keys("edit.undo", None)
    assert actions.get("edit.undo").shortcut().toString() == "Ctrl+Z"


def test_theme_switches_at_run_time(shell: Shell) -> None:
    theme = shell.context.theme
    assert theme.colour(Role.WINDOW).name() == "#f5f4f1"
    with shell.qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert theme.colour(Role.WINDOW).name() == "#1d1f21"
    assert "#1d1f21" in theme.stylesheet


def test_failed_command_is_a_banner(shell: Shell) -> None:
    shell.context.notify("bad", "The file is missing. Import it again.")
    shell.context.notify("bad", "The file is missing. Import it again.")
    banners = [b for b in shell.window.findChildren(Banner) if b.isVisible()]
    assert [b.label.text() for b in banners] == ["The file is missing. Import it again."]


def test_every_icon_button_has_an_accessible_name(shell: Shell) -> None:
    shell.add([book("One")])
    from PySide6.QtWidgets import QAbstractButton

    nameless = [
        b
        for b in shell.window.findChildren(QAbstractButton)
        if not b.text() and not b.accessibleName() and b.isVisible()
        and type(b).__module__.startswith("pincite")
    ]  # fmt: skip
    assert nameless == []


def test_library_that_cannot_be_opened_says_why(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"this is no database, " * 400)
    with open_shell(qtbot, qapp, folder, tmp_path / "config") as opened:
        opened.session.open()
        opened.window.show()
        assert opened.window.library_tab is None
        page = opened.window.strip.current
        assert isinstance(page, EmptyState)
        assert [b.text() for b in page.buttons] == ["Choose another folder…", "Try again"]


def test_layout_and_settings_are_remembered(
    qtbot: QtBot, qapp: QApplication, library_folder: Path, tmp_path: Path
) -> None:
    config = tmp_path / "config"
    with open_shell(qtbot, qapp, library_folder, config) as first:
        first.session.open()
        first.window.show()
        first.window.resize(790, 610)
        first.context.save_settings(first.context.settings)
    assert SettingsFile(config / "settings.json").load() == SettingsFile(tmp_path / "no").load()
    with open_shell(qtbot, qapp, library_folder, config) as second:
        assert (second.window.width(), second.window.height()) == (790, 610)
