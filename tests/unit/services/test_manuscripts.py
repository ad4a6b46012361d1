"""Manuscripts checked against a library: works resolved, quotations looked for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.documents.samples import text_pdf
from tests.unit.importing.manuscript_files import csl_code, docx, paragraph, run, word_field

from pincite.model.creators import Creator
from pincite.model.documents import PageLabel, PageMap
from pincite.model.ids import ItemId
from pincite.model.items import Item
from pincite.model.manuscripts import Finding, FindingState, Report
from pincite.services.commands.items import AddItem
from pincite.services.commands.records import SaveRecords
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.manuscripts.checking import check_manuscript
from pincite.services.manuscripts.quotations import QuotationChecks
from pincite.services.text_indexes import TextIndexes
from pincite.services.workspace import Workspace

RULE = "the rule of the nearest granary was kept by every town of the coast"
SHIPS = "ships that carried the grain came late in the year and were few"
FILLER = "Nobody wrote down what it cost, and those who asked were told to wait. " * 12

Check = Callable[..., Report]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "library")
    pages = [FILLER] * 10
    pages[3] = f"It is said that {RULE}. {FILLER}"
    pages[7] = f"It is said that {SHIPS}. {FILLER}"
    file = text_pdf(tmp_path / "grain.pdf", pages)
    item = Item(
        ItemId("grain"), "book", "adler2014",
        {"title": "Grain of the Coast", "DOI": "10.1000/Grain"},
        (Creator(family="Adler", given="Jo"),), {"issued": "2014"},
    )  # fmt: skip
    bare = Item(
        ItemId("bare"), "book", "bell2001", {"title": "Harbours"}, (Creator(family="Bell"),),
        {"issued": "2001"},
    )  # fmt: skip
    workspace.run_now(AddItem(item))
    workspace.run_now(AddItem(bare))
    Importer(workspace, into=item).run([file], JobContext())
    [document] = workspace.read.documents_of(item.id)
    labels = tuple(PageLabel(str(number)) for number in range(20, 30))
    workspace.run_now(SaveRecords("", (PageMap(document.sha256, labels),)))
    yield workspace
    workspace.close()


@pytest.fixture
def check(workspace: Workspace, tmp_path: Path) -> Check:
    def checked(text: str | bytes, name: str = "a.md") -> Report:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        checks = QuotationChecks(workspace.read, TextIndexes(workspace.library))
        return check_manuscript(workspace.read, checks, path)

    return checked


def only(report: Report) -> Finding:
    assert len(report.findings) == 1
    return report.findings[0]


@pytest.mark.parametrize(
    ("text", "state", "found_on"),
    [
        (f"“{RULE}” [@adler2014, p. 23]", FindingState.VERIFIED, ("23",)),
        (f"“{RULE}” [@adler2014, pp. 22-24]", FindingState.VERIFIED, ("23",)),
        (f"“{RULE}” [@adler2014, p. 25]", FindingState.MOVED, ("23",)),
        (f"“{RULE}” [@adler2014, p. 99]", FindingState.NO_PAGE, ("23",)),
        (f"“{RULE}” [@adler2014]", FindingState.NO_LOCATOR, ("23",)),
        (f"“{RULE}” [@adler2014, chap. 3]", FindingState.VERIFIED, ("23",)),
        (f"“{RULE.replace('kept', 'broken')}” [@adler2014, p. 23]", FindingState.CLOSE, ("23",)),
        ("“Words that nobody ever said of any town” [@adler2014, p. 23]",
         FindingState.NOT_FOUND, ()),
        (f"“{RULE}” [@bell2001, p. 4]", FindingState.NO_FILE, ()),
        (f"“{RULE}” [@nobody1999, p. 4]", FindingState.MISSING, ()),
        ("It is known [@adler2014, p. 23]", FindingState.UNCHECKED, ()),
        ("It is known [@adler2014, p. 99]", FindingState.NO_PAGE, ()),
        ("It is known [@bell2001, p. 99]", FindingState.UNCHECKED, ()),
        ("In “Grain of the Coast” one reads it [@adler2014, p. 23]", FindingState.UNCHECKED, ()),
    ],
)  # fmt: skip
def test_how_a_citation_stands(
    check: Check, text: str, state: FindingState, found_on: tuple[str, ...]
) -> None:
    finding = only(check(text))
    assert (finding.state, finding.found_on) == (state, found_on)
    assert bool(finding.remark) == state.needs_attention


def test_the_difference_of_an_altered_quotation_is_told(check: Check) -> None:
    finding = only(check(f"“{RULE.replace('kept', 'broken')}” [@adler2014, p. 23]"))
    assert finding.verdict is not None
    changed = [(c.quoted, c.found) for c in finding.verdict.chunks if not c.is_same]
    assert changed == [("broken", "kept")]


def test_what_needs_attention_most_comes_first(check: Check) -> None:
    report = check(
        f"“{RULE}” [@adler2014, p. 23]. “{SHIPS}” [@adler2014, p. 23].\n\nNo [@nobody, p. 3]."
    )
    assert [f.state for f in report.by_need] == [
        FindingState.MISSING, FindingState.MOVED, FindingState.VERIFIED,
    ]  # fmt: skip
    assert report.attention == 2
    assert report.counts[FindingState.VERIFIED] == 1


def test_a_quotation_that_one_of_several_works_has_is_right(check: Check) -> None:
    report = check(f"“{RULE}” [@adler2014, p. 23; @bell2001, p. 2].")
    assert [f.state for f in report.findings] == [FindingState.VERIFIED, FindingState.UNCHECKED]


def test_a_quotation_is_not_wrong_while_a_work_cannot_be_looked_in(check: Check) -> None:
    report = check("“Words that nobody ever said of towns” [@adler2014, p. 23; @bell2001, p. 2].")
    assert [f.state for f in report.findings] == [FindingState.UNCHECKED, FindingState.NO_FILE]


RECORD = {"title": "Grain of the Coast: A History", "issued": {"date-parts": [[2014]]}}


@pytest.mark.parametrize(
    "data",
    [
        {"DOI": "https://doi.org/10.1000/grain", "title": "Whatever"},
        {**RECORD, "author": [{"family": "Adler", "given": "J."}]},
        {"author": [{"family": "Adler"}], "issued": {"raw": "2014"}},
        {"title": "Whatever", "citation-key": "adler2014"},
    ],
)
def test_a_record_in_the_manuscript_leads_to_the_item(check: Check, data: dict[str, str]) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code({'itemData': data, 'locator': '23'})}"
    made = docx(paragraph(run(f"“{RULE}” "), word_field(code, "(23)")))
    assert only(check(made, "a.docx")).state is FindingState.VERIFIED


@pytest.mark.parametrize(
    "data",
    [
        {"title": "Another Work", "author": [{"family": "Adler"}], "issued": {"raw": "2014"}},
        {**RECORD, "issued": {"raw": "1999"}, "author": [{"family": "Adler"}]},
        {"title": "Grain"},
        {},
    ],
)
def test_another_work_is_not_taken_for_one_of_the_library(
    check: Check, data: dict[str, str]
) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code({'itemData': data, 'locator': '23'})}"
    made = docx(paragraph(run(f"“{RULE}” "), word_field(code, "(23)")))
    assert only(check(made, "a.docx")).item is None


def test_works_that_could_be_meant_are_listed(workspace: Workspace, check: Check) -> None:
    other = Item(
        ItemId("other"), "book", "adler2014b", {"title": "Bread"},
        (Creator(family="Adler", given="Jo"),), {"issued": "2014"},
    )  # fmt: skip
    workspace.run_now(AddItem(other))
    finding = only(check(f"“{RULE}” (Adler 2014, p. 23).", "a.txt"))
    assert finding.state is FindingState.AMBIGUOUS
    assert {item.key for item in finding.candidates} == {"adler2014", "adler2014b"}


def test_ibid_after_a_citation_by_key_names_its_work(check: Check) -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {csl_code({'itemData': {'DOI': '10.1000/grain'}})}"
    body = paragraph(run("So "), word_field(code, "(Cole 1990, 20)"), run(".")) + paragraph(
        run(f"And “{SHIPS}” (ibid., 27).")
    )
    _, second = check(docx(body), "a.docx").findings
    assert (second.state, second.found_on) == (FindingState.VERIFIED, ("27",))


def test_a_manuscript_is_only_read(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"“{RULE}” [@adler2014, p. 25]")
    os.utime(path, ns=(1_000_000_000, 1_000_000_000))
    before, files = path.read_bytes(), sorted(tmp_path.iterdir())
    checks = QuotationChecks(workspace.read, TextIndexes(workspace.library))
    check_manuscript(workspace.read, checks, path)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == 1_000_000_000
    assert sorted(tmp_path.iterdir()) == files
