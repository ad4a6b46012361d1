"""A manuscript on the command line: checked, reported, counted, left as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Pincite = Callable[..., Any]

SAID = "The council's decision had long-term costs that no one at the table had counted"


def _manuscript(folder: Path, key: str) -> Path:
    path = folder / "thesis.md"
    path.write_text(
        f"# One\n\nIt is said that “{SAID}” [@{key}, p. 23].\n\n"
        f"And again “{SAID.replace('counted', 'foreseen')}” [@{key}, p. 23].\n\n"
        f"> {SAID}\n\n[@{key}, p. 30]\n\nNobody knows [@nobody1999, p. 3].\n",
        encoding="utf-8",
    )
    return path


def test_a_manuscript_is_checked_and_left_alone(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    item = pincite("show", imported["harbour-towns.pdf"], "--json").json
    path = _manuscript(tmp_path, item["item"])
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    found = pincite("check", path, "--json").json
    rows = [(c["source"], c["item"], c["locator"], c["state"]) for c in found["citations"]]
    assert rows == [
        ("line 11", None, "p. 3", "missing item"),
        ("line 5", item["item"], "p. 23", "close"),
        ("line 9", item["item"], "p. 30", "moved"),
        ("line 3", item["item"], "p. 23", "verified"),
    ]
    assert found["citations"][2]["found_on"] == ["23"]
    assert found["counts"] == {"missing item": 1, "close": 1, "moved": 1, "verified": 1}
    for name in ("text", "html", "markdown", "csv", "json"):
        target = tmp_path / f"report.{name}"
        pincite("check", path, "--format", name, "-o", target)
        assert "foreseen" in target.read_text(encoding="utf-8")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_report_never_replaces_the_manuscript(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    path = _manuscript(tmp_path, imported["harbour-towns.pdf"])
    before = path.read_bytes()
    done = pincite("check", path, "-o", path)
    assert (done.status, path.read_bytes()) == (1, before)
    assert "never written to" in done.err


def test_the_ledger_of_a_manuscript(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    item = pincite("show", imported["harbour-towns.pdf"], "--json").json
    path = _manuscript(tmp_path, item["item"])
    [work] = pincite("ledger", path, "--json").json["works"]
    assert (work["pages"], work["from"]) == (["23", "30"], {"manuscript": 3})
    target = tmp_path / "ledger.docx"
    pincite("ledger", path, "--group", "law", "--format", "docx", "-o", target)
    assert target.read_bytes().startswith(b"PK")
    grouped = pincite("ledger", path, "--group", "law", "--format", "markdown").out
    assert "## Other authorities" in grouped
