"""Reading the command line's arguments."""

import argparse

import pytest

from pincite import start
from pincite.cli import main
from pincite.cli.arguments import SUBCOMMANDS


def names() -> set[str]:
    """All subcommands that the parser knows."""
    actions = main.parser()._actions
    found = next(a for a in actions if isinstance(a, argparse._SubParsersAction))
    return set(found.choices)


def test_the_starter_knows_every_subcommand() -> None:
    assert names() == SUBCOMMANDS


@pytest.mark.parametrize(
    "arguments", [[], ["--library", "x"], ["paper.pdf"], ["--library=x", "a.pdf"]]
)
def test_the_window_opens_without_a_subcommand(arguments: list[str]) -> None:
    assert start.is_for_window(arguments)


@pytest.mark.parametrize(
    "arguments", [["list"], ["--json", "list"], ["--version"], ["import", "a.pdf"]]
)
def test_subcommands_open_no_window(arguments: list[str]) -> None:
    assert not start.is_for_window(arguments)


def test_common_options_stand_before_or_after_the_subcommand() -> None:
    before = main.parser().parse_args(["--json", "--library", "x", "list"])
    after = main.parser().parse_args(["list", "--json", "--library", "x"])
    assert (before.json, str(before.library)) == (after.json, str(after.library)) == (True, "x")


def test_wrong_usage_ends_with_status_2() -> None:
    with pytest.raises(SystemExit) as error:
        main.run(["list", "--sort", "colour"])
    assert error.value.code == 2
