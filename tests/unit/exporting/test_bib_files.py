"""BibTeX and BibLaTeX files: what is in them, and that other programs read them."""

import os
import shutil
import subprocess
from pathlib import Path

import bibtexparser
import pytest
from pylatexenc.latex2text import LatexNodes2Text
from tests.unit.exporting.bib_items import ADLER, ODD_ITEMS, work

from pincite.exporting.bib_extras import EntryExtras
from pincite.exporting.bib_file import to_biblatex, to_bibtex
from pincite.model.bib_options import BibOptions
from pincite.model.ids import ItemId

WRITERS = {"bibtex": to_bibtex, "biblatex": to_biblatex}


def entries(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text, parse_stack=[])
    assert not library.failed_blocks
    return {
        entry.key: {f.key: f.value.removeprefix("{").removesuffix("}") for f in entry.fields}
        | {"": entry.entry_type}
        for entry in library.entries
    }


@pytest.mark.parametrize("name", list(WRITERS))
def test_every_item_reads_back_under_its_own_key(name: str) -> None:
    found = entries(WRITERS[name](ODD_ITEMS))
    # The entry's type stands under the empty name.
    assert len(found) == len(ODD_ITEMS) == len({key.casefold() for key in found})
    assert {"articlea", "weirdkeye"} <= {key.casefold() for key in found}


def test_biblatex_keeps_unicode_and_dates() -> None:
    found = entries(to_biblatex(ODD_ITEMS, {ItemId("id-report"): EntryExtras("3, 10–11")}))
    assert found["report"] == {
        "": "report",
        "author": "{RAND Corporation}",
        "title": "The {MEK} in {Iraq}: a policy conundrum",
        "number": "MG-871-OSD",
        "institution": "RAND Corporation",
        "pages": "xii--xv, A-3",
        "date": "2009",
        "pincite": "3, 10--11",
        "type": "Monograph",
    }
    assert found["master"]["author"] == "de la {Cruz y Vega}, Ana"
    assert found["master"]["date"] == "1723~"
    assert found["master"]["title"] == "Étude sur “les” façons d’être"
    assert found["scroll"]["date"] == "-0043"
    assert found["entry"]["date"] == "1990/.."
    assert found["news"]["date"] == "2020-02"
    assert found["speech"]["pubstate"] == "in press"
    assert found["song"]["date"] == "2004"
    assert found["preprint"]["eprint"] == "1234.56789"
    assert (found["film"]["editor"], found["film"]["editortype"]) == (
        "Kubrick, Stanley",
        "director",
    )


def test_bibtex_is_ascii_where_there_is_a_spelling() -> None:
    found = entries(to_bibtex(ODD_ITEMS))
    assert found["book"]["address"] == 'K{\\"o}ln'
    assert found["master"]["title"] == "{\\'E}tude sur ``les'' fa{\\c{c}}ons d'{\\^e}tre"
    assert (found["master"][""], found["master"]["year"]) == ("mastersthesis", "1723")
    assert found["articlea"]["month"] == "may"
    assert found["book"]["year"] == "1988--1992"
    assert found["book"]["author"] == "King, Jr., Martin Luther"
    assert found["book"]["note"] == 'Edited by J{\\"u}rgen M{\\"u}ller'
    assert found["phd"]["author"] == "Beethoven, Ludwig van"


@pytest.mark.parametrize("name", list(WRITERS))
def test_texts_survive_the_way_through_latex(name: str) -> None:
    decode = LatexNodes2Text(math_mode="text").latex_to_text
    title = "R&D: 100% of $5, #1_a {b} ~x^2 \\foo <q> | Ünïcode"
    item = work("k", "article-journal", ADLER, title=title, container_title="J", issued="2000")
    decoded = decode(entries(WRITERS[name]([item]))["k"]["title"])
    # The decoder takes the sign for the accent.
    assert decoded.replace("\u02c6", "^") == title


def test_addresses_are_verbatim() -> None:
    found = entries(to_biblatex(ODD_ITEMS))["articlea"]
    assert found["url"] == "https://a.b/c?d=e&f=%20#x_%7By%7D"
    assert found["doi"] == "10.1000/x_y%23%3Cz%3E"


@pytest.mark.parametrize("name", list(WRITERS))
def test_order_of_items_does_not_matter(name: str) -> None:
    assert WRITERS[name](ODD_ITEMS) == WRITERS[name](ODD_ITEMS[::-1])


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
def test_biber_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text(to_biblatex(ODD_ITEMS), encoding="utf-8")
    run = subprocess.run(
        ["biber", "--tool", "b.bib"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    said = [line for line in run.stdout.splitlines() if not line.startswith("INFO")]
    assert (run.returncode, said) == (0, [])


@pytest.mark.parametrize("style", ["plain", "alpha", "abbrv", "unsrt"])
@pytest.mark.skipif(not shutil.which("bibtex"), reason="bibtex is not installed")
def test_bibtex_has_nothing_to_say(tmp_path: Path, style: str) -> None:
    found = subprocess.run(
        ["kpsewhich", f"{style}.bst"], capture_output=True, text=True, check=False
    )
    if not found.stdout.strip():
        pytest.skip("the styles of BibTeX are not installed")
    (tmp_path / "a.bib").write_text(to_bibtex(ODD_ITEMS), encoding="utf-8")
    (tmp_path / "a.aux").write_text(
        f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{a}}\n"
    )
    run = subprocess.run(
        ["bibtex", "a"],
        cwd=tmp_path,
        env={**os.environ, "BIBINPUTS": ".:", "BSTINPUTS": f"{Path(found.stdout).parent}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert "Warning" not in run.stdout


def test_options_say_how_a_file_is_written() -> None:
    item = work("k", "book", ADLER, title="Étude of RAND ports", publisher="P", issued="2000")
    ascii_ = to_biblatex([item], options=BibOptions(ascii=True, protects_case=False))
    assert "title = {{\\'E}tude of RAND ports}" in ascii_
    assert "title = {Étude of {RAND} ports}" in to_bibtex([item], options=BibOptions(ascii=False))
    extras = {item.id: EntryExtras("3", "“Bread & wine” (p. 3)", ("/a b/c;d.pdf", "x"))}
    everything = BibOptions(annotations=True, files=True, omitted=("publisher",))
    found = entries(to_biblatex([item], extras, everything))["k"]
    assert found["pincite"] == "3"
    assert found["annotation"] == "“Bread \\& wine” (p. 3)"
    assert found["file"] == ":/a b/c\\;d.pdf:PDF;:x:"
    assert "publisher" not in found
    assert not {"pincite", "annotation", "file"} & set(
        entries(to_biblatex([item], extras, BibOptions(pages=False)))["k"]
    )


def test_what_has_no_field_can_be_left_out() -> None:
    item = work("k", "book", ADLER, title="T", medium="CD", issued="2000")
    assert "csl-medium = {CD}" in to_biblatex([item])
    assert "csl-" not in to_biblatex([item], options=BibOptions(remainder=False))
