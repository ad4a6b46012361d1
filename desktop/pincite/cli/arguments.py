"""What can be told of the arguments at a glance: light, for a window has to open at once."""

from pathlib import Path

MODULES = {
    "annotations": ("annotations", "highlight"),
    "backups": ("backup", "restore"),
    "bibliographies": ("bib",),
    "checking": ("check",),
    "completing": ("complete",),
    "cleaning": ("clean",),
    "duplicates": ("duplicates",),
    "editing": ("edit",),
    "exporting": ("cite", "export", "exports"),
    "importing": ("import",),
    "ledger": ("ledger",),
    "keys": ("keys",),
    "items": ("list", "note", "set", "show"),
    "mentions": ("mentions", "resolve"),
    "maintenance": ("doctor", "tour"),
    "organising": ("relate", "state", "tag", "tasks"),
    "pages": ("pages", "text"),
    "pdfs": ("get-pdf",),
    "recognising": ("ocr",),
    "replacing": ("replace",),
    "searching": ("index", "search", "similar", "where"),
    "styles": ("style",),
    "watching": ("watch",),
    "trash": ("trash",),
}
"""Module of `cli.commands` -> its subcommands; only the one that is wanted is imported."""

SUBCOMMANDS = frozenset(word for words in MODULES.values() for word in words)


def split_library(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """The folder after --library, and the other arguments."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--library="):
            return Path(argument.partition("=")[2]), arguments[:number] + arguments[number + 1 :]
        if argument == "--library" and number + 1 < len(arguments):
            return Path(arguments[number + 1]), arguments[:number] + arguments[number + 2 :]
    return None, arguments


def subcommand(arguments: list[str]) -> str:
    """The subcommand among the arguments; empty when there is none."""
    _, rest = split_library(arguments)
    first = next((a for a in rest if not a.startswith("-")), "")
    return first if first in SUBCOMMANDS else ""
