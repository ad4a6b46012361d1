"""The main job on the command line: import, search, highlight, cite, export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Pincite = Callable[..., Any]

REPORT_QUOTE = "The council's decision had long-term costs that no one at the table had counted"


def test_samples_come_in_once(pincite: Pincite, samples: Path) -> None:
    first = pincite("import", samples / "harbour-towns.pdf", "--json").json["imported"][0]
    again = pincite("import", samples / "harbour-towns.pdf", "--json").json["imported"][0]
    assert (first["status"], again["status"]) == ("new", "known")
    assert first["id"] == again["id"]
    assert first["pages"] >= 40


def test_a_broken_file_is_one_line_and_the_rest_goes_in(
    pincite: Pincite, samples: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"this is no PDF")
    done = pincite("import", broken, samples / "storm-tides.pdf", "--json")
    assert done.status == 1
    assert [e["status"] for e in done.json["imported"]] == ["failed", "new"]
    assert len(done.json["errors"]) == 1
    assert "Traceback" not in done.err


def test_a_page_is_named_as_it_is_printed(pincite: Pincite, imported: dict[str, str]) -> None:
    report = imported["harbour-towns.pdf"]
    page = pincite("text", report, "--page", "23", "--json").json["pages"][0]
    assert page["label"] == "23"
    assert page["index"] != 22
    assert "weight itself was for sale" in " ".join(page["text"].split())
    labels = pincite("pages", imported["storm-tides.pdf"], "--json").json["pages"]
    assert (labels[0]["label"], labels[0]["source"]) == ("1123", "catalogue")


def test_search_gives_the_printed_page(pincite: Pincite, imported: dict[str, str]) -> None:
    hits = pincite("search", '"weight itself was for sale"', "--in", "text", "--json").json["hits"]
    pages = {(hit["item"], hit["page_label"]) for hit in hits}
    assert (imported["harbour-towns.pdf"], "23") in pages


def test_a_highlight_is_cited_by_its_page_and_follows_a_correction(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    report = imported["harbour-towns.pdf"]
    mark = pincite("highlight", report, REPORT_QUOTE, "--page", "23", "--json").json
    assert (mark["page_label"], mark["colour"]) == ("23", "yellow")
    pincite("bib", "new", "thesis", "--style", "chicago-notes-bibliography")
    pincite("bib", "add", "thesis", report, "--annotation", mark["id"])
    pincite("bib", "add", "thesis", report, "--page", "10-11")
    shown = pincite("bib", "show", "thesis", "--json").json
    assert [c["locator"] for c in shown["citations"]] == ["p. 23", "pp. 10–11"]
    works = pincite("ledger", "thesis", "--json").json["works"]
    assert works[0]["pages"] == ["10–11", "23"]
    pincite("pages", report, "--set", f"{mark['page_index']}=23a")
    again = pincite("bib", "show", "thesis", "--json").json
    assert again["citations"][0]["locator"] == "p. 23a"


def test_annotations_are_chosen_deleted_and_restored(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    report = imported["harbour-towns.pdf"]
    first = pincite("highlight", report, REPORT_QUOTE, "--tag", "costs", "--json").json["id"]
    quote = "weight itself was for sale"
    other = pincite("highlight", report, quote, "--as", "underline", "--color", "red", "--json")
    second = other.json["id"]

    def listed(*options: str) -> list[str]:
        shapes = pincite("annotations", report, *options, "--json").json["annotations"]
        return [shape["id"] for shape in shapes]

    assert listed("--kind", "underline") == [second]
    assert listed("--color", "red", "--color", "yellow", "--sort", "color") == [first, second]
    assert listed("--tag", "costs", "--match", "council") == [first]
    assert listed("--trash", first) == [second]
    assert listed("--trashed") == [first]
    assert listed("--restore", first, "--sort", "date") == [second, first]
    refused = pincite("annotations", report, "--trash", "nobody")
    assert (refused.status, "is no annotation of" in refused.err) == (1, True)


def test_an_article_is_cited_by_paragraph(pincite: Pincite, imported: dict[str, str]) -> None:
    essay = imported["who-weighed-the-bread.html"]
    quote = "Prices were posted in numerals which few could read."
    mark = pincite("highlight", essay, quote, "--json").json
    assert mark["page_label"].startswith("¶ ")
    pincite("bib", "new", "essay")
    added = pincite("bib", "add", "essay", essay, "--annotation", mark["id"], "--json").json
    assert added["locator"] == mark["page_label"]
    assert f"  {mark['page_label']}  " in pincite("annotations", essay).out
    jsonld = pincite("annotations", essay, "--format", "jsonld").out
    assert f'"rdfs:label": "{mark["page_label"]}"' in jsonld


def test_citations_come_out_for_every_tool(pincite: Pincite, imported: dict[str, str]) -> None:
    report = imported["harbour-towns.pdf"]

    def cite(form: str) -> str:
        done = pincite("cite", f"{report}@23", "--as", form, "--json")
        return str(done.json["citations"][0]["text"])

    assert cite("biblatex") == f"\\autocite[23]{{{report}}}"
    assert cite("pandoc") == f"[@{report}, p. 23]"
    assert "p. 23" in cite("text")


def test_fields_can_be_set_and_exported(
    pincite: Pincite, imported: dict[str, str], tmp_path: Path
) -> None:
    article = imported["storm-tides.pdf"]
    done = pincite(
        "set", article, "title=Storms & Tides_1", "author=Achterberg, Pieter", "key=ach98"
    )
    assert done.status == 0
    target = tmp_path / "all.bib"
    assert pincite("export", "--format", "biblatex", "-o", target).status == 0
    text = target.read_text(encoding="utf-8")
    assert "{ach98," in text
    assert "Storms \\& Tides\\_1" in text


def test_unknown_names_are_sentences(pincite: Pincite) -> None:
    done = pincite("show", "nobody2020")
    assert done.status == 1
    assert done.err.startswith("pincite: There is no item “nobody2020”")


def test_version_and_help(pincite: Pincite) -> None:
    assert pincite("--version").out.startswith("Pincite ")
    assert "import" in pincite("--help").out


def test_search_by_field_finds_pages_and_tells_a_mistake_with_its_place(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    found = pincite("search", "has:files weight", "--in", "text", "--json").json
    assert found["total"] > 0
    assert pincite("search", "has:notes weight", "--in", "text", "--json").json["total"] == 0
    wrong = pincite("search", "weight autor:smith")
    assert wrong.status == 1
    assert "did you mean “author:”? (character 8: autor:)" in wrong.err


def test_where_finds_a_passage_and_tells_what_differs(
    pincite: Pincite, imported: dict[str, str]
) -> None:
    same = "By the time a cargo was weighed it had already been sold twice"
    found = pincite("where", same, "--json").json
    assert {hit["state"] for hit in found["hits"]} == {"same"}
    assert found["total"] == len(found["hits"]) > 0
    near = pincite("where", same.replace("twice", "once")).out
    assert "nearly: 1 word differs: “twice” for “once”" in near
    nothing = pincite("where", "nobody has written these words in any of the files")
    assert "No other page has this passage" in nothing.out


def test_similar_finds_pages_of_other_works(pincite: Pincite, imported: dict[str, str]) -> None:
    key = imported["harbour-towns.pdf"]
    hits = pincite("similar", key, "--page", "10", "--json").json["hits"]
    assert hits
    assert key not in {hit["item"] for hit in hits}
    wrong = pincite("similar", key, "--page", "999")
    assert wrong.status != 0
    assert "has no page or paragraph “999”" in wrong.err


def test_search_syntax_is_told(pincite: Pincite) -> None:
    assert "NEAR/5" in pincite("search", "--syntax").out


def test_citation_keys_follow_a_formula(pincite: Pincite, tmp_path: Path) -> None:
    bib = tmp_path / "works.bib"
    bib.write_text("@book{, author = {Adler, Ruth}, title = {Harbour Towns}, year = 2014}\n")
    pincite("import", bib)
    wrong = pincite("keys", "formula", "auht + year")
    assert (wrong.status, "did you mean “auth”?" in wrong.err) == (1, True)
    tried = pincite("keys", "formula", "auth + '_' + year", "--json", "--dry-run").json
    assert tried["samples"] == [{"item": "adler2014", "key": "Adler_2014"}]
    pincite("keys", "formula", "auth + '_' + year")
    planned = pincite("keys", "renew", "--all", "--dry-run")
    assert planned.out == "adler2014 -> Adler_2014\n"
    pincite("keys", "renew", "--all")
    assert "Adler_2014" in pincite("show", "adler2014").out
    pincite("keys", "formula", "--usual")
    pincite("keys", "pin", "Adler_2014")
    assert pincite("keys", "renew", "--all").out == "No key changes.\n"


def test_an_export_is_kept_up_to_date(pincite: Pincite, tmp_path: Path) -> None:
    source, kept = tmp_path / "works.bib", tmp_path / "kept.bib"
    source.write_text("@book{adler, author = {Adler, Ruth}, title = {Towns}, year = 2014}\n")
    pincite("import", source)
    pincite("export", "--keep", "--omit", "year", "--format", "bibtex", "-o", kept)
    assert "title = {Towns}" in kept.read_text()
    pincite("set", "adler", "title=Harbours")
    assert "title = {Harbours}" in kept.read_text()
    assert "year" not in kept.read_text()
    assert str(kept) in pincite("exports", "list").out
    pincite("exports", "forget", kept)
    pincite("set", "adler", "title=Ports")
    assert "Harbours" in kept.read_text()


def test_works_that_are_there_twice(pincite: Pincite, tmp_path: Path) -> None:
    entry = "@book{%s, author = {Adler, Ruth}, title = {%s}, year = 2014}\n"
    bib = tmp_path / "works.bib"
    bib.write_text(entry % ("one", "Harbour Towns") + entry % ("two", "Harbour Tawns"))
    pincite("import", bib)
    assert sorted(pincite("duplicates", "--json").json["pairs"][0]["items"]) == ["one", "two"]
    assert pincite("duplicates", "merge", "--sure").out == "0 merged\n"
    assert pincite("duplicates", "merge", "one", "two").out == "two is in one now\n"
    assert pincite("duplicates").out == ""


def test_a_search_lists_works_in_an_order(pincite: Pincite, imported: dict[str, str]) -> None:
    found = pincite("search", "grain", "--works", "--sort", "newest", "--json").json
    years = [work["year"] for work in found["works"]]
    assert years == sorted(years, reverse=True)
    assert found["total"] == len(years) > 1
    assert found["facets"]["year"]["2014"] == 1
    assert found["works"][0]["hits"][0]["where"] == "text"
    assert pincite("search", "(", "--works").status == 1


def test_a_saved_search_is_live(pincite: Pincite, imported: dict[str, str]) -> None:
    first = pincite("search", "weighed", "--in", "text", "--save", "Scales", "--json").json
    assert pincite("search", "--saved", "scales", "--in", "text", "--json").json == first
    narrowed = pincite("search", "has:notes OR bread", "--saved", "Scales", "--json").json
    assert 0 < narrowed["total"] < first["total"] + 1
    assert pincite("search", "saved:Scales -saved:Scales", "--json").json["total"] == 0
    (listed,) = pincite("search", "--saved", "--json").json["saved_searches"]
    assert (listed["name"], listed["query"]) == ("Scales", "weighed")
    pincite("trash", imported["harbour-towns.pdf"])
    (later,) = pincite("search", "--saved", "--json").json["saved_searches"]
    assert later["works"] == listed["works"] - 1
    assert pincite("search", "salt NEAR/5(a b)", "--save", "Wrong").status == 1
    assert "Wrong" not in pincite("search", "--saved").out
    again = pincite("search", "salt", "--save", "SCALES")
    assert (again.status, "already" in again.err) == (1, True)
    unknown = pincite("search", "--saved", "Scale")
    assert (unknown.status, "did you mean “Scales”?" in unknown.err) == (1, True)
    assert pincite("search", "--forget", "Scales").status == 0
    assert pincite("search", "--saved", "--json").json["saved_searches"] == []
