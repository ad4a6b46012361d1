"""What the summary calls the standing of a work."""

from PySide6.QtCore import QCoreApplication

from pincite.services.references import Standing
from pincite.ui.importing.rows import Kind, Row
from pincite.ui.theme import Role
from pincite.ui.widgets.state_chip import StateLook


def look_of(row: Row) -> StateLook:
    """Icon, colour and words of a row: "New", "Same as adler2019"."""
    tr = QCoreApplication.translate
    candidate = row.candidate
    if candidate is None:
        word = tr("Summary", "Broken, line %1").replace("%1", str(row.line))
        return StateLook("x-circle", Role.BAD, word if row.line else tr("Summary", "Failed"))
    like = candidate.like.key if candidate.like is not None else ""
    if candidate.like is None and candidate.twin is not None:
        line = str(candidate.twin.line)
        like = tr("Summary", "line %1").replace("%1", line) if candidate.twin.line else "…"
    match candidate.standing:
        case Standing.IN_DOUBT if row.is_taken:
            word = tr("Summary", "New? Like %1").replace("%1", like)
            return StateLook("question", Role.WARN, word)
        case Standing.IN_DOUBT:
            word = tr("Summary", "Same as %1?").replace("%1", like)
            return StateLook("question", Role.WARN, word)
        case Standing.KNOWN:
            word = tr("Summary", "Here as %1").replace("%1", like)
            return StateLook("check-circle", Role.MUTED, word)
        case Standing.REPEATED:
            return StateLook("equals", Role.MUTED, tr("Summary", "There twice"))
        case _ if row.problem:
            return StateLook("warning", Role.WARN, tr("Summary", "New, partly read"))
        case _:
            return StateLook("plus", Role.OK, tr("Summary", "New"))


def kind_name(kind: Kind) -> str:
    """What a filter is called."""
    tr = QCoreApplication.translate
    return {
        Kind.ALL: tr("Summary", "All"),
        Kind.NEW: tr("Summary", "New"),
        Kind.KNOWN: tr("Summary", "Already here"),
        Kind.DOUBT: tr("Summary", "In doubt"),
        Kind.BROKEN: tr("Summary", "Broken"),
    }[kind]
