"""Citations in documents: found, resolved, dismissed, undone, found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.library.library import Library
from pincite.model.creators import Creator
from pincite.model.documents import Document, PageLabel, PageMap
from pincite.model.ids import ItemId, MentionId, Sha256
from pincite.model.items import Item
from pincite.model.mentions import Mention, MentionState
from pincite.services.cited_works import cited_item
from pincite.services.commands.items import TrashItems
from pincite.services.commands.mentions import (
    AddItemFromMention,
    DismissMentions,
    ResolveMention,
    RestoreMentions,
)
from pincite.services.commands.records import SaveRecords
from pincite.services.errors import NothingFoundError
from pincite.services.importer import Importer
from pincite.services.jobs import JobContext
from pincite.services.mentions import (
    backlinks,
    citing_counts,
    find_all_mentions,
    find_mentions,
    mention_rows,
    resolve_again,
)
from pincite.services.workspace import Workspace

REPORT = Item(
    ItemId("report"), "report", "rand2009", {"title": "The Police Corps"},
    (Creator(literal="RAND Corporation"),), {"issued": "2009"},
)  # fmt: skip
OTHER = Item(ItemId("other"), "report", "rand1999", {"title": "Another Report"})
REPORT_FILE = Sha256("e" * 64)
TEXT = (
    "It falls (RAND, page 3). It rises (RAND, pg 4-5). It stays (ibid., 5).\n\n"
    "In the video he laughs (0:03-0:23), and again Ibid (8:33-9:09). See (RAND, page 99)."
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace(Library.open(tmp_path / "library"))
    document = Document(REPORT_FILE, REPORT.id, "r.pdf", "application/pdf", pages=7)
    labels = ("i", "ii", "1", "2", "3", "4", "5")
    page_map = PageMap(REPORT_FILE, tuple(map(PageLabel, labels)))
    workspace.run_now(SaveRecords("", (REPORT, OTHER, document, page_map)))
    yield workspace
    workspace.close()


def _article(workspace: Workspace, text: str, name: str = "a") -> Sha256:
    sha = Sha256(name * 64)
    item = Item(ItemId(f"article-{name}"), "article-newspaper", f"article{name}")
    document = Document(sha, item.id, f"{name}.txt", "text/plain", pages=1, added=name)
    workspace.run_now(SaveRecords("", (item, document)))
    _set_text(workspace, sha, text)
    return sha


def _set_text(workspace: Workspace, sha: Sha256, text: str) -> None:
    with workspace.library.transaction() as tx:
        tx.put_page_texts(sha, [(0, text)])


def _states(workspace: Workspace, sha: Sha256) -> list[tuple[str, str | None, str]]:
    mentions = workspace.read.mentions_of(sha)
    return [(m.anchor.quote, m.item, m.state.value) for m in mentions]


def _first(workspace: Workspace, sha: Sha256, words: str) -> Mention:
    return next(m for m in workspace.read.mentions_of(sha) if words in m.anchor.quote)


RESOLVED = [
    ("(RAND, page 3)", "report", "confirmed"),
    ("(RAND, pg 4-5)", "report", "resolved"),
    ("(ibid., 5)", "report", "resolved"),
    ("(0:03-0:23)", None, "unresolved"),
    ("Ibid (8:33-9:09)", None, "unresolved"),
    ("(RAND, page 99)", "report", "resolved"),
]


def test_one_confirmation_resolves_a_name_and_what_follows_it(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    assert {state for _, item, state in _states(workspace, sha) if item} == {"suggested"}
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    assert _states(workspace, sha) == RESOLVED


def test_undo_takes_a_resolution_back(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    before = _states(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    workspace.undo().result()
    assert (_states(workspace, sha), workspace.read.work_names()) == (before, [])
    workspace.redo().result()
    assert _states(workspace, sha) == RESOLVED


def test_finding_again_changes_nothing(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    seq = workspace.library.last_seq()
    find_mentions(workspace, sha)
    assert workspace.library.last_seq() == seq
    assert _states(workspace, sha) == RESOLVED


def test_a_changed_text_keeps_decisions_and_drops_what_is_gone(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    _set_text(workspace, sha, "A new head.\n\nIt falls (RAND, page 3). New: (RAND, p. 1).")
    find_mentions(workspace, sha)
    assert _states(workspace, sha) == [
        ("(RAND, page 3)", "report", "confirmed"),
        ("(RAND, p. 1)", "report", "resolved"),
    ]


def test_dismissed_for_good_and_restored(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    gone = _first(workspace, sha, "0:03")
    workspace.run_now(DismissMentions((gone.id,)))
    _set_text(workspace, sha, "Nothing is here.")
    find_mentions(workspace, sha)
    _set_text(workspace, sha, TEXT)
    find_mentions(workspace, sha)
    assert gone.id not in {m.id for m in workspace.read.mentions_of(sha)}
    workspace.run_now(RestoreMentions((gone.id,)))
    assert gone.id in {m.id for m in workspace.read.mentions_of(sha)}


def test_a_name_of_one_document_is_only_offered_in_another(workspace: Workspace) -> None:
    one, two = _article(workspace, "So (XYZ, page 3)."), _article(workspace, "(XYZ, p. 4)", "b")
    find_mentions(workspace, one)
    workspace.run_now(ResolveMention(_first(workspace, one, "XYZ").id, REPORT.id))
    find_mentions(workspace, two)
    assert _states(workspace, two) == [("(XYZ, p. 4)", "report", "suggested")]


def test_a_name_for_the_whole_library_counts_everywhere(workspace: Workspace) -> None:
    one, two = _article(workspace, "So (XYZ, page 3)."), _article(workspace, "(XYZ, p. 4)", "b")
    find_mentions(workspace, one)
    find_mentions(workspace, two)
    mention = _first(workspace, one, "XYZ")
    workspace.run_now(ResolveMention(mention.id, REPORT.id, is_everywhere=True))
    assert _states(workspace, two) == [("(XYZ, p. 4)", "report", "resolved")]
    three = _article(workspace, "(XYZ, p. 5)", "c")
    find_mentions(workspace, three)
    assert _states(workspace, three) == [("(XYZ, p. 5)", "report", "resolved")]


def test_the_last_word_on_a_name_counts(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    workspace.run_now(ResolveMention(_first(workspace, sha, "4-5").id, OTHER.id))
    named = {item for words, item, _ in _states(workspace, sha) if "RAND" in words}
    assert named == {"other"}
    workspace.run_now(ResolveMention(_first(workspace, sha, "4-5").id, None))
    assert workspace.read.work_names() == []


def test_only_this_one(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    mention = _first(workspace, sha, "page 3")
    workspace.run_now(ResolveMention(mention.id, OTHER.id, is_alone=True))
    items = [item for words, item, _ in _states(workspace, sha) if "RAND" in words]
    assert items == ["other", "report", "report"]


def test_a_work_that_is_lacking_is_added_in_one_act(workspace: Workspace) -> None:
    text = "So (Dahl 1991, p. 7).\n\nBibliography\n\nCole, A. (1990). Tides. Ister: Quay.\n"
    sha = _article(workspace, f"{text}Dahl, B. (1991). Ports and people. Ister: Quay Press.\n")
    find_mentions(workspace, sha)
    mention = _first(workspace, sha, "Dahl")
    item = cited_item(workspace.read, mention)
    workspace.run_now(AddItemFromMention(mention.id, item))
    added = workspace.read.get(Item, item.id)
    assert added is not None
    assert (added.title, added.year, added.creators[0].family, added.key) == (
        "Ports and people", "1991", "Dahl", "dahl1991",
    )  # fmt: skip
    assert _states(workspace, sha) == [("(Dahl 1991, p. 7)", item.id, "confirmed")]
    workspace.undo().result()
    assert workspace.read.get(Item, item.id) is None
    assert _states(workspace, sha) == [("(Dahl 1991, p. 7)", None, "unresolved")]


def test_rows_say_where_a_citation_leads_and_what_is_missing(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, REPORT.id))
    rows = mention_rows(workspace.read, sha)
    assert [(r.target.page_label, r.target.pages, r.target.missing) for r in rows] == [
        ("3", (4,), ""), ("4", (5, 6), ""), ("5", (6,), ""), ("", (), "item"), ("", (), "item"),
        ("", (), "page"),
    ]  # fmt: skip
    assert [TEXT[r.start : r.end] for r in rows] == [r.mention.anchor.quote for r in rows]
    workspace.run_now(ResolveMention(rows[0].mention.id, OTHER.id, is_alone=True))
    assert mention_rows(workspace.read, sha)[0].target.missing == "file"
    workspace.run_now(TrashItems((OTHER.id,)))
    assert mention_rows(workspace.read, sha)[0].target.missing == "item"


def test_a_page_says_who_cites_it(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    report = workspace.read.get(Document, REPORT_FILE)
    assert report is not None
    words = [link.mention.anchor.quote for link in backlinks(workspace.read, report, 6)]
    assert words == ["(RAND, pg 4-5)", "(ibid., 5)"]
    assert citing_counts(workspace.read, report) == {4: 1, 5: 1, 6: 2}
    workspace.run_now(TrashItems((ItemId("article-a"),)))
    assert backlinks(workspace.read, report) == []


def test_documents_of_earlier_are_looked_through(workspace: Workspace) -> None:
    one, two = _article(workspace, "(RAND, page 3)"), _article(workspace, "None.", "b")
    assert find_all_mentions(workspace, JobContext()) == 3
    assert find_all_mentions(workspace, JobContext()) == 0
    assert (len(workspace.read.mentions_of(one)), workspace.read.mentions_of(two)) == (1, [])


def test_a_work_that_comes_later_is_recognised(workspace: Workspace, tmp_path: Path) -> None:
    sha = _article(workspace, "So (Dahl 1991, ¶ 2).")
    find_mentions(workspace, sha)
    page = tmp_path / "ports.html"
    page.write_text(
        "<html><head><title>Ports</title><meta name=author content='Bo Dahl'>"
        "<meta name=citation_publication_date content=1991-05-01></head><body><article>"
        + "<p>Ports are places where ships and people meet and part again, all year.</p>" * 5
        + "</article></body></html>",
        encoding="utf-8",
    )
    entry = Importer(workspace).run([page], JobContext()).files[0]
    assert entry.status == "new"
    (row,) = mention_rows(workspace.read, sha)
    assert (row.mention.item, row.mention.state) == (entry.item, MentionState.RESOLVED)
    assert row.target.page_label == "¶ 2"
    workspace.undo().result()
    assert _states(workspace, sha) == [("(Dahl 1991, ¶ 2)", None, "unresolved")]


def test_asking_again_leaves_decisions(workspace: Workspace) -> None:
    sha = _article(workspace, TEXT)
    find_mentions(workspace, sha)
    workspace.run_now(ResolveMention(_first(workspace, sha, "page 3").id, OTHER.id))
    before = _states(workspace, sha)
    resolve_again(workspace, [sha])
    assert _states(workspace, sha) == before


def test_what_is_gone_is_said_plainly(workspace: Workspace) -> None:
    with pytest.raises(NothingFoundError, match="read anew"):
        workspace.run_now(ResolveMention(MentionId("x"), REPORT.id))
