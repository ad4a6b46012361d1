"""Whatever stands in a tagged file, it is read, and records that are whole come in."""

from hypothesis import given
from hypothesis import strategies as st

from pincite.importing.references.formats import FORMATS

_NAMES = ("RIS", "PubMed", "Web of Science", "RefWorks", "EndNote", "CSV")
_READERS = [format.read for format in FORMATS if format.name in _NAMES]
_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["TY  - JOUR", "ER  - ", "PT J", "ER", "EF", "RT Book", "%0 Book", "PMID- 1", ""]
        ),
        st.builds(
            "{}{}".format,
            st.sampled_from(["AU  - ", "PY  - ", "SP  - ", "SN  - ", "AU ", "%D ", "%8 ", "FD "]),
            st.text(max_size=20),
        ),
        st.text(max_size=30),
    ),
    max_size=12,
)


@given(_LINES)
def test_no_file_stops_a_reader(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", errors="replace")
    for read in _READERS:
        read(data)


@given(_LINES)
def test_a_record_behind_a_broken_one_comes_in(lines: list[str]) -> None:
    text = "\n".join([*lines, "TY  - BOOK", "TI  - The last book", "ER  - "])
    read = next(format.read for format in FORMATS if format.name == "RIS")
    last = read(text.encode("utf-8", errors="replace")).references[-1]
    assert last.draft.fields["title"] == "The last book"
