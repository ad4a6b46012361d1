"""What every test gets: folders of its own, and no tolerance for unexpected warnings."""

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# Before any test module can create a QApplication.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# The same examples in every run, and no deadline: the machines that run this are shared.
hypothesis.settings.register_profile("pincite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("pincite")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs(pattern): the test expects log records of warning level or above like this"
    )


@pytest.fixture(scope="session")
def _cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # One for all tests: fontconfig fills it anew whenever it is empty, which takes seconds.
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, _cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the user's settings, library and caches."""
    home = tmp_path / "home"
    for variable, folder in {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": _cache_home,
        "PINCITE_LIBRARY": tmp_path / "library",
    }.items():
        monkeypatch.setenv(variable, str(folder))
    home.mkdir()


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """Where a library of this test belongs; nothing is there yet."""
    return tmp_path / "library"


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log is a failure, unless the test names it with `@pytest.mark.logs`."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    expected = [mark.args[0] for mark in request.node.iter_markers("logs")]
    unexpected = [
        f"{record.name} {record.levelname}: {record.getMessage()}"
        for record in collector.records
        if not any(re.search(pattern, record.getMessage()) for pattern in expected)
    ]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected), pytrace=False)
