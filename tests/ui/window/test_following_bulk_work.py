"""What the window does while an import runs: little, and not at every change."""

import gc
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pincite.model.changes import Bulk, Changes
from pincite.model.ids import ItemId
from pincite.services.jobs import JobContext
from pincite.ui import bridge
from pincite.ui.bridge import LibraryEvents
from pincite.ui.garbage import GarbageCollector
from pincite.ui.jobs import JobRunner


def changed(name: str) -> Changes:
    return Changes(items=frozenset({ItemId(name)}), seq=1)


def test_what_waits_is_told_at_once_when_asked_for(qtbot: QtBot) -> None:
    events, bulk = LibraryEvents(), Bulk()
    told: list[Changes] = []
    events.changed.connect(lambda changes, _origin: told.append(changes))
    events.publish(changed("a"), bulk)
    events.publish(changed("b"), bulk)
    assert told == []
    events.tell_waiting()
    assert told == [changed("a") | changed("b")]
    events.tell_waiting()
    assert len(told) == 1


def test_the_longer_the_views_take_the_longer_the_next_notice_waits(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "_LEAST_PAUSE_MS", 1)
    events = LibraryEvents()
    clock = iter((0.0, 0.03125))
    monkeypatch.setattr(bridge, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    events.publish(changed("a"), Bulk())
    events.tell_waiting()
    qtbot.waitUntil(lambda: events.pause_ms == 1562)


def test_a_thread_is_used_again(qtbot: QtBot) -> None:
    jobs, threads = JobRunner(), []

    def job(_context: JobContext) -> None:
        threads.append(threading.get_ident())

    for _ in range(2):
        with qtbot.waitSignal(jobs.start(job, "One after the other").ended):
            pass
        # It is at rest a moment after it has told.
        qtbot.waitUntil(lambda: jobs.is_rested)
    assert len(set(threads)) == 1


def test_jobs_run_beside_each_other(qtbot: QtBot) -> None:
    jobs, both = JobRunner(), threading.Barrier(2)
    first = jobs.start(lambda _: both.wait(10.0), "One")
    second = jobs.start(lambda _: both.wait(10.0), "Another")
    with qtbot.waitSignals([first.succeeded, second.succeeded]):
        pass


def test_all_that_a_job_holds_is_not_looked_through_while_it_runs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_busy = [True]
    collected: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "get_count", lambda: (9000, 12, 12))
    monkeypatch.setattr(gc, "collect", collected.append)
    parent = QObject()
    collector = GarbageCollector(parent, lambda: is_busy[0])
    for _ in range(50):
        collector.collect()
    assert set(collected) == {1}
    is_busy[0] = False
    collected.clear()
    for _ in range(11):
        collector.collect()
    assert collected == [1] * 10 + [2]
