"""What is painted while pages are being drawn: never white where something can be shown."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import REPORT

from pincite.ui.context import AppContext
from pincite.ui.reader.pages import picture_store, repainting
from pincite.ui.reader.pages.page_cache import PageBudget
from pincite.ui.reader.pages.page_layout import Box
from pincite.ui.reader.pages.picture_store import PictureStore
from pincite.ui.reader.reader_pane import ReaderPane
from pincite.ui.reader.tab import ReaderTab
from pincite.ui.settings.dialog import SettingsDialog


class Painted:
    """What each painting of a page showed: True sharp, False something else, None nothing."""

    def __init__(self, pane: ReaderPane, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[bool | None] = []
        paint = pane.view._painter.paint

        def note(*arguments: object) -> bool | None:
            result = paint(*arguments)  # type: ignore[arg-type]
            self.shown.append(result)
            return result

        monkeypatch.setattr(pane.view._painter, "paint", note)

    def is_sharp(self) -> bool:
        """True when the page painted last is."""
        return bool(self.shown) and bool(self.shown[-1])


@pytest.fixture
def pane(
    open_tab: Callable[..., ReaderTab], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> ReaderPane:
    """The sample report, at rest, with all the patience in the world."""
    monkeypatch.setattr(repainting, "_PATIENCE_MS", 60_000)
    pane = open_tab(None, REPORT).pane
    qtbot.waitUntil(lambda: not pane.pictures.is_waiting, timeout=10_000)
    return pane


def test_after_a_jump_the_old_page_stays_until_there_is_something_of_the_new_one(
    qtbot: QtBot, pane: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(pane, monkeypatch)
    pane.view.show_page(45)
    assert not pane.pictures.has_any(45)
    qtbot.waitUntil(painted.is_sharp, timeout=10_000)
    assert None not in painted.shown


def test_while_zooming_the_old_picture_is_stretched(
    qtbot: QtBot, pane: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(pane, monkeypatch)
    for zoom in (1.3, 1.7, 2.3, 3.1):
        pane.view.set_zoom(zoom)
        pane.view.viewport().repaint()
    qtbot.waitUntil(painted.is_sharp, timeout=10_000)
    assert None not in painted.shown
    assert False in painted.shown


def test_a_view_that_rushes_by_is_shown_small_and_drawn_sharply_at_rest(
    qtbot: QtBot, pane: ReaderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = count()
    monkeypatch.setattr(picture_store, "monotonic", lambda: 1e9 + next(ticks) / 1000)
    sharp: list[int] = []
    request = pane.feed.request_page

    def note(index: int, *size: int, coarse: bool = False, **named: Any) -> None:
        if not coarse:
            sharp.append(index)
        request(index, *size, coarse=coarse, **named)

    pane.feed.request_page = note  # type: ignore[method-assign]
    for page in range(10, 46, 3):
        pane.view.verticalScrollBar().setValue(pane.view.layout_of_pages.top_px(page))
    assert set(sharp) <= {9, 10, 11}
    qtbot.waitUntil(lambda: 43 in sharp, timeout=10_000)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_what_is_painted_anew_covers_the_picture_that_came(ratio: float) -> None:
    box = Box(7, 13, 101, 59)
    area = repainting.area_of(box, ratio)
    assert area.left() * ratio <= box.x
    assert area.top() * ratio <= box.y
    assert (area.right() + 1) * ratio >= box.right
    assert (area.bottom() + 1) * ratio >= box.bottom
    assert area.width() * ratio <= box.width + 5 * ratio


def test_a_smaller_memory_for_pages_works_at_once(
    qtbot: QtBot, context: AppContext, pane: ReaderPane
) -> None:
    dialog = SettingsDialog(context, pane)
    qtbot.addWidget(dialog)
    dialog._memory.setCurrentIndex(0)
    dialog._memory.activated.emit(0)
    assert context.settings.cache_bytes == 64 << 20
    assert context.page_budget.total == 64 << 20


def test_pictures_of_all_documents_share_one_budget(
    qtbot: QtBot, context: AppContext, pane: ReaderPane
) -> None:
    assert isinstance(context.page_budget, PageBudget)
    assert isinstance(pane.pictures, PictureStore)
    context.page_budget.set_total(1)
    assert pane.pictures.has_any(pane.view.current_page)
    assert not pane.pictures.has_any(pane.view.current_page + 2)
