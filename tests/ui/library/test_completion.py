"""The search box completes fields and values, and never gets in the way of a search."""

from typing import cast

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from tests.ui.shell import Shell, book

from pincite.services.commands.collections import AddCollection
from pincite.services.commands.saved_searches import SaveSearch
from pincite.services.commands.tags import TagItems
from pincite.ui.library.completion_popup import CompletionPopup
from pincite.ui.library.search_box import SearchBox


@pytest.fixture
def box(shell: Shell) -> SearchBox:
    one = book("One", "Adler", key="adler2014")
    shell.add([one, book("Two", "Adams", "1999"), book("Three", "Adams"), book("Four", "van Berg")])
    for command in (
        TagItems((one.id,), add=("to read", "archive")),
        AddCollection("Grain trade"),
        SaveSearch("Grain", "grain"),
    ):
        shell.after(lambda c=command: shell.context.bridge.run(c))  # type: ignore[misc]
    found = shell.tab.findChild(SearchBox)
    assert isinstance(found, SearchBox)
    shell.tab.search()
    return found


def _popup(box: QLineEdit) -> CompletionPopup | None:
    found = cast("list[CompletionPopup]", box.window().findChildren(CompletionPopup))
    return next((popup for popup in found if popup.isVisible()), None)


def _offered(box: QLineEdit) -> list[str]:
    popup = _popup(box)
    if popup is None:
        return []
    return [popup.model.row(n).text for n in range(popup.model.rowCount())]


def _type(shell: Shell, box: QLineEdit, text: str, first: str) -> list[str]:
    """Type, and wait until something is offered whose first row is this."""
    box.clear()
    QTest.keyClicks(box, text)
    shell.qtbot.waitUntil(lambda: _offered(box)[:1] == [first], timeout=10_000)
    return _offered(box)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("au", ["author:"]),
        ("grain -ta", ["tag:"]),
        ("author:ad", ["Adams", "Adler"]),
        ("author:berg", ["van Berg"]),
        ("tag:", ["archive", "to read"]),
        ("collection:tr", ["Grain trade"]),
        ("type:bo", ["book"]),
        ("year:19", ["1999"]),
        ("cites:adl", ["adler2014"]),
        ("cites:one", ["adler2014"]),
        ("saved:", ["Grain"]),
        ("cited:", ["yes", "no"]),
        ("color:gr", ["green", "grey"]),
        ("added:", ["today", "week", "month", "year"]),
        ("has:an", ["annotations"]),
        ("tag:(archive OR to", ["to read"]),
    ],
)
def test_fields_and_values_are_offered(
    shell: Shell, box: SearchBox, typed: str, offered: list[str]
) -> None:
    assert _type(shell, box, typed, offered[0]) == offered


def test_tab_takes_the_first_and_goes_on_with_its_values(shell: Shell, box: SearchBox) -> None:
    _type(shell, box, "ta", "tag:")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "tag:"
    shell.qtbot.waitUntil(lambda: _offered(box) == ["archive", "to read"], timeout=10_000)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == 'tag:"to read" '
    assert _popup(box) is None
    assert box.hasFocus()


def test_a_click_takes_what_is_clicked(shell: Shell, box: SearchBox) -> None:
    _type(shell, box, "author:ad", "Adams")
    popup = _popup(box)
    assert popup is not None
    place = popup.list.visualRect(popup.model.index(1)).center()
    QTest.mouseClick(
        popup.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert box.text() == "author:Adler "


def test_enter_without_a_choice_leaves_what_was_typed(shell: Shell, box: SearchBox) -> None:
    _type(shell, box, "au", "author:")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.text(), _popup(box)) == ("au", None)


def test_escape_closes_the_list_first_and_empties_the_box_then(
    shell: Shell, box: SearchBox
) -> None:
    _type(shell, box, "au", "author:")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), _popup(box)) == ("au", None)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_plain_words_and_set_text_offer_nothing(shell: Shell, box: SearchBox) -> None:
    QTest.keyClicks(box, "grain")
    assert _offered(box) == []
    shell.tab.search("author:ad")
    assert _offered(box) == []


def test_control_space_offers_all_fields(shell: Shell, box: SearchBox) -> None:
    QTest.keyClick(box, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "citedby:" in _offered(box)


def test_new_values_are_offered(shell: Shell, box: SearchBox) -> None:
    _type(shell, box, "author:ad", "Adams")
    shell.add([book("Five", "Adorno")])
    _type(shell, box, "author:ado", "Adorno")


def test_the_model_behaves(shell: Shell, box: SearchBox) -> None:
    _type(shell, box, "au", "author:")
    popup = _popup(box)
    assert popup is not None
    model: QAbstractItemModel = popup.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, popup)
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.keyClicks(box, "dded:")
    shell.qtbot.waitUntil(lambda: len(_offered(box)) == 4, timeout=10_000)
