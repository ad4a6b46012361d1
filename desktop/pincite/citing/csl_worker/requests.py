"""What the worker is asked and what it answers: JSON objects, one a line.

A request: `id`; `style` (XML), `locale`, `locales` (name -> XML), `items` (CSL-JSON), `citations`
(clusters of cites), `format` (html, text, rtf), `options` (extensions of citeproc-js, on or off).
An answer: `id` and either `error` (with `kind`) or `citations`, `bibliography`, `ids`, `engine`.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]
Cluster = list[Json]


@dataclass(frozen=True, slots=True)
class Request:
    """A document to format.

    Attributes:
        is_preview: few works, in a style that may be looked at once only.
    """

    style: str
    locale: str
    locales: dict[str, str]
    items: list[Json]
    citations: list[Cluster]
    format: str = "html"
    options: dict[str, bool] = field(default_factory=dict)
    time_limit_s: float = 60.0
    is_preview: bool = False

    @classmethod
    def from_json(cls, message: Json) -> "Request":
        """Read a request; unknown keys are ignored."""
        return cls(**{name: message[name] for name in cls.__slots__ if name in message})

    def to_json(self) -> Json:
        """The request as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """A formatted document: one text per cluster, one per entry of the bibliography.

    Attributes:
        ids: for each entry, the ids of the items in it.
    """

    citations: list[str]
    bibliography: list[str]
    ids: list[list[str]]
    engine: str
    is_hanging: bool = False
    is_aligned: bool = False

    def to_json(self) -> Json:
        """The answer as a JSON object."""
        return asdict(self)


class EngineError(Exception):
    """The engine could not format a document; `kind` is "time", "memory" or "engine"."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
