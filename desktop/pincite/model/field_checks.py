"""What can be wrong with a value as it is typed, and where an identifier leads."""

import calendar
import re
from enum import Enum

from pincite.model import csl, dates
from pincite.model.identifiers import normal_doi, normal_isbn

_ADDRESS = re.compile(r"https?://[^\s/.]+\.?[^\s]*$|ftp://\S+$", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$")
_ISSN = re.compile(r"(\d{4})-?(\d{3})([\dXx])$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Fault(Enum):
    """What is wrong, as a sentence that says how it is written."""

    DATE = "A date is written 2014, 2014-05 or 2014-05-28; 1988/1992 is a span, 1723~ about then."
    DAY = "The month has no such day."
    DOI = "A DOI begins with 10. and has a slash, such as 10.1000/182."
    ISBN = "The check digit of this ISBN is wrong; look at the digits again."
    ISSN = "An ISSN has eight digits, such as 0028-0836, of which the last checks the others."
    ADDRESS = "An address begins with https://, such as https://example.org/page."
    PMID = "A PMID is a number."


def fault_of(name: str, text: str) -> Fault | None:
    """What is wrong with the value of a field or date; None when nothing is, or it is empty."""
    text = text.strip()
    if not text:
        return None
    if name in csl.DATE_VARIABLES:
        return _date_fault(text)
    match name:
        case "DOI":
            return None if _is_doi(text) else Fault.DOI
        case "ISBN":
            found = [normal_isbn(part) for part in re.split(r"[,;]|\s+(?=97[89])", text)]
            return None if all(found) else Fault.ISBN
        case "ISSN":
            parts = [part.strip() for part in re.split(r"[,;]", text)]
            return None if all(map(_is_issn, parts)) else Fault.ISSN
        case "URL":
            is_address = _ADDRESS.match(text) or _BARE_ADDRESS.match(text)
            return None if is_address else Fault.ADDRESS
        case "PMID":
            return None if text.isdigit() else Fault.PMID
    return None


def address_of(name: str, text: str) -> str:
    """The web address that a value leads to; empty when it leads nowhere."""
    text = text.strip()
    if not text or fault_of(name, text) is not None:
        return ""
    match name:
        case "DOI":
            return f"https://doi.org/{normal_doi(text)}"
        case "URL":
            return text if _ADDRESS.match(text) else f"https://{text}"
        case "ISBN":
            return f"https://openlibrary.org/isbn/{normal_isbn(re.split(r'[,;]', text)[0])}"
        case "PMID":
            return f"https://pubmed.ncbi.nlm.nih.gov/{text}/"
        case "PMCID":
            return f"https://www.ncbi.nlm.nih.gov/pmc/articles/{text}/"
    return ""


def _date_fault(text: str) -> Fault | None:
    if not dates.is_edtf(text):
        return Fault.DATE
    for year, month, day in _DAY.findall(text):
        if int(day) > calendar.monthrange(int(year) or 4, int(month))[1]:
            return Fault.DAY
    return None


def _is_doi(text: str) -> bool:
    try:
        normal_doi(text)
    except ValueError:
        return False
    return True


def _is_issn(text: str) -> bool:
    """Source: ISO 3297, check digit modulo 11 with weights from 8 to 2."""
    match = _ISSN.match(text)
    if not match:
        return False
    digits = match[1] + match[2]
    rest = -sum(int(digit) * (8 - i) for i, digit in enumerate(digits)) % 11
    return match[3].upper() == ("X" if rest == 10 else str(rest))
