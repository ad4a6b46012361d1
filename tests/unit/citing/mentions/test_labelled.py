"""Sentences in the manner of scholars, lawyers and reporters, with what a reader would mark."""

import json
from pathlib import Path
from typing import Any

import pytest

from pincite.citing.mentions.finding import find
from pincite.citing.mentions.grammar import Found
from pincite.model.mentions import name_key

_LINES = Path(__file__).with_name("labelled.jsonl").read_text(encoding="utf-8").splitlines()
SENTENCES: list[dict[str, Any]] = [json.loads(line) for line in _LINES]
GAPS = ("BGH, NJW 2004", "sig. B2r")
"""What is not read yet: margin numbers behind a German report, signatures of old prints."""


@pytest.mark.parametrize(
    "sentence", [s for s in SENTENCES if not s["spans"]], ids=lambda s: s["text"]
)
def test_nothing_is_found_where_nothing_is_cited(sentence: dict[str, Any]) -> None:
    assert find(sentence["text"]) == []


@pytest.mark.parametrize(
    "sentence",
    [s for s in SENTENCES if s["spans"] and not any(gap in s["text"] for gap in GAPS)],
    ids=lambda s: s["text"],
)
def test_each_citation_is_found_with_its_work_and_place(sentence: dict[str, Any]) -> None:
    found = find(sentence["text"])
    assert len(found) == len(sentence["spans"])
    for each, span in zip(found, sentence["spans"], strict=True):
        shared = min(each.end, span["end"]) - max(each.start, span["start"])
        whole = max(each.end, span["end"]) - min(each.start, span["start"])
        assert 2 * shared >= whole
        assert name_key(each.work) == name_key(span["name"])
        assert _first_range(each) == (span["from"], span["to"])


def _first_range(found: Found) -> tuple[str, str]:
    if not found.locator:
        return "", ""
    return found.locator.ranges[0].first, found.locator.ranges[0].last
