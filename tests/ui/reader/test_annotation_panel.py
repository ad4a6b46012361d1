"""The panel of annotations: many at once, filter, trash, page numbers, what is copied."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind, Colour, Reply
from pincite.model.documents import Document
from pincite.model.ids import AnnotationId
from pincite.services.annotation_filter import AnnotationFilter, AnnotationSort
from pincite.services.commands.annotations import AddAnnotation
from pincite.services.page_numbering import NumberingScope
from pincite.services.workspace import Batch, Workspace
from pincite.ui.context import AppContext
from pincite.ui.dragging import carried
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.annotations.annotation_panel import AnnotationPanel
from pincite.ui.reader.annotations.card_editor import CardEditor, TagEdit
from pincite.ui.reader.annotations.card_text import CommentDocument, Wrapping
from pincite.ui.reader.annotations.loaded import LoadedAnnotations
from pincite.ui.reader.page_names import names_for
from pincite.ui.reader.page_number_popup import PageNumberPopup
from pincite.ui.settings.dialog import SettingsDialog
from pincite.ui.theme import Theme
from pincite.ui.theme.colour_names import ColourNames

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGE = 34
"""File page 35 of the report, printed 23."""


def _mark(document: Document, name: str, page: int = PAGE, **values: object) -> Annotation:
    y = 100.0 + 10 * (ord(name[0]) - ord("a"))
    anchor = Anchor(page, (PageQuads(page, (Quad(72, y, 300, y + 9),)),), f"words of {name}")
    kind = values.pop("kind", AnnotationKind.HIGHLIGHT)
    id = AnnotationId(name * 8)
    return Annotation(id, document.sha256, kind, anchor, **values)  # type: ignore[arg-type]


@pytest.fixture
def panel(
    qtbot: QtBot, context: AppContext, workspace: Workspace, report: Document
) -> AnnotationPanel:
    """Four marks of the sample report, as the reader shows them."""
    marks = (
        _mark(report, "a", tags=("costs",), comment="first"),
        _mark(report, "b", colour=Colour.GREEN, kind=AnnotationKind.UNDERLINE),
        _mark(report, "c", page=PAGE + 2, colour=Colour.GREEN, core="It pays"),
        _mark(report, "d", page=PAGE + 3, kind=AnnotationKind.NOTE),
    )
    workspace.run_now(Batch("Add", tuple(AddAnnotation(mark) for mark in marks)))
    panel = AnnotationPanel(context, lambda: (report.sha256,))
    loaded = LoadedAnnotations(context, panel)
    loaded.changed.connect(lambda: panel.show_annotations(loaded.annotations))
    names = names_for(workspace.read.page_map(report.sha256), 56, (), is_article=False)
    panel.set_names(names)
    loaded.load((report.sha256,))
    qtbot.addWidget(panel)
    panel.resize(312, 800)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def _ids(panel: AnnotationPanel) -> list[str]:
    model = panel.model
    found = (model.annotation(row) for row in range(model.rowCount()))
    return [mark.id[0] for mark in found if mark is not None]


def _click(panel: AnnotationPanel, row: int, modifier: Qt.KeyboardModifier = NONE) -> None:
    view = panel.list.view
    spot = view.visualRect(panel.model.index(row)).center()
    QTest.mouseClick(view.viewport(), LEFT, modifier, spot)


def _selected(panel: AnnotationPanel) -> list[str]:
    return [mark.id[0] for mark in panel.list.view.selected]


def test_several_are_selected_by_mouse_and_keys(panel: AnnotationPanel) -> None:
    chosen: list[object] = []
    panel.chosen.connect(chosen.append)
    _click(panel, 0)
    _click(panel, 2, CONTROL)
    assert _selected(panel) == ["a", "c"]
    assert chosen == ["aaaaaaaa"]
    _click(panel, 3, SHIFT)
    assert _selected(panel) == ["a", "c", "d"]
    view = panel.list.view
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert _selected(panel) == ["a", "b", "c", "d"]


def test_a_digit_recolours_all_selected_in_one_step(
    qtbot: QtBot, panel: AnnotationPanel, context: AppContext
) -> None:
    view = panel.list.view
    view.selectAll()
    with qtbot.waitSignal(panel.model.dataChanged):
        QTest.keyClick(view, Qt.Key.Key_4)
    assert {mark.colour for mark in panel.model.annotations} == {Colour.BLUE}
    with qtbot.waitSignal(panel.model.dataChanged):
        context.bridge.undo()
    assert [m.colour for m in panel.model.annotations][:2] == [Colour.YELLOW, Colour.GREEN]
    assert _selected(panel) == ["a", "b", "c", "d"]


def test_del_moves_to_the_trash_and_selects_what_follows(
    qtbot: QtBot, panel: AnnotationPanel
) -> None:
    _click(panel, 0)
    _click(panel, 1, CONTROL)
    with qtbot.waitSignal(panel.model.rowsRemoved):
        QTest.keyClick(panel.list.view, Qt.Key.Key_Delete)
    assert (_ids(panel), _selected(panel)) == (["c", "d"], ["c"])
    assert panel.trash_button.text() == "2 deleted"


def test_the_trash_gives_back_and_deletes_for_good(
    qtbot: QtBot, panel: AnnotationPanel, context: AppContext
) -> None:
    panel.list.view.selectAll()
    with qtbot.waitSignal(panel.model.recounted):
        QTest.keyClick(panel.list.view, Qt.Key.Key_Delete)
    panel.trash_button.click()
    trash, deleted = panel.trash, panel.trash.view.model()
    assert isinstance(deleted, AnnotationModel)
    assert trash.restore_button.text() == "Restore all"
    trash.view.setCurrentIndex(deleted.index(1, 0))
    assert trash.restore_button.text() == "Restore"
    with qtbot.waitSignal(panel.model.recounted):
        trash.restore_button.click()
    assert _ids(panel) == ["b"]
    trash.view.clearSelection()
    with qtbot.waitSignal(deleted.recounted):
        trash.purge_button.click()
    assert deleted.rowCount() == 0
    assert not trash.view.isVisible()
    with qtbot.waitSignal(deleted.recounted):
        context.bridge.undo()
    assert deleted.rowCount() == 3
    trash.back.click()
    assert not panel.is_trash_shown


def test_the_filter_looks_everywhere_and_says_what_is_on(panel: AnnotationPanel) -> None:
    row = panel.list.filter_row
    QTest.keyClicks(row.field, "pays")
    assert _ids(panel) == ["c"]
    row.field.clear()
    menu = row.filter_menu()
    _trigger(menu, "Green")
    assert (_ids(panel), _chips(panel)) == (["b", "c"], ["Green"])
    _trigger(row.filter_menu(), "Underline")
    assert (_ids(panel), _chips(panel)) == (["b"], ["Green", "Underline"])
    assert row.count_text == "1 of 4"
    row.chips[0].click()
    assert _chips(panel) == ["Underline"]
    row.clear()
    assert _ids(panel) == ["a", "b", "c", "d"]


def _trigger(menu: QMenu, text: str) -> None:
    parts = (action.menu() for action in menu.actions())
    actions = (a for part in parts if isinstance(part, QMenu) for a in part.actions())
    next(action for action in actions if action.text() == text).trigger()
    menu.close()


def _chips(panel: AnnotationPanel) -> list[str]:
    return [chip.text().removesuffix("×").strip() for chip in panel.list.filter_row.chips]


def test_a_filter_without_result_offers_to_show_all(panel: AnnotationPanel) -> None:
    panel.list.filter_row.field.setText("nobody wrote this")
    assert not panel.list.view.isVisible()
    QTest.keyClick(panel.list.filter_row.field, Qt.Key.Key_Escape)
    assert panel.list.view.isVisible()


def test_sorting_keeps_what_is_selected(panel: AnnotationPanel) -> None:
    _click(panel, 2)
    panel.model.set_order(AnnotationSort.COLOUR)
    assert _ids(panel) == ["a", "d", "b", "c"]
    assert _selected(panel) == ["c"]


def test_the_editor_takes_core_comment_and_tags(qtbot: QtBot, panel: AnnotationPanel) -> None:
    panel.list.edit(AnnotationId("a" * 8))
    editor = panel.list.view.findChild(CardEditor)
    assert isinstance(editor, CardEditor)
    editor.core.setText("The point of it")
    editor.tags.setText("costs, bread")
    with qtbot.waitSignal(panel.model.dataChanged):
        QTest.keyClick(editor.core, Qt.Key.Key_Return)
    mark = panel.model.annotation(0)
    assert mark is not None
    assert (mark.core, mark.tags, mark.comment) == ("The point of it", ("costs", "bread"), "first")


def test_tags_are_completed_from_those_of_the_library(qtbot: QtBot) -> None:
    edit = TagEdit(("old",), ("bread", "costs", "old"))
    qtbot.addWidget(edit)
    edit.show()
    QTest.keyClicks(edit, ", Co")
    assert edit.is_completing
    edit.completer_.activated.emit("costs")
    assert edit.tags == ("old", "costs")


def test_many_are_copied_with_citations_and_dragged_as_markdown(panel: AnnotationPanel) -> None:
    panel.list.view.select_ids([AnnotationId("a" * 8), AnnotationId("c" * 8)])
    QTest.keyClick(panel.list.view, Qt.Key.Key_C, CONTROL)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("> words of a [@adler2014, p. 23] [↗](pincite://annotation/aaaaaaaa)")
    assert "**It pays**\n\n> words of c [@adler2014, p. 25]" in text
    panel.acts.copy_quotations(panel.list.view.selected)
    assert QGuiApplication.clipboard().text() == (
        "“words of a” (Adler and Okafor 2014, p. 23)\n\n“words of c” (Adler and Okafor 2014, p. 25)"
    )
    data = panel.model.mimeData(panel.list.view.selectedIndexes())
    assert bytes(data.data("text/markdown").data()).decode() == text
    chosen = [mark.id for mark in panel.list.view.selected]
    assert [source.annotation for source in carried(data).sources] == chosen
    # Any other editor gets them in the form of the user's quick copy.
    assert data.text().startswith("“words of a” (Adler and Okafor 2014, p. 23)\n")
    assert data.html().startswith("<p>“words of a” ")


def test_the_menu_is_for_all_that_are_selected(panel: AnnotationPanel) -> None:
    panel.list.view.select_ids([AnnotationId("a" * 8), AnnotationId("b" * 8)])
    menu = panel.list.menu()
    assert menu is not None
    enabled = {action.text(): action.isEnabled() for action in menu.actions()}
    assert enabled["Merge into one"]
    assert enabled["Copy quotations with citations"]
    menu.close()
    panel.list.view.selectAll()
    with_note = panel.list.menu()
    assert with_note is not None
    merge = next(a for a in with_note.actions() if a.text() == "Merge into one")
    assert not merge.isEnabled()
    with_note.close()


def test_page_numbers_are_corrected_for_the_selected(
    qtbot: QtBot, panel: AnnotationPanel, workspace: Workspace, report: Document
) -> None:
    panel.list.view.select_ids([AnnotationId("a" * 8), AnnotationId("c" * 8)])
    panel.list.ask_for_page_number()
    popup = panel.list.view.findChild(PageNumberPopup)
    assert isinstance(popup, PageNumberPopup)
    assert popup.scope is NumberingScope.SELECTED
    popup.edit.setText("no number")
    assert not popup.set_button.isEnabled()
    popup.edit.setText("101")
    QTest.keyClick(popup.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workspace.read.page_map(report.sha256).corrected))
    assert dict(workspace.read.page_map(report.sha256).corrected) == {34: "101", 36: "103"}


def test_a_colour_has_the_name_that_the_user_gave_it(
    qtbot: QtBot, panel: AnnotationPanel, context: AppContext
) -> None:
    dialog = SettingsDialog(context, panel)
    dialog.show_page("colours")
    from pincite.ui.settings.colours_page import ColoursPage

    page = dialog.findChild(ColoursPage)
    assert isinstance(page, ColoursPage)
    page.fields[Colour.YELLOW].setText(" Evidence ")
    page.fields[Colour.YELLOW].editingFinished.emit()
    assert context.settings_file.load().colour_names == {"yellow": "Evidence"}
    spoken = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("p. 23. Evidence (yellow). direct quotation")
    assert "Evidence · #costs" in panel.acts.as_markdown(panel.model.annotations[:1])
    dialog.close()


def test_rows_in_the_file_only_can_be_read_but_not_changed(
    panel: AnnotationPanel, report: Document
) -> None:
    panel.model.show_annotations([_mark(report, "a")], external=[_mark(report, "e")])
    index = panel.model.index(1)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    panel.list.view.selectAll()
    menu = panel.list.menu()
    assert menu is not None
    menu.close()
    panel.list.view.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    assert panel.list.menu() is None


def test_models_keep_qts_rules(qtbot: QtBot, report: Document) -> None:
    model = AnnotationModel(ColourNames())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    letters = [chr(n) for n in range(ord("a"), ord("z") + 1)]
    marks = [_mark(report, c, colour=list(Colour)[n % 8]) for n, c in enumerate(letters)]
    model.show_annotations(marks)
    model.set_filter(AnnotationFilter(colours=frozenset({Colour.RED})))
    model.set_order(AnnotationSort.COLOUR)
    model.set_filter(AnnotationFilter())
    model.show_annotations(marks[3:], external=marks[:3])
    model.set_order(AnnotationSort.READING_ORDER)
    assert [model.row_of(mark.id) for mark in marks] == list(range(26))
    del tester


def test_a_comment_loads_nothing_and_answers_stand_below(theme: Theme) -> None:
    asked: list[object] = []

    class Watched(CommentDocument):
        def loadResource(self, type: int, name: QUrl | str) -> object:
            asked.append(name)
            return super().loadResource(type, name)

    text = "See ![a plan](file:///etc/hostname) and <img src='x.png'> [there](https://e.org)"
    document = Watched(theme, text, (Reply("Ada", "No."),), 200)
    assert document.toPlainText() == ("See [a plan] and <img src='x.png'> there\nAda  No.")
    image = document.resource(
        QTextDocument.ResourceType.ImageResource.value, "file:///etc/hostname"
    )
    assert not isinstance(image, QImage)


@pytest.mark.parametrize("most", [1, 2, 4])
def test_lines_are_as_wide_as_the_card_at_most(theme: Theme, most: int) -> None:
    wrapping = Wrapping(theme.font("body"))
    text = "the scales were wrong and nobody looked at them for years on end " * 3
    lines = wrapping.lines(text, 150, most)
    assert len(lines) == most
    assert lines[-1].endswith("…")
    assert all(wrapping._metrics.horizontalAdvance(line) <= 150 for line in lines)


def test_text_without_spaces_is_broken_too(theme: Theme) -> None:
    lines = Wrapping(theme.font("body")).lines("一" * 60, 150, 3)
    assert [set(line) for line in lines] == [{"一"}, {"一"}, {"一", "…"}]


def test_heights_on_view_are_exact(qtbot: QtBot, panel: AnnotationPanel, report: Document) -> None:
    marks = [
        _mark(report, chr(97 + n % 26) + str(n), page=n % 50, comment="word " * (n % 60))
        for n in range(300)
    ]
    panel.model.show_annotations(marks)
    view = panel.list.view
    for place in (0, 2000, 9000, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(place)
        for row in range(panel.model.rowCount()):
            rect = view.visualRect(panel.model.index(row))
            if rect.intersects(view.viewport().rect()):
                found = panel.model.row(row)
                assert found is not None
                assert rect.height() == view.cards.layouts.layout(found).height
    assert view.indexAt(QPoint(10, 10)).isValid()
    assert view.cards.layouts.width <= view.viewport().width()
    assert view.sizeHintForIndex(panel.model.index(0)) != QSize()


def test_the_library_lists_the_same_cards(
    qtbot: QtBot, context: AppContext, workspace: Workspace, report: Document
) -> None:
    from pincite.ui.library.panel.annotations_page import AnnotationsPage

    opened: list[object] = []
    context.open_reader = lambda *place: opened.append(place)
    page, other = AnnotationsPage(context), QLineEdit()
    qtbot.addWidget(page)
    qtbot.addWidget(other)
    page.show()
    other.show()
    other.setFocus()
    page.show_item(report.item, [report])
    assert QApplication.focusWidget() in (other, None)
    workspace.run_now(AddAnnotation(_mark(report, "a")))
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)
    assert page.panel.model.data(page.panel.model.index(0), Qt.ItemDataRole.UserRole) == "p. 23"
    page.panel.list.view.opened.emit(page.panel.model.index(0))
    assert opened == [(report.sha256, PAGE, (), "aaaaaaaa")]


def test_a_document_with_many_marks_reads_them_in_a_job(
    qtbot: QtBot, context: AppContext, workspace: Workspace, report: Document
) -> None:
    marks = [_mark(report, chr(97 + n % 26) + str(n), page=n % 50) for n in range(500)]
    workspace.run_now(Batch("Add", tuple(AddAnnotation(mark) for mark in marks)))
    holder = AnnotationPanel(context, lambda: (report.sha256,))
    qtbot.addWidget(holder)
    loaded = LoadedAnnotations(context, holder)
    with qtbot.waitSignal(loaded.changed):
        loaded.load((report.sha256,))
        assert not loaded.annotations
        workspace.run(AddAnnotation(_mark(report, "z")))
    qtbot.waitUntil(lambda: len(loaded.annotations) == 501)
