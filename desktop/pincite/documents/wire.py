"""Frames between the window and its document workers: a header of plain values and a blob.

A frame is `<u32 header length><u64 blob length><header><blob>`, little endian. The header is a
dictionary of None, bool, int, float, str, bytes, lists and dictionaries, each with a tag byte. It
is neither json nor pickle: json brings `re` and `enum` (15 ms of a worker's start of 80 ms), and
pickle or marshal from a process that reads hostile files could run or crash the window.
"""

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Value = None | bool | int | float | str | bytes | Sequence["Value"] | Mapping[str, "Value"]
else:
    # For annotations that are evaluated; `typing` would cost 3 ms.
    Value = object

FRAME = struct.Struct("<IQ")
MAX_HEADER = 64 << 20
MAX_BLOB = 1 << 30

_LENGTH = struct.Struct("<I")
_INT = struct.Struct("<q")
_FLOAT = struct.Struct("<d")


class WireError(Exception):
    """The bytes are not a frame: the worker that sent them cannot be trusted any more."""


class Message:
    """A header and a blob; one request or one answer."""

    __slots__ = ("blob", "header")

    def __init__(self, header: "dict[str, Value]", blob: bytes = b"") -> None:
        self.header = header
        self.blob = blob

    def text(self, name: str) -> str:
        """The string value `name` of the header; empty when it is missing or of another type."""
        value = self.header.get(name)
        return value if isinstance(value, str) else ""

    def whole(self, name: str) -> int:
        """The integer value `name` of the header; 0 when it is missing or of another type."""
        value = self.header.get(name)
        return value if isinstance(value, int) else 0

    def real(self, name: str) -> float:
        """The number `name` of the header; 0 when it is missing or of another type."""
        value = self.header.get(name)
        return float(value) if isinstance(value, (int, float)) else 0.0

    def rows(self, name: str) -> "list[Value]":
        """The list `name` of the header; empty when it is missing or of another type."""
        value = self.header.get(name)
        return value if isinstance(value, list) else []


def encode(message: Message) -> bytes:
    """The frame of a message."""
    parts: list[bytes] = []
    _put(message.header, parts)
    header = b"".join(parts)
    return b"".join((FRAME.pack(len(header), len(message.blob)), header, message.blob))


class Decoder:
    """Cuts a stream of bytes into messages."""

    __slots__ = ("_buffer",)

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes, in order.

        Raises:
            WireError: the bytes are not frames.
        """
        self._buffer += data
        messages = []
        while len(self._buffer) >= FRAME.size:
            header_size, blob_size = FRAME.unpack_from(self._buffer)
            if header_size > MAX_HEADER or blob_size > MAX_BLOB:
                raise WireError("frame too large")
            end = FRAME.size + header_size + blob_size
            if len(self._buffer) < end:
                break
            frame = bytes(memoryview(self._buffer)[:end])
            del self._buffer[:end]
            messages.append(_message(frame, header_size))
        return messages


def _message(frame: bytes, header_size: int) -> Message:
    end = FRAME.size + header_size
    try:
        value, _ = _get(frame, FRAME.size, end, 0)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise WireError("broken header") from error
    if not isinstance(value, dict):
        raise WireError("the header is not a dictionary")
    return Message(value, frame[end:])


def _put(value: "Value", parts: list[bytes]) -> None:
    if value is None:
        parts.append(b"n")
    elif value is True:
        parts.append(b"t")
    elif value is False:
        parts.append(b"f")
    elif isinstance(value, int):
        parts.append(b"i" + _INT.pack(value))
    elif isinstance(value, float):
        parts.append(b"d" + _FLOAT.pack(value))
    elif isinstance(value, str):
        # PDF strings may hold lone surrogates; they must not stop an answer.
        data = value.encode("utf-8", "replace")
        parts.append(b"s" + _LENGTH.pack(len(data)) + data)
    elif isinstance(value, bytes):
        parts.append(b"b" + _LENGTH.pack(len(value)) + value)
    elif isinstance(value, dict):
        parts.append(b"m" + _LENGTH.pack(len(value)))
        for key, entry in value.items():
            _put(key, parts)
            _put(entry, parts)
    elif isinstance(value, (list, tuple)):
        parts.append(b"l" + _LENGTH.pack(len(value)))
        for entry in value:
            _put(entry, parts)
    else:
        raise TypeError(f"no wire form for {type(value).__name__}")


def _get(data: bytes, at: int, end: int, depth: int) -> "tuple[Value, int]":
    if at >= end or depth > 20:
        raise WireError("broken header")
    tag = data[at : at + 1]
    at += 1
    if tag in b"ntf":
        return {b"n": None, b"t": True, b"f": False}[tag], at
    if tag == b"i":
        return _INT.unpack_from(data, at)[0], at + 8
    if tag == b"d":
        return _FLOAT.unpack_from(data, at)[0], at + 8
    count = _LENGTH.unpack_from(data, at)[0]
    at += 4
    if count > end - at:
        raise WireError("broken header")
    if tag == b"s":
        return data[at : at + count].decode("utf-8"), at + count
    if tag == b"b":
        return data[at : at + count], at + count
    return _get_many(tag, count, data, at, end, depth)


def _get_many(
    tag: bytes, count: int, data: bytes, at: int, end: int, depth: int
) -> "tuple[Value, int]":
    if tag == b"l":
        entries: list[Value] = []
        for _ in range(count):
            entry, at = _get(data, at, end, depth + 1)
            entries.append(entry)
        return entries, at
    if tag != b"m":
        raise WireError("unknown value in a header")
    mapping: dict[str, Value] = {}
    for _ in range(count):
        key, at = _get(data, at, end, depth + 1)
        if not isinstance(key, str):
            raise WireError("a key is not text")
        mapping[key], at = _get(data, at, end, depth + 1)
    return mapping, at
