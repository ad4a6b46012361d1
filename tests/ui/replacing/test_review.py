"""A file is replaced through the window: highlight, cite, replace, review, and the new page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.shell import Shell
from tests.unit.documents.editions import SENTENCES
from tests.unit.services.two_editions import imported, mark, new_edition, old_edition

from pincite.model.annotations import Annotation
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.model.locators import parse_locator
from pincite.model.replacements import Decision, Outcome
from pincite.services.cited_rows import CitedRow
from pincite.services.commands.bibliographies import AddCitation
from pincite.ui.bibliography import BibliographyTab
from pincite.ui.bibliography.citations_model import ROW_ROLE
from pincite.ui.library.panel.documents_page import DocumentsPage
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.reader.text.selection import Selection, TextPlace
from pincite.ui.replacing.acts import FileReplacing
from pincite.ui.replacing.review_model import Wanted
from pincite.ui.replacing.review_tab import ReviewTab
from pincite.ui.widgets import Card

SOON = 20_000
CUT = [s for s in SENTENCES if "letter" not in s]


@pytest.fixture
def old(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Document:
    """The old edition in the library."""
    with qtbot.waitSignal(shell.context.events.changed, timeout=SOON):
        return imported(shell.context.workspace, old_edition(tmp_path))


def _current(shell: Shell) -> object:
    return shell.window.strip.current


def _review(qtbot: QtBot, shell: Shell, old: Document, path: Path) -> ReviewTab:
    """The review, once the file was replaced and all is on view."""
    acts = FileReplacing(shell.context, shell.window)
    acts.replace(old, path)
    qtbot.waitUntil(lambda: isinstance(_current(shell), ReviewTab), timeout=SOON)
    tab = _current(shell)
    assert isinstance(tab, ReviewTab)
    qtbot.waitUntil(lambda: bool(tab.title.text()), timeout=SOON)
    return tab


def _documents_page(qtbot: QtBot, shell: Shell, old: Document) -> DocumentsPage:
    """The files of the work in the Library tab."""
    shell.window.show_item(old.item)
    shell.tab._panel.show_page("documents")
    page = shell.window.findChild(DocumentsPage)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.findChildren(Card)), timeout=SOON)
    return page


def _mark(shell: Shell, old: Document, words: str) -> AnnotationId:
    return mark(shell.context.workspace, old, words)


def _document_of(shell: Shell, id: AnnotationId) -> str:
    annotation = shell.context.workspace.read.get(Annotation, id)
    assert annotation is not None
    document = shell.context.workspace.read.get(Document, annotation.document)
    assert document is not None
    return document.name


def _select(qtbot: QtBot, pane: ReaderPane, words: str, page: int) -> None:
    qtbot.waitUntil(lambda: pane.opening.is_ready, timeout=SOON)
    pane.go_to(page)
    qtbot.waitUntil(lambda: pane.texts.get(page) is not None, timeout=SOON)
    text = pane.texts.get(page)
    assert text is not None
    start = text.text.replace("\n", " ").index(words)
    pane.pointer.set_selection(
        Selection(TextPlace(page, start), TextPlace(page, start + len(words)))
    )
    pane.pointer.selection_finished.emit()


def test_highlight_cite_replace_review_and_the_citation_shows_the_new_page(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    shell.context.open_reader(old.sha256, 0, (), None)
    reader = _current(shell)
    assert isinstance(reader, ReaderTab)
    pane = reader.pane
    qtbot.waitUntil(lambda: pane.page_count == 2, timeout=SOON)
    _select(qtbot, pane, "the scales were wrong", 0)
    shell.context.actions.run("reader.cite")
    read = shell.context.workspace.read
    qtbot.waitUntil(lambda: bool(read.bibliographies()), timeout=SOON)
    bibliography = read.bibliographies()[0].id
    qtbot.waitUntil(lambda: bool(read.citations_of(bibliography)), timeout=SOON)

    path = new_edition(tmp_path)
    pane.file.replace()
    assert pane.file.replacing is not None
    assert pane.file.replacing.dialog is not None
    pane.file.replacing.dialog.fileSelected.emit(str(path))
    pane.file.replacing.dialog.close()
    qtbot.waitUntil(lambda: isinstance(_current(shell), ReviewTab), timeout=SOON)
    review = _current(shell)
    assert isinstance(review, ReviewTab)
    qtbot.waitUntil(lambda: review.list.current() is not None, timeout=SOON)
    current = review.list.current()
    assert current is not None
    assert (current.old_place.described, current.new_place.described) == ("p. 23", "p. 102")
    frames = review.detail.frames
    qtbot.waitUntil(lambda: all(f.has_picture for f in frames), timeout=SOON)
    # The file dialog was the active window.
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow, timeout=SOON)
    review.list.view.setFocus()
    QTest.keyClick(review.list.view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not review.accept_all.isEnabled(), timeout=SOON)

    shell.context.open_bibliography(bibliography)
    tab = _current(shell)
    assert isinstance(tab, BibliographyTab)
    model = tab.side.citations.model
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=SOON)
    row: CitedRow = model.index(0).data(ROW_ROLE)
    assert (row.locator.described, row.document and row.document.name) == ("p. 102", "new.pdf")


def test_keys_accept_and_keep_and_go_on(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    first, second = _mark(shell, old, "the scales were wrong"), _mark(shell, old, "sold twice")
    review = _review(qtbot, shell, old, new_edition(tmp_path))
    assert review.list.model.wanted is Wanted.ALL
    QTest.keyClick(review.list.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: _document_of(shell, first) == "new.pdf", timeout=SOON)
    qtbot.waitUntil(lambda: review.list.view.currentIndex().row() == 1, timeout=SOON)
    QTest.keyClick(review.list.view, Qt.Key.Key_K)
    qtbot.waitUntil(
        lambda: [m.decision for m in review.list.model.marks] == [Decision.ACCEPTED, Decision.KEPT],
        timeout=SOON,
    )
    assert _document_of(shell, second) == "old.pdf"
    assert "2 of 2 decided" in review.about.text()
    shell.after(shell.context.bridge.undo)
    shell.after(shell.context.bridge.undo)
    assert _document_of(shell, first) == "old.pdf"


def test_what_is_to_be_looked_at_comes_first(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    _mark(shell, old, "the scales were wrong")
    _mark(shell, old, "wrote a letter which was answered in November")
    review = _review(qtbot, shell, old, new_edition(tmp_path, CUT))
    assert review.list.model.wanted is Wanted.TO_LOOK_AT
    current = review.list.current()
    assert current is not None
    assert current.outcome is Outcome.LOST
    assert not review.detail.accept.isEnabled()
    assert "stays on the old one" in review.detail.sentence.text()
    assert [review.list.model.count(w) for w in Wanted] == [2, 1, 0, 1, 0, 1]


def test_placed_by_hand_in_the_new_file(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    letter = _mark(shell, old, "wrote a letter which was answered in November")
    review = _review(qtbot, shell, old, new_edition(tmp_path, CUT))
    QTest.keyClick(review.list.view, Qt.Key.Key_P)
    placing = review.placing
    assert placing is not None
    pane = placing.reader.pane
    qtbot.waitUntil(lambda: pane.page_count == len(CUT), timeout=SOON)
    placing.take.click()
    assert review.placing is placing
    _select(qtbot, pane, "not the business", 6)
    placing.take.click()
    qtbot.waitUntil(lambda: _document_of(shell, letter) == "new.pdf", timeout=SOON)
    assert review.placing is None


def test_a_review_can_be_left_and_gone_on_with(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    _mark(shell, old, "the scales were wrong")
    review = _review(qtbot, shell, old, new_edition(tmp_path))
    shell.window.tabs.close(review)
    page = _documents_page(qtbot, shell, old)
    names = [b.text() for b in page.findChildren(QPushButton)]
    assert "Review 1 mark" in names
    next(b for b in page.findChildren(QPushButton) if b.text() == "Review 1 mark").click()
    again = _current(shell)
    assert isinstance(again, ReviewTab)
    qtbot.waitUntil(lambda: again.list.current() is not None, timeout=SOON)
    shell.after(shell.context.bridge.undo)
    qtbot.waitUntil(lambda: not isinstance(_current(shell), ReviewTab), timeout=SOON)


def test_the_old_file_is_let_go_after_a_question(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    _mark(shell, old, "the scales were wrong")
    review = _review(qtbot, shell, old, new_edition(tmp_path))
    review.let_go.click()
    read = shell.context.workspace.read
    assert len(read.documents_of(old.item)) == 2
    shell.after(
        lambda: next(
            b for b in review.findChildren(QPushButton) if b.text() == "Let it go with them"
        ).click()
    )
    assert [d.name for d in read.documents_of(old.item)] == ["new.pdf"]
    qtbot.waitUntil(lambda: not review.let_go.isEnabled(), timeout=SOON)


def _drop(target: Card, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, no_key = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, data, button, no_key))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, button, no_key))


def test_a_file_dropped_on_a_document_takes_its_place(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    page = _documents_page(qtbot, shell, old)
    card = next(c for c in page.findChildren(Card) if c.accessibleName() == "old.pdf")
    _drop(card, new_edition(tmp_path))
    qtbot.waitUntil(lambda: isinstance(_current(shell), ReviewTab), timeout=SOON)
    (replacement,) = shell.context.workspace.read.replacements_of(old.item)
    assert replacement.old == old.sha256


def test_a_file_dropped_on_what_is_read_asks_what_it_is_for(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    shell.context.open_reader(old.sha256, 0, (), None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(new_edition(tmp_path)))])
    shell.window.dropEvent(
        QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    buttons = {b.text(): b for b in shell.window.findChildren(QPushButton)}
    assert "Import the work" in buttons
    buttons["Replace the file"].click()
    qtbot.waitUntil(lambda: isinstance(_current(shell), ReviewTab), timeout=SOON)


def test_a_file_that_cannot_be_used_is_a_sentence(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    said: list[str] = []
    notify: Callable[[str, str], None] = lambda _kind, text: said.append(text)  # noqa: E731
    shell.context.notify = notify
    FileReplacing(shell.context, shell.window).replace(old, tmp_path / "old.pdf")
    qtbot.waitUntil(lambda: bool(said), timeout=SOON)
    assert "letter for letter" in said[0]


def test_thousands_of_marks_are_one_list(
    qtbot: QtBot, shell: Shell, old: Document, tmp_path: Path
) -> None:
    workspace = shell.context.workspace
    from pincite.services.commands.bibliographies import AddBibliography
    from pincite.services.workspace import Batch, Command

    made = AddBibliography("Thesis")
    cites: list[Command] = [
        AddCitation(made.id, old.item, parse_locator("23")) for _ in range(1500)
    ]
    workspace.run_now(Batch("Cite", (made, *cites)))
    review = _review(qtbot, shell, old, new_edition(tmp_path))
    qtbot.waitUntil(lambda: review.list.model.count(Wanted.ALL) == 1500, timeout=SOON)
    view = review.findChild(QListView)
    assert view is not None
    assert view.model().rowCount() == 1500
