"""Each form of citation in a sentence of its own: what is found, and what is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from pincite.citing.mentions.finding import find
from pincite.model.locators import Locator

_LINES = Path(__file__).with_name("sentences.jsonl").read_text(encoding="utf-8").splitlines()
SENTENCES: list[dict[str, Any]] = [json.loads(line) for line in _LINES]
"""Text, and of each citation in it: words, kind, work, and the locator as "kind first-last"."""


def _described(locator: Locator) -> str:
    ranges = ",".join(f"{r.first}-{r.last}" if r.last else r.first for r in locator.ranges)
    return f"{locator.kind} {ranges}" if locator else ""


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["text"] for s in SENTENCES])
def test_a_sentence(sentence: dict[str, Any]) -> None:
    text = sentence["text"]
    found = [
        [text[f.start : f.end], f.kind.value, f.work, _described(f.locator)] for f in find(text)
    ]
    assert found == sentence["found"]
