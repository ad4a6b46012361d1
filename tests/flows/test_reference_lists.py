"""Lists of references on the command line: looked at first, brought in, and written out again."""

from pathlib import Path

from tests.flows.conftest import Pincite

RIS = """TY  - JOUR
AU  - van Gogh, Vincent
TI  - Salt and silence
T2  - Harbour Review
VL  - 12
SP  - 23
EP  - 41
PY  - 2014
KW  - salt
ER  -
TY  - JOUR
ER  -
"""


def test_a_list_is_looked_at_brought_in_and_written_again(pincite: Pincite, tmp_path: Path) -> None:
    path = tmp_path / "works.txt"
    path.write_text(RIS)
    looked = pincite("import", path, "--dry-run", "--json")
    (plan,) = looked.json["lists"]
    assert (plan["format"], plan["counts"]["new"]) == ("RIS", 1)
    assert plan["references"][0]["line"] == 1
    assert plan["problems"] == [{"line": 11, "message": "Record 2 says nothing about a work."}]
    told = pincite("import", path, "--dry-run").out
    assert "1 new, 1 broken" in told
    assert "Nothing was imported." in told
    assert pincite("list", "--json").json["items"] == []

    assert pincite("import", path, "--json").json["imported"][0]["status"] == "new"
    again = pincite("import", path, "--dry-run", "--json").json["lists"][0]["references"][0]
    assert (again["standing"], again["like"]["item"]) == ("known", "gogh2014")

    written = tmp_path / "again.ris"
    pincite("export", "--format", "ris", "-o", written)
    lines = written.read_text(encoding="utf-8").splitlines()
    assert {"TY  - JOUR", "AU  - van Gogh, Vincent", "SP  - 23", "EP  - 41"} <= set(lines)
    table = pincite("export", "--format", "csv").out
    assert table.removeprefix("\ufeff").startswith("key,type,author,issued,title,container-title")
