"""Keeping a library in order on the command line."""

from collections.abc import Callable
from typing import Any

Pincite = Callable[..., Any]


def test_tags_states_tasks_and_relations(pincite: Pincite, imported: dict[str, str]) -> None:
    towns, tides = imported["harbour-towns.pdf"], imported["storm-tides.pdf"]
    pincite("tag", "add", "ports", towns, tides)
    pincite("tag", "add", "Ports!", towns)
    pincite("tag", "color", "Ports!", "#B3261E")
    merged = pincite("tag", "rename", "Ports!", "ports", "harbours", "--json").json
    assert merged == {"tag": "harbours", "items": 2}
    tags = {t["tag"]: t["colour"] for t in pincite("tag", "list", "--json").json["tags"]}
    assert tags["harbours"] == "#b3261e"
    pincite("state", "read", towns)
    task = pincite("tasks", "add", towns, "check quotation", "--json").json["tasks"][0]
    assert pincite("tasks", "--json").json["tasks"] == [task]
    assert pincite("tasks", "done", task["id"][:8], "--json").json["tasks"][0]["done"]
    pincite("relate", towns, tides)
    assert pincite("relate", tides, "--json").json["related"][0]["item"] == towns
    shown = pincite("show", towns, "--json").json
    assert (shown["reading"], shown["related"]) == ("read", [tides])
    assert [t["done"] for t in shown["tasks"]] == [True]


def test_one_edit_on_many_items_is_shown_first(pincite: Pincite, imported: dict[str, str]) -> None:
    towns = imported["harbour-towns.pdf"]
    pincite("set", towns, "publisher=Univ. Press")
    edit = ("edit", "publisher", "--query", "", "--replace", r"Univ\.", "University", "--regex")
    plan = pincite(*edit, "--dry-run", "--json").json
    assert plan["changes"] == [{"item": towns, "old": "Univ. Press", "new": "University Press"}]
    assert pincite("show", towns, "--json").json["csl"]["publisher"] == "Univ. Press"
    pincite(*edit)
    assert pincite("show", towns, "--json").json["csl"]["publisher"] == "University Press"


def test_a_date_that_is_none_is_refused(pincite: Pincite, imported: dict[str, str]) -> None:
    refused = pincite("set", imported["harbour-towns.pdf"], "issued=last summer")
    assert refused.status == 1
    assert "2014-05-28" in refused.err
