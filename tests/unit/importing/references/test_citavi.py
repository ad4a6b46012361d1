"""Citavi projects: exchange XML, backups and project files, with typed quotations."""

from pathlib import Path

import pytest
from tests.unit.importing.references.citavi_projects import backup, exchange_xml, project_file

from pincite.importing.references.citavi.file import read_citavi
from pincite.importing.references.citavi.works import pages_of
from pincite.importing.references.formats import format_of
from pincite.importing.references.reference import Quotation
from pincite.model.annotations import QuotationKind
from pincite.model.creators import Creator


@pytest.mark.parametrize("is_backup", [False, True])
def test_a_project_with_quotations_categories_and_files(is_backup: bool, tmp_path: Path) -> None:
    path = tmp_path / "Towns.dat"
    path.write_bytes(backup() if is_backup else exchange_xml())
    found = format_of(path)
    assert found is not None
    assert found.name == "Citavi"
    file = found.read(path.read_bytes())
    article, book, section = file.references
    assert dict(article.draft.fields) == {
        "title": "Who Weighed the Bread?", "volume": "4", "issue": "2", "page": "23-25",
        "DOI": "10.1000/x.1", "container-title": "Harbour Review",
        "container-title-short": "Harb. Rev.", "call-number": "F 12",
    }  # fmt: skip
    assert article.draft.creators == (Creator("author", "Moreau", "Claire"),)
    assert article.draft.tags == ("bread",)
    assert article.groups == ("Grain/Prices",)
    assert article.files == ("moreau.pdf",)
    assert article.quotations == (
        Quotation(
            QuotationKind.DIRECT,
            "A reader who marks a passage returns to it by the number",
            core="Bread was weighed",
            page="24",
            tags=("bread",),
        ),
        Quotation(QuotationKind.SUMMARY, "Bakers cheated.", page="24-25"),
    )
    assert book.draft.fields["title"] == "Harbours: A reader"
    assert book.draft.fields["DOI"] == "10.1000/y.1"
    assert book.draft.tags == ("seen",)
    assert book.notes == ("To do: Borrow until 2026-11-25",)
    assert book.draft.creators == (Creator("editor", literal="Harbour Commission"),)
    assert section.draft.type == "chapter"
    assert section.draft.fields["container-title"] == "Harbours: A reader"
    assert section.draft.fields["publisher"] == "North Press"
    assert section.draft.dates == {"issued": "2014"}
    assert section.draft.creators[-1] == Creator("editor", literal="Harbour Commission")
    assert file.notes == ("Ask in Leith",)


def test_a_project_file_of_tables(tmp_path: Path) -> None:
    data = project_file(tmp_path / "Towns.ctv6")
    found = format_of(tmp_path / "Towns.ctv6")
    assert found is not None
    assert found.name == "Citavi"
    book, section = found.read(data).references
    assert book.draft.fields["title"] == "Harbours"
    assert [c.short for c in section.draft.creators] == ["Adler", "Moreau"]
    assert section.draft.fields["page"] == "12-19"
    assert section.draft.fields["container-title"] == "Harbours"
    assert section.quotations == (Quotation(QuotationKind.DIRECT, "Ropes rot.", page="12"),)


def test_a_damaged_project_file_is_one_sentence(tmp_path: Path) -> None:
    data = project_file(tmp_path / "Towns.ctv6")
    found = read_citavi(data[:3000])
    assert found.references == ()
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("kept", "printed"),
    [
        ("12-14", "12-14"),
        ("<sp><n>5</n><in>true</in><os>xii</os><ps>xii</ps></sp><os>xii</os>", "xii"),
        ("<sp><n>5</n></sp><ep><n>9</n></ep>", "5-9"),
        ("", ""),
    ],
)
def test_pages_as_they_are_printed(kept: str, printed: str) -> None:
    assert pages_of(kept) == printed
