import pytest

from pincite.model.field_checks import Fault, address_of, fault_of


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("issued", "2014", None),
        ("issued", "1988/1992", None),
        ("issued", "199X", None),
        ("issued", "1723~", None),
        ("issued", "", None),
        ("issued", "May 2014", Fault.DATE),
        ("accessed", "2014-13", Fault.DATE),
        ("accessed", "2014-02-29", Fault.DAY),
        ("accessed", "2012-02-29/2012-02-30", Fault.DAY),
        ("DOI", "https://doi.org/10.1000/182", None),
        ("DOI", "11.1000/182", Fault.DOI),
        ("ISBN", "978-0-306-40615-7", None),
        ("ISBN", "978-0-306-40615-7, 0-306-40615-2", None),
        ("ISBN", "978-0-306-40615-8", Fault.ISBN),
        ("ISSN", "0028-0836", None),
        ("ISSN", "2434-561X", None),
        ("ISSN", "0028-0837", Fault.ISSN),
        ("URL", "www.example.org/page", None),
        ("URL", "http://localhost:8080/x", None),
        ("URL", "javascript:alert(1)", Fault.ADDRESS),
        ("URL", "see the library", Fault.ADDRESS),
        ("PMID", "12x", Fault.PMID),
        ("title", "anything: 1/0", None),
    ],
)
def test_faults_of_values_as_they_are_typed(name: str, text: str, fault: Fault | None) -> None:
    assert fault_of(name, text) is fault


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("DOI", "doi:10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("URL", "example.org/a", "https://example.org/a"),
        ("URL", "http://example.org", "http://example.org"),
        ("URL", "file:///etc/passwd", ""),
        ("ISBN", "0-306-40615-2", "https://openlibrary.org/isbn/9780306406157"),
        ("PMID", "123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("ISBN", "1", ""),
        ("publisher", "https://example.org", ""),
    ],
)
def test_where_identifiers_lead(name: str, text: str, address: str) -> None:
    assert address_of(name, text) == address
