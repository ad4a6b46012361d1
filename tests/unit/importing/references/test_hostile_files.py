"""Whatever a file holds, reading it ends soon, with records or with sentences."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.importing.references import (
    test_endnote_xml,
    test_marc,
    test_mods,
    test_other_structured,
    test_pubmed_xml,
    test_zotero,
)
from tests.unit.importing.references.citavi_projects import backup, exchange_xml

from pincite.importing.references.formats import FORMATS, reference_format
from pincite.importing.references.reference import ReferenceFile

ARTICLE = {"date": "<Year>2008</Year>", "title": "Bread", "kind": "Journal Article"}
SAMPLES: dict[str, bytes] = {
    "EndNote XML": test_endnote_xml.RECORD.format(type="Book", number=6).encode(),
    "PubMed XML": test_pubmed_xml.ARTICLE.format(**ARTICLE).encode(),
    "MODS": test_mods.ARTICLE.encode(),
    "MARC": test_marc.packed(test_marc.BOOK),
    "MARCXML": test_marc.as_xml(test_marc.BOOK),
    "Zotero RDF": test_zotero.RDF.encode(),
    "Word sources": test_other_structured.SOURCES.encode(),
    "CITATION.cff": test_other_structured.CFF.encode(),
    "Citavi": exchange_xml(),
    "Better BibTeX JSON": b'{"items": [{"itemType": "book", "title": "Bread", "creators": [1]}]}',
    "CSL-YAML": b"references:\n- id: a\n  type: book\n  title: Bread\n  author: [x, {a: b}]\n",
}
READERS: dict[str, Callable[[bytes], ReferenceFile]] = {f.name: f.read for f in FORMATS}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
XML = [name for name, data in SAMPLES.items() if data.lstrip().startswith(b"<")]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_told_by_its_content(name: str) -> None:
    found = reference_format(SAMPLES[name], "unnamed")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_anywhere_gives_records_or_sentences(name: str) -> None:
    data = SAMPLES[name]
    for at in range(0, len(data), max(1, len(data) // 60)):
        found = READERS[name](data[:at])
        assert all(message.endswith(".") for _, message in found.problems)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.randoms(use_true_random=False))
def test_a_file_with_wrong_bytes_gives_records_or_sentences(name: str, seed: object) -> None:
    data = bytearray(SAMPLES[name])
    for _ in range(12):
        data[seed.randrange(len(data))] = seed.randrange(256)  # type: ignore[attr-defined]
    READERS[name](bytes(data))


@pytest.mark.parametrize("name", SAMPLES)
def test_other_encodings_are_read(name: str) -> None:
    data = SAMPLES[name]
    if name in ("MARC",):
        return
    text = data.decode().replace('encoding="UTF-8"', "").replace('encoding="utf-8"', "")
    expected = READERS[name](data).references
    for encoding in ("utf-16", "utf-8-sig"):
        found = READERS[name](text.encode(encoding)).references
        assert [r.draft for r in found] == [r.draft for r in expected]


@pytest.mark.parametrize("name", XML)
def test_entities_neither_multiply_nor_fetch(name: str) -> None:
    text = SAMPLES[name].decode()
    head, _, body = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    body = body[body.index("<", body.index("DTD PubMed") if "DTD PubMed" in body else 0) :]
    if "<PubmedArticleSet>" in body:
        body = body[body.index("<PubmedArticleSet>") :]
    declared = f'<!DOCTYPE x [{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    hostile = f"{head}?>" * bool(head) + declared + body.replace("Bread", "&l11;&f;Bread")
    found = READERS[name](hostile.encode())
    assert found.references
    assert "lollol" not in repr(found)
    assert "root:" not in repr(found)


def test_deep_nesting_ends() -> None:
    for name in XML:
        deep = SAMPLES[name].replace(b"Bread", b"<a>" * 3000 + b"Bread" + b"</a>" * 3000)
        READERS[name](deep)
    READERS["Better BibTeX JSON"](b'{"items":' + b"[" * 100_000)
    READERS["CSL-YAML"](b"references: " + b"[" * 200_000)


@pytest.mark.parametrize("endless", ["1", "(", "1-", "a,", "&lt;sp&gt;"])
def test_values_without_end_are_read_in_a_moment(endless: str) -> None:
    long = endless * (200_000 // len(endless))
    places = {
        "MARCXML": "[24], 432 p. ;", "PubMed XML": "132-42, 150", "MODS": "12", "EndNote XML":
        "12-19", "Zotero RDF": "12-19", "Word sources": "12-19",
    }  # fmt: skip
    for name, value in places.items():
        text = SAMPLES[name].decode()
        assert value in text
        READERS[name](text.replace(value, long).encode())


def test_an_archive_that_is_no_project_is_nothing() -> None:
    data = backup()
    assert READERS["Citavi"](data[:200]).references == ()


@pytest.mark.parametrize("name", XML)
def test_a_text_about_a_format_is_no_file_of_it(name: str) -> None:
    assert reference_format(b"So it looks:\n\n" + SAMPLES[name], "manual.md") is None
