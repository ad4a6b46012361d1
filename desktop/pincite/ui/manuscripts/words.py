"""Findings of a manuscript in words, icons and colours."""

from PySide6.QtCore import QCoreApplication

from pincite.model.manuscripts import Finding, FindingState, Place
from pincite.ui.theme import Role

_LOOKS: dict[FindingState, tuple[str, Role]] = {
    FindingState.MISSING: ("warning-circle", Role.BAD),
    FindingState.AMBIGUOUS: ("question", Role.WARN),
    FindingState.NOT_FOUND: ("x-circle", Role.BAD),
    FindingState.NO_PAGE: ("file-x", Role.BAD),
    FindingState.CLOSE: ("equals", Role.WARN),
    FindingState.MOVED: ("arrow-right", Role.WARN),
    FindingState.NO_LOCATOR: ("hash", Role.WARN),
    FindingState.NO_TEXT: ("text-t", Role.WARN),
    FindingState.NO_FILE: ("file-x", Role.MUTED),
    FindingState.UNCHECKED: ("minus", Role.MUTED),
    FindingState.VERIFIED: ("check-circle", Role.OK),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Manuscript", text)


def state_look(state: FindingState) -> tuple[str, Role]:
    """The icon of a state, and the role of its colour."""
    return _LOOKS[state]


def state_word(state: FindingState) -> str:
    """What a state is called."""
    words = {
        FindingState.MISSING: _tr("not in the library"),
        FindingState.AMBIGUOUS: _tr("work not certain"),
        FindingState.NOT_FOUND: _tr("not found"),
        FindingState.NO_PAGE: _tr("no such page"),
        FindingState.CLOSE: _tr("differs"),
        FindingState.MOVED: _tr("on another page"),
        FindingState.NO_LOCATOR: _tr("no page given"),
        FindingState.NO_TEXT: _tr("no text"),
        FindingState.NO_FILE: _tr("no file"),
        FindingState.UNCHECKED: _tr("no quotation"),
        FindingState.VERIFIED: _tr("verified"),
    }
    return words[state]


def sentence(finding: Finding) -> str:
    """What was found, and what one can do."""
    there, cited = stands(finding), finding.locator.described
    match finding.state:
        case FindingState.MISSING:
            text = _tr("This work is not in the library. Add it, or correct the citation.")
        case FindingState.AMBIGUOUS:
            text = _tr("It is not certain which work is meant.")
        case FindingState.NOT_FOUND:
            text = _tr("Nothing like the quotation stands in the file.")
        case FindingState.NO_PAGE if there:
            text = _tr("The file has no %2. The quotation stands on %1.")
        case FindingState.NO_PAGE:
            text = _tr("The file has no %2.")
        case FindingState.CLOSE:
            text = _tr("A similar text stands on %1. The words that differ are marked.")
        case FindingState.MOVED:
            text = _tr("The quotation stands on %1, not %2.")
        case FindingState.NO_LOCATOR:
            text = _tr("The quotation stands on %1, but no page is cited.")
        case FindingState.NO_TEXT:
            text = _tr("The file has no text that could be compared. Recognise its text first.")
        case FindingState.NO_FILE:
            text = _tr("The work has no file here, so nothing could be compared. Import one.")
        case FindingState.UNCHECKED:
            text = _tr("Nothing is quoted here that could be compared.")
        case _:
            text = _tr("The quotation stands on %1.") if there else _tr("The quotation is right.")
    return text.replace("%1", there).replace("%2", cited)


def stands(finding: Finding) -> str:
    """Where the quotation, or what is like it, stands: "pp. 23–24"; empty when nowhere."""
    return finding.verdict.stands.described if finding.verdict else ""


def work_name(finding: Finding) -> str:
    """The work as it is called in the library, else in the manuscript."""
    return (finding.item.title or finding.item.key) if finding.item else finding.name


def place_word(place: Place) -> str:
    """Where in the manuscript: "note 5, paragraph 12"."""
    text = _tr("line %1") if place.is_line else _tr("paragraph %1")
    note = _tr("note %1").replace("%1", place.note) if place.note else ""
    parts = (place.file, note, text.replace("%1", str(place.number)))
    return ", ".join(part for part in parts if part)


def spoken(finding: Finding) -> str:
    """A row as one sentence, for screen readers."""
    parts = (
        state_word(finding.state),
        place_word(finding.place),
        work_name(finding),
        finding.locator.described,
        finding.quotation,
    )
    return ", ".join(part for part in parts if part)
