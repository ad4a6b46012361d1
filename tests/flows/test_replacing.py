"""A file is replaced on the command line, and every page citation follows."""

from pathlib import Path
from typing import Any

import pytest
from tests.flows.conftest import Pincite
from tests.unit.services.two_editions import new_edition, old_edition


@pytest.fixture
def work(pincite: Pincite, tmp_path: Path) -> str:
    """The key of a work with two highlights, one of them cited, and a page cited by hand."""
    key = str(pincite("import", old_edition(tmp_path), "--json").json["imported"][0]["item"])
    highlight = pincite("highlight", key, "the scales were wrong", "--json").json
    pincite("highlight", key, "sold twice")
    pincite("bib", "new", "thesis")
    pincite("bib", "add", "thesis", key, "--annotation", highlight["id"])
    pincite("bib", "add", "thesis", key, "--page", "24")
    return key


def _cited(pincite: Pincite) -> list[tuple[str, str]]:
    shown: Any = pincite("bib", "show", "thesis", "--json").json
    return [(c["locator"], c["document_name"]) for c in shown["citations"]]


def test_pages_follow_and_the_rest_is_told(pincite: Pincite, work: str, tmp_path: Path) -> None:
    assert _cited(pincite) == [("p. 23", "old.pdf"), ("p. 24", "old.pdf")]
    done = pincite("replace", work, new_edition(tmp_path), "--json")
    assert done.status == 0, done.err
    assert done.json["counts"] == {
        "same": 0, "moved": 3, "changed": 0, "lost": 0, "doubtful": 1, "accepted": 2,
    }  # fmt: skip
    ways = [(m["kind"], m["from"], m["to"], m["decision"]) for m in done.json["marks"]]
    assert ways == [
        ("annotation", "p. 23", "p. 102", "accepted"),
        ("annotation", "p. 23", "p. 105", "accepted"),
        ("citation", "p. 24", "pp. 106–110", "open"),
    ]
    assert _cited(pincite) == [("p. 102", "new.pdf"), ("p. 24", "old.pdf")]
    shown = pincite("show", work).out
    assert "old.pdf (2 pages, replaced by new.pdf)" in shown
    pages = pincite("annotations", work, "--json").json["annotations"]
    assert [a["page_label"] for a in pages] == ["102", "105"]


def test_the_same_command_accepts_the_rest(pincite: Pincite, work: str, tmp_path: Path) -> None:
    path = new_edition(tmp_path)
    nothing = pincite("replace", work, path, "--accept", "none")
    assert "0 of 3 were moved over" in nothing.out
    assert _cited(pincite) == [("p. 23", "old.pdf"), ("p. 24", "old.pdf")]
    sha256 = pincite("show", work, "--json").json["documents"][0]["sha256"]
    done = pincite("replace", work, path, "--document", sha256[:12], "--accept", "all")
    assert "3 of 3 were moved over" in done.out
    assert _cited(pincite) == [("p. 102", "new.pdf"), ("pp. 106–110", "new.pdf")]


def test_what_cannot_be_done_is_one_sentence(pincite: Pincite, work: str, tmp_path: Path) -> None:
    for arguments in (
        (work, tmp_path / "missing.pdf"),
        (work, tmp_path / "old.pdf"),
        ("nobody2000", tmp_path / "old.pdf"),
        (work, new_edition(tmp_path), "--document", "ffff"),
    ):
        done = pincite("replace", *arguments)
        assert done.status == 1
        assert done.err.startswith("pincite: ")
        assert done.err.count("\n") == 1
