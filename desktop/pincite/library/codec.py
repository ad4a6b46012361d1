"""Records as JSON and back, exactly.

Fields that have their default value are left out, fields that a record does not know are ignored,
so a field with a default can be added to the model without a migration.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pincite.library.errors import DamagedLibraryError
from pincite.model.anchors import Quad

T = TypeVar("T")
_Decode = Callable[[Any], Any]
_AS_LIST = frozenset({Quad})
"""Types written as a bare list of their values: an annotation holds many boxes."""


def encode(record: object) -> str:
    """The JSON text of a record; plain ASCII, so that it can hold broken Unicode too."""
    return json.dumps(_plain(record), separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The record that `encode` wrote.

    Raises:
        DamagedLibraryError: the text is not such a record.
    """
    try:
        shape: Any = kind
        record: T = _decoder(shape)(json.loads(text))
        return record
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DamagedLibraryError(
            f"A record of the library ({kind.__name__}) cannot be read, so the library is damaged; "
            "restore a backup, or run “pincite doctor” to see what is affected."
        ) from error


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if not is_dataclass(value):
        return value
    if type(value) in _AS_LIST:
        return [getattr(value, f.name) for f in fields(value)]
    shape: Any = type(value)
    found = ((name, getattr(value, name), default) for name, default in _defaults(shape))
    return {name: _plain(v) for name, v, default in found if default is MISSING or v != default}


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


@cache
def _decoder(kind: Any) -> _Decode:
    # NewType of str: its values are bare strings.
    kind = getattr(kind, "__supertype__", kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(_decoder(args[0]))
    if origin in (Union, UnionType):
        inner = _decoder(next(a for a in args if a is not NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(_decoder(args[0]), _decoder(args[1]))
    if is_dataclass(kind):
        return _record_decoder(kind)
    return kind  # type: ignore[no-any-return]


def _tuple_decoder(element: _Decode) -> _Decode:
    return lambda values: tuple(element(v) for v in values)


def _mapping_decoder(key: _Decode, value: _Decode) -> _Decode:
    return lambda pairs: {key(k): value(v) for k, v in pairs.items()}


def _record_decoder(kind: Any) -> _Decode:
    if kind in _AS_LIST:
        return lambda values: kind(*values)
    hints = get_type_hints(kind)
    decoders = {f.name: _decoder(hints[f.name]) for f in fields(kind)}

    def read(values: Any) -> Any:
        return kind(**{name: decoders[name](v) for name, v in values.items() if name in decoders})

    return read
