"""One record of a file is damaged: nothing fails, nothing hangs, the others come in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.importing.references.samples import SAMPLES, TITLES, Sample, marc

from pincite.importing.references.formats import FORMATS
from pincite.importing.references.reference import ReferenceFile

READERS = {format.name: format.read for format in FORMATS}
_JUNK = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        "\n", "\n\n", "<", ">", "</", "&", "&amp;amp;", "&nope;", "{", "}", "\"", "@", "ER", "TY",
        "%0", "\x00", "\x1e", "\x1f", "\t", "[", "]", ",", "- ", ": ", "\ufeff", "\u2028", "]]>",
        "<!--", "<![CDATA[", "\\", "#",
    ]),
)  # fmt: skip
_DAMAGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 25), _JUNK, st.integers(1, 3)),
    min_size=1,
    max_size=4,
)


def damaged(text: str, damages: list[tuple[float, int, str, int]]) -> str:
    for place, length, junk, times in damages:
        at = int(place * len(text))
        text = text[:at] + junk * times + text[at + length :]
    return text


def read(name: str, text: str) -> ReferenceFile:
    return READERS[name](text.encode("utf-8", "replace"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_DAMAGES)
def test_a_damaged_file_is_read_somehow(
    sample: Sample, damages: list[tuple[float, int, str, int]]
) -> None:
    read(sample.name, damaged(sample.text(), damages))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_DAMAGES)
def test_a_damaged_record_costs_itself_alone(
    sample: Sample, damages: list[tuple[float, int, str, int]]
) -> None:
    records = [sample.record(number, title) for number, title in enumerate(TITLES, 1)]
    if sample.name == "CSL-YAML":
        # Here a dash at the begin of a line is all that parts one from the other.
        records[1] = f"{records[1][:6]}{damaged(records[1][6:-1], damages)}\n"
    else:
        records[1] = damaged(records[1], damages)
    found = read(sample.name, f"{sample.head}{sample.between.join(records)}{sample.tail}")
    titles = [r.draft.fields.get("title", "") for r in found.references]
    assert any(TITLES[0] in title for title in titles)
    assert any(TITLES[2] in title for title in titles)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_DAMAGES)
def test_a_damaged_marc_record_costs_itself_alone(
    damages: list[tuple[float, int, str, int]],
) -> None:
    records = [marc(n, t, "latin-1") for n, t in enumerate(TITLES, 1)]
    whole = damaged(records[1].decode("latin-1"), damages).encode("utf-8", "replace")
    found = READERS["MARC"](records[0] + whole + records[2])
    titles = [r.draft.fields.get("title", "") for r in found.references]
    assert titles[0] == TITLES[0]
    assert titles[-1] == TITLES[2]
