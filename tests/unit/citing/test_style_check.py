"""Styles that are brought in: what is wrong with them, by line."""

import pytest

from pincite.citing import styles
from pincite.citing.style_check import check_style_file

HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">\n'
    "<info><title>Mine</title><id>http://example.org/styles/mine-1</id></info>\n"
)
CITATION = '<citation><layout><text variable="title"/></layout></citation>\n'


def faults(text: str, name: str = "mine.csl") -> list[str]:
    return [str(fault) for fault in check_style_file(text.encode(), name).faults]


def test_a_good_style_is_named_by_its_address() -> None:
    found = check_style_file((HEAD + CITATION + "</style>").encode(), "other name.csl")
    assert found.faults == ()
    assert (found.style.name, found.style.title, found.style.category) == (
        "mine-1",
        "Mine",
        "in-text",
    )


@pytest.mark.parametrize(
    "name", ["apa", "oscola", "bluebook-law-review", "vancouver-nlm", "nature"]
)
def test_bundled_styles_are_good(name: str) -> None:
    assert faults(styles.style_xml(name)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hello", "line 1: The file is no well-formed XML"),
        ("<a/>", "line 1: This is no citation style"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "line 1: A style may have no document type"),
        (HEAD + "<citation>\n<layut/></citation></style>", "line 4: CSL has no element <layut>."),
        (HEAD + "</style>", "line 1: The style neither says how to cite"),
        (
            HEAD + '<citation><layout>\n<text macro="nowhere"/></layout></citation></style>',
            "line 4: The macro “nowhere” is used here, but the style does not define it.",
        ),
        (HEAD.replace('"1.0"', '"0.8"') + CITATION + "</style>", "line 1: The style is written in"),
        (HEAD + CITATION, "line 4: The file is no well-formed XML"),
    ],
)
def test_faults_name_their_lines(text: str, wanted: str) -> None:
    assert any(fault.startswith(wanted) for fault in faults(text)), faults(text)


def test_own_style_goes_before_the_bundled_one() -> None:
    mine = HEAD + CITATION + "</style>"
    assert styles.style_xml("apa", {"apa": mine}) == mine
    assert styles.style_xml("apa") != mine


def test_dependent_style_of_ones_own_takes_its_parent() -> None:
    link = '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>'
    dependent = HEAD.replace("<info>", f"<info>{link}").replace(' class="in-text"', "") + "</style>"
    assert faults(dependent) == []
    assert styles.style_xml("mine", {"mine": dependent}) == styles.style_xml("apa")


def test_styles_are_found_by_subject_and_kind() -> None:
    found = styles.find_styles("note law", limit=500)
    assert found
    assert all(s.category == "note" or "note" in s.title.casefold() for s in found)
    assert any("law" in s.fields and "law" not in s.title.casefold() for s in found)
