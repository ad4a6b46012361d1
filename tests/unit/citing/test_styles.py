from pathlib import Path

import pytest

from pincite.citing import style_index, styles
from pincite.citing.errors import StyleNotFoundError


@pytest.mark.parametrize(
    "name",
    [
        "apa",
        "chicago-notes-bibliography",
        "modern-language-association",
        "ieee",
        "nature",
        "APA",
        "mla",
        "vancouver",
        "http://www.zotero.org/styles/apa",
        "chicago-fullnote-bibliography",
    ],
)
def test_common_names_open(name: str) -> None:
    assert "<style" in styles.style_xml(name)


def test_dependent_style_is_its_parent_in_its_own_language() -> None:
    assert "<macro" in styles.style_xml("2d-materials")


def test_unknown_name_brings_near_ones() -> None:
    with pytest.raises(StyleNotFoundError, match=r"no citation style named apaa; did you mean apa"):
        styles.style_xml("apaa")


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a/b\\c", "x\0y"])
def test_names_do_not_leave_the_folder(name: str) -> None:
    assert not styles.style_exists(name)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("de-AT", "de-AT"), ("de", "de-DE"), ("pt", "pt-PT"), ("en-ZA", "en-US"), ("xx", "en-US")],
)
def test_locales_fall_back(asked: str, found: str) -> None:
    assert f'xml:lang="{found}"' in styles.locale_xml(asked)


def style(folder: Path, name: str, head: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csl").write_text(f"<style {head}</info></style>", encoding="utf-8")


def test_index_is_kept_until_the_styles_change(tmp_path: Path) -> None:
    folder, cache = tmp_path / "styles", tmp_path / "cache"
    style(
        folder,
        "note",
        'class="note"><info><title>Notes &amp; more</title>'
        '<category citation-format="note"/><category field="law"/>',
    )
    style(
        folder / "dependent",
        "child",
        'default-locale="fr-FR"><info><title>Child</title>'
        '<link href="http://x/styles/note" rel="independent-parent"/>',
    )
    made = style_index.read_index(folder, cache)
    assert made == (
        style_index.Style("child", "Child", "note", "note", "note", "fr-FR"),
        style_index.Style("note", "Notes & more", "note", "note", "", "", ("law",)),
    )
    assert style_index.read_index(folder, cache) == made
    style(folder, "other", 'class="in-text"><info><title>Other</title>')
    assert len(style_index.read_index(folder, cache)) == 3


def test_broken_cache_is_made_anew(tmp_path: Path) -> None:
    folder, cache = tmp_path / "styles", tmp_path / "cache"
    style(folder, "one", 'class="note"><info><title>One</title>')
    cache.mkdir()
    (cache / "styles.json").write_text("{")
    assert [s.name for s in style_index.read_index(folder, cache)] == ["one"]
