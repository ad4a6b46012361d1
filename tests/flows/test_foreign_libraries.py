"""Libraries of other programs on the command line."""

from pathlib import Path

import pymupdf
from tests.flows.conftest import Pincite
from tests.unit.documents.samples import text_pdf
from tests.unit.importing.mendeley_folder import ACCOUNT, MendeleyFolderMaker, encrypt


def test_a_library_of_mendeley_comes_in_is_searched_and_comes_again(
    pincite: Pincite, tmp_path: Path
) -> None:
    pdf = text_pdf(tmp_path / "bread.pdf", ["The scales were weighed", "by the town clerk"])
    made = MendeleyFolderMaker(tmp_path / "Mendeley Desktop")
    fields = {"year": 2014, "citationKey": "Adler2014a"}
    bread = made.work("Who weighed the bread?", fields, people=("Ruth Adler",))
    made.collect(bread, "Grain")
    hash_ = made.attach(bread, pdf)
    with pymupdf.open(pdf) as document:
        (box,) = document[1].search_for("town clerk")
    made.highlight(bread, hash_, [(2, box.x0, 648 - box.y1, box.x1, 648 - box.y0)], "#ffb5b6")
    made.close()

    first = pincite("import", made.folder, "--json")
    assert (first.status, first.err.count("Traceback")) == (0, 0)
    assert [entry["status"] for entry in first.json["imported"]] == ["new", "new"]
    (item,) = pincite("list", "--collection", "Grain", "--json").json["items"]
    assert (item["item"], item["documents"]) == ("Adler2014a", 1)
    (mark,) = pincite("annotations", "Adler2014a", "--json").json["annotations"]
    assert (mark["text"], mark["page_index"], mark["colour"]) == ("town clerk", 1, "red")
    hits = pincite("search", "clerk", "--json").json["hits"]
    assert {hit["where"] for hit in hits} == {"text", "annotation"}

    again = pincite("import", made.folder / ACCOUNT, "--json").json["imported"]
    assert {entry["status"] for entry in again} == {"known"}
    assert len(pincite("annotations", "Adler2014a", "--json").json["annotations"]) == 1


def test_an_encrypted_library_of_mendeley_is_one_line_on_the_errors(
    pincite: Pincite, tmp_path: Path
) -> None:
    MendeleyFolderMaker(tmp_path).close()
    encrypt(tmp_path / ACCOUNT)
    run = pincite("import", tmp_path)
    assert run.status == 1
    assert "is encrypted" in run.err
    assert run.out.strip() == ""
