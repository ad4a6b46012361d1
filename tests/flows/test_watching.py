"""Watched folders on the command line."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pincite = Callable[..., Any]


def test_a_folder_is_watched_once_for_each_call(pincite: Pincite, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    text = folder / "tides.md"
    text.write_text("# Tides\n\nA text about tides.\n")
    os.utime(text, (1_700_000_000, 1_700_000_000))
    added = pincite("watch", "add", folder, "--collection", "Inbox", "--json").json
    assert (added["path"], added["collection"]) == (str(folder), "Inbox")
    (first,) = pincite("watch", "--json").json["folders"]
    assert (first["new"], first["problem"]) == (1, "")
    (again,) = pincite("watch", "--json").json["folders"]
    assert (again["new"], again["known"]) == (0, 0)
    (item,) = pincite("list", "--collection", "Inbox", "--json").json["items"]
    assert item["title"] == "Tides"
    folder.rename(tmp_path / "gone")
    missing = pincite("watch")
    assert missing.status == 1
    assert "waits, because it is not there" in missing.err
    assert pincite("watch", "remove", folder).status == 0
    assert pincite("watch", "list", "--json").json["folders"] == []
    assert pincite("watch", "remove", folder).status == 1
