"""Where the program starts: the window, a file to read, or a subcommand."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run Pincite.

    Args:
        arguments: without the program's name; those of the process when None.

    Returns:
        The exit status: 0 all done, 1 some input failed, 2 wrong usage.
    """
    chosen = sys.argv[1:] if arguments is None else arguments
    # Nothing is imported before it is known what is wanted: a window with a page must open at once.
    from pincite.start import is_for_window, open_window

    if is_for_window(chosen):
        return open_window(chosen)
    from pincite.cli.main import run

    return run(chosen)


if __name__ == "__main__":
    sys.exit(main())
