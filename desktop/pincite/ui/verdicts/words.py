"""A verdict in words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from pincite.model.checks import QuotationCheck, Remark
from pincite.model.citations import CitationState
from pincite.ui.words import counted

_NEEDS_A_LOOK = (
    CitationState.MOVED,
    CitationState.CLOSE,
    CitationState.NOT_FOUND,
    CitationState.NO_TEXT,
    CitationState.NO_FILE,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verdict", text)


def state_word(state: CitationState) -> str:
    """The word of a state."""
    words = {
        CitationState.VERIFIED: _tr("verified"),
        CitationState.MOVED: _tr("moved"),
        CitationState.CLOSE: _tr("close"),
        CitationState.NOT_FOUND: _tr("not found"),
        CitationState.UNCHECKED: _tr("unchecked"),
        CitationState.NO_TEXT: _tr("no text"),
        CitationState.NO_FILE: _tr("no file"),
    }
    return words[state]


def chip_word(state: CitationState, stands_on: tuple[str, ...] = ()) -> str:
    """What a chip says: the state, and for words that have moved where they stand."""
    if state is not CitationState.MOVED or not stands_on:
        return state_word(state)
    if stands_on[0].startswith("¶"):
        return _tr("moved to %1").replace("%1", stands_on[0])
    if len(stands_on) > 1:
        pages = f"{stands_on[0]}–{stands_on[-1]}"
        return _tr("moved to pp. %1").replace("%1", pages)
    return _tr("moved to p. %1").replace("%1", stands_on[0])


def verdict_sentence(check: QuotationCheck) -> str:
    """What the check found, as one sentence."""
    verdict = check.verdict
    stands, cited = verdict.stands.described, check.locator.described
    match verdict.state:
        case CitationState.VERIFIED if Remark.RUNS_ON in verdict.remarks:
            text = _tr("The quotation stands on %1, and only %2 is cited.")
        case CitationState.VERIFIED:
            text = (
                _tr("The quotation stands on %1.") if stands else _tr("The quotation stands there.")
            )
        case CitationState.MOVED if stands and cited:
            text = _tr("The quotation stands on %1, not %2.")
        case CitationState.MOVED:
            text = _tr("The quotation stands in another place.")
        case CitationState.CLOSE:
            text = _tr("A similar text stands on %1. The words that differ are marked.")
        case CitationState.NOT_FOUND:
            text = _tr("Nothing like the quotation stands in the file.")
        case CitationState.NO_TEXT:
            text = _tr("The cited page has no text that could be compared: it is a picture.")
        case CitationState.NO_FILE:
            text = _tr("The cited work has no file here, so nothing could be compared.")
        case _:
            text = _tr("There is no quotation to check.")
    return text.replace("%1", stands).replace("%2", cited)


def remark_sentences(check: QuotationCheck) -> list[str]:
    """What else is to be said, most telling first."""
    words = {
        Remark.INSERTION: _tr("The words in brackets are not in the source."),
        Remark.PLACE_UNKNOWN: _tr("Only the words were compared: “%1” is not a page.").replace(
            "%1", check.locator.described
        ),
        Remark.PUNCTUATION: _tr("Punctuation differs."),
        Remark.CAPITALS: _tr("Capitals differ."),
        Remark.SPACES: _tr("Spaces differ."),
        Remark.ACCENTS: _tr("Accents differ."),
    }
    return [words[remark] for remark in words if remark in check.verdict.remarks]


def checked_when(check: QuotationCheck, file_name: str) -> str:
    """When it was checked, and against which file."""
    time = QDateTime.fromString(check.at, Qt.DateFormat.ISODateWithMs).toLocalTime()
    shown = QLocale().toString(time, QLocale.FormatType.ShortFormat)
    if not file_name:
        return _tr("Checked %1").replace("%1", shown)
    return _tr("Checked %1 against %2").replace("%1", shown).replace("%2", file_name)


def summary(counts: Mapping[CitationState, int]) -> tuple[str, str]:
    """The kind of banner and the sentence for the end of a run."""
    total = sum(counts.values())
    if not total:
        return "info", _tr("There are no quotations to check here.")
    quotations = counted(total, _tr("%n quotation checked"), _tr("%n quotations checked"))
    if counts.get(CitationState.VERIFIED) == total:
        return "ok", _tr("%1: all stand where they are cited.").replace("%1", quotations)
    states = [f"{count} {state_word(state)}" for state, count in counts.items()]
    sentence = _tr("%1: %2.").replace("%1", quotations).replace("%2", ", ".join(states))
    needs_a_look = any(counts.get(state) for state in _NEEDS_A_LOOK)
    return ("warn" if needs_a_look else "ok"), sentence
