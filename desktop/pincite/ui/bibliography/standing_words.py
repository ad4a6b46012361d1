"""The standing of a citation as people see it: a word, a reason, and what mends it."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from pincite.model.citations import CitationState
from pincite.services.cited_rows import CitedRow
from pincite.services.standings import Standing, standing_of
from pincite.ui.theme import Role
from pincite.ui.verdicts.words import chip_word
from pincite.ui.widgets.state_chip import StateLook, state_look


class Mend(Enum):
    """What a click on a citation's state leads to."""

    VERDICT = auto()
    EDIT_PLACE = auto()
    RESTORE_WORK = auto()
    SHOW_WORK = auto()
    OPEN = auto()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Standing", text)


def look_of(row: CitedRow) -> StateLook:
    """Icon, colour and word of a citation's state."""
    standing = standing_of(row)
    looks = {
        Standing.IN_TRASH: ("trash", Role.BAD, _tr("work in the trash")),
        Standing.NO_SUCH_PAGE: ("warning-circle", Role.BAD, _tr("no such page")),
        Standing.PAGE_FOUND: ("check", Role.MUTED, _tr("page found")),
        Standing.NOT_QUOTED: ("quotes", Role.MUTED, _tr("not quoted")),
        Standing.NO_PLACE: ("question", Role.MUTED, _tr("no page")),
    }
    if standing in looks:
        return StateLook(*looks[standing])
    state = CitationState(standing.value)
    return StateLook(*state_look(state), chip_word(state, row.stands_on))


def chip_text(row: CitedRow) -> str:
    """What the chip of a citation says: "verified", "moved to p. 24"."""
    return look_of(row).word


def reason(row: CitedRow) -> str:
    """Why a citation is in its state, as one sentence."""
    words = {
        Standing.VERIFIED: _tr("The quotation stands on the cited page."),
        Standing.MOVED: _tr("The quotation stands on %1, not where it is cited."),
        Standing.CLOSE: _tr("A similar text stands in the file; some words differ."),
        Standing.NOT_FOUND: _tr("Nothing like the quotation stands in the file."),
        Standing.UNCHECKED: _tr("The quotation was not checked yet."),
        Standing.NO_TEXT: _tr("The cited page is a picture without text."),
        Standing.NO_FILE: _tr("The work has no file here to compare the quotation with."),
        Standing.IN_TRASH: _tr("The work is in the trash and left out of the formatted text."),
        Standing.NO_SUCH_PAGE: _tr("The file has no page %2."),
        Standing.PAGE_FOUND: _tr("The cited page is in the file. Nothing is quoted."),
        Standing.NOT_QUOTED: _tr("Nothing is quoted, so nothing can be compared."),
        Standing.NO_PLACE: _tr("The work is cited as a whole."),
    }
    pages = "–".join(dict.fromkeys((*row.stands_on[:1], *row.stands_on[-1:])))
    where = pages if not pages or "¶" in pages else _tr("p. %1").replace("%1", pages)
    text = words[standing_of(row)].replace("%1", where or _tr("another page"))
    return text.replace("%2", ", ".join(row.missing_pages))


def mend_of(row: CitedRow) -> Mend:
    """Where one mends it, or looks at it when nothing is wrong."""
    match standing_of(row):
        case Standing.IN_TRASH:
            return Mend.RESTORE_WORK
        case Standing.NO_SUCH_PAGE | Standing.NO_PLACE:
            return Mend.EDIT_PLACE
        case Standing.NO_FILE:
            return Mend.SHOW_WORK
        case Standing.NOT_QUOTED:
            return Mend.OPEN if row.document is not None else Mend.SHOW_WORK
        case Standing.PAGE_FOUND:
            return Mend.OPEN
    return Mend.VERDICT


def mend_words(row: CitedRow) -> str:
    """What a click does, in words."""
    match mend_of(row):
        case Mend.RESTORE_WORK:
            return _tr("Click to take the work out of the trash.")
        case Mend.EDIT_PLACE:
            return _tr("Click to edit the place.")
        case Mend.SHOW_WORK:
            return _tr("Click to show the work in the library and add a file.")
        case Mend.OPEN:
            return _tr("Click to open the page.")
    return _tr("Click to compare the words.")
