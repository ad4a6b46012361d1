"""Sources are read several at once and handed over in their order."""

import threading

from pincite.services.reading_ahead import ReadersAhead


def test_sources_come_in_their_order() -> None:
    # The first is done only after the second, which therefore is read at the same time.
    second_is_read = threading.Event()

    def act(source: int) -> int:
        if source == 0:
            assert second_is_read.wait(10)
        elif source == 1:
            second_is_read.set()
        return source * 10

    with ReadersAhead(2) as readers:
        found = list(readers.read(range(20), act, lambda: False))
    assert found == [(n, n * 10) for n in range(20)]


def test_no_more_is_begun_than_is_needed_ahead() -> None:
    begun: list[int] = []
    with ReadersAhead(1) as readers:
        read = readers.read(range(1000), begun.append, lambda: False)
        next(read)
        assert len(begun) < 10


def test_what_is_read_when_it_is_stopped_is_handed_over() -> None:
    is_stopped = threading.Event()
    with ReadersAhead(1) as readers:
        found = []
        for source, _ in readers.read(range(100), lambda source: source, is_stopped.is_set):
            found.append(source)
            if source == 3:
                is_stopped.set()
    assert found[:4] == [0, 1, 2, 3]
    assert len(found) < 10
    assert found == sorted(found)


def test_there_are_as_many_workers_as_asked_for() -> None:
    with ReadersAhead(2) as readers, readers.bench() as one, readers.bench() as other:
        assert one is not other
