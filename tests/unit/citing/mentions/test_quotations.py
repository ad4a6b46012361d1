"""The words that a citation supports."""

import pytest

from pincite.citing.mentions.scanning import scan
from pincite.model.ids import Sha256

_BLOCK = "The decision had costs because it came from the men who owned the scales of the town."


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("She says “a loaf was a public document” (RAND, page 3).", "a loaf was a public document"),
        ('He wrote "prices rose in every port" (Dahl 1991, p. 7).', "prices rose in every port"),
        ("„Die Preise stiegen überall“ (Dahl 1991, S. 7).", "Die Preise stiegen überall"),
        ("« Les prix montaient partout » (Dahl, 1991, p. 7).", "Les prix montaient partout"),
        ("‘It wasn’t the storm, they’re sure’ (Dahl, p. 7).", "It wasn’t the storm, they’re sure"),
        ("“It rose.” Later it fell, he thought (Dahl 1991, p. 7).", ""),
        (
            "“Prices rose in every port”, as is known (Dahl 1991, p. 7).",
            "Prices rose in every port",
        ),
        ("Dahl (1991, p. 7) writes: “Prices rose in every port.”", "Prices rose in every port."),
        ("It fell (Dahl 1991, p. 7).", ""),
        (f"The verdict is hard:\n\n{_BLOCK}\n\n(RAND, pg 23)\n\nAnd so on.", _BLOCK),
        (f"He says:\n\n{_BLOCK} (RAND, pg 23)\n\nAnd so on.", _BLOCK),
    ],
)
def test_quotation(text: str, quotation: str) -> None:
    (mention,) = scan(Sha256("ab"), [(0, text)])
    assert mention.quotation == quotation
