"""The verdict on a quotation: opened by its chip, checked again, corrected."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.bibliography.desk import THESIS, Desk, fill, sha_of

from pincite.citing.csl_engine import CslEngine
from pincite.model.checks import CheckKind
from pincite.model.citations import CitationState
from pincite.model.ids import CitationId, ItemId
from pincite.model.locators import parse_locator
from pincite.services.commands.bibliographies import (
    AddCitation,
    EditCitation,
)
from pincite.services.commands.pages import SetPageLabel
from pincite.ui.bibliography.citations_pane import CitationsPane
from pincite.ui.bibliography.contents import read_contents
from pincite.ui.verdicts.verdict_popup import VerdictPopup

QUOTED = CitationId("quoted")
PAGES = (
    "First of all nothing is said here that anybody could quote.",
    "The towns did not starve for want of ships.",
    "Prices fell in the spring of that year.",
)


@pytest.fixture
def texts(qapp: QApplication, tmp_path: Path, engine: CslEngine) -> Iterator[Desk]:
    """The works, with a text for the first of them; nothing is cited."""
    made = Desk(qapp, tmp_path, engine=engine)
    fill(made, cited=False)
    with made.workspace.library.transaction() as tx:
        tx.put_page_texts(sha_of("adler2014"), enumerate(PAGES))
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.close()


def _cite(desk: Desk, quotation: str, place: str) -> None:
    desk.run(
        AddCitation(
            THESIS, ItemId("adler2014"), parse_locator(place), quotation=quotation, id=QUOTED
        )
    )


def _pane(desk: Desk, qtbot: QtBot) -> CitationsPane:
    pane = CitationsPane(desk.context)
    qtbot.addWidget(pane)
    pane.show_contents(read_contents(desk.workspace, desk.service, THESIS))
    pane.resize(500, 400)
    pane.show()
    return pane


def _checked(desk: Desk, qtbot: QtBot, quotation: str, place: str) -> CitationsPane:
    _cite(desk, quotation, place)
    with qtbot.waitSignal(desk.context.checks.finished, timeout=10_000):
        desk.context.checks.check_soon([QUOTED])
    return _pane(desk, qtbot)


def _click_chip(pane: CitationsPane) -> VerdictPopup:
    box = pane.view.chip_box(0)
    point = pane.view.viewport().mapFromGlobal(box.center())
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    popup = pane.findChild(VerdictPopup)
    assert isinstance(popup, VerdictPopup)
    return popup


def _row(desk: Desk) -> tuple[str, CitationState]:
    (row,) = desk.service.cited(THESIS)
    return row.locator.described, row.state


def test_a_click_on_the_chip_shows_both_texts(texts: Desk, qtbot: QtBot) -> None:
    pane = _checked(texts, qtbot, "The towns did not starve for lack of ships", "2")
    popup = _click_chip(pane)
    assert texts.opened == []
    view = popup.view
    assert "similar text stands on p. 2" in view.sentence.text()
    assert 'underline">lack</span>' in view.quoted.text()
    assert 'underline">want</span>' in view.source.text()
    assert not view.correct.isVisible()
    popup.close()


def test_one_click_corrects_the_page_and_one_undo_takes_it_back(texts: Desk, qtbot: QtBot) -> None:
    pane = _checked(texts, qtbot, "Prices fell in the spring", "2")
    assert _row(texts) == ("p. 2", CitationState.MOVED)
    popup = _click_chip(pane)
    assert popup.view.sentence.text() == "The quotation stands on p. 3, not p. 2."
    with qtbot.waitSignal(texts.events.changed, timeout=10_000):
        QTest.mouseClick(popup.view.correct, Qt.MouseButton.LeftButton)
    assert _row(texts) == ("p. 3", CitationState.VERIFIED)
    popup.close()
    texts.workspace.undo().result()
    assert _row(texts) == ("p. 2", CitationState.MOVED)


def test_open_shows_the_page_where_the_words_stand(texts: Desk, qtbot: QtBot) -> None:
    pane = _checked(texts, qtbot, "Prices fell in the spring", "2")
    popup = _click_chip(pane)
    QTest.mouseClick(popup.view.open, Qt.MouseButton.LeftButton)
    assert texts.opened == [(sha_of("adler2014"), 2, (), None)]


def test_a_quotation_never_checked_is_checked_when_it_is_looked_at(
    texts: Desk, qtbot: QtBot
) -> None:
    _cite(texts, "Prices fell in the spring", "3")
    pane = _pane(texts, qtbot)
    with qtbot.waitSignal(texts.context.checks.finished, timeout=10_000):
        popup = _click_chip(pane)
    assert popup.view.sentence.text() == "The quotation stands on p. 3."
    popup.close()


def test_recognition_is_offered_where_there_is_no_text(texts: Desk, qtbot: QtBot) -> None:
    with texts.workspace.library.transaction() as tx:
        tx.put_page_texts(sha_of("adler2014"), enumerate(("", "", "")))
    popup = _click_chip(_checked(texts, qtbot, "Prices fell in the spring", "3"))
    assert _row(texts)[1] is CitationState.NO_TEXT
    assert popup.view.recognise.isVisible()
    popup.close()


def test_a_citation_without_words_has_nothing_to_check(texts: Desk, qtbot: QtBot) -> None:
    _cite(texts, "", "3")
    pane = _pane(texts, qtbot)
    pane.acts.show_verdict(pane.model.row_at(0))
    assert pane.findChild(VerdictPopup) is None
    assert texts.notices[0][0] == "info"


def test_what_changes_is_checked_in_the_background(texts: Desk, qtbot: QtBot) -> None:
    checks = texts.context.checks
    checks.follow()
    with qtbot.waitSignal(checks.finished, timeout=10_000):
        _cite(texts, "Prices fell in the spring", "3")
    assert _row(texts) == ("p. 3", CitationState.VERIFIED)
    with qtbot.waitSignal(checks.finished, timeout=10_000):
        texts.run(EditCitation(QUOTED, quotation="Prices rose in the spring"))
    assert _row(texts) == ("p. 3", CitationState.CLOSE)
    with qtbot.waitSignal(checks.finished, timeout=10_000):
        texts.run(SetPageLabel(sha_of("adler2014"), 2, "iii"))
    assert texts.context.checks.service.of_citations([QUOTED])[0].kind is CheckKind.CITATION


def test_checking_all_sums_up(texts: Desk, qtbot: QtBot) -> None:
    _cite(texts, "Prices fell in the spring", "2")
    bibliography = texts.workspace.read.bibliography_by_name("Thesis, chapter 3")
    assert bibliography is not None
    with qtbot.waitSignal(texts.context.checks.finished, timeout=10_000):
        texts.context.checks.check_bibliography(bibliography)
    assert texts.notices == [("warn", "1 quotation checked: 1 moved.")]
