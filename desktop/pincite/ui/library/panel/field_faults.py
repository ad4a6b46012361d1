"""What is wrong with a value, in the words of the window."""

from PySide6.QtCore import QCoreApplication

from pincite.model.field_checks import Fault


def fault_words(fault: Fault | None) -> str:
    """The sentence for a fault; empty for none."""
    tr = QCoreApplication.translate
    words = {
        Fault.DATE: tr(
            "Faults",
            "A date is written 2014, 2014-05 or 2014-05-28; 1988/1992 is a span, 1723~ about then.",
        ),
        Fault.DAY: tr("Faults", "The month has no such day."),
        Fault.DOI: tr("Faults", "A DOI begins with 10. and has a slash, such as 10.1000/182."),
        Fault.ISBN: tr(
            "Faults", "The check digit of this ISBN is wrong; look at the digits again."
        ),
        Fault.ISSN: tr(
            "Faults",
            "An ISSN has eight digits, such as 0028-0836, of which the last checks the others.",
        ),
        Fault.ADDRESS: tr(
            "Faults", "An address begins with https://, such as https://example.org/page."
        ),
        Fault.PMID: tr("Faults", "A PMID is a number."),
    }
    return words[fault] if fault else ""
