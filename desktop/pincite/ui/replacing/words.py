"""A review in words and signs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pincite.model.annotations import AnnotationKind
from pincite.model.replacements import Decision, MarkKind, Outcome, ReplacedMark
from pincite.ui.reader.annotations.words import kind_name
from pincite.ui.theme import Role
from pincite.ui.words import counted

KIND_GLYPHS = {
    MarkKind.ANNOTATION: "pencil-line",
    MarkKind.CITATION: "quotes",
    MarkKind.MENTION: "chat-text",
    MarkKind.FINDING: "link-simple",
}
_LOOKS = {
    Outcome.SAME: ("equals", Role.OK),
    Outcome.MOVED: ("arrow-right", Role.ACCENT),
    Outcome.CHANGED: ("pencil-simple", Role.WARN),
    Outcome.LOST: ("x-circle", Role.BAD),
}
_DOUBT = ("eye", Role.WARN)
_DECISIONS = {
    Decision.ACCEPTED: ("check", Role.OK),
    Decision.KEPT: ("push-pin", Role.MUTED),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def outcome_word(outcome: Outcome) -> str:
    """The word of an outcome."""
    words = {
        Outcome.SAME: _tr("same"),
        Outcome.MOVED: _tr("moved"),
        Outcome.CHANGED: _tr("changed"),
        Outcome.LOST: _tr("lost"),
    }
    return words[outcome]


def needs_a_look(mark: ReplacedMark) -> bool:
    """True for what a person should see before it is accepted."""
    return not mark.is_sure or mark.outcome is Outcome.CHANGED


def state_word(mark: ReplacedMark) -> str:
    """What a chip says: the outcome, or that a person should look."""
    if mark.is_sure or mark.outcome is Outcome.LOST:
        return outcome_word(mark.outcome)
    return _tr("not sure")


def state_look(mark: ReplacedMark) -> tuple[str, Role]:
    """The glyph of the state and its colour."""
    return _LOOKS[mark.outcome] if mark.is_sure or mark.outcome is Outcome.LOST else _DOUBT


def decision_look(decision: Decision) -> tuple[str, Role] | None:
    """The glyph of a decision and its colour; None where there is none yet."""
    return _DECISIONS.get(decision)


def decision_word(decision: Decision) -> str:
    """What was decided; empty where nothing is."""
    words = {Decision.ACCEPTED: _tr("accepted"), Decision.KEPT: _tr("kept on the old file")}
    return words.get(decision, "")


def way(mark: ReplacedMark) -> str:
    """From where to where: "p. 23 → p. 31"; one place where they are the same."""
    old, new = mark.old_place.described, mark.new_place.described
    if not old or not new or old == new:
        return new or old
    return f"{old} → {new}"


def kind_word(mark: ReplacedMark, kind: AnnotationKind | None = None) -> str:
    """What it is."""
    if mark.kind is MarkKind.ANNOTATION:
        return _tr("Annotation") if kind is None else kind_name(kind)
    words = {
        MarkKind.CITATION: _tr("Citation"),
        MarkKind.MENTION: _tr("Cited by page"),
        MarkKind.FINDING: _tr("Citation in the text"),
    }
    return words[mark.kind]


def sentence(mark: ReplacedMark) -> str:
    """What became of it, as one sentence."""
    old, new = mark.old_place.described, mark.new_place.described
    match mark.outcome:
        case Outcome.LOST:
            text = _tr("It was not found in the new file, and stays on the old one.")
        case Outcome.CHANGED:
            text = _tr("Other words stand there in the new file.")
        case Outcome.SAME:
            text = _tr("It stands in the same place: %2.") if new else _tr("It stands there.")
        case Outcome.MOVED:
            text = _tr("It moved from %1 to %2.") if old and new else _tr("It moved.")
    if mark.outcome is not Outcome.LOST and not mark.is_sure:
        text = f"{text} {_tr('The place is not certain: compare both.')}"
    return text.replace("%1", old).replace("%2", new)


def summary(marks: Sequence[ReplacedMark]) -> str:
    """How many became what, and how many are decided: "36 same, 2 moved · 12 of 38 decided"."""
    counts = {outcome: sum(m.outcome is outcome for m in marks) for outcome in Outcome}
    parts = [f"{number} {outcome_word(outcome)}" for outcome, number in counts.items() if number]
    decided = sum(m.decision is not Decision.OPEN for m in marks)
    progress = _tr("%1 of %n decided").replace("%1", str(decided))
    return " · ".join((", ".join(parts), counted(len(marks), progress, progress)))
