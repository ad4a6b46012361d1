import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.documents.wire import Decoder, Message, Value, WireError, encode

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc"), values, max_size=5), st.binary())
def test_a_message_comes_back_as_it_was(header: dict[str, Value], blob: bytes) -> None:
    (message,) = Decoder().feed(encode(Message(header, blob)))
    assert (message.header, message.blob) == (header, blob)


def test_frames_are_cut_wherever_the_bytes_are() -> None:
    stream = encode(Message({"n": 1}, b"xy")) + encode(Message({"n": 2}))
    decoder = Decoder()
    numbers = [m.whole("n") for byte in stream for m in decoder.feed(bytes([byte]))]
    assert numbers == [1, 2]


@given(st.binary(min_size=1, max_size=60))
def test_nonsense_never_does_more_than_raise(noise: bytes) -> None:
    frame = len(noise).to_bytes(4, "little") + bytes(8) + noise
    try:
        for message in Decoder().feed(frame):
            assert isinstance(message.header, dict)
    except WireError:
        pass


def test_a_frame_that_claims_to_be_huge_is_refused() -> None:
    with pytest.raises(WireError):
        Decoder().feed(b"\xff" * 12)
