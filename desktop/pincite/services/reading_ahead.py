"""Reading ahead: several sources are read at once, and handed over one by one in their order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import LifoQueue
from typing import Self, TypeVar

from pincite.documents.workbench import Workbench

_MOST = 4
S = TypeVar("S")
R = TypeVar("R")


class ReadersAhead:
    """Threads that read sources, and workers for documents. Use as a context manager.

    There is one thread more than workers, so that no worker waits while a thread stores a file.

    Args:
        count: workers; as many as there are processors when None.
    """

    def __init__(self, count: int | None = None) -> None:
        self._count = count or min(os.cpu_count() or 1, _MOST)
        self._pool = ThreadPoolExecutor(self._count + 1, thread_name_prefix="reading-ahead")
        # The last one first: where one worker is enough, the others are never started.
        self._benches: LifoQueue[Workbench] = LifoQueue()
        for _ in range(self._count):
            self._benches.put(Workbench())

    @contextmanager
    def bench(self) -> Iterator[Workbench]:
        """A worker for as long as the block lasts; waits until one is free."""
        bench = self._benches.get()
        try:
            yield bench
        finally:
            self._benches.put(bench)

    def read(
        self, sources: Iterable[S], act: Callable[[S], R], is_stopped: Callable[[], bool]
    ) -> Iterator[tuple[S, R]]:
        """Each source with what `act` made of it, in order.

        Once stopped, those that are being read are still handed over, and no others.

        Args:
            act: called in other threads, for several sources at once.
        """
        left = iter(sources)
        waiting: deque[tuple[S, Future[R]]] = deque()
        while True:
            # Enough that no thread waits while a long file before it is read.
            while len(waiting) < 3 * self._count and not is_stopped():
                try:
                    source = next(left)
                except StopIteration:
                    break
                waiting.append((source, self._pool.submit(act, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            if not (is_stopped() and future.cancel()):
                yield source, future.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        while not self._benches.empty():
            self._benches.get().close()
