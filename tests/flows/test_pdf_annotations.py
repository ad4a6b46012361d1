"""Annotations of PDF files on the command line: shown, taken over once, given away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.documents.marked import marked_pdf

Pincite = Callable[..., Any]


@pytest.fixture
def marked(pincite: Pincite, tmp_path: Path) -> str:
    """The key of an item whose PDF has a highlight by Ada."""
    done = pincite("import", marked_pdf(tmp_path / "marked.pdf"), "--json").json
    return str(done["imported"][0]["item"])


def listed(pincite: Pincite, item: str, *more: str) -> list[dict[str, Any]]:
    return list(pincite("annotations", item, "--json", *more).json["annotations"])


def test_what_stands_in_the_file_is_listed_and_taken_over_once(
    pincite: Pincite, marked: str
) -> None:
    (outside,) = listed(pincite, marked)
    assert (outside["external"], outside["text"], outside["comment"]) == (
        True, "printed page", "well put",
    )  # fmt: skip
    assert outside["origin"]
    done = pincite("annotations", marked, "--take-over")
    assert done.out.startswith("1 annotation taken over from the file.")
    again = pincite("annotations", marked, "--take-over", "--json").json
    assert again["taken_over"] == 0
    (ours,) = again["annotations"]
    assert (ours["external"], ours["origin"]) == (False, outside["origin"])
    assert ours["created"]
    assert "printed page" in pincite("annotations", marked, "--format", "markdown").out


def test_a_copy_is_written_and_comes_back_without_duplicates(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    report = imported["harbour-towns.pdf"]
    quote = "long-term costs that no one at the table had counted"
    mark = pincite("highlight", report, quote, "--note", "Costs", "--tag", "prices", "--json").json
    target = tmp_path / "copy.pdf"
    done = pincite("annotations", report, "--format", "pdf", "-o", target, "--json")
    assert done.json == {"file": str(target), "appended": True, "remarks": []}
    refused = pincite("annotations", report, "--format", "pdf", "-o", target)
    assert refused.status == 1
    assert "exists already" in refused.err
    assert (
        pincite("annotations", report, "--format", "pdf", "-o", target, "--overwrite").status == 0
    )
    copy = pincite("import", target, "--json").json["imported"][0]
    (outside,) = listed(pincite, copy["sha256"], "--take-over")
    assert (outside["external"], outside["tags"], outside["comment"]) == (
        True, ["prices"], "Costs",
    )  # fmt: skip
    assert outside["text"] == mark["text"]
    assert outside["origin"].endswith(mark["id"])


def test_a_pdf_needs_a_file_to_go_to(pincite: Pincite, marked: str, library_folder: Path) -> None:
    done = pincite("annotations", marked, "--format", "pdf")
    assert (done.status, "-o FILE" in done.err) == (1, True)
    inside = library_folder / "files" / "x.pdf"
    done = pincite("annotations", marked, "--format", "pdf", "-o", inside)
    assert (done.status, "own folder" in done.err, inside.exists()) == (1, True, False)
    assert "Traceback" not in done.err


def test_a_file_that_is_gone_costs_only_its_own_annotations(
    pincite: Pincite, marked: str, library_folder: Path
) -> None:
    for path in (library_folder / "files").rglob("*.pdf"):
        path.unlink()
    done = pincite("annotations", marked, "--json")
    assert (done.status, done.json["annotations"], len(done.json["problems"])) == (0, [], 1)
