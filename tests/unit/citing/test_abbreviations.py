"""Lists of abbreviations and what works get from them."""

import pytest

from pincite.citing.abbreviations import abbreviated, folded, read_abbreviations
from pincite.citing.errors import AbbreviationsError

WANTED = {"container-title": {"Journal of Law": "J. Law"}}


@pytest.mark.parametrize(
    "text",
    [
        '{"default": {"container-title": {"Journal of Law": "J. Law"}}}',
        '{"xdata": {"default": {"container-title": {"Journal of Law": "J. Law"}}}}',
        "Journal of Law;J. Law\n",
        "Journal of Law\tJ. Law\n",
        "\ufeffJournal of Law,J. Law",
    ],
)
def test_the_usual_forms_are_read(text: str) -> None:
    assert read_abbreviations(text.encode()) == WANTED


@pytest.mark.parametrize("text", ["", "{", '{"default": []}', "no mark at all"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(AbbreviationsError):
        read_abbreviations(text.encode())


def test_a_journal_is_found_whatever_its_case_and_article() -> None:
    record = {"id": "a", "container-title": "The journal of LAW"}
    found = abbreviated(record, folded(WANTED))
    assert found["container-title-short"] == "J. Law"
    assert abbreviated({"id": "a"}, folded(WANTED)) == {"id": "a"}
