import pytest

from pincite.exporting.latex import rich


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("The MEK in Iraq: a policy conundrum", "The {MEK} in {Iraq}: a policy conundrum"),
        ("The Origin of Species by Means of DNA", "The Origin of Species by Means of {DNA}"),
        ("How iPhones changed the McKinsey way", "How {iPhones} changed the {McKinsey} way"),
        (
            "On <i>Homo sapiens</i> & x<sup>2</sup>",
            r"On \emph{Homo sapiens} \& x\textsuperscript{2}",
        ),
        ('<span class="nocase">de Broglie</span> waves', "{de Broglie} waves"),
        ("open <i>mark", r"open $<$i$>$mark"),
        ("closed</i> mark", r"closed$<$/i$>$ mark"),
    ],
)
def test_titles_keep_their_marks_and_their_case(text: str, latex: str) -> None:
    assert rich(text, protect=True) == latex
