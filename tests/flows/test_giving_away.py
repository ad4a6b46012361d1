"""Documents and notes for other programs, from the command line."""

from pathlib import Path

from tests.flows.conftest import Pincite

QUOTE = "A loaf was the only public document that the poor could read with their hands"


def test_a_bibliography_as_a_document_can_be_checked_like_any_manuscript(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    report = imported["harbour-towns.pdf"]
    mark = pincite("highlight", report, QUOTE, "--json").json
    pincite("bib", "new", "thesis", "--style", "chicago-notes-bibliography")
    pincite("bib", "add", "thesis", report, "--annotation", mark["id"])
    for name in ("docx", "odt"):
        file = tmp_path / f"thesis.{name}"
        pincite("export", "--bibliography", "thesis", "--format", name, "-o", file)
        found = pincite("check", file, "--json").json["citations"]
        assert [(c["item"], c["locator"], c["state"]) for c in found] == [
            (report, "p. 3", "verified")
        ]
    refused = pincite("export", "--bibliography", "thesis", "--format", "docx")
    assert (refused.status, "-o FILE" in refused.err) == (1, True)


def test_notes_of_several_works_keep_what_was_written_in_them(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    report, folder = imported["harbour-towns.pdf"], tmp_path / "vault"
    mark = pincite("highlight", report, QUOTE, "--json").json
    first = pincite(
        "annotations", "--search", "grain", "--format", "obsidian", "-o", folder, "--json"
    ).json
    assert len(first["files"]) == 1
    note = Path(first["files"][0])
    note.write_text(note.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    pincite("annotations", report, "--trash", mark["id"])
    pincite("annotations", report, "--restore", mark["id"])
    again = pincite("annotations", report, "--format", "obsidian", "-o", folder, "--json").json
    assert (again["files"], again["unchanged"]) == ([], 1)
    assert note.read_text("utf-8").endswith("\nMine.\n")
    page = pincite("annotations", report, "--format", "html").out
    assert QUOTE in page
    assert f"pincite://annotation/{mark['id']}" in page
