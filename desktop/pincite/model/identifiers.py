"""DOI, arXiv, ISBN, ISSN and PMID: finding them in text and writing them one way."""

import re

# Of DOIs that are made of a SICI, angle brackets are a part, up to its check character.
DOI_SUFFIX = r"(?:\(SICI\)[^\s\"]{1,200}?;2-[\w#]|[^\s\"<>{}|\\^`]+)"
_DOI = re.compile(rf"\b10\.\d{{4,9}}/{DOI_SUFFIX}", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barXiv:\s*((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)", re.IGNORECASE
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx])\b")


def find_doi(text: str) -> str | None:
    """The first DOI in `text`, lower case, without the punctuation that follows it."""
    match = _DOI.search(text)
    return normal_doi(match[0]) if match else None


def normal_doi(doi: str) -> str:
    """A DOI without resolver address and trailing punctuation, lower case.

    Raises:
        ValueError: there is no DOI in the text.
    """
    match = _DOI.search(doi)
    if not match:
        raise ValueError(f"not a DOI: {doi}")
    found = match[0].rstrip(".,;:'\u2019\u201d")
    while found.endswith(")") and found.count("(") < found.count(")"):
        found = found[:-1]
    return found.rstrip("].,;").lower()


def find_arxiv(text: str) -> str | None:
    """The first arXiv number after the word "arXiv:", without its version."""
    match = _ARXIV.search(text)
    return re.sub(r"v\d+$", "", match[1]) if match else None


def find_isbn(text: str) -> str | None:
    """The first ISBN with a right check digit after the word ISBN, as 13 digits."""
    for match in _ISBN.finditer(text):
        isbn = normal_isbn(match[1])
        if isbn:
            return isbn
    return None


def normal_isbn(isbn: str) -> str | None:
    """An ISBN as 13 digits; None when the check digit is wrong.

    Source: ISO 2108:2017, annexes on check digits.
    """
    digits = re.sub(r"[^0-9Xx]", "", isbn).upper()
    if len(digits) == 10 and "X" not in digits[:-1]:
        values = [10 if d == "X" else int(d) for d in digits]
        if sum(value * (10 - i) for i, value in enumerate(values)) % 11:
            return None
        digits = "978" + digits[:9]
        return digits + _check_digit_13(digits)
    if len(digits) == 13 and digits.isdigit() and digits[-1] == _check_digit_13(digits[:12]):
        return digits
    return None


def normal_issn(issn: str) -> str | None:
    """An ISSN as "1234-5679"; None when the check digit is wrong.

    Source: ISO 3297:2022, annex on the check digit.
    """
    digits = re.sub(r"^ISSN:?|[\s-]", "", issn.strip(), flags=re.IGNORECASE).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return None
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if sum(value * (8 - i) for i, value in enumerate(values)) % 11:
        return None
    return f"{digits[:4]}-{digits[4:]}"


def _check_digit_13(first_twelve: str) -> str:
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(first_twelve))
    return str(-total % 10)
