"""What is said of citations: the look of a state, the sentence for what is missing, the acts."""

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from pincite.model.checks import QuotationCheck
from pincite.model.citations import CitationState
from pincite.model.documents import Document
from pincite.services.mention_views import Standing, name_of, standing_of
from pincite.services.mentions import MentionRow
from pincite.ui.theme import Role
from pincite.ui.verdicts.words import chip_word
from pincite.ui.widgets.state_chip import StateLook, state_look


class MentionAct(Enum):
    """What can be done with a citation, or with several."""

    OPEN = auto()
    OPEN_APART = auto()
    OPEN_FOUND = auto()
    ACCEPT = auto()
    ACCEPT_EVERYWHERE = auto()
    CHOOSE = auto()
    ADD = auto()
    ATTACH = auto()
    NUMBER = auto()
    CITE = auto()
    FORGET = auto()
    DISMISS = auto()
    RESTORE = auto()


_LOOKS = {
    Standing.RESOLVED: ("check-circle", Role.OK),
    Standing.SUGGESTED: ("question", Role.WARN),
    Standing.UNKNOWN: ("circle-dashed", Role.MUTED),
    Standing.NO_FILE: ("file-x", Role.BAD),
    Standing.NO_PAGE: ("warning-circle", Role.BAD),
    Standing.DISMISSED: ("prohibit", Role.MUTED),
}
_ACTS = {
    Standing.RESOLVED: (
        MentionAct.OPEN, MentionAct.CITE, MentionAct.CHOOSE, MentionAct.FORGET, MentionAct.DISMISS,
    ),
    Standing.SUGGESTED: (
        MentionAct.ACCEPT, MentionAct.ACCEPT_EVERYWHERE, MentionAct.CHOOSE, MentionAct.ADD,
        MentionAct.OPEN, MentionAct.DISMISS,
    ),
    Standing.UNKNOWN: (MentionAct.CHOOSE, MentionAct.ADD, MentionAct.DISMISS),
    Standing.NO_FILE: (
        MentionAct.ATTACH, MentionAct.CITE, MentionAct.CHOOSE, MentionAct.FORGET,
        MentionAct.DISMISS,
    ),
    Standing.NO_PAGE: (
        MentionAct.OPEN, MentionAct.NUMBER, MentionAct.CITE, MentionAct.CHOOSE, MentionAct.FORGET,
        MentionAct.DISMISS,
    ),
    Standing.DISMISSED: (MentionAct.RESTORE,),
}  # fmt: skip
_ON_CARD = {
    Standing.RESOLVED: (MentionAct.OPEN, MentionAct.CITE, MentionAct.DISMISS),
    Standing.SUGGESTED: (MentionAct.ACCEPT, MentionAct.CHOOSE, MentionAct.DISMISS),
    Standing.UNKNOWN: (MentionAct.CHOOSE, MentionAct.ADD, MentionAct.DISMISS),
    Standing.NO_FILE: (MentionAct.ATTACH, MentionAct.CITE, MentionAct.DISMISS),
    Standing.NO_PAGE: (
        MentionAct.NUMBER,
        MentionAct.OPEN,
        MentionAct.CHOOSE,
        MentionAct.DISMISS,
    ),
    Standing.DISMISSED: (MentionAct.RESTORE,),
}


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Mentions", text)


def standing_word(standing: Standing) -> str:
    """The word of a chip or a filter."""
    return {
        Standing.RESOLVED: tr("resolved"),
        Standing.SUGGESTED: tr("suggestion"),
        Standing.UNKNOWN: tr("not known"),
        Standing.NO_FILE: tr("no file"),
        Standing.NO_PAGE: tr("no such page"),
        Standing.DISMISSED: tr("dismissed"),
    }[standing]


def standing_look(standing: Standing) -> StateLook:
    """Icon, colour and word of a state."""
    return StateLook(*_LOOKS[standing], standing_word(standing))


def look_of(standing: Standing, check: QuotationCheck | None) -> StateLook:
    """The look of a citation: what the check of its quotation found, once nothing is missing."""
    if standing is not Standing.RESOLVED or check is None:
        return standing_look(standing)
    verdict = check.verdict
    if verdict.state in (CitationState.UNCHECKED, CitationState.NO_FILE):
        return standing_look(standing)
    return StateLook(*state_look(verdict.state), chip_word(verdict.state, verdict.labels))


def acts_of(row: MentionRow) -> tuple[MentionAct, ...]:
    """All acts on a citation, for a menu; the first is the one that leads on."""
    return _possible(_ACTS, row)


def card_acts_of(row: MentionRow, check: QuotationCheck | None) -> tuple[MentionAct, ...]:
    """The acts on the card; the first is the one that leads on."""
    acts = _possible(_ON_CARD, row)
    if acts[0] is MentionAct.OPEN and has_moved(check):
        return (MentionAct.OPEN_FOUND, *acts)
    return acts


def has_moved(check: QuotationCheck | None) -> bool:
    """True when the words stand on another page than the one that is cited."""
    return (
        check is not None
        and check.verdict.state is CitationState.MOVED
        and check.verdict.page_index is not None
    )


def _possible(
    acts: Mapping[Standing, tuple[MentionAct, ...]], row: MentionRow
) -> tuple[MentionAct, ...]:
    """An article has no page numbers that could be corrected."""
    found = acts[standing_of(row.mention, row.target)]
    is_article = row.target.document is not None and row.target.document.is_article
    return tuple(act for act in found if not (is_article and act is MentionAct.NUMBER))


def act_word(
    act: MentionAct, row: MentionRow | None = None, check: QuotationCheck | None = None
) -> str:
    """What a button or a line of a menu says, of one citation or of several."""
    label = row.target.page_label if row is not None else ""
    if act is MentionAct.OPEN_FOUND and check is not None:
        label = check.verdict.labels[0] if check.verdict.labels else ""
    if act in (MentionAct.OPEN, MentionAct.OPEN_FOUND) and label:
        place = label if label.startswith("¶") else f"p. {label}"
        return tr("Open %1").replace("%1", place)
    return {
        MentionAct.OPEN: tr("Open the work"),
        MentionAct.OPEN_APART: tr("Open in its own tab"),
        MentionAct.OPEN_FOUND: tr("Open where it stands"),
        MentionAct.ACCEPT: tr("It is this work"),
        MentionAct.ACCEPT_EVERYWHERE: tr("It is this work, in all documents"),
        MentionAct.CHOOSE: tr("Choose the work…"),
        MentionAct.ADD: tr("Add the work"),
        MentionAct.ATTACH: tr("Attach its file…"),
        MentionAct.NUMBER: tr("Correct page numbers…"),
        MentionAct.CITE: tr("Cite"),
        MentionAct.FORGET: tr("Forget the work"),
        MentionAct.DISMISS: tr("Not a citation"),
        MentionAct.RESTORE: tr("It is a citation"),
    }[act]


ACT_GLYPHS = {
    MentionAct.OPEN: "book-open",
    MentionAct.OPEN_APART: "arrow-square-out",
    MentionAct.ACCEPT: "check",
    MentionAct.CHOOSE: "magnifying-glass",
    MentionAct.ADD: "plus",
    MentionAct.ATTACH: "paperclip",
    MentionAct.NUMBER: "hash",
    MentionAct.CITE: "quotes",
    MentionAct.DISMISS: "prohibit",
    MentionAct.RESTORE: "arrow-counter-clockwise",
}


def missing_sentence(row: MentionRow) -> str:
    """What stands in the way of opening it, and what one can do; empty when nothing does."""
    item, place = row.target.item, row.mention.place.described
    title = item.title or item.key if item is not None else ""
    match standing_of(row.mention, row.target):
        case Standing.UNKNOWN if not row.mention.work:
            return tr("This citation does not name its work. Choose it, or add it.")
        case Standing.UNKNOWN:
            text = tr("No work of your library is known as “%1”. Choose it, or add it.")
            return text.replace("%1", name_of(row))
        case Standing.SUGGESTED:
            text = tr("“%1” may be “%2”. Say whether it is.")
            return text.replace("%1", name_of(row)).replace("%2", title)
        case Standing.NO_FILE:
            return tr("“%1” has no file to open. Attach it to the work.").replace("%1", title)
        case Standing.NO_PAGE if row.target.document and row.target.document.is_article:
            text = tr("“%1” has no %2: it is an article, which is cited by paragraph.")
            return text.replace("%1", title).replace("%2", place)
        case Standing.NO_PAGE:
            text = tr("“%1” has no %2. Its page numbers may have to be corrected.")
            return text.replace("%1", title).replace("%2", place)
        case Standing.DISMISSED:
            return tr("You said that this is no citation.")
    return ""


def file_place(row: MentionRow) -> str:
    """Where the cited page stands in its file: "35 of 160"; empty for articles and no page."""
    document: Document | None = row.target.document
    if document is None or row.target.page_index is None or document.is_article:
        return ""
    text = tr("%1 of %2").replace("%1", str(row.target.page_index + 1))
    return text.replace("%2", str(document.pages))
