"""Who may make connections, and that the page about them is whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pincite
from pincite.importing.resolving.sources import ADDRESSES

SOURCES = Path(pincite.__file__).parent
PAGE = SOURCES.parents[1] / "docs" / "network.md"
NETWORK = re.compile(
    r"(?:httpx|httpcore|aiohttp|requests|urllib3|urllib\.request|http\.client|socket|ftplib|smtplib|"
    r"xmlrpc|PySide6\.QtNetwork|PySide6\.QtWebEngine\w*|websockets?)(?:\.|$)"
)
CLIENTS = {"Fetcher", "Sources", "Connections", "LookupClient"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES.rglob("*.py"):
        name = path.relative_to(SOURCES).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.Module) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_one_module_makes_connections() -> None:
    found = {name for name, tree in modules() if any(map(NETWORK.match, imported(tree)))}
    assert found == {"importing/connections.py"}


def test_every_place_that_makes_a_connection_is_in_the_docs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    users = {name for name, tree in modules() if CLIENTS & calls(tree)}
    users -= {name for name in users if name.startswith("importing/")}
    assert users
    assert [name for name in sorted(users) if f"`{name}`" not in page] == []


def test_every_host_that_is_named_in_the_code_of_lookups_is_in_the_docs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    files = [
        *(SOURCES / "importing" / "resolving").glob("*.py"),
        SOURCES / "services/pdf_addresses.py",
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    strings = re.findall(r"[\"']f?https://([\w.-]+)", code)
    assert set(re.findall(r"https://([\w.-]+)", " ".join(ADDRESSES.values()))) <= set(strings)
    assert [host for host in sorted(set(strings)) if host not in page] == []
