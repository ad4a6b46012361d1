"""Citations in an article lead to the printed pages of the works it cites."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pincite = Callable[..., Any]

NEWS = """The price of a loaf

A report on the harbour towns has been read by everyone who has no say in the matter.

“A loaf was the only public document that the poor could read with their hands” (Institute, page 3).

By the time a cargo was weighed it had been sold twice (Institute pg 10 - pg 11).

The verdict is the hardest sentence in it (Institute, pg 23).

It ends with a plea (Institute, pg 39-40).

In the video the keeper is asked whether the tub is accurate (0:03-0:23), and later who tries it \
Ibid (8:33-9:09).
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A news article of the day, in plain text."""
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def both(pincite: Pincite, samples: Path, article: Path) -> tuple[str, str]:
    """Keys of the article and the report, imported in this order."""
    first = pincite("import", article, "--json").json["imported"][0]["item"]
    report = pincite("import", samples / "harbour-towns.pdf", "--json").json["imported"][0]["item"]
    return first, report


def _pages(mentions: list[dict[str, Any]]) -> list[tuple[str, str | None, str | None, str]]:
    return [(m["text"], m["item"], m["page_label"], m["state"]) for m in mentions]


def test_all_are_found_and_one_confirmation_resolves_them(
    pincite: Pincite, both: tuple[str, str]
) -> None:
    article, report = both
    found = pincite("mentions", article, "--json").json["mentions"]
    assert [(m["text"], m["kind"], m["work"]) for m in found] == [
        ("(Institute, page 3)", "author", "Institute"),
        ("(Institute pg 10 - pg 11)", "author", "Institute"),
        ("(Institute, pg 23)", "author", "Institute"),
        ("(Institute, pg 39-40)", "author", "Institute"),
        ("(0:03-0:23)", "time", ""),
        ("Ibid (8:33-9:09)", "ibid", ""),
    ]
    assert {m["state"] for m in found[:4]} <= {"suggested", "unresolved"}
    pincite("resolve", article, "Institute", report)
    after = pincite("mentions", article, "--json").json["mentions"]
    assert _pages(after) == [
        ("(Institute, page 3)", report, "3", "confirmed"),
        ("(Institute pg 10 - pg 11)", report, "10", "resolved"),
        ("(Institute, pg 23)", report, "23", "resolved"),
        ("(Institute, pg 39-40)", report, "39", "resolved"),
        ("(0:03-0:23)", None, None, "unresolved"),
        ("Ibid (8:33-9:09)", None, None, "unresolved"),
    ]
    pages = pincite("text", report, "--json").json["pages"]
    for mention in after[:4]:
        assert pages[mention["page_index"]]["label"] == mention["locator"]["from"]
    assert len(after[1]["pages"]) == 2


def test_offsets_are_those_of_the_text_as_printed(pincite: Pincite, both: tuple[str, str]) -> None:
    text = pincite("text", both[0]).out
    for mention in pincite("mentions", both[0], "--json").json["mentions"]:
        assert " ".join(text[mention["start"] : mention["end"]].split()) == mention["text"]


def test_the_cited_page_says_who_cites_it(pincite: Pincite, both: tuple[str, str]) -> None:
    article, report = both
    pincite("resolve", article, "Institute", report)
    cited = pincite("mentions", report, "--citing", "--page", "11", "--json").json["citations"]
    assert [(c["citing"], c["text"]) for c in cited] == [(article, "(Institute pg 10 - pg 11)")]


def test_a_corrected_page_number_moves_the_citation(
    pincite: Pincite, both: tuple[str, str]
) -> None:
    article, report = both
    pincite("resolve", article, "Institute", report)
    pincite("pages", report, "--set", "40=23", "--set", "34=22a")
    (found,) = [
        m for m in pincite("mentions", article, "--json").json["mentions"] if "23" in m["text"][:-1]
        and m["kind"] == "author"
    ]  # fmt: skip
    assert (found["page_index"], found["page_label"]) == (40, "23")


def test_the_time_is_resolved_and_ibid_follows(pincite: Pincite, both: tuple[str, str]) -> None:
    article, _ = both
    made = pincite(
        "resolve", article, "(0:03-0:23)", "--new", "title=The keeper", "author=Okkerse, Sanne",
        "--json",
    )  # fmt: skip
    assert made.status == 0, made.err
    states = {m["text"]: (m["item"], m["state"]) for m in made.json["mentions"]}
    key = states["(0:03-0:23)"][0]
    assert states == {
        "(0:03-0:23)": (key, "confirmed"),
        "Ibid (8:33-9:09)": (key, "resolved"),
    }


def test_a_dismissed_one_does_not_come_back(pincite: Pincite, both: tuple[str, str]) -> None:
    article, _ = both
    pincite("mentions", article, "--dismiss", "(0:03-0:23)")
    again = pincite("mentions", article, "--again", "--json").json["mentions"]
    assert "(0:03-0:23)" not in [m["text"] for m in again]
    shown = pincite("mentions", article, "--state", "dismissed", "--json").json["mentions"]
    assert [m["text"] for m in shown] == ["(0:03-0:23)"]
    back = pincite("mentions", article, "--restore", shown[0]["id"], "--json").json["mentions"]
    assert "(0:03-0:23)" in [m["text"] for m in back]


def test_the_sample_essay_cites_by_name_and_year_at_once(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    essay = imported["who-weighed-the-bread.html"]
    found = pincite("mentions", essay, "--json").json["mentions"]
    assert len(found) == 9
    (storm,) = [m for m in found if m["work"] == "Achterberg 1998"]
    assert (storm["item"], storm["page_label"], storm["state"]) == (
        imported["storm-tides.pdf"],
        "1127",
        "resolved",
    )
    assert storm["quotation"] == "A storm tide is an accident; a storm price is an arrangement"


def test_what_cannot_be_named_is_one_sentence(pincite: Pincite, both: tuple[str, str]) -> None:
    done = pincite("resolve", both[0], "Nobody", both[1])
    assert done.status == 1
    assert "No citation" in done.err
    assert "Traceback" not in done.err
    assert pincite("resolve", both[0], "Institute").status == 1
