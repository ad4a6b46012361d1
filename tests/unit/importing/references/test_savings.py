"""Files as programs, mail and editors leave them: other line ends, letters, names, half a file."""

from collections.abc import Callable

import pytest
from tests.unit.importing.references.samples import SAMPLES, TITLES, Sample, marc

from pincite.importing.references.formats import reference_format
from pincite.importing.references.reference import ReferenceFile

BY_LINES = tuple(sample for sample in SAMPLES if sample.name not in ("CSL-JSON", "CSL-YAML"))


def read(data: bytes, name: str = "x.txt") -> ReferenceFile:
    format = reference_format(data, name)
    assert format is not None
    return format.read(data)


def titles(found: ReferenceFile) -> tuple[str, ...]:
    return tuple(r.draft.fields.get("title", "") for r in found.references)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
@pytest.mark.parametrize(
    "save",
    [
        lambda t: t.encode(),
        lambda t: t.replace("\n", "\r\n").encode(),
        lambda t: t.replace("\n", "\r").encode(),
        lambda t: t.encode("utf-8-sig"),
        lambda t: t.encode("utf-16"),
        lambda t: t.encode("utf-16-le"),
        lambda t: t.rstrip().encode(),
        lambda t: ("\n\n" + t).encode(),
    ],
    ids=["plain", "CRLF", "CR", "BOM", "UTF-16", "UTF-16 bare", "no end of line", "blank lines"],
)
def test_all_works_come_in_however_saved(sample: Sample, save: Callable[[str], bytes]) -> None:
    text = sample.text()
    if text.startswith("<?xml"):
        # A declaration is the first thing of a file, or none.
        text = text.removeprefix('<?xml version="1.0"?>\n')
    found = read(save(text), f"x{sample.suffix}")
    assert found.format == sample.name
    assert titles(found) == TITLES
    assert found.problems == ()


@pytest.mark.parametrize("sample", BY_LINES, ids=lambda s: s.name)
@pytest.mark.parametrize("name", ["download", "x.txt", "x.xml", "x.ris", "x.bib"])
def test_the_name_of_a_file_does_not_matter(sample: Sample, name: str) -> None:
    if sample.name == "BibTeX" and name in ("x.xml", "x.ris"):
        pytest.skip("a text that begins with an at sign is taken by its name too")
    assert titles(read(sample.text().encode(), name)) == TITLES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_what_comes_before_a_cut_is_kept(sample: Sample) -> None:
    text = sample.text()
    cut = text[: text.index(TITLES[2])]
    found = read(cut.encode(), f"x{sample.suffix}")
    assert titles(found)[:2] == TITLES[:2]


@pytest.mark.parametrize(
    "name",
    [
        "CSL-JSON",
        "EndNote XML",
        "MODS",
        "MARCXML",
        "PubMed XML",
        "Zotero RDF",
        "Word sources",
        "RIS",
        "Web of Science",
    ],
)
def test_the_line_of_a_cut_is_told(name: str) -> None:
    sample = next(s for s in SAMPLES if s.name == name)
    text = sample.text()
    cut = text[: text.index(TITLES[2])]
    (line, _sentence), *_ = read(cut.encode(), f"x{sample.suffix}").problems
    assert 0 < line <= cut.count("\n") + 1


def test_marc_records_that_are_cut_or_not_parted() -> None:
    records = [marc(n, t) for n, t in enumerate(TITLES, 1)]
    assert titles(read(b"".join(records))) == TITLES
    assert titles(read(b"\r\n".join(records))) == TITLES
    # The marks of the ends of records are lost.
    assert titles(read(b"".join(r.rstrip(b"\x1d") for r in records))) == TITLES
    found = read(b"".join(records)[:-40])
    assert titles(found)[:2] == TITLES[:2]
    assert "cut off" in found.problems[0][1]
