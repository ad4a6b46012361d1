"""A library in order on the command line: checked, cleaned up, emptied, backed up, restored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pincite = Callable[..., Any]

RECORDS = """
@book{adler, title={Harbour \\& Towns}, author={Adler, Ruth}, year={2014}, publisher={North},
  edition={2nd}, doi={https://doi.org/10.1000/ABC}}
@article{okafor, title={The Rise of Tides}, author={OKAFOR, CHIDI}, year={2016},
  journal={Tides}, pages={132-42}}
"""


@pytest.fixture
def records(pincite: Pincite, tmp_path: Path) -> None:
    path = tmp_path / "records.bib"
    path.write_text(RECORDS)
    assert pincite("import", path).status == 0


@pytest.mark.usefixtures("records")
def test_findings_are_listed_and_mended(pincite: Pincite) -> None:
    found = pincite("doctor", "--items", "--json").json
    kinds = {f["kind"]: f for f in found["findings"]}
    assert kinds["name-capitals"]["mend"][0]["new"] == "Okafor, Chidi"
    assert "Names in capitals: 1" in pincite("doctor").out
    pincite("doctor", "--mend", "name-capitals")
    creators = pincite("show", "okafor", "--json").json["creators"]
    assert creators[0]["given"] == "Chidi"
    left = pincite("doctor", "--items", "--json").json["counts"]
    assert "name-capitals" not in left


@pytest.mark.usefixtures("records")
def test_clean_ups_are_shown_first_and_done_then(pincite: Pincite) -> None:
    shown = pincite("clean", "pages", "sentence-case", "--dry-run", "--json").json
    news = {(c["item"], c["field"]): c["new"] for c in shown["changes"]}
    assert news[("okafor", "page")] == "132–142"
    assert news[("okafor", "title")] == "The rise of tides"
    assert pincite("show", "okafor", "--json").json["title"] == "The Rise of Tides"
    pincite("clean", "pages", "okafor")
    assert pincite("show", "okafor", "--json").json["csl"]["page"] == "132–142"
    wrong = pincite("clean", "dirt")
    assert wrong.status == 1
    assert "Name a clean-up" in wrong.err


@pytest.mark.usefixtures("records")
def test_the_trash_is_listed_restored_and_emptied(pincite: Pincite) -> None:
    pincite("trash", "adler", "okafor")
    ids = {e["title"]: e["id"] for e in pincite("trash", "--json").json["trash"]}
    pincite("trash", "--restore", ids["The Rise of Tides"])
    assert [i["item"] for i in pincite("list", "--json").json["items"]] == ["okafor"]
    assert pincite("trash", "--empty", "--older-than", "30", "--json").json["removed"] == 0
    assert pincite("trash", "--empty", "--json").json["removed"] == 1
    assert pincite("trash").out.strip() == "The trash is empty"


@pytest.mark.usefixtures("records")
def test_a_backup_is_made_listed_and_restored(pincite: Pincite, tmp_path: Path) -> None:
    pincite("backup")
    (made,) = pincite("backup", "--list", "--json").json["backups"]
    pincite("trash", "adler")
    done = pincite("restore", made["file"], "--json").json
    assert done["items"] == 2
    assert Path(done["aside"]).exists()
    assert len(pincite("list", "--json").json["items"]) == 2
    missing = pincite("restore", tmp_path / "gone.sqlite")
    assert missing.status == 1
    assert "There is no backup" in missing.err
