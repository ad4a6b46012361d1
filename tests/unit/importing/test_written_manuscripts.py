from collections.abc import Callable
from pathlib import Path

import pytest

from pincite.importing.errors import ImportingError
from pincite.importing.manuscripts.manuscript import Manuscript
from pincite.importing.manuscripts.reading import read_manuscript

Save = Callable[[str, str], Manuscript]
Row = tuple[str, list[tuple[str, str]], tuple[str, ...]]

QUOTE = "the rule of the nearest granary"


@pytest.fixture
def read(tmp_path: Path) -> Save:
    def save(name: str, text: str) -> Manuscript:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_manuscript(tmp_path / name)

    return save


def rows(manuscript: Manuscript) -> list[Row]:
    return [
        (c.place.described, [(e.key, e.locator.described) for e in c.cites], c.quotations)
        for c in manuscript.citations
    ]


MARKDOWN = [
    (f"It was “{QUOTE}” [@adler, p. 23].", [("adler", "p. 23")], (QUOTE,)),
    (f'It was "{QUOTE}" [see @adler, pp. 3-5; -@bell, ch. 2].',
     [("adler", "pp. 3–5"), ("bell", "chapter 2")], (QUOTE,)),
    (f"As @adler [p. 23] has it, “{QUOTE}” ruled.", [("adler", "p. 23")], (QUOTE,)),
    (f"@adler says it was “{QUOTE}” (p. 23).", [("adler", "p. 23")], (QUOTE,)),
    ("[@{https://x.org/a?b}, xii]", [("https://x.org/a?b", "p. xii")], ()),
    ("[@adler, pp. 33-35, 38-39 and passim]", [("adler", "pp. 33–35, 38–39")], ()),
    ("[@adler, 8:33-9:09]", [("adler", "8:33–9:09")], ()),
    ("[@adler{, p. 4}]", [("adler", "p. 4")], ()),
    (f"> {QUOTE}\n> and on.\n\n[@adler, p. 2]", [("adler", "p. 2")], (f"{QUOTE} and on.",)),
    (f"@adler [p. 2] writes:\n\n> {QUOTE}", [("adler", "p. 2")], (QUOTE,)),
    (f"It was “{QUOTE}.”[^1]\n\n[^1]: @adler, p. 9.", [("adler", "p. 9")], (f"{QUOTE}.",)),
    (f"It was “{QUOTE}.”^[See @adler, p. 9.]", [("adler", "p. 9")], (f"{QUOTE}.",)),
    (f"“{QUOTE},” he wrote. [@adler, p. 9]", [("adler", "p. 9")], (f"{QUOTE},",)),
    (f"“{QUOTE}.” [@adler, p. 9]", [("adler", "p. 9")], (f"{QUOTE}.",)),
    (f"It was “{QUOTE}” once. @adler [p. 9] denies it.", [("adler", "p. 9")], ()),
    (f"It was “{QUOTE}” [cf. @adler, p. 9].", [("adler", "p. 9")], ()),
    ("So-called “cheap” grain was dear [@adler, p. 2].", [("adler", "p. 2")], ()),
    (f"“{QUOTE} was the law of the *north*,” he wrote of it [@adler, p. 2].", [("adler", "p. 2")],
     (f"{QUOTE} was the law of the north,",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cites", "quotations"), MARKDOWN)
def test_markdown(
    read: Save, text: str, cites: list[tuple[str, str]], quotations: tuple[str, ...]
) -> None:
    [(_, found, words)] = rows(read("a.md", text))
    assert (found, words) == (cites, quotations)


@pytest.mark.parametrize(
    "text",
    [
        "mail me@adler.org",
        "`[@adler]`",
        "```\n[@adler, p. 3]\n```",
        "---\nauthor: '@adler'\n---\n",
        "<!-- [@adler, p. 3] -->",
        "See @fig-one and [@tbl-two].",
        r"\@adler",
    ],
)
def test_markdown_that_cites_nothing(read: Save, text: str) -> None:
    assert read("a.qmd", text).citations == ()


def test_lines_of_markdown_are_counted_past_its_metadata(read: Save) -> None:
    text = "---\ntitle: x\n---\n\nOne\ntwo [@a, 3].\n\n```r\n1\n```\n\n- item [@b, 4]\n"
    assert [row[0] for row in rows(read("a.Rmd", text))] == ["line 6", "line 12"]


def test_words_of_another_citation_are_not_taken(read: Save) -> None:
    text = f"He calls it “{QUOTE}” [@adler, p. 23], as others have noted too [@bell, p. 9]."
    first, second = rows(read("a.md", text))
    assert (first[2], second[2]) == ((QUOTE,), ())


def test_citations_one_after_the_other_share_their_words(read: Save) -> None:
    first, second = read("a.md", f"It was “{QUOTE}” [@adler, p. 23] [@bell, p. 9].").citations
    assert first.quotations == second.quotations == (QUOTE,)
    assert first.bundle == second.bundle


def test_two_quotations_of_one_sentence_are_both_taken(read: Save) -> None:
    text = f"Both “{QUOTE}” and “ships that came late in the year” were true [@adler, p. 23]."
    assert rows(read("a.md", text))[0][2] == (QUOTE, "ships that came late in the year")


ACCENTS = r"""``na\"{\i}ve caf\'e of M\"uller, \ss{} \& \textit{\c{c}a}'' \cite[\ppno~2--3]{a}"""
LATEX = [
    (rf"\enquote{{{QUOTE}}} \autocite[see][23]{{adler}}", [("adler", "p. 23")], (QUOTE,)),
    (rf"``{QUOTE}''\footcite[p.~24--25]{{adler}}", [("adler", "pp. 24–25")], (QUOTE,)),
    (rf"\Textcite[12]{{adler}} argues that ``{QUOTE}'' ruled.", [("adler", "p. 12")], (QUOTE,)),
    (r"\citep[see][p.~23]{a, b}", [("a", ""), ("b", "p. 23")], ()),
    (r"\citep*[23]{a}", [("a", "p. 23")], ()),
    (r"\autocites(see)()[3]{a}[cf.][10--11]{b}", [("a", "p. 3"), ("b", "pp. 10–11")], ()),
    (r"\parencite[see][]{a}", [("a", "")], ()),
    (r"\volcite{2}[23]{a}", [("a", "p. 23")], ()),
    (rf"\textcquote[23]{{a}}{{{QUOTE}}}", [("a", "p. 23")], (QUOTE,)),
    (rf"\blockquote[{{\cite[23]{{a}}}}]{{{QUOTE}}}", [("a", "p. 23")], (QUOTE,)),
    (rf"\foreigntextcquote{{german}}[23]{{a}}{{{QUOTE}}}", [("a", "p. 23")], (QUOTE,)),
    (rf"\begin{{quote}}{QUOTE}\end{{quote}} \cite[2]{{a}}", [("a", "p. 2")], (QUOTE,)),
    (rf"\begin{{displaycquote}}[55]{{a}}{QUOTE}\end{{displaycquote}}", [("a", "p. 55")], (QUOTE,)),
    (rf"``{QUOTE}.''\footnote{{\cite[99]{{a}}.}}", [("a", "p. 99")], (f"{QUOTE}.",)),
    (ACCENTS, [("a", "pp. 2–3")], ("naïve café of Müller, ß & ça",)),
    ("\\cite[23% comment]{no}\n]{adler}", [("adler", "p. 23")], ()),
    (r"\enquote{outer \enquote{inner words} of it} \cite[3]{a}", [("a", "p. 3")],
     ("outer ‘inner words’ of it",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cites", "quotations"), LATEX)
def test_latex(
    read: Save, text: str, cites: list[tuple[str, str]], quotations: tuple[str, ...]
) -> None:
    [(_, found, words)] = rows(read("a.tex", text))
    assert (found, words) == (cites, quotations)


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{a}",
        r"\verb|\cite{a}|",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        r"\nocite{*}",
        r"\newcommand{\x}{\cite{a}}\begin{document}\end{document}\cite{b}",
        r"\iffalse \cite{a} \fi",
    ],
)
def test_latex_that_cites_nothing(read: Save, text: str) -> None:
    assert read("a.tex", text).citations == ()


def test_parts_of_a_latex_document_are_read_inside_its_folder_only(
    read: Save, tmp_path: Path
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("Text.\n\\cite[7]{a}\n\\input{parts/one}")
    (tmp_path.parent / "outside.tex").write_text(r"\cite{b}")
    found = read("a.tex", r"\include{parts/one} \input{../outside} \cite[8]{c}")
    assert [row[0] for row in rows(found)][:1] == ["parts/one.tex, line 2"]
    assert {cite.key for c in found.citations for cite in c.cites} == {"a", "c"}
    assert any("../outside" in remark for remark in found.remarks)


TYPST = [
    (f'"{QUOTE}" @adler[p. 23].', [("adler", "p. 23")], (QUOTE,)),
    (f"#quote[{QUOTE}] #cite(<adler>, supplement: [pp. 3-4])", [("adler", "pp. 3–4")], (QUOTE,)),
    (f"#quote(block: true, attribution: [@adler[p. 24]])[{QUOTE}]", [("adler", "p. 24")], (QUOTE,)),
    (f"#quote(block: true)[\n  {QUOTE}\n]\n@adler[p. 5]", [("adler", "p. 5")], (QUOTE,)),
    (f'"{QUOTE}."#footnote[See @adler[p. 9].]', [("adler", "p. 9")], (f"{QUOTE}.",)),
    (f"@adler[p. 2] says: _“{QUOTE}”_", [("adler", "p. 2")], (QUOTE,)),
]


@pytest.mark.parametrize(("text", "cites", "quotations"), TYPST)
def test_typst(
    read: Save, text: str, cites: list[tuple[str, str]], quotations: tuple[str, ...]
) -> None:
    [(_, found, words)] = rows(read("a.typ", text))
    assert (found, words) == (cites, quotations)


@pytest.mark.parametrize(
    "text", ["// @a", "`@a`", "mail x@a.org", "#let x = @a", "/* @a\n@b */", r"\@a"]
)
def test_typst_that_cites_nothing(read: Save, text: str) -> None:
    assert read("a.typ", text).citations == ()


def test_org_and_asciidoc(read: Save) -> None:
    org = f"“{QUOTE}” [cite:see @adler p. 23;@bell p. 4]"
    assert rows(read("a.org", org))[0][1:] == (
        [("adler", "p. 23"), ("bell", "p. 4")],
        (QUOTE,),
    )
    adoc = f"____\n{QUOTE}\n____\ncite:[adler(9)]"
    assert rows(read("a.adoc", adoc))[0][1:] == ([("adler", "p. 9")], (QUOTE,))


def test_plain_text_is_read_by_names(read: Save) -> None:
    text = (
        f"He wrote of “{QUOTE} in the north” (Adler 2014, p. 23).\n\nAdler (2014) saw “the ships "
        "come\nlate that year” (p. 24).\n\n    Words that are set off and\n    go on.\n\n"
        "(Adler 2014, p. 30)\n"
    )
    found = rows(read("a.txt", text))
    assert [row[0] for row in found] == ["line 1", "line 3", "line 9"]
    assert [row[1][0][1] for row in found] == ["p. 23", "p. 24", "p. 30"]
    assert [row[2] for row in found] == [
        (f"{QUOTE} in the north",),
        ("the ships come late that year",),
        ("Words that are set off and go on.",),
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.rtf", "a"])
def test_an_unknown_format_gives_one_sentence(read: Save, name: str) -> None:
    with pytest.raises(ImportingError, match="format is not known"):
        read(name, "x")


@pytest.mark.parametrize("name", ["a.md", "a.tex", "a.typ", "a.org", "a.adoc", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        "", "\x00\x01", "[" * 3000, "{" * 3000, "\\begin{quote}" * 300, "#quote[" * 300, "@", "\\",
        "\\cite", "\\cite[", "“" * 500, "[@", "$" * 501, "`" * 501, "\\enquote{" * 300, "\\'", "#",
        "\\end{displayquote}\\end{quote}", "^[" * 500, "[^1]: [^1]\n\n[^1]", "\\input{a}",
    ],
)  # fmt: skip
def test_broken_text_is_read_as_far_as_it_goes(read: Save, name: str, text: str) -> None:
    read(name, text)
