"""The worker's loop: one request at a time, in the order they come."""

import mmap
import os

from pincite.documents import wire
from pincite.documents.worker import confine, engine, limits
from pincite.documents.worker.desk import Desk
from pincite.documents.worker.refusal import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pincite.documents.wire import Value

_READ = 1 << 20


class Loop:
    """Reads frames from one file descriptor and writes answers to another.

    Args:
        pixels, size: file descriptor and length of the shared memory for pages; -1 for none.
    """

    def __init__(self, source: int, sink: int, pixels: int, size: int) -> None:
        self._source = source
        self._sink = sink
        memory = memoryview(mmap.mmap(pixels, size)) if pixels >= 0 else memoryview(b"")
        self._resident = limits.Resident()
        # Everything on the way to the first page is loaded before files become hard to reach.
        engine.bare()
        self._desk = Desk(memory, {**limits.apply_limits(), **confine.confine()})
        self._decoder = wire.Decoder()

    def run(self) -> None:
        """Return when the other side is gone."""
        while True:
            data = os.read(self._source, _READ)
            if not data:
                return
            for request in self._decoder.feed(data):
                if not self._send(self._answer(request)):
                    return

    def _answer(self, request: wire.Message) -> wire.Message:
        header: dict[str, Value] = {"n": request.whole("n")}
        try:
            answer = self._desk.do(request)
        except Refusal as refusal:
            header["error"], header["detail"] = refusal.kind, refusal.detail
            return wire.Message(header)
        except MemoryError:
            header["error"], header["detail"] = "memory", ""
            return wire.Message(header)
        except Exception as error:  # noqa: BLE001  (process boundary: MuPDF raises anything anywhere)
            header["error"], header["detail"] = "failed", str(error)[:300]
            return wire.Message(header)
        header.update(answer.header)
        header["rss"] = self._resident.count()
        return wire.Message(header, answer.blob)

    def _send(self, answer: wire.Message) -> bool:
        data = memoryview(wire.encode(answer))
        try:
            while data:
                data = data[os.write(self._sink, data) :]
        except BrokenPipeError:
            return False
        return True
