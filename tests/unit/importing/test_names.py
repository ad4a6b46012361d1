"""Names of people and bodies."""

import pytest

from pincite.importing.names import looks_like_person, parse_name, parse_names
from pincite.model.creators import Creator


@pytest.mark.parametrize(
    ("text", "creator"),
    [
        ("Ruth Adler", Creator(given="Ruth", family="Adler")),
        ("Adler, Ruth", Creator(given="Ruth", family="Adler")),
        (
            "van Gogh, Vincent",
            Creator(given="Vincent", non_dropping_particle="van", family="Gogh"),
        ),
        (
            "Vincent van Gogh",
            Creator(given="Vincent", non_dropping_particle="van", family="Gogh"),
        ),
        (
            "Alexander von Humboldt",
            Creator(given="Alexander", dropping_particle="von", family="Humboldt"),
        ),
        (
            "Humboldt, Alexander von",
            Creator(given="Alexander", dropping_particle="von", family="Humboldt"),
        ),
        ("King, Jr., Martin Luther", Creator(given="Martin Luther", family="King", suffix="Jr.")),
        ("Martin Luther King, Jr.", Creator(given="Martin Luther", family="King", suffix="Jr.")),
        ("Dr. Jane Doe, PhD", Creator(given="Jane", family="Doe")),
        ("Plato", Creator(family="Plato")),
        ("RAND", Creator(literal="RAND")),
        ("{Barnes and Noble}", Creator(literal="Barnes and Noble")),
        ("World Health Organization", Creator(literal="World Health Organization")),
    ],
)
def test_one_name(text: str, creator: Creator) -> None:
    assert parse_name(text) == creator


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ruth Adler and Chidi Okafor", ["Adler, Ruth", "Okafor, Chidi"]),
        ("Ruth Adler, Chidi Okafor, and Li Wei", ["Adler, Ruth", "Okafor, Chidi", "Wei, Li"]),
        ("Adler, R., Okafor, C.", ["Adler, R.", "Okafor, C."]),
        ("Adler, Ruth; Okafor, Chidi", ["Adler, Ruth", "Okafor, Chidi"]),
        ("Smith JA, Doe B", ["Smith, JA", "Doe, B"]),
        ("García Márquez, Gabriel", ["García Márquez, Gabriel"]),
        ("By Meg Kinnard & Errin Haines", ["Kinnard, Meg", "Haines, Errin"]),
        ("Ruth Adler et al.", ["Adler, Ruth"]),
        ("{Barnes and Noble} and Doe, Jane", ["Barnes and Noble", "Doe, Jane"]),
        ("Jane Doe, BBC News", ["Doe, Jane", "BBC News"]),
        ("", []),
    ],
)
def test_several_names(text: str, names: list[str]) -> None:
    assert [creator.full for creator in parse_names(text)] == names


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ruth Adler", True),
        ("Mohammad R. Haghighat", True),
        ("José van der Berg", True),
        ("University of Leeds", False),
        ("Department 3", False),
        ("in the beginning", False),
        ("Federal Register", False),
        ("Adler", False),
    ],
)
def test_what_looks_like_an_author_on_a_title_page(text: str, is_name: bool) -> None:
    assert looks_like_person(text) is is_name
