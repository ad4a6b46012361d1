"""Reading the arguments, running the subcommand, printing what it gives back."""

import argparse
import json
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

from pincite import __version__
from pincite.cli.arguments import MODULES, subcommand
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.model.errors import PinciteError
from pincite.services.settings import default_library

ALL_DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """The parser of the subcommand wanted, or of all; each takes --library, --json, --quiet."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--library",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the library's folder",
    )
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document on stdout"
    )
    common.add_argument(
        "--quiet", action="store_true", default=argparse.SUPPRESS, help="no progress on stderr"
    )
    top = argparse.ArgumentParser(
        prog="pincite",
        parents=[common],
        description="Read, mark, and cite to the page. Without arguments the window opens; with a "
        "file, that file opens for reading.",
        epilog="ITEM is a citation key, an item id, or a document's path or sha256.",
    )
    top.add_argument("--version", action="version", version=f"Pincite {__version__}")
    commands = top.add_subparsers(
        metavar="COMMAND", required=True, parser_class=_with_parents(common)
    )
    for name, subcommands in sorted(MODULES.items()):
        if not wanted or wanted in subcommands:
            import_module(f"pincite.cli.commands.{name}").add_parsers(commands)
    return top


def _with_parents(common: argparse.ArgumentParser) -> type[argparse.ArgumentParser]:
    """A parser class whose every subcommand has the common options, at any depth."""

    class Subparser(argparse.ArgumentParser):
        def __init__(self, **options: object) -> None:
            super().__init__(parents=[common], **options)  # type: ignore[arg-type]  # argparse's

    return Subparser


def run(arguments: list[str]) -> int:
    """Run a subcommand; prints its result and errors. Returns the exit status."""
    if arguments == ["--version"]:
        # Asked by scripts and set-up; no subcommand has to be loaded for it.
        print(f"Pincite {__version__}")
        return ALL_DONE
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    chosen = parser(subcommand(arguments)).parse_args(arguments)
    session = Session(
        getattr(chosen, "library", None) or default_library(),
        is_quiet=getattr(chosen, "quiet", False),
    )
    try:
        result = chosen.run(session, chosen)
        for problem in session.keep_exports():
            print(f"pincite: {problem}", file=sys.stderr)
    except PinciteError as error:
        result = Result({}, "", (InputError("", str(error)),))
    except OSError as error:
        name = str(error.filename or "")
        result = Result({}, "", (InputError(name, f"{error.strerror or error}."),))
    except KeyboardInterrupt:
        result = Result({}, "", (InputError("", "Stopped. What was finished before stays."),))
    finally:
        session.close()
    return _print(result, is_json=getattr(chosen, "json", False))


def _print(result: Result, *, is_json: bool) -> int:
    try:
        if is_json:
            data = dict(result.data)
            if result.errors:
                data["errors"] = [{"input": e.input, "message": e.message} for e in result.errors]
            print(json.dumps(data, ensure_ascii=False, indent=2))
        elif result.text:
            print(result.text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`, `less`) has seen enough; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for error in result.errors:
        where = f"{error.input}: " if error.input else ""
        print(f"pincite: {where}{error.message}", file=sys.stderr)
    return SOME_FAILED if result.errors else ALL_DONE
