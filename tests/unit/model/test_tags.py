"""Tags as they are typed."""

from pincite.model.tags import typed_tags


def test_tags_in_a_line_are_divided_by_semicolons_each_once() -> None:
    assert typed_tags(" tides; to read, soon ;; tides ") == ("tides", "to read, soon")
    assert typed_tags("") == ()
