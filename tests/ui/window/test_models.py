"""The models of the shell keep Qt's rules."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from tests.ui.shell import Shell

from pincite.ui.palette import PaletteModel
from pincite.ui.rows import moved_row, runs, same_order
from pincite.ui.settings.keys_page import KeysModel
from pincite.ui.widgets.card_list import CardEntry, CardModel

WARNING = QAbstractItemModelTester.FailureReportingMode.Warning


def test_card_model_keeps_qts_rules(shell: Shell) -> None:
    model = CardModel()
    tester = QAbstractItemModelTester(model, WARNING)
    for keys in ("abc", "ac", "xacy", "", "ab", "ba"):
        model.set_cards([CardEntry(key, key.upper()) for key in keys])
        shown = [model.card(row).key for row in range(model.rowCount())]
        assert shown == list(keys)
    assert tester.model() is model


def test_palette_model_keeps_qts_rules(shell: Shell) -> None:
    model = PaletteModel(shell.context.actions)
    tester = QAbstractItemModelTester(model, WARNING)
    model.set_text("tab")
    model.set_text("nothing is called this")
    assert model.rowCount() == 0
    assert tester.model() is model


def test_key_model_names_the_owner_of_a_key(shell: Shell) -> None:
    model = KeysModel(shell.context.actions)
    tester = QAbstractItemModelTester(model, WARNING)
    entries = [model.entry(row) for row in range(model.rowCount())]
    redo = next(entry for entry in entries if entry.id == "edit.redo")
    owner = model.owner_of("Ctrl+Z", redo)
    assert owner is not None
    assert owner.id == "edit.undo"
    assert tester.model() is model


def test_runs_and_order() -> None:
    assert list(runs([0, 1, 3, 7, 8, 9])) == [(0, 1), (3, 3), (7, 9)]
    assert list(runs([])) == []
    assert same_order("abcd", "xbyd")
    assert not same_order("ab", "ba")


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=8), st.data())
def test_one_row_that_moved_is_found(old: list[int], data: st.DataObject) -> None:
    source, target = (data.draw(st.integers(0, len(old) - 1)) for _ in range(2))
    new = list(old)
    new.insert(target, new.pop(source))
    found = moved_row(old, new)
    if new == old:
        assert found is None
    else:
        assert found is not None
        again = list(old)
        again.insert(found[1], again.pop(found[0]))
        assert again == new


def test_more_than_one_moved_row_is_none() -> None:
    assert moved_row([1, 2, 3, 4], [2, 1, 4, 3]) is None
    assert moved_row([1, 2], [1, 2, 3]) is None
    assert moved_row([1, 2], [1, 3]) is None
