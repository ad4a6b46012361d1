"""The window is used, and nobody is asked for anything until somebody wants it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fake_sources import DOI, FakeSources
from tests.ui.shell import Shell, book

from pincite import assets
from pincite.services.watched_folders import save_watched_folders, watchable
from pincite.ui.library.items_view import ItemsView
from pincite.ui.resolving.identifier_dialog import IdentifierDialog
from pincite.ui.settings.dialog import SettingsDialog
from pincite.ui.watching import FolderFollower


class _Calls:
    """Notes connections and look-ups of names; audit hooks cannot be taken off."""

    is_set = False
    is_on = False
    seen: list[str] = []  # noqa: RUF012  (one hook for the process)

    @classmethod
    def hook(cls, event: str, arguments: tuple[Any, ...]) -> None:
        is_call = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
        is_call = is_call or (event == "socket.connect" and isinstance(arguments[1], tuple))
        if cls.is_on and is_call:
            cls.seen.append(event)


@pytest.fixture
def calls() -> Iterator[list[str]]:
    if not _Calls.is_set:
        sys.addaudithook(_Calls.hook)
        _Calls.is_set = True
    _Calls.seen, _Calls.is_on = [], True
    yield _Calls.seen
    _Calls.is_on = False


def test_nobody_is_asked_before_somebody_wants_it(
    shell: Shell, server: FakeSources, calls: list[str], tmp_path: Path
) -> None:
    item = book("Storm tides", DOI=DOI, URL="https://quay.example/tides.pdf")
    shell.add([item])
    view = shell.tab.findChild(ItemsView)
    assert isinstance(view, ItemsView)
    shell.qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    view.select_ids([item.id])

    # A file that names a DOI comes in by a watched folder.
    folder = tmp_path / "inbox"
    folder.mkdir()
    sample = next(assets.samples().rglob("storm-tides.pdf")).read_bytes()
    (folder / "paper.pdf").write_bytes(sample)
    (folder / "list.bib").write_text(f"@article{{a, title={{Tides}}, doi={{{DOI}}}, year=2014}}")
    for path in folder.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    workspace = shell.context.workspace
    save_watched_folders(workspace, [watchable(workspace, folder)]).result()
    follower = shell.session.findChild(FolderFollower)
    assert isinstance(follower, FolderFollower)
    follower.look()
    shell.qtbot.waitUntil(lambda: len(workspace.read.item_ids()) >= 2, timeout=60_000)

    # The dialogs are opened, typed into and closed.
    shell.context.actions.get("file.add_by_identifier").trigger()
    (dialog,) = shell.window.findChildren(IdentifierDialog)
    dialog.field.setPlainText("10.1000/not-here")
    shell.qtbot.waitUntil(dialog.primary.isEnabled)
    shell.context.actions.get("tools.settings").trigger()
    for settings in shell.window.findChildren(SettingsDialog):
        settings.show_page("lookups")
        settings.close()
    assert calls == []
    assert server.seen == []

    # The same eyes see what is asked when it is wanted; the answer must not close the dialog here.
    server.mode = "time-out"
    dialog.look_up()
    shell.qtbot.waitUntil(lambda: bool(server.seen), timeout=30_000)
    assert "socket.connect" in calls
    dialog.reject()
    dialog.reject()
