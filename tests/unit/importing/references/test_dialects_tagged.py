"""Tagged files as the programs and databases of this world write them."""

import pytest
from tests.unit.importing.references.dialects import Case, check, only

from pincite.importing.references.formats import reference_format
from pincite.importing.references.people import written
from pincite.model.creators import Creator

RIS = (
    Case(
        "a publisher's article",
        "TY  - JOUR\r\nAU  - Adler, Ruth B.\r\nAU  - Okafor, C\r\nT1  - Salt\r\nJO  - "
        "Port Stud.\r\n"
        "JF  - Port Studies\r\nVL  - 4\r\nIS  - 2\r\nSP  - 12\r\nEP  - 9\r\nY1  - 2019/05/03/\r\n"
        "M3  - doi: 10.1000/x.1\r\nSN  - 1234-5678\r\nER  - \r\n",
        "article-journal",
        {
            "title": "Salt",
            "container-title": "Port Studies",
            "container-title-short": "Port Stud.",
            "volume": "4",
            "issue": "2",
            "DOI": "10.1000/x.1",
            "issued": "2019-05-03",
            "ISSN": "1234-5678",
            "genre": "",
        },
        ("author: Adler, Ruth B.", "author: Okafor, C."),
    ),
    Case(
        "small letters",
        "ty  - BOOK\nti  - Salt\nau  - Adler, Ruth\npy  - 1999\ner  - \n",
        "book",
        {"title": "Salt", "issued": "1999"},
        ("author: Adler, Ruth",),
    ),
    Case(
        "all on one line",
        "TY  - BOOK TI  - Salt and bread AU  - Adler, Ruth PY  - 1999 ER  - \n",
        "book",
        {"title": "Salt and bread", "issued": "1999"},
        ("author: Adler, Ruth",),
    ),
    Case("tabs about the dash", "TY\t-\tBOOK\nTI\t-\tSalt\nER\t-\t\n", "book", {"title": "Salt"}),
    Case(
        "wrong order, repeated and empty tags",
        "TY  - BOOK\nPY  - 1999\nKW  - \nTI  - \nKW  - sea; salt\nAU  - Adler, Ruth\nTI  - Salt\n"
        "AU  - Adler, Ruth\nKW  - salt\nTI  - Other\nER  - \n",
        "book",
        {"title": "Salt"},
        ("author: Adler, Ruth",),
        ("sea", "salt"),
    ),
    Case(
        "entities and the marks of web pages",
        "TY  - JOUR\nTI  - Salt &amp; <em>Mytilus</em> &lt;i&gt;edulis&lt;/i&gt; caf&#233;\n"
        "AB  - <jats:p>One.</jats:p><p>Two &amp;amp; three.</p>\nER  - \n",
        "article-journal",
        {"title": "Salt & <i>Mytilus</i> <i>edulis</i> café", "abstract": "One. Two & three."},
    ),
    Case(
        "lines that go on",
        "TY  - BOOK\nTI  - Salt\n and bread\nAB  - One\ntwo\n\nthree\nER  - \n",
        "book",
        {"title": "Salt and bread", "abstract": "One two\nthree"},
    ),
    Case(
        "a paper whose conference stands for its proceedings",
        "TY  - CONF\nTI  - Salt\nT2  - 2015 Symposium on Ports\nSP  - 1\nEP  - 4\nER  - \n",
        "paper-conference",
        {"container-title": "2015 Symposium on Ports", "event-title": "2015 Symposium on Ports"},
    ),
    Case(
        "a paper in proceedings",
        "TY  - CONF\nTI  - Salt\nT2  - Proceedings of the Symposium\nER  - \n",
        "paper-conference",
        {"container-title": "Proceedings of the Symposium", "event-title": ""},
    ),
    Case(
        "a chapter of several volumes",
        "TY  - CHAP\nTI  - Salt\nT2  - Ports\nIS  - 3\nSV  - 7\n"
        "A2  - Okafor, Chidi\nC2  - Ibsen, Nora\nER  - \n",
        "chapter",
        {"number-of-volumes": "3", "collection-number": "7"},
        ("editor: Okafor, Chidi", "container-author: Ibsen, Nora"),
    ),
    Case(
        "a statute of a session",
        "TY  - STAT\nTI  - Salt Act\nET  - 2nd session\nM1  - 12\nOP  - amended 1901\nER  - \n",
        "legislation",
        {"chapter-number": "2nd session", "number": "12", "references": "amended 1901"},
    ),
    Case(
        "an article that was online first",
        "TY  - JOUR\nTI  - Salt\nET  - 2018/11/02\nPY  - 2019\nM3  - Article\nER  - \n",
        "article-journal",
        {"available-date": "2018-11-02", "edition": "", "genre": ""},
    ),
    Case(
        "a page of the web as EndNote has it",
        "TY  - ELEC\nTI  - Salt\nVL  - 2020\nM1  - 3 May\nUR  - https://example.org\nER  - \n",
        "webpage",
        {"accessed": "2020-05-03", "volume": "", "URL": "https://example.org"},
    ),
    Case(
        "a film with its cast",
        "TY  - VIDEO\nTI  - Salt\nAU  - Adler, Ruth\nC1  - Ibsen, Nora\nC5  - DVD\nER  - \n",
        "motion_picture",
        {"medium": "DVD"},
        ("director: Adler, Ruth", "performer: Ibsen, Nora"),
    ),
    Case(
        "an unknown type of an article",
        "TY  - XYZ\nTI  - Salt\nJF  - Port Studies\nER  - \n",
        "article-journal",
        {"container-title": "Port Studies"},
    ),
    Case(
        "a history that ProCite misspells",
        "TY  - BILL\nN1  - Record ID: 10\nTI  - Salt\nN1  - Histroy: passed\nER  - \n",
        "bill",
        {"references": "passed"},
    ),
    Case(
        "what Pincite has no tag for",
        "TY  - BOOK\nTI  - Salt\nN1  - csl-status: forthcoming\n"
        "N1  - csl-guest: Ibsen, Nora\nN1  - status: read\nER  - \n",
        "book",
        {"status": "forthcoming"},
        ("guest: Ibsen, Nora",),
        (),
        ("status: read",),
    ),
)

NBIB = (
    Case(
        "an article",
        "PMID- 1\nTI  - Salt\n      and bread\nFAU - Adler, Ruth B\nAU  - Adler RB\n"
        "DP  - 2019 May-Jun\nTA  - Port Stud\nJT  - Port studies\nVI  - 4\nPG  - 12-9\n",
        "article-journal",
        {"title": "Salt and bread", "PMID": "1", "issued": "2019-05/2019-06", "volume": "4"},
        ("author: Adler, Ruth B.",),
    ),
    Case(
        "only initials",
        "PMID- 1\nTI  - Salt\nAU  - Adler RB\nAU  - van Gogh V\n",
        "article-journal",
        {},
        ("author: Adler, R. B.", "author: van Gogh, V."),
    ),
    Case(
        "identifiers",
        "PMID- 1\nTI  - Salt\nAID - 10.1000/x.1 [doi]\nAID - S0001 [pii]\nPMC - PMC7\n"
        "IS  - 1234-5678 (Electronic)\n",
        "article-journal",
        {"DOI": "10.1000/x.1", "PMCID": "PMC7", "ISSN": "1234-5678"},
    ),
    Case(
        "a book",
        "PMID- 1\nPT  - Book\nBTI - Salt\nPB  - North Press\nPL  - Leith\nFED - Okafor, C\n"
        "ISBN- 978-3-16-148410-0\n",
        "book",
        {"title": "Salt", "publisher": "North Press", "ISBN": "978-3-16-148410-0"},
        ("editor: Okafor, C.",),
    ),
    Case("a preprint", "PMID- 1\nTI  - Salt\nPT  - Preprint\n", "article", {"title": "Salt"}),
    Case(
        "a body and keywords",
        "PMID- 1\nTI  - Salt\nCN  - Port Group\nOT  - sea\nMH  - Bread/history\n",
        "article-journal",
        {},
        ("author: Port Group",),
        ("sea", "Bread/history"),
    ),
    Case(
        "entities",
        "PMID- 1\nTI  - Salt &amp; bread\n",
        "article-journal",
        {"title": "Salt & bread"},
    ),
)

WOS = (
    Case(
        "an article",
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Adler, RB\n   Okafor, C\n"
        "AF Adler, Ruth B.\n   Okafor, Chidi\nTI Salt\n   and bread\nSO PORT STUDIES\nVL 4\nBP 12\n"
        "EP 19\nPD MAY\nPY 2019\nDI 10.1000/x.1\nER\nEF\n",
        "article-journal",
        {"title": "Salt and bread", "page": "12-19", "issued": "2019-05", "DOI": "10.1000/x.1"},
        ("author: Adler, Ruth B.", "author: Okafor, Chidi"),
    ),
    Case(
        "a chapter",
        "PT S\nAU Adler, R\nBE Okafor, C\nTI Salt\nSO PORTS\nSE TOWNS\nBP 1\nER\n",
        "chapter",
        {"collection-title": "TOWNS"},
        ("author: Adler, R.", "editor: Okafor, C."),
    ),
    Case(
        "a book",
        "PT B\nAU Adler, R\nSO SALT\nPU NORTH PRESS OF LEITH\nPG 312\nBN 978-3-16-148410-0\nER\n",
        "book",
        {"title": "SALT", "publisher": "North Press of Leith", "number-of-pages": "312"},
    ),
    Case(
        "a patent",
        "PT P\nAU Adler, R\nTI Salt\nPN US7-A\nAE NORTH CO\nER\n",
        "patent",
        {"number": "US7-A"},
    ),
    Case(
        "a paper",
        "PT B\nAU Adler, R\nTI Salt\nSO PORTS\nDT Proceedings Paper\nCT 5th Ports\nCL Leith\nER\n",
        "paper-conference",
        {"event-title": "5th Ports", "event-place": "Leith"},
    ),
    Case(
        "keywords over lines",
        "PT J\nTI Salt\nDE sea; the old\n   town\nID BREAD\nER\n",
        "article-journal",
        {},
        (),
        ("sea", "the old town", "BREAD"),
    ),
    Case(
        "an article by its number",
        "PT J\nTI Salt\nAR 123\nER\n",
        "article-journal",
        {"page": "123"},
    ),
)

REFWORKS = (
    Case(
        "an article",
        "RT Journal Article\nA1 Adler,Ruth B.\nT1 Salt\nJF Port Studies\nYR 2019\n"
        "FD May 3\nVO 4\nIS 2\nSP 12\nOP 19\nK1 sea\nK1 salt\n",
        "article-journal",
        {"issued": "2019-05-03", "page": "12-19"},
        ("author: Adler, Ruth B.",),
        ("sea", "salt"),
    ),
    Case(
        "a report with a number",
        "RT Report\nA1 Adler,Ruth\nT1 Salt\nSN TR 7\nT2 Ports\n",
        "report",
        {"number": "TR 7", "collection-title": "Ports", "ISBN": ""},
    ),
    Case(
        "a statute",
        "RT Laws/Statutes\nT1 Salt Act\nCL 12\nED 2nd session\n",
        "legislation",
        {"number": "12", "chapter-number": "2nd session"},
    ),
    Case(
        "a thesis",
        "RT Dissertation/Thesis\nA1 Adler,Ruth\nT1 Salt\nSP 312\nCL PhD\nPB Leith\n",
        "thesis",
        {"number-of-pages": "312", "genre": "PhD", "publisher": "Leith"},
    ),
    Case(
        "a program",
        "RT Computer Program\nT1 Salt\nED 2.1\nCL Linux\n",
        "software",
        {"version": "2.1", "medium": "Linux"},
    ),
    Case(
        "a letter",
        "RT Personal Communication\nA1 Adler,Ruth\nA2 Ibsen,Nora\nT1 Salt\n",
        "personal_communication",
        {},
        ("author: Adler, Ruth", "recipient: Ibsen, Nora"),
    ),
    Case("a map", "RT Map\nT1 Leith\nU1 1:1000\n", "map", {"scale": "1:1000"}),
)

REFER = (
    Case(
        "a book",
        "%0 Book\n%A Adler, Ruth\n%T Salt\n%D 1999\n%I North Press\n%C Leith\n%7 2nd\n%P 312\n",
        "book",
        {"number-of-pages": "312", "edition": "2nd"},
        ("author: Adler, Ruth",),
    ),
    Case(
        "a journal",
        "%0 Journal Article\n%A Adler, Ruth\n%T Salt\n%J Port Studies\n%V 4\n%N 2\n%P 12-19\n"
        "%8 May 3\n%D 2019\n%R 10.1000/x.1\n",
        "article-journal",
        {"issue": "2", "issued": "2019-05-03", "DOI": "10.1000/x.1"},
    ),
    Case(
        "without a type",
        "%A Ruth Adler\n%T Salt\n%J Port Studies\n%D 1999\n",
        "article-journal",
        {"title": "Salt"},
        ("author: Adler, Ruth",),
    ),
    Case(
        "a chapter",
        "%0 Book Section\n%A Adler, Ruth\n%E Okafor, Chidi\n%T Salt\n%B Ports\n%& 4\n",
        "chapter",
        {"container-title": "Ports", "chapter-number": "4"},
        ("author: Adler, Ruth", "editor: Okafor, Chidi"),
    ),
    Case(
        "entities and lines",
        "%0 Book\n%T Salt &amp;\nbread\n%K sea\nsalt\n%Z A note.\n",
        "book",
        {"title": "Salt & bread"},
        (),
        ("sea", "salt"),
        ("A note.",),
    ),
    Case(
        "a letter",
        "%0 Personal Communication\n%A Adler, Ruth\n%E Ibsen, Nora\n%T Salt\n",
        "personal_communication",
        {},
        ("author: Adler, Ruth", "recipient: Ibsen, Nora"),
    ),
)


@pytest.mark.parametrize("case", [*RIS, *NBIB, *WOS, *REFWORKS, *REFER], ids=lambda c: c.name)
def test_a_record(case: Case) -> None:
    check(case, only(case.text.encode()))


def test_a_field_without_end_is_kept_whole() -> None:
    words = "salt " * 200_000
    reference = only(f"TY  - BOOK\nTI  - Salt\nAB  - {words}\nER  - \n".encode())
    assert reference.draft.fields["abstract"] == words.strip()


@pytest.mark.parametrize(
    ("name", "creator"),
    [
        ("Adler RB", Creator("author", "Adler", "R. B.")),
        ("van Gogh V.", Creator("author", "Gogh", "V.", non_dropping_particle="van")),
        ("Adler-Ibsen H.-P.", Creator("author", "Adler-Ibsen", "H.-P.")),
        ("Adler, R. et al.", Creator("author", "Adler", "R.")),
        ("Adler, Ruth (Ed.)", Creator("editor", "Adler", "Ruth")),
        ("Moreau, Claire [trans.]", Creator("translator", "Moreau", "Claire")),
        ("Ruth Adler", Creator("author", "Adler", "Ruth")),
        ("Henry VIII", Creator("author", "VIII", "Henry")),
        ("IBM", Creator("author", literal="IBM")),
    ],
)
def test_names_without_commas_and_with_roles(name: str, creator: Creator) -> None:
    assert written("author", name) == creator


def test_others_are_nobody() -> None:
    reference = only(b"TY  - BOOK\nTI  - Salt\nAU  - Adler, Ruth\nAU  - et al.\nER  - \n")
    assert reference.draft.creators == (Creator("author", "Adler", "Ruth"),)


def test_another_format_behind_the_first_is_told() -> None:
    text = "TY  - BOOK\nTI  - Salt\nER  - \n\n@book{a,\n title = {Bread}\n}\n"
    format = reference_format(text.encode(), "x.ris")
    assert format is not None
    found = format.read(text.encode())
    assert [r.draft.fields["title"] for r in found.references] == ["Salt"]
    assert [line for line, _sentence in found.problems] == [5]


def test_bibtex_entries_on_one_line() -> None:
    text = "@book{a,title={Salt}}@book{b,title={Bread}} @book{c,title={Sea}}"
    format = reference_format(text.encode(), "x.bib")
    assert format is not None
    titles = [r.draft.fields["title"] for r in format.read(text.encode()).references]
    assert titles == ["Salt", "Bread", "Sea"]
