"""BibTeX, CSL, COinS, Word's sources and CITATION.cff as programs and people write them."""

import json

import pytest
from tests.unit.importing.references.dialects import Case, check, only

from pincite.importing.references.bibtex.latex import decode
from pincite.importing.references.bibtex.names import names_of
from pincite.importing.references.coins import read_coins
from pincite.importing.references.csl_json import read_csl_json
from pincite.importing.references.mods.file import read_mods

BIB = (
    Case(
        "MathSciNet",
        "@article {MR1,\nAUTHOR = {Adler, Ruth},\nTITLE = {Salt},\nJOURNAL = {Port Stud.},\n"
        "FJOURNAL = {Port Studies},\nYEAR = {1999},\n}",
        "article-journal",
        {"container-title": "Port Studies", "container-title-short": "Port Stud."},
    ),
    Case(
        "a preprint",
        "@misc{a, title={Salt}, eprint={2001.00001}, archivePrefix={arXiv}, year=2020}",
        "article",
        {"number": "arXiv:2001.00001"},
    ),
    Case(
        "pages of a book",
        "@book{a, title={Salt}, pages={312}}",
        "book",
        {"number-of-pages": "312", "page": ""},
    ),
    Case("pages in a book", "@book{a, title={Salt}, pages={12--19}}", "book", {"page": "12–19"}),
    Case(
        "a number in the note",
        "@article{a, title={Salt}, note={{PMID:} 123456}}",
        "article-journal",
        {"PMID": "123456", "note": ""},
    ),
    Case(
        "a journal by its command",
        r"@article{a, title={Salt}, journal={\mnras}}",
        "article-journal",
        {"container-title": "Monthly Notices of the Royal Astronomical Society"},
    ),
    Case(
        "initials without points",
        "@article{a, title={Salt}, author={KC Adler and UN Women}}",
        "article-journal",
        {},
        ("author: Adler, K. C.", "author: Women, UN"),
    ),
    Case("about a year", "@book{a, title={Salt}, date={1850~}}", "book", {"issued": "1850~"}),
    Case(
        "quotes, macros and joined parts",
        '@string{np = "North " # "Press"}\n@BOOK(a,\n title = "Salt {\\&} b"'
        ",\n publisher = np, month = may, year = 1999)",
        "book",
        {"publisher": "North Press", "issued": "1999-05", "title": "Salt & b"},
    ),
    Case(
        "repeated and empty fields",
        "@book{a, title={Salt}, title={Other}, publisher={}, year={1999}}",
        "book",
        {"publisher": "", "issued": "1999"},
    ),
    Case(
        "an episode of a series",
        "@video{a, title={Salt}, maintitle={The Port}}",
        "motion_picture",
        {"title": "Salt", "container-title": "The Port"},
    ),
    Case(
        "the court of a case",
        "@jurisdiction{a, title={Adler v. North}, institution={High Court}}",
        "legal_case",
        {"authority": "High Court", "publisher": ""},
    ),
)


@pytest.mark.parametrize("case", BIB, ids=lambda c: c.name)
def test_bibtex(case: Case) -> None:
    check(case, only(case.text.encode(), ".bib"))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"$a \rightarrow b$", "a →b"),
        (r"$\frac{1}{2}$ of $\sqrt{x}$", "1/2 of √x"),
        (r"?`Qu\'e? !`Hola!", "¿Qué? ¡Hola!"),
        (r"\guillemetleft a\guillemetright", "«a»"),
        (r"\char65\char{66}\symbol{67}", "ABC"),
        (r'\char"41', "A"),
        (r"\char{1}x", "x"),
    ],
)
def test_signs_of_latex(latex: str, text: str) -> None:
    assert decode(latex) == text


CSL = (
    (
        {"type": "book", "title": "Salt", "event": "Fair", "shortTitle": "S"},
        "book",
        {"event-title": "Fair", "title-short": "S"},
    ),
    (
        {"type": "nonsense", "title": ["Salt"], "ISSN": ["1", "2"]},
        "document",
        {"title": "Salt", "ISSN": "1, 2"},
    ),
    (
        {"type": "book", "title": "Salt", "issued": {"date-parts": [["1999", "5", 3]]}},
        "book",
        {"issued": "1999-05-03"},
    ),
    (
        {"type": "book", "title": "Salt", "issued": {"raw": "May 1999"}},
        "book",
        {"issued": "May 1999"},
    ),
    (
        {"type": "book", "title": "Salt", "issued": {"date-parts": [[1999]], "season": 2}},
        "book",
        {"issued": "1999-22"},
    ),
    (
        {"type": "book", "title": "Salt", "author": "Adler", "volume": None, "page": 7},
        "book",
        {"page": "7", "volume": ""},
    ),
)


@pytest.mark.parametrize(("record", "kind", "says"), CSL)
def test_csl_json(record: dict[str, object], kind: str, says: dict[str, str]) -> None:
    check(Case("", "", kind, says), only(json.dumps(record).encode(), ".json"))


def test_records_around_what_is_no_json_come_in() -> None:
    found = read_csl_json(
        b'[{"type": "book", "title": "One"},\n{"type": "book", "title": "Two" oops},\n'
        b'{"type": "book", "title": "Three", "author": [{"family": "Adler"}]}]'
    )
    assert [r.draft.fields["title"] for r in found.references] == ["One", "Three"]
    assert [line for line, _sentence in found.problems] == [2]


YAML = (
    ("- id: a\n  type: book\n  title: Salt\n  volume: 010", "book", {"volume": "010"}),
    (
        (
            "---\nreferences:\n- id: a\n  type: book\n  title: 'Salt: a history'\n  issued: "
            "1999-05\n---\nText"
        ),
        "book",
        {"title": "Salt: a history", "issued": "1999-05"},
    ),
    (
        (
            "- id: a\n  type: chapter\n  title: Salt\n  container-title: Ports\n  issued:\n  "
            "- year: 1999"
        ),
        "chapter",
        {"container-title": "Ports", "issued": "1999"},
    ),
    (
        "- id: a\n  type: book\n  title: >\n    Salt\n    and bread\n  DOI: 10.1000/x.1",
        "book",
        {"title": "Salt and bread", "DOI": "10.1000/x.1"},
    ),
    (
        "- id: a\n  type: book\n  title: Salt\n  publisher: ''\n  author: []",
        "book",
        {"publisher": ""},
    ),
    (
        "- id: a\n  type: book\n  title: Salt\n  issued: {date-parts: [[1999, 5]]}",
        "book",
        {"issued": "1999-05"},
    ),
)


@pytest.mark.parametrize(("text", "kind", "says"), YAML)
def test_csl_yaml(text: str, kind: str, says: dict[str, str]) -> None:
    check(Case("", "", kind, says), only(text.encode(), ".yaml"))


COINS = (
    (
        "journal",
        "rft.atitle=Salt&rft.jtitle=Ports&rft.volume=4&rft.spage=12&rft.epage=19",
        "article-journal",
        {"title": "Salt", "container-title": "Ports", "page": "12-19"},
    ),
    (
        "book",
        "rft.btitle=Salt&rft.pub=North&rft.isbn=9783161484100",
        "book",
        {"title": "Salt", "ISBN": "9783161484100"},
    ),
    ("book", "rft.atitle=Salt&rft.btitle=Ports", "chapter", {"container-title": "Ports"}),
    (
        "dissertation",
        "rft.title=Salt&rft.inst=Leith&rft.degree=PhD",
        "thesis",
        {"publisher": "Leith", "genre": "PhD"},
    ),
    (
        "dc",
        "rft.type=webpage&rft.title=Salt&rft.identifier=https://example.org/a",
        "webpage",
        {"URL": "https://example.org/a"},
    ),
    (
        "journal",
        "rft.atitle=Salt%20%26%20b&rft_id=info:doi/10.1000/x.1&rft.volume=",
        "article-journal",
        {"title": "Salt & b", "DOI": "10.1000/x.1", "volume": ""},
    ),
)


@pytest.mark.parametrize(("form", "query", "kind", "says"), COINS)
def test_coins(form: str, query: str, kind: str, says: dict[str, str]) -> None:
    title = f"ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:{form}&{query}"
    page = f'<span class="Z3988" title="{title.replace("&", "&amp;")}"></span>'
    (reference,) = read_coins(page.encode()).references
    check(Case("", "", kind, says), reference)


WORD = (
    (
        "Book",
        "<b:City>Leith</b:City><b:CountryRegion>UK</b:CountryRegion>",
        "book",
        {"publisher-place": "Leith, UK"},
    ),
    (
        "JournalArticle",
        "<b:JournalName>Ports</b:JournalName><b:Pages>1-2</b:Pages>",
        "article-journal",
        {"container-title": "Ports", "page": "1-2"},
    ),
    ("Report", "<b:ThesisType>PhD thesis</b:ThesisType>", "thesis", {"genre": "PhD thesis"}),
    (
        "InternetSite",
        (
            "<b:Year>2020</b:Year><b:YearAccessed>2021</b:YearAccessed><b:MonthAccessed>May"
            "</b:MonthAccessed><b:DayAccessed>3</b:DayAccessed>"
        ),
        "webpage",
        {"issued": "2020", "accessed": "2021-05-03"},
    ),
    (
        "Misc",
        "<b:StandardNumber>1234-5678</b:StandardNumber><b:Volume/>",
        "document",
        {"ISSN": "1234-5678", "volume": ""},
    ),
    (
        "Case",
        "<b:Court>High Court</b:Court><b:CaseNumber>7</b:CaseNumber>",
        "legal_case",
        {"authority": "High Court", "number": "7"},
    ),
)


@pytest.mark.parametrize(("kind", "inner", "type_", "says"), WORD)
def test_word_sources(kind: str, inner: str, type_: str, says: dict[str, str]) -> None:
    text = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        f"<b:Source><b:SourceType>{kind}</b:SourceType><b:Title>Salt</b:Title>{inner}</b:Source>"
        "</b:Sources>"
    )
    check(Case("", "", type_, says), only(text.encode(), ".xml"))


CFF = (
    (
        "title: Salt\nversion: 1.10\ndate-released: 2021-08-01",
        "software",
        {"version": "1.10", "issued": "2021-08-01"},
    ),
    ("title: Salt\ntype: dataset", "dataset", {"title": "Salt"}),
    (
        "title: Salt\ndoi: 10.5281/zenodo.1\nurl: https://example.org",
        "software",
        {"DOI": "10.5281/zenodo.1", "URL": "https://example.org"},
    ),
    (
        "title: Salt\nlicense: MIT\nabstract: >\n  Weighs\n  salt.",
        "software",
        {"license": "MIT", "abstract": "Weighs salt."},
    ),
    ("title: 'Salt: scales'\nversion: ''", "software", {"title": "Salt: scales", "version": ""}),
    (
        "title: Salt\nrepository-code: https://example.org/salt",
        "software",
        {"URL": "https://example.org/salt"},
    ),
)


@pytest.mark.parametrize(("text", "kind", "says"), CFF)
def test_citation_cff(text: str, kind: str, says: dict[str, str]) -> None:
    whole = f"cff-version: 1.2.0\nmessage: Cite it.\n{text}\nauthors:\n- family-names: Adler\n"
    check(Case("", "", kind, says, ("author: Adler",)), only(whole.encode(), ".cff"))


def test_a_brace_that_is_not_closed_in_a_name() -> None:
    assert [c.full for c in names_of("{Adler, Ruth and {North Press}", "author")] != []


def test_a_broken_file_with_a_wrong_prefix_keeps_what_follows() -> None:
    record = "<mods><titleInfo><title>{}</title></titleInfo></mods>"
    damaged = record.format("Two").replace("<mods>", "<0:mods>")
    text = "".join((record.format("One"), damaged, record.format("Three")))
    found = read_mods(f'<modsCollection xmlns="http://www.loc.gov/mods/v3">{text}'.encode())
    titles = [r.draft.fields.get("title") for r in found.references]
    assert (titles[0], titles[-1]) == ("One", "Three")
