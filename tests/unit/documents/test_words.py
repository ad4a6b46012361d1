from pincite.documents.worker.columns import columns_first, reads_across_columns
from pincite.documents.worker.ligatures import has_font_codes, is_garbled, mend
from pincite.documents.worker.words import RawWord


def line(x: float, y: float, text: str, number: int) -> list[RawWord]:
    return [
        (x + 30 * i, y, x + 30 * i + 28, y + 10, word, 0, number, (), 0)
        for i, word in enumerate(text.split())
    ]


def test_codes_of_tex_fonts_become_letters() -> None:
    assert has_font_codes("di\x1ecult")
    assert "".join(map(mend, "di\x1ecult \x10\x1cne\x11")) == "difficult “fine”"
    assert not has_font_codes("plain text\nwith lines\tand tabs")


def test_a_layer_of_control_codes_is_garbled() -> None:
    assert is_garbled("\x01\x02\x05\x06\x07\x03" * 20 + "abc")
    assert is_garbled("\ufffd" * 100)
    assert not is_garbled("Ordinary words, ﬁne ligatures and “quotes”. " * 5)
    assert not is_garbled("Русский и 日本語 и العربية " * 8)
    assert not is_garbled("\x01\x02")


def test_rows_across_two_columns_are_noticed_and_cut_apart() -> None:
    words: list[RawWord] = []
    for row in range(12):
        words += line(50, 20.0 * row, f"left{row} a b c d", 2 * row)
        words += line(320, 20.0 * row, f"right{row} a b c d", 2 * row + 1)
    assert reads_across_columns(words, 600)
    firsts = [w[4] for w in columns_first(words) if w[4].startswith(("left", "right"))]
    assert firsts == [f"left{n}" for n in range(12)] + [f"right{n}" for n in range(12)]


def test_columns_in_order_are_left_alone() -> None:
    words: list[RawWord] = []
    for side, x in enumerate((50, 320)):
        for row in range(12):
            words += line(x, 20.0 * row, "a b c d e", 12 * side + row)
    assert not reads_across_columns(words, 600)


def test_a_table_with_short_cells_keeps_its_rows() -> None:
    words: list[RawWord] = []
    for row in range(20):
        words += line(50, 20.0 * row, "name", 2 * row)
        words += line(320, 20.0 * row, "12", 2 * row + 1)
    assert not reads_across_columns(words, 600)
