"""A window whose settings name sources on this computer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.fake_sources import FakeSources, fake_sources
from tests.ui.shell import Shell


@pytest.fixture
def server(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSources]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with fake_sources() as running:
        settings = replace(shell.context.settings, source_addresses=running.addresses)
        shell.context.save_settings(settings)
        yield running
