"""Citations in the reader: on the pages, in their panel, and what is done with them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.reader.cited import AS_WRITTEN, import_both, make_report

from pincite.model.documents import Document
from pincite.model.items import Item
from pincite.model.mentions import MentionState
from pincite.services.commands.mentions import DismissMentions, ResolveMention, SaveMentions
from pincite.services.commands.pages import SetPageLabel
from pincite.services.mention_views import Standing, standing_of
from pincite.services.mentions import MentionRow
from pincite.services.workspace import Workspace
from pincite.ui.context import AppContext
from pincite.ui.dragging import carried
from pincite.ui.reader.mentions.mention_panel import MentionPanel
from pincite.ui.reader.mentions.mention_places import MentionPlaces
from pincite.ui.reader.mentions.words import MentionAct
from pincite.ui.reader.pages.page_themes import PageTheme
from pincite.ui.reader.reader_pane import ReaderPane

_PATIENCE_MS = 20_000
_DOWN = QItemSelectionModel.SelectionFlag.Select


@pytest.fixture
def both(workspace: Workspace, tmp_path: Path) -> tuple[Document, Document]:
    """The article and the report."""
    found = [workspace.read.get(Document, sha) for sha in import_both(workspace, tmp_path)]
    article, report = found
    assert article is not None
    assert report is not None
    return article, report


@pytest.fixture
def article(
    qtbot: QtBot, open_reader: Callable[..., ReaderPane], both: tuple[Document, Document]
) -> ReaderPane:
    """The article, open, with its citations on the page."""
    pane = open_reader(both[0])
    qtbot.waitUntil(lambda: len(pane.mentions.places.on_page(0)) == 5, timeout=_PATIENCE_MS)
    return pane


@pytest.fixture
def panel(article: ReaderPane) -> MentionPanel:
    """Its panel of citations."""
    article.show_side("mentions")
    return article.sides.right_panel().mentions


def _rows(pane: ReaderPane) -> tuple[MentionRow, ...]:
    return pane.mentions.citations.known.rows


def _standings(pane: ReaderPane) -> list[Standing]:
    return [standing_of(row.mention, row.target) for row in _rows(pane)]


def _listed(panel: MentionPanel) -> list[str]:
    model = panel.cards.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def _until(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=_PATIENCE_MS)


def _resolve(
    qtbot: QtBot, context: AppContext, pane: ReaderPane, report: Document, number: int = 0
) -> None:
    context.bridge.run(ResolveMention(_rows(pane)[number].mention.id, report.item))
    _until(qtbot, lambda: _standings(pane)[number] is Standing.RESOLVED)


def test_each_citation_stands_where_it_is_written(article: ReaderPane) -> None:
    text = article.texts.known[0]
    placed = article.mentions.places.on_page(0)
    assert [one.row.mention.anchor.quote for one in placed] == AS_WRITTEN
    for one in placed:
        words = [word for word in text.words if any(_touch(word.box, q) for q in one.quads)]
        shown = " ".join(text.text[word.start : word.end] for word in words)
        assert one.row.mention.anchor.quote in shown


def _touch(a: object, b: object) -> bool:
    middle_x, middle_y = (a.x0 + a.x1) / 2, (a.y0 + a.y1) / 2  # type: ignore[attr-defined]
    return bool(b.contains(middle_x, middle_y))  # type: ignore[attr-defined]


def test_places_follow_the_pages_shown(article: ReaderPane) -> None:
    moved = MentionPlaces(article.texts, lambda page, start, length: (page, start - 1, length))
    moved.set_rows(_rows(article))
    assert moved.stretch(_rows(article)[0].mention)[1] == _rows(article)[0].mention.anchor.start - 1


def _differs(pane: ReaderPane, context: AppContext) -> bool:
    """Whether marking citations changes what is painted."""
    marked = pane.view.viewport().grab().toImage()
    context.actions.run("reader.mark_citations")
    plain = pane.view.viewport().grab().toImage()
    context.actions.run("reader.mark_citations")
    return marked != plain


@pytest.mark.parametrize("colours", list(PageTheme))
def test_citations_are_underlined_on_pages_of_all_colours_unless_one_wants_none(
    context: AppContext, article: ReaderPane, colours: PageTheme
) -> None:
    article.set_page_theme(colours)
    assert _differs(article, context)
    assert context.settings.marks_citations
    context.actions.run("reader.mark_citations")
    place = article.view.rect_of(0, article.mentions.places.on_page(0)[0].quads[0]).center()
    assert not context.settings.marks_citations
    assert not article.mentions.layer.hover(place.toPointF())
    assert context.settings_file.load() == context.settings


def test_the_panel_lists_them_in_reading_order_with_their_state(panel: MentionPanel) -> None:
    listed = _listed(panel)
    assert [words in card for words, card in zip(AS_WRITTEN, listed, strict=True)] == [True] * 5
    assert all("not known" in card for card in listed)
    assert "cheaper than any force" in listed[2]


def test_the_filter_counts_and_shows_by_words_and_state(
    qtbot: QtBot, context: AppContext, article: ReaderPane, panel: MentionPanel,
    both: tuple[Document, Document],
) -> None:  # fmt: skip
    _resolve(qtbot, context, article, both[1])
    chips = panel.filter_row.chips
    assert chips[Standing.UNKNOWN].text().split()[-1] == "1"
    assert chips[Standing.RESOLVED].text().split()[-1] == "4"
    chips[Standing.UNKNOWN].click()
    assert len(_listed(panel)) == 1
    assert "(0:03-0:23)" in _listed(panel)[0]
    panel.filter_row.clear()
    panel.filter_row.field.setText("cheaper")
    assert len(_listed(panel)) == 1
    panel.filter_row.field.setText("no such words")
    assert _listed(panel) == []
    panel.filter_row.clear()
    assert len(_listed(panel)) == 5


def test_what_is_selected_is_shown_in_the_text(
    qtbot: QtBot, article: ReaderPane, panel: MentionPanel
) -> None:
    panel.cards.enter()
    QTest.keyClick(panel.cards, Qt.Key.Key_Down)
    _until(qtbot, lambda: bool(article.mentions.flasher.boxes))
    second = article.mentions.places.on_page(0)[1]
    assert article.mentions.flasher.boxes[0].quads == second.quads


def test_a_mention_of_a_known_work_can_be_carried_to_a_bibliography(
    qtbot: QtBot, context: AppContext, article: ReaderPane, panel: MentionPanel,
    both: tuple[Document, Document],
) -> None:  # fmt: skip
    _resolve(qtbot, context, article, both[1])
    model = panel.cards.model()
    data = model.mimeData([model.index(row, 0) for row in range(model.rowCount())])
    known = [row.mention.id for row in _rows(article) if row.target.item is not None]
    assert known
    assert [source.mention for source in carried(data).sources] == known


def test_several_are_dismissed_at_once_shown_again_and_restored(
    qtbot: QtBot, context: AppContext, article: ReaderPane, panel: MentionPanel
) -> None:
    model = panel.cards.model()
    for row in (3, 4):
        panel.cards.selectionModel().select(model.index(row, 0), _DOWN)
    QTest.keyClick(panel.cards, Qt.Key.Key_Delete)
    _until(qtbot, lambda: len(_rows(article)) == 3)
    assert len(article.mentions.places.on_page(0)) == 3
    assert panel.dismissed_button.text() == "2 dismissed"
    panel.dismissed_button.click()
    assert [words in card for words, card in zip(AS_WRITTEN[3:], _listed(panel), strict=True)]
    panel.cards.selectAll()
    QTest.keyClick(panel.cards, Qt.Key.Key_Delete)
    _until(qtbot, lambda: len(_rows(article)) == 5)
    assert len(_listed(panel)) == 5
    assert panel.dismissed_button.isHidden()


def test_a_dismissal_is_undone(qtbot: QtBot, context: AppContext, article: ReaderPane) -> None:
    article.mentions.acts.do(MentionAct.DISMISS, [_rows(article)[0]])
    _until(qtbot, lambda: len(_rows(article)) == 4)
    context.bridge.undo()
    _until(qtbot, lambda: len(_rows(article)) == 5)


def test_a_work_is_added_from_a_name_in_one_step(
    qtbot: QtBot, context: AppContext, article: ReaderPane
) -> None:
    article.mentions.acts.do(MentionAct.ADD, [_rows(article)[0]])
    _until(qtbot, lambda: Standing.NO_FILE in _standings(article))
    assert _standings(article) == [Standing.NO_FILE] * 4 + [Standing.UNKNOWN]
    item = _rows(article)[0].target.item
    assert item is not None
    assert item.title == "RAND"
    context.bridge.undo()
    _until(qtbot, lambda: _standings(article) == [Standing.UNKNOWN] * 5)
    assert context.workspace.read.get(Item, item.id) is None


def test_a_suggestion_is_asked_for_once_and_accepted_for_all_of_its_name(
    qtbot: QtBot, context: AppContext, article: ReaderPane, panel: MentionPanel,
    both: tuple[Document, Document],
) -> None:  # fmt: skip
    suggested = [
        replace(row.mention, item=both[1].item, state=MentionState.SUGGESTED)
        if row.mention.work == "RAND"
        else row.mention
        for row in _rows(article)
    ]
    context.bridge.run(SaveMentions(both[0].sha256, tuple(suggested)))
    _until(qtbot, lambda: Standing.SUGGESTED in _standings(article))
    bar = panel.suggestion
    assert not bar.isHidden()
    assert bar.suggestion is not None
    assert (bar.suggestion.name, len(bar.suggestion.mentions)) == ("RAND", 4)
    bar.accept_button.click()
    _until(qtbot, lambda: _standings(article)[:4] == [Standing.RESOLVED] * 4)
    assert bar.isHidden()


def test_changes_of_somebody_else_are_shown(
    qtbot: QtBot, context: AppContext, article: ReaderPane, panel: MentionPanel
) -> None:
    other = Workspace.open(context.workspace.library.folder)
    other.run_now(DismissMentions((_rows(article)[0].mention.id,)))
    other.close()
    context.workspace.poll()
    _until(qtbot, lambda: len(_rows(article)) == 4)
    assert len(_listed(panel)) == 4


def test_a_page_number_that_is_corrected_moves_the_citation(
    qtbot: QtBot, context: AppContext, article: ReaderPane, both: tuple[Document, Document]
) -> None:
    _resolve(qtbot, context, article, both[1])
    context.bridge.run(SetPageLabel(both[1].sha256, 14, "3a"))
    context.bridge.run(SetPageLabel(both[1].sha256, 20, "3"))
    _until(qtbot, lambda: _rows(article)[0].target.page_index == 20)


def test_a_loose_file_offers_to_look_for_citations(
    open_reader: Callable[..., ReaderPane], tmp_path: Path
) -> None:
    pane = open_reader(None, make_report(tmp_path / "loose.pdf"))
    pane.show_side("mentions")
    panel = pane.sides.right_panel().mentions
    offered = [b.text() for b in panel.findChildren(QPushButton) if b.isVisible()]
    assert offered == ["Look for citations now"]
