"""Identifiers in what people paste."""

import pytest

from pincite.model.identifier_lists import find_identifiers, identifier_named, is_identifiers


def names(text: str) -> list[str]:
    return [str(each) for each in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10.1000/XYZ.5", "DOI 10.1000/xyz.5"),
        ("doi: 10.1000/xyz,", "DOI 10.1000/xyz"),
        ("https://doi.org/10.1002%2Fabc(98)12", "DOI 10.1002/abc(98)12"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/abc.1?cid=2", "DOI 10.1002/abc.1"),
        ("https://journals.example/article/10.1371/x.1/pdf", "DOI 10.1371/x.1"),
        (
            "10.1002/(SICI)1097-4636(199706)35:4<433::AID-JBM2>3.0.CO;2-T",
            "DOI 10.1002/(sici)1097-4636(199706)35:4<433::aid-jbm2>3.0.co;2-t",
        ),
        ("arXiv:1706.03762v7", "arXiv:1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v2.pdf", "arXiv:1706.03762"),
        ("https://arxiv.org/abs/hep-th/9901001", "arXiv:hep-th/9901001"),
        ("10.48550/arXiv.1706.03762", "arXiv:1706.03762"),
        ("1706.03762", "arXiv:1706.03762"),
        ("ISBN 0-306-40615-2", "ISBN 9780306406157"),
        ("978-0-306-40615-7", "ISBN 9780306406157"),
        ("080442957X", "ISBN 9780804429573"),
        ("PMID: 28265654", "PMID 28265654"),
        ("https://pubmed.ncbi.nlm.nih.gov/28265654/", "PMID 28265654"),
        ("28265654", "PMID 28265654"),
    ],
)
def test_one_identifier(text: str, wanted: str) -> None:
    assert names(text) == [wanted]
    assert is_identifiers(text)


@pytest.mark.parametrize(
    "text", ["", "2014", "9780306406158", "0306406153", "Tel. 28265654", "1713.03762", "see 12.5"]
)
def test_other_numbers_are_none(text: str) -> None:
    assert names(text) == []
    assert not is_identifiers(text)


def test_a_list_may_be_parted_by_anything() -> None:
    text = "10.1000/a; 10.1000/b, pmid: 123\n- ISBN 978-0-306-40615-7\n\n1706.03762 28265654"
    assert names(text) == [
        "DOI 10.1000/a", "DOI 10.1000/b", "PMID 123", "ISBN 9780306406157", "arXiv:1706.03762",
        "PMID 28265654",
    ]  # fmt: skip
    assert is_identifiers(text)


def test_in_prose_only_what_is_marked_counts_and_each_once() -> None:
    text = (
        "Adler (2014), https://doi.org/10.1000/a. See also (doi:10.1000/A), arXiv:1706.03762 and "
        "ISBN 978-0-306-40615-7, printed in 28265654 copies; 12345.67890 is no number of theirs."
    )
    assert names(text) == ["DOI 10.1000/a", "arXiv:1706.03762", "ISBN 9780306406157"]
    assert not is_identifiers(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("doi:10.1000/a", "DOI 10.1000/a"),
        ("isbn:9780306406157", "ISBN 9780306406157"),
        ("arxiv:1706.03762", "arXiv:1706.03762"),
        ("pmid:123", "PMID 123"),
        ("10.1000/a", "DOI 10.1000/a"),
        ("https://doi.org/10.1000/a", "DOI 10.1000/a"),
    ],
)
def test_an_argument_that_names_a_work(text: str, wanted: str) -> None:
    assert str(identifier_named(text)) == wanted


@pytest.mark.parametrize(
    "text", ["28265654", "paper.pdf", "https://example.org/", "https://arxiv.org/abs/1706.03762"]
)
def test_an_argument_that_names_a_file_or_a_page(text: str) -> None:
    assert identifier_named(text) is None
