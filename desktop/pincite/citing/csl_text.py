"""Requests and results of the engine as text, for a cache."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from pincite.citing import styles
from pincite.citing.csl_engine import CslRequest, CslResult

_VERSION = "citeproc-js 2.4.63, form 1"
"""Changes when the same request can have another result."""


def request_key(request: CslRequest) -> str:
    """A digest of all that the result depends on.

    Raises:
        StyleNotFoundError: there is no such style.
    """
    style = styles.style_xml(request.style, request.own_styles)
    asked = (request.locale, request.items, request.citations, request.format,
             request.repeats_names, request.style)  # fmt: skip
    digest = hashlib.sha256(f"{_VERSION}\0{style}\0".encode())
    digest.update(json.dumps(asked, sort_keys=True).encode())
    return digest.hexdigest()


def result_text(result: CslResult) -> str:
    """A result as JSON."""
    return json.dumps(asdict(result))


def result_from(text: str) -> CslResult:
    """The result that `result_text` wrote."""
    loaded: dict[str, Any] = json.loads(text)
    for name in ("citations", "bibliography"):
        loaded[name] = tuple(loaded[name])
    loaded["entry_ids"] = tuple(tuple(ids) for ids in loaded["entry_ids"])
    return CslResult(**loaded)
