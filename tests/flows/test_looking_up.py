"""Looking works up on the command line, against sources on this computer."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fake_sources import DOI, ISBN, PMID, FakeSources, fake_sources

from pincite.services.settings import default_settings_path

Pincite = Callable[..., Any]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSources]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with fake_sources() as running:
        path = default_settings_path()
        path.parent.mkdir(parents=True)
        settings = {"version": 1, "source_addresses": running.addresses, "contact": "a@b.example"}
        path.write_text(json.dumps(settings))
        yield running


def test_identifiers_are_imported_once(pincite: Pincite, server: FakeSources) -> None:
    server.modes = {"pubmed": "unknown"}
    done = pincite("import", f"doi:{DOI}", f"isbn:{ISBN}", f"pmid:{PMID}", "--json")
    assert done.status == 1
    assert [e["status"] for e in done.json["imported"]] == ["new", "new", "failed"]
    assert "not known to PubMed" in done.err
    assert "mailto:a@b.example" in server.agents[0]
    again = pincite("import", f"doi:{DOI}", "--json")
    assert [e["status"] for e in again.json["imported"]] == ["known"]


def test_identifiers_in_a_file_are_shown_first(
    pincite: Pincite, server: FakeSources, tmp_path: Path
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"The book (ISBN {ISBN}) and the paper, https://doi.org/{DOI}.")
    done = pincite("import", path, "--identifiers", "--dry-run", "--json")
    (found,) = done.json["lists"]
    assert [r["standing"] for r in found["references"]] == ["new", "new"]
    assert pincite("list", "--json").json["items"] == []


def test_an_item_is_completed(pincite: Pincite, server: FakeSources) -> None:
    key = pincite("import", f"doi:{DOI}", "--json").json["imported"][0]["item"]
    pincite("set", key, "title=Storm tides", "volume=8", "issue=")
    shown = pincite("complete", key, "--json").json["completed"][0]
    assert {d["name"]: d["advised"] for d in shown["differences"]} == {
        "title": False, "volume": False, "issue": True,
    }  # fmt: skip
    assert pincite("show", key, "--json").json["csl"]["volume"] == "8"
    done = pincite("complete", key, "--accept", "volume,issue,page")
    assert done.status == 1
    assert "Nothing differs under this name" in done.err
    fields = pincite("show", key, "--json").json["csl"]
    assert (fields["volume"], fields["issue"], fields["title"]) == ("7", "2", "Storm tides")
    assert pincite("complete", key, "--all").status == 0
    assert pincite("show", key, "--json").json["csl"]["title"].endswith("A ledger")
