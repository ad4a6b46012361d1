"""Files that nothing needs are removed beside the user's work, and said when there were any."""

import os
from datetime import UTC, datetime, timedelta

from tests.ui.shell import Shell

from pincite.library.sweeping import KEPT
from pincite.model.ids import Sha256
from pincite.ui.libraries.file_sweep import FileSweep

SHA = Sha256("0" * 64)


def test_an_outlived_file_is_removed_and_said_once(shell: Shell) -> None:
    said: list[tuple[str, str]] = []
    shell.context.notify = lambda kind, text: said.append((kind, text))
    path = shell.context.workspace.library.files.add_bytes(b"a" * 2000, SHA, "old.pdf")
    past = (datetime.now(UTC) - KEPT - timedelta(days=1)).timestamp()
    os.utime(path, (past, past))
    follower = FileSweep(shell.context, shell.session)
    follower.sweep()
    shell.qtbot.waitUntil(lambda: bool(said))
    assert not path.exists()
    (kind, text), *_ = said
    assert kind == "ok"
    assert text.startswith("1 file that was deleted over a month ago was removed (")
    follower.sweep()
    shell.qtbot.waitUntil(lambda: not shell.context.jobs.running())
    assert len(said) == 1
    follower.stop()
