"""How a citation is named in words: who and when, where, in which state."""

from PySide6.QtCore import QCoreApplication

from pincite.citing.ledger import LedgerWork
from pincite.model.citations import CitationState
from pincite.model.items import Item
from pincite.model.rich_text import plain_text
from pincite.services.cited_rows import CitedRow
from pincite.ui.bibliography.contents import HeadingRow
from pincite.ui.bibliography.standing_words import chip_text
from pincite.ui.verdicts.words import state_word
from pincite.ui.words import counted

_WORST_FIRST = (
    CitationState.NOT_FOUND,
    CitationState.NO_FILE,
    CitationState.MOVED,
    CitationState.CLOSE,
    CitationState.NO_TEXT,
    CitationState.UNCHECKED,
    CitationState.VERIFIED,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CitationWords", text)


def author_year(item: Item) -> str:
    """The work as a reader calls it: "Adler and Okafor 2014"; its title where nobody is named."""
    names = [c.short for c in item.creators if c.role == "author"]
    names = names or [c.short for c in item.creators]
    return " ".join(part for part in (_joined(names) or item.title, item.year) if part)


def _joined(names: list[str]) -> str:
    if len(names) > 2:
        return _tr("%1 et al.").replace("%1", names[0])
    if len(names) == 2:
        return _tr("%1 and %2").replace("%1", names[0]).replace("%2", names[1])
    return "".join(names)


def place(row: CitedRow) -> str:
    """Where in the work: "p. 23"; empty for the work as a whole."""
    return row.locator.described


def second_line(row: CitedRow) -> str:
    """The words quoted, in quotation marks; the title of the work where nothing is quoted."""
    quotation = " ".join(row.quotation.split())
    return _tr("“%1”").replace("%1", quotation) if quotation else row.item.title


def note_line(row: CitedRow) -> str:
    """What was noted at the passage, in one line; empty when nothing was."""
    return " ".join(row.note.split())


def named(row: CitedRow) -> str:
    """The work and the place: "Adler 2014, p. 23"."""
    return ", ".join(part for part in (author_year(row.item), place(row)) if part)


def spoken(row: CitedRow) -> str:
    """The whole card as one sentence, for screen readers."""
    citation = row.citation
    around = (plain_text(citation.prefix), named(row), plain_text(citation.suffix))
    parts = (*around, second_line(row), row.note, chip_text(row))
    return ", ".join(" ".join(part.split()) for part in parts if part)


def heading_spoken(row: HeadingRow) -> str:
    """A heading as one sentence, for screen readers."""
    state = _tr("Heading “%1”, %2") if row.is_open else _tr("Heading “%1”, %2, folded")
    count = counted(row.count, _tr("%n citation"), _tr("%n citations"))
    return state.replace("%1", row.heading.title).replace("%2", count)


def worst_state(work: LedgerWork) -> CitationState:
    """The state of a work's citations that most needs a look."""
    return next((s for s in _WORST_FIRST if work.states.get(s.value)), CitationState.UNCHECKED)


def work_state(work: LedgerWork) -> str:
    """The worst state in words: "1 moved", or only "verified" when it is that of all."""
    worst = worst_state(work)
    word = state_word(worst)
    count = work.states.get(worst.value, 0)
    if count == sum(work.states.values()) and worst in (
        CitationState.VERIFIED,
        CitationState.UNCHECKED,
    ):
        return word
    return _tr("%1 %2").replace("%1", str(count)).replace("%2", word)
