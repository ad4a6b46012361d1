"""Imports that are killed, and two programs on one library."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf

from pincite.model.changes import Changes
from pincite.services.commands.items import EditItem
from pincite.services.workspace import Workspace

Pincite = Callable[..., Any]


def make_pdfs(folder: Path, count: int) -> None:
    """Small PDFs, each with words of its own."""
    folder.mkdir()
    for number in range(count):
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_text((72, 72), f"Ledger number {number} of the harbour office")
            document.save(folder / f"ledger-{number:03}.pdf")


def start_import(library: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Start an import as a process of its own."""
    desktop = Path(__file__).parents[2] / "desktop"
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pincite",
            "--library",
            str(library),
            "--quiet",
            "import",
            str(folder),
        ],
        env={**os.environ, "PYTHONPATH": str(desktop)},
        stdout=subprocess.DEVNULL,
    )


def wait_for_items(library: Path, count: int) -> None:
    """Until so many items are in the library."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if (library / "library.sqlite").exists():
            space = Workspace.open(library)
            found = space.read.item_count()
            space.close()
            if found >= count:
                return
        threading.Event().wait(0.02)
    raise AssertionError("the import did not get that far")


def test_a_killed_import_leaves_whole_items_only(
    pincite: Pincite, library_folder: Path, tmp_path: Path
) -> None:
    make_pdfs(tmp_path / "papers", 60)
    process = start_import(library_folder, tmp_path / "papers")
    wait_for_items(library_folder, 5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    items = pincite("list", "--json").json["items"]
    assert 5 <= len(items) <= 60
    assert all(item["documents"] == 1 for item in items)
    for item in items[:3]:
        pages = pincite("text", item["item"], "--json").json["pages"]
        assert "harbour office" in pages[0]["text"]
    assert pincite("doctor", "--repair").status == 0
    again = pincite("import", tmp_path / "papers", "--json").json["imported"]
    assert {entry["status"] for entry in again} == {"known", "new"}
    assert len(pincite("list", "--json").json["items"]) == 60


def test_an_open_library_sees_what_the_command_line_did(
    pincite: Pincite, imported: dict[str, str], library_folder: Path
) -> None:
    space = Workspace.open(library_folder)
    told: list[Changes] = []
    seen = threading.Event()

    def hear(changes: Changes, origin: object) -> None:
        told.append(changes)
        seen.set()

    space.subscribe(hear)
    pincite("set", imported["harbour-towns.pdf"], "title=Harbours")
    space.poll()
    assert seen.wait(5)
    assert len(told[0].items) == 1
    item = space.read.items(told[0].items)[0]
    space.run_now(EditItem(item.id, fields={"title": "Quays"}))
    assert pincite("show", item.key, "--json").json["title"] == "Quays"
    space.close()


def test_a_library_on_a_strange_path_works(pincite: Pincite, samples: Path, tmp_path: Path) -> None:
    library = tmp_path / "Bücher und книги 本"
    done = pincite("--library", library, "import", samples / "storm-tides.pdf", "--json")
    assert done.status == 0
    assert pincite("search", "storm", "--library", library, "--json").json["total"] > 0


def test_a_missing_file_is_a_sentence(
    pincite: Pincite, imported: dict[str, str], library_folder: Path
) -> None:
    for path in (library_folder / "files").rglob("harbour-towns.pdf"):
        path.unlink()
    done = pincite(
        "highlight", imported["harbour-towns.pdf"], "A loaf was the only public document"
    )
    assert done.status == 1
    assert "missing" in done.err
    assert pincite("doctor").status == 1
