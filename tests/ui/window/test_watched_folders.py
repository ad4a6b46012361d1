"""Watched folders in the window: choosing them, and what they bring."""

import os
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from tests.ui.shell import Shell

from pincite.services.commands.collections import AddCollection
from pincite.services.watched_folders import watched_folders
from pincite.ui.settings.watched_folders_page import WatchedFoldersPage
from pincite.ui.watching import FolderFollower
from pincite.ui.widgets import Label


def put(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# {path.stem}\n\nA text about tides.\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def shown(page: WatchedFoldersPage) -> QWidget:
    """What is on the page now; what was there before goes a moment later."""
    widget = page.widget()
    assert widget is not None
    return widget


def test_a_folder_is_chosen_and_fills_a_collection(shell: Shell, tmp_path: Path) -> None:
    made = AddCollection("Inbox")
    shell.after(lambda: shell.context.workspace.run_now(made))
    folder = put(tmp_path / "inbox" / "one.md").parent
    page = WatchedFoldersPage(shell.context)
    shell.qtbot.addWidget(page)
    page.add_folder(str(folder))
    page.add_folder(str(folder))
    picker = shown(page).findChild(QComboBox)
    assert isinstance(picker, QComboBox)
    assert len(shown(page).findChildren(QCheckBox)) == 1
    picker.setCurrentIndex(picker.findText("Inbox"))
    picker.activated.emit(picker.currentIndex())
    read = shell.context.workspace.read
    shell.qtbot.waitUntil(lambda: [f.collection for f in watched_folders(read)] == [made.id])

    told: list[str] = []
    shell.context.notify = lambda _kind, text: told.append(text)
    follower = shell.session.findChild(FolderFollower)
    assert isinstance(follower, FolderFollower)
    follower.look()
    shell.qtbot.waitUntil(lambda: told == ["1 file came in from “inbox”"], timeout=60_000)
    (item,) = read.items(read.item_ids())
    assert item.collections == (made.id,)

    pause = shown(page).findChild(QCheckBox)
    assert isinstance(pause, QCheckBox)
    pause.click()
    shell.qtbot.waitUntil(lambda: watched_folders(read)[0].is_paused)


def test_a_folder_that_waits_says_so_once(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    page = WatchedFoldersPage(shell.context)
    shell.qtbot.addWidget(page)
    page.add_folder(str(folder))
    read = shell.context.workspace.read
    shell.qtbot.waitUntil(lambda: bool(watched_folders(read)))
    folder.rmdir()
    told: list[tuple[str, str]] = []
    shell.context.notify = lambda kind, text: told.append((kind, text))
    follower = shell.session.findChild(FolderFollower)
    assert isinstance(follower, FolderFollower)
    for _ in range(2):
        follower.look()
        shell.qtbot.waitUntil(lambda: not follower._is_running, timeout=60_000)
    assert [kind for kind, _ in told] == ["warn"]
    assert "it is not there" in told[0][1]


def test_what_is_no_folder_is_said_on_the_page(shell: Shell, tmp_path: Path) -> None:
    page = WatchedFoldersPage(shell.context)
    shell.qtbot.addWidget(page)
    page.add_folder(str(tmp_path / "nowhere"))
    assert any("is no folder" in label.text() for label in page.findChildren(Label))
    assert watched_folders(shell.context.workspace.read) == ()
