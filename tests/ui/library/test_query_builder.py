"""The form for searches reads the query in the box and writes it."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.ui.shell import Shell, book

from pincite.search.conditions import Condition, Relation
from pincite.services.indexing import update_index
from pincite.services.jobs import JobContext
from pincite.ui.library.condition_row import ConditionRow
from pincite.ui.library.query_builder import QueryBuilder
from pincite.ui.library.search_box import SearchBox


class Form:
    """The open form and the box above it."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.box = cast("SearchBox", shell.tab.findChild(SearchBox))

    def open(self, query: str) -> None:
        """Type a query and open the form."""
        with self.shell.qtbot.waitSignal(self.box.searched):
            self.shell.tab.search(query)
        assert self.shell.context.actions.run("library.build_search")

    @property
    def builder(self) -> QueryBuilder:
        """The form."""
        return cast("QueryBuilder", self.shell.tab.findChild(QueryBuilder))

    @property
    def rows(self) -> list[ConditionRow]:
        """Its rows."""
        return list(self.builder.rows)

    @property
    def words(self) -> str:
        """All that its labels say."""
        labels = cast("list[QLabel]", self.builder.findChildren(QLabel))
        return " ".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def form(shell: Shell) -> Form:
    shell.add([book("Grain", "Adler"), book("Salt", "Baker", "1999"), book("Bread", "Adler")])
    update_index(shell.context.workspace.library, JobContext())
    return Form(shell)


def test_the_query_is_read_into_rows(form: Form) -> None:
    form.open("author:adler -year:1999 has:files")
    assert [row.condition for row in form.rows] == [
        Condition("author", Relation.WORDS, "adler"),
        Condition("year", Relation.IS, "1999", is_not=True),
        Condition("has", Relation.IS, "files"),
    ]


def test_rows_write_the_query_and_the_works_are_counted(form: Form) -> None:
    form.open("author:adler")
    form.shell.qtbot.waitUntil(lambda: "2 works" in form.words, timeout=10_000)
    QTest.keyClicks(form.rows[0].edit, " ruth")
    assert form.box.text() == "author:(adler ruth)"
    form.builder.add_row()
    QTest.keyClicks(form.rows[1].edit, "grain")
    assert form.box.text() == "author:(adler ruth) grain"
    form.shell.qtbot.waitUntil(lambda: "1 work" in form.words, timeout=10_000)


def test_what_is_typed_in_the_box_is_followed(form: Form) -> None:
    form.open("author:adler")
    with form.shell.qtbot.waitSignal(form.box.searched):
        form.shell.tab.search("tag:a OR tag:b")
    assert [row.condition.value for row in form.rows] == ["a", "b"]
    assert form.box.text() == "tag:a OR tag:b"
    for unfinished in ("tag:a OR tag:b OR", "tag:a OR tag:b OR color:r"):
        with form.shell.qtbot.waitSignal(form.box.searched):
            form.shell.tab.search(unfinished)
        assert [row.condition.value for row in form.rows][:2] == ["a", "b"]


def test_a_query_that_rows_cannot_say_is_left_alone_until_a_row_is_filled(form: Form) -> None:
    form.open("(tag:a OR tag:b) salt")
    assert form.box.text() == "(tag:a OR tag:b) salt"
    assert "brackets" in form.words
    QTest.keyClicks(form.rows[0].edit, "grain")
    assert form.box.text() == "grain"


def test_a_row_is_removed_and_the_last_one_stays_empty(form: Form) -> None:
    form.open("author:adler grain")
    for row in form.rows:
        row.removed.emit()
    assert form.box.text() == ""
    assert [row.condition for row in form.rows] == [Condition()]


def test_escape_closes_it_and_the_query_stays(form: Form) -> None:
    form.open("author:adler")
    QTest.keyClick(form.rows[0].edit, Qt.Key.Key_Escape)
    assert not form.builder.isVisible()
    assert form.box.text() == "author:adler"
