import sys
from pathlib import Path

import pytest

from pincite import assets


def test_the_root_holds_the_application_icon() -> None:
    assert (assets.root() / "icons" / "pincite.svg").is_file()


def test_citeproc_js_is_found_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(assets, "root", lambda: tmp_path / "resources")
    file = tmp_path / "share" / "citeproc" / assets.CITEPROC_FILE
    file.parent.mkdir(parents=True)
    file.touch()

    assert assets.citeproc_js() == file


def test_a_packaged_citeproc_js_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(assets, "root", lambda: tmp_path / "resources")
    packaged = tmp_path / "resources" / "citeproc" / assets.CITEPROC_FILE
    for file in (packaged, tmp_path / "share" / "citeproc" / assets.CITEPROC_FILE):
        file.parent.mkdir(parents=True)
        file.touch()

    assert assets.citeproc_js() == packaged


def test_citeproc_js_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(assets, "root", lambda: tmp_path / "resources")

    assert assets.citeproc_js() is None
