from collections.abc import Callable

import pytest

from pincite.exporting.commands import COMMANDS, KeyCite, locator_words
from pincite.exporting.commands.pandoc import pandoc_command
from pincite.exporting.commands.tex import biblatex_command, natbib_command
from pincite.exporting.commands.typst import typst_command
from pincite.importing.manuscripts.asciidoc import read_asciidoc
from pincite.importing.manuscripts.flow import Flow
from pincite.importing.manuscripts.org import read_org
from pincite.model.locators import Locator, LocatorRange, parse_locator


def cite(place: str, prefix: str = "", suffix: str = "") -> KeyCite:
    return KeyCite("key", parse_locator(place), prefix, suffix)


A3 = KeyCite("key", Locator("page", (LocatorRange("A-3"),)))
WITHOUT = KeyCite("key", parse_locator("10-11"), suppress_author=True)
SEEN = cite("23-24", prefix="see 50%", suffix="for x")


@pytest.mark.parametrize(
    ("cites", "latex", "natbib", "pandoc", "typst"),
    [
        (
            [cite("23")],
            r"\autocite[23]{key}",
            r"\citep[p.~23]{key}",
            "[@key, p. 23]",
            "@key[p. 23]",
        ),
        ([KeyCite("key")], r"\autocite{key}", r"\citep{key}", "[@key]", "@key"),
        (
            [SEEN],
            r"\autocite[see 50\%][23--24, for x]{key}",
            r"\citep[see 50\%][pp.~23--24, for x]{key}",
            "[see 50% @key, pp. 23-24, for x]",
            "see 50% @key[pp. 23–24, for x]",
        ),
        (
            [WITHOUT],
            r"\autocite*[10--11]{key}",
            r"\citeyearpar[pp.~10--11]{key}",
            "[-@key, pp. 10-11]",
            '#cite(<key>, supplement: [pp. 10–11], form: "year")',
        ),
        (
            [cite("ch. 4"), KeyCite("b", parse_locator("¶ 4"))],
            r"\autocites[chap.~4]{key}[\P~4]{b}",
            r"\citetext{\citealp[chap.~4]{key}; \citealp[\P~4]{b}}",
            "[@key, chap. 4; @b, para. 4]",
            "@key[chap. 4] @b[¶ 4]",
        ),
        (
            [cite("0:03-0:23")],
            r"\autocite[0:03--0:23]{key}",
            r"\citep[0:03--0:23]{key}",
            "[@key, {0:03-0:23}]",
            "@key[0:03–0:23]",
        ),
        (
            [A3],
            r"\autocite[\pno~A-3]{key}",
            r"\citep[p.~A-3]{key}",
            "[@key, {p. A-3}]",
            "@key[p. A-3]",
        ),
    ],
)
def test_page_citations_in_the_form_of_each_tool(
    cites: list[KeyCite], latex: str, natbib: str, pandoc: str, typst: str
) -> None:
    assert biblatex_command(cites) == latex
    assert natbib_command(cites) == natbib
    assert pandoc_command(cites) == pandoc
    assert typst_command(cites) == typst


def test_brackets_do_not_end_an_argument() -> None:
    assert biblatex_command([cite("[4]")]) == r"\autocite[{\pno~[4]}]{key}"
    assert pandoc_command([cite("3", prefix="[a]")]) == r"[\[a\] @key, p. 3]"


@pytest.mark.parametrize(
    ("place", "words"), [("3, 10-11", "pp. 3, 10–11"), ("§ 7", "§ 7"), ("8:33", "8:33"), ("", "")]
)
def test_locators_are_written_out(place: str, words: str) -> None:
    assert locator_words(parse_locator(place)) == words


@pytest.mark.parametrize(
    ("cites", "org", "asciidoc", "rst"),
    [
        ([cite("23")], "[cite:@key p. 23]", "cite:[key(23)]", ":cite:p:`key{p. 23}`"),
        (
            [SEEN, KeyCite("b", parse_locator("ch. 4"))],
            "[cite:see 50% @key pp. 23-24, for x; @b chap. 4]",
            "see 50% cite:[key(23–24, for x), b(chap. 4)]",
            ":cite:p:`{see 50%}key{pp. 23–24, for x},b{chap. 4}`",
        ),
        (
            [KeyCite("b"), WITHOUT],
            "[cite:@b][cite/na:@key pp. 10-11]",
            "cite:[b, key(10–11)]",
            ":cite:p:`b,key{pp. 10–11}`",
        ),
        (
            [cite("", prefix="a; [b]", suffix="c`{d}")],
            "[cite:a, (b) @key c`{d}]",
            "a; [b] cite:[key(c`{d})]",
            ":cite:p:`{a; [b]}key{c'(d)}`",
        ),
    ],
)
def test_page_citations_of_org_asciidoc_and_sphinx(
    cites: list[KeyCite], org: str, asciidoc: str, rst: str
) -> None:
    assert COMMANDS["org"](cites) == org
    assert COMMANDS["asciidoc"](cites) == asciidoc
    assert COMMANDS["rst"](cites) == rst
    assert COMMANDS["jupyter"](cites) == "{cite:p}" + rst.removeprefix(":cite:p:")


def test_a_work_named_already_leaves_its_year_only() -> None:
    assert COMMANDS["jupyter"]([WITHOUT]) == "{cite:yearpar}`key{pp. 10–11}`"


@pytest.mark.parametrize(("tool", "read"), [("org", read_org), ("asciidoc", read_asciidoc)])
@pytest.mark.parametrize("place", ["23", "10-11", "ch. 4", "xii, 3"])
def test_what_is_written_is_read_back_by_the_check_of_manuscripts(
    tool: str, read: Callable[[str], Flow], place: str
) -> None:
    flow = read(f"He says so {COMMANDS[tool]([cite(place)])}.")
    (found,) = flow.blocks[0].groups[0].cites
    assert (found.key, found.locator) == ("key", parse_locator(place))
