"""Words for kinds of findings."""

from PySide6.QtCore import QCoreApplication

from pincite.services.integrity.findings import KINDS


def kind_title(kind: str) -> str:
    """What the findings of a kind are called together, in the user's language."""
    return QCoreApplication.translate("FindingKinds", KINDS[kind])
