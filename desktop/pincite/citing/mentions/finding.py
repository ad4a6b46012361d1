"""Finding the citations of a text: each form in turn, the surest first."""

from pincite.citing.mentions.backward import backward
from pincite.citing.mentions.bare import bare
from pincite.citing.mentions.bracketed import bracketed
from pincite.citing.mentions.canonical import classical, scripture
from pincite.citing.mentions.evidence import Evidence
from pincite.citing.mentions.full_references import full_references
from pincite.citing.mentions.grammar import Found, Spans
from pincite.citing.mentions.law import law
from pincite.citing.mentions.running import labelled, named_before, narrative, times

VERSION = 2
"""Raise it when documents should be looked through anew."""


def find(text: str, evidence: Evidence | None = None) -> list[Found]:
    """The citations with a place in a text, in reading order; time is linear in its length.

    Args:
        evidence: what is known of the whole document; gathered from `text` when None.
    """
    known = evidence or Evidence(text)
    spans = Spans()
    for found in (
        *law(text),
        *backward(text),
        *narrative(text),
        *named_before(text, known),
        *scripture(text),
        *bracketed(text, known),
    ):
        spans.add(found)
    for found in full_references(text):
        spans.add(found)
    for found in (*times(text, spans), *labelled(text, spans)):
        spans.add(found)
    for found in (*bare(text, known), *classical(text)):
        spans.add(found)
    return spans.in_order()
