"""Hosts told by their numbers and names alone."""

import pytest

from pincite.importing.hosts import is_public_name, is_this_computer, number_in


@pytest.mark.parametrize(
    ("host", "number"),
    [
        ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"), ("10.0.258", "10.0.1.2"),
        ("１２７.0.0.1", "127.0.0.1"), ("127。0。0。1", "127.0.0.1"), ("127.0.0.1.", "127.0.0.1"),
        ("[::1]", "::1"), ("fe80::1%eth0", "fe80::1"), ("8.8.8.8", "8.8.8.8"),
        ("papers.invalid", None), ("1.2.3.4.5", None), ("256.1.1.1", None), ("4294967296", None),
        ("0xzz", None), ("1..2", None), ("", None), ("a:b", None), ("+1", None), ("1_0", None),
    ],
)  # fmt: skip
def test_numbers_are_told_in_every_way_of_writing(host: str, number: str | None) -> None:
    assert number_in(host) == number


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "nas.lan", "intranet", "wiki.corp",
     "db.internal", "router.home.arpa", "1.0.0.127.in-addr.arpa", "10.0.0.1", "2130706433",
     "169.254.169.254", "::1", "fc00::1", "::ffff:10.0.0.1", "ｌｏｃａｌｈｏｓｔ", ""],
)  # fmt: skip
def test_private_names_are_told(host: str) -> None:
    assert not is_public_name(host)


@pytest.mark.parametrize("host", ["papers.invalid", "arxiv.org", "8.8.8.8", "2a00:1450:4001::1"])
def test_public_names_are_told(host: str) -> None:
    assert is_public_name(host)


def test_this_computer_is_told() -> None:
    hosts = ("localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "0x7f.1")
    assert all(map(is_this_computer, hosts))
    assert not any(map(is_this_computer, ("10.0.0.1", "printer.local", "papers.invalid")))
