"""Counting page labels on."""

import pytest

from pincite.services.commands.pages import counted_on
from pincite.services.errors import ServiceError


@pytest.mark.parametrize(
    ("label", "steps", "expected"),
    [
        ("1123", 2, "1125"),
        ("iv", 1, "v"),
        ("IX", 2, "XI"),
        ("A-9", 1, "A-10"),
        ("007", 3, "010"),
        ("cover", 0, "cover"),
    ],
)
def test_labels_count_on(label: str, steps: int, expected: str) -> None:
    assert counted_on(label, steps) == expected


def test_a_label_without_a_number_cannot_count() -> None:
    with pytest.raises(ServiceError, match="cover"):
        counted_on("cover", 1)
