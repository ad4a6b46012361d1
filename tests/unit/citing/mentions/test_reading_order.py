"""Citations that lead to earlier ones, and the references that they lead to."""

from pincite.citing.mentions.scanning import scan
from pincite.model.ids import Sha256
from pincite.model.mentions import Mention

SHA = Sha256("ab" * 32)


def _scan(*pages: str) -> list[Mention]:
    return scan(SHA, list(enumerate(pages)))


def _leads(mentions: list[Mention]) -> list[str]:
    """The words of the citation that each takes its work from; "?" behind what is not certain."""
    words = {m.id: m.anchor.quote for m in mentions}
    return [(words[m.after] if m.after else "") + "?" * m.is_doubtful for m in mentions]


def test_ibid_takes_the_last_work_cited() -> None:
    found = _scan(
        "One (Polanyi 1944, p. 3). Two (Mauss 1925, p. 9). Three (ibid., 12). Four (ibid.)."
    )
    assert _leads(found)[2:] == ["(Mauss 1925, p. 9)", "(ibid., 12)"]
    assert str(found[3].place) == "12"


def test_ibid_with_a_time_takes_the_last_recording() -> None:
    found = _scan(
        "He jokes (0:03-0:23). The report differs (RAND, page 3). He repeats it Ibid (8:33-9:09)."
    )
    assert _leads(found) == ["?", "", "(0:03-0:23)"]


def test_ibid_with_a_page_after_a_recording_is_doubtful() -> None:
    found = _scan("So it says (RAND, page 3). He jokes (0:03-0:23). Again (ibid., p. 5).")
    assert _leads(found)[-1] == "(RAND, page 3)?"


def test_ibid_in_a_note_takes_the_work_of_the_note_before_if_it_cites_one() -> None:
    found = _scan(
        "Text (Weber 1922, p. 1).\n\nNotes\n1. Polanyi 1944, p. 3.\n2. Ibid., p. 4.\n"
        "3. Mauss 1925, p. 1; Bloch 1939, p. 2.\n4. Ibid., p. 5."
    )
    assert _leads(found) == ["", "", "Polanyi 1944, p. 3", "", "", "Bloch 1939, p. 2?"]


def test_ibid_after_a_note_without_a_page_leads_to_its_reference() -> None:
    found = _scan("Text.\n\nNotes\n1. Karl Polanyi, The Great Transformation, 1944.\n2. Ibid., 73.")
    assert found[0].entry == "Karl Polanyi, The Great Transformation, 1944."


def test_op_cit_goes_by_the_name() -> None:
    found = _scan("(Marx 1867, p. 1) and (Mill 1848, p. 2). Then Marx, op. cit., p. 9, again.")
    assert _leads(found)[-1] == "(Marx 1867, p. 1)"


def test_op_cit_of_a_name_with_two_works_is_doubtful() -> None:
    found = _scan("(Marx 1867, p. 1) and (Marx 1852, p. 2). Then Marx, op. cit., p. 9, again.")
    assert _leads(found)[-1].endswith("?")


def test_supra_goes_to_the_note() -> None:
    found = _scan(
        "Text.\n\nNotes\n1. Rawls 1971, p. 3.\n2. Nozick 1974, p. 4.\n3. Supra note 1, at 17."
    )
    assert _leads(found)[-1] == "Rawls 1971, p. 3"


def test_a_page_alone_is_taken_for_the_work_named_before_it_as_a_guess() -> None:
    found = _scan("Woolf is clear (Woolf 1927, p. 4). She repeats it (p. 12).")
    assert _leads(found)[-1] == "(Woolf 1927, p. 4)?"


def test_a_number_leads_to_its_reference() -> None:
    found = _scan(
        "It is known [2, p. 7].\n\nReferences\n\n[1] A. Cole, Tides, 1990.\n[2] B. Dahl, Ports, "
        "1991, pp. 1-300.\n"
    )
    assert [(m.work, m.entry) for m in found] == [("2", "B. Dahl, Ports, 1991, pp. 1-300.")]


def test_a_name_and_year_lead_to_their_reference() -> None:
    found = _scan(
        "It is known (Dahl 1991, p. 7).\n\nBibliography\n\nCole, A. (1990). Tides. Ister: Quay.\n"
        "Dahl, B. (1991). Ports and people. Ister: Quay, pp. 3-4.\n"
    )
    assert [m.entry for m in found] == ["Dahl, B. (1991). Ports and people. Ister: Quay, pp. 3-4."]


def test_a_citation_runs_over_the_end_of_a_page() -> None:
    found = _scan("It falls (RAND,", "page 3) at once.")
    assert [(m.anchor.quote, m.anchor.page_index, m.length) for m in found] == [
        ("(RAND, page 3)", 0, len("(RAND,\n\fpage 3)"))
    ]


def test_a_name_divided_at_a_line_end_is_whole() -> None:
    text = "A storm price (Achter-\nberg 1998, 1127) is one."
    (found,) = _scan(text)
    assert found.work == "Achterberg 1998"
    assert text[found.anchor.start :][: found.length] == "(Achter-\nberg 1998, 1127)"


def test_the_same_words_twice_are_two_and_keep_their_ids() -> None:
    once = _scan("So (RAND, page 3). So (RAND, page 3).")
    again = _scan("A new page.", "So (RAND, page 3). So (RAND, page 3).")
    assert len({m.id for m in once}) == 2
    assert [m.id for m in once] == [m.id for m in again]
