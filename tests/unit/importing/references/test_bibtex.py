"""BibTeX and BibLaTeX files: every byte kept, every entry read, broken ones passed by."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.importing.references.bibtex.blocks import BlockKind
from pincite.importing.references.bibtex.file import BibFile, read_bib
from pincite.importing.references.bibtex.latex import decode
from pincite.importing.references.bibtex.names import names_of
from pincite.importing.references.bibtex.scanner import scan
from pincite.importing.references.reference import Reference
from pincite.model.creators import Creator

_SHARED = next(
    (
        folder / "shared" / "data" / "bib"
        for folder in Path(__file__).resolve().parents
        if (folder / "shared" / "data" / "bib").is_dir()
    ),
    Path(os.environ.get("PINCITE_TEST_DATA", "/nonexistent")) / "bib",
)

HARBOUR = r"""% Kept by hand
@string{hr = "Harbour Review"}
@Article(moreau2021,
  author = {Moreau, Claire and de la Cruz y Vega, Ana and {Grain Institute}},
  title = "Who Weighed the {Bread}? {DNA} of a {\'E}tude",
  journal = hr # { Quarterly},
  year = 2021, month = "12~" # mar, volume = 4, number = {2}, pages = {23--31},
  keywords = {bread; weights, harbours},
  weighing = {by hand},
)

Between the entries, a remark.
@comment{jabref-meta: databaseType:biblatex;}
@book{adler, editor = {Ruth Adler}, title = {Harbour Towns}, date = {2014-05/2014-07},
  publisher = {North Press}, location = {Aber}}
@incollection{okafor, author = "Chidi Okafor", title = {Scales}, crossref = {Adler}, pages = 7}
"""


def read(text: str) -> list[Reference]:
    return list(read_bib(text.encode()).references)


def test_the_blocks_are_the_whole_file() -> None:
    blocks = scan(HARBOUR)
    assert "".join(HARBOUR[b.start : b.end] for b in blocks) == HARBOUR
    assert [b.key for b in blocks if b.kind is BlockKind.ENTRY] == ["moreau2021", "adler", "okafor"]


@given(st.text(alphabet='@{}(),="#%ab1 \n\\', max_size=120))
def test_no_text_stops_the_scanner_or_loses_a_character(text: str) -> None:
    assert "".join(text[b.start : b.end] for b in scan(text)) == text
    read_bib(text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_come_back_unchanged(data: bytes) -> None:
    file = BibFile.read(data)
    assert file.encoded(file.text) == data


def test_an_entry_in_the_terms_of_csl() -> None:
    draft = read(HARBOUR)[0].draft
    assert (draft.type, draft.key) == ("article-journal", "moreau2021")
    assert draft.fields == {
        "title": 'Who Weighed the <span class="nocase">Bread</span>? DNA of a Étude',
        "container-title": "Harbour Review Quarterly",
        "volume": "4",
        "issue": "2",
        "page": "23–31",
        "note": "tex.weighing: by hand",
    }
    assert draft.dates == {"issued": "2021-03-12"}
    assert draft.tags == ("bread", "weights", "harbours")
    assert draft.creators == (
        Creator(family="Moreau", given="Claire"),
        Creator(family="Cruz y Vega", given="Ana", non_dropping_particle="de la"),
        Creator(literal="Grain Institute"),
    )


def test_a_part_takes_from_its_book_what_it_lacks() -> None:
    draft = read(HARBOUR)[2].draft
    assert draft.fields["container-title"] == "Harbour Towns"
    assert draft.fields["publisher"] == "North Press"
    assert draft.dates["issued"] == "2014-05/2014-07"
    assert [c.role for c in draft.creators] == ["author", "editor"]


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@book{a, title = {Un{closed}, year = 1999\n}\n", 1, "not closed"),
        ("@book{a, title = {No comma}\n year = 1999}\n", 2, "no comma after “title”"),
        ("@misc{a title = {No comma after the key}}\n", 1, "no comma after the key"),
        ("@book{a, title = {Not ended}, year = 1999\n\n", 1, "not closed"),
        ('@book{a,\n title = "Not ended, year = 1999}\n', 2, "quotation mark"),
    ],
)
def test_a_broken_entry_costs_nothing_but_itself(broken: str, line: int, words: str) -> None:
    file = read_bib(f"{broken}@book{{good, title = {{Good}}, year = 2000}}\n".encode())
    assert file.references[-1].draft.key == "good"
    assert file.references[-1].draft.dates == {"issued": "2000"}
    assert file.references[0].draft.key == "a"
    remarks = file.references[0].remarks
    assert remarks[0][0] == line
    assert words in " ".join(message for _, message in remarks)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Erd{\H o}s, \v Z\'\i\v{s}ka, na\"{\i}ve, {\AA}rhus \ss", "Erdős, Žíška, naïve, Århus ß"),
        (r"{\it Homo} \emph{x} H$_2$O \textsc{ad}",
         '<i>Homo</i> <i>x</i> H<sub>2</sub>O <span style="font-variant:small-caps;">ad</span>'),
        (r"A \& B, 50\,\%, 1--2, ``so''", "A & B, 50\u2009%, 1–2, “so”"),
        (r"{\noopsort{1973a}}1973", "1973"),
        (r"\unknown{thing} $\alpha$", "unknownthing α"),
    ],
)  # fmt: skip
def test_latex_as_people_read_it(latex: str, text: str) -> None:
    assert decode(latex) == text


def test_names_in_every_form() -> None:
    field = (
        "van Gogh, Vincent and King, Jr., Martin and Ludwig van Beethoven and {World Bank} and "
        "family=Beauvoir, given=Simone, prefix=de, useprefix=true and Goethe, Johann von and others"
    )
    assert names_of(field, "author") == (
        Creator(family="Gogh", given="Vincent", non_dropping_particle="van"),
        Creator(family="King", given="Martin", suffix="Jr."),
        Creator(family="Beethoven", given="Ludwig", non_dropping_particle="van"),
        Creator(literal="World Bank"),
        Creator(family="Beauvoir", given="Simone", non_dropping_particle="de"),
        Creator(family="Goethe", given="Johann", dropping_particle="von"),
    )


def test_files_and_groups_are_named() -> None:
    found = read(
        r"@misc{a, title = {T}, file = {Full:C\:\\papers\\a.pdf:PDF;:b.pdf:PDF}, groups = {A, B}}"
    )[0]
    assert found.files == (r"C:\papers\a.pdf", "b.pdf")
    assert found.groups == ("A", "B")


@pytest.mark.skipif(not _SHARED.is_dir(), reason="no .bib files at hand")
def test_real_files_keep_every_byte_and_every_entry() -> None:
    count = 0
    for path in sorted(_SHARED.rglob("*")):
        if path.suffix not in (".bib", ".bibtex", ".biblatex"):
            continue
        data = path.read_bytes()
        file = BibFile.read(data)
        whole = "".join(file.text[b.start : b.end] for b in file.blocks)
        assert file.encoded(whole) == data, path.name
        count += len(read_bib(data).references)
    assert count > 4000


@pytest.mark.parametrize(
    ("year", "date"),
    [("2014-05", "2014-05"), ("1998-99", "1998/1999"), ("1998--2001", "1998/2001")],
)
def test_a_year_with_a_hyphen_is_a_month_or_a_span(year: str, date: str) -> None:
    (reference,) = read_bib(f"@book{{k, title={{T}}, year={{{year}}}}}".encode()).references
    assert reference.draft.dates["issued"] == date
