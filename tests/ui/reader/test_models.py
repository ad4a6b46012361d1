"""Models under Qt's own tester."""

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from pincite.model.anchors import Anchor, PageQuads, Quad
from pincite.model.annotations import Annotation, AnnotationKind
from pincite.model.documents import OutlineEntry
from pincite.model.ids import AnnotationId, Sha256
from pincite.ui.reader.annotations.annotation_model import AnnotationModel
from pincite.ui.reader.find.finding import Hit
from pincite.ui.reader.find.hit_model import HitModel
from pincite.ui.reader.sides.outline_panel import OutlineModel
from pincite.ui.theme.colour_names import ColourNames


def _mark(name: str, page: int, comment: str = "") -> Annotation:
    anchor = Anchor(page, (PageQuads(page, (Quad(0, 10, 5, 20),)),), name)
    return Annotation(
        AnnotationId(name), Sha256("0" * 64), AnnotationKind.HIGHLIGHT, anchor, comment=comment
    )


def _tester(model: AnnotationModel | HitModel | OutlineModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_annotations_come_and_go_row_by_row(qtbot: QtBot) -> None:
    model = AnnotationModel(ColourNames())
    tester = _tester(model)
    model.show_annotations([_mark("c", 3), _mark("a", 1)])
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_annotations([_mark("a", 1, "changed"), _mark("b", 2), _mark("c", 3)])
        model.show_annotations([_mark("b", 2), _mark("c", 3)])
    assert [model.annotation(row) for row in range(model.rowCount())] == [
        _mark("b", 2),
        _mark("c", 3),
    ]
    assert model.row_of(AnnotationId("c")) == 1
    del tester


def test_ten_thousand_annotations_make_a_list(qtbot: QtBot) -> None:
    model = AnnotationModel(ColourNames())
    model.show_annotations([_mark(str(n), n) for n in range(10_000)])
    assert model.rowCount() == 10_000


def test_hits_are_appended(qtbot: QtBot) -> None:
    model = HitModel()
    tester = _tester(model)
    model.clear(["some words here"])
    model.append([Hit(0, 5, 10)])
    line = model.line(0)
    assert line is not None
    assert line.text[slice(*line.mark)] == "words"
    del tester


def test_an_outline_is_nested_by_its_levels(qtbot: QtBot) -> None:
    model = OutlineModel()
    tester = _tester(model)
    levels = ((1, "One"), (2, "One a"), (4, "One a deep"), (1, "Two"))
    model.set_entries([OutlineEntry(lv, t, n) for n, (lv, t) in enumerate(levels)])
    assert model.rowCount() == 2
    first = model.index(0, 0)
    assert model.index(0, 0, first).data() == "One a"
    assert model.rowCount(model.index(0, 0, first)) == 1
    assert model.current_for(2).data() == "One a deep"
    model.set_entries([])
    assert model.rowCount(QModelIndex()) == 0
    del tester
