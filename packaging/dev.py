"""Set up, run, test and measure Pincite from a checkout, with nothing but Python.

python3 packaging/dev.py run [ARGUMENTS…]      set up if needed, then start pincite with them
python3 packaging/dev.py test [-- PYTEST…]     format, lint, types, layers, tests
python3 packaging/dev.py bench [-k PART]       every tests/bench/bench_*.py, or those named so
python3 packaging/dev.py setup                 set up again, even if nothing has changed
python3 packaging/dev.py lock [--upgrade]      write packaging/requirements.lock anew
python3 packaging/dev.py clean                 remove .venv, build folders and caches
"""

import sys

# Before anything else is imported, and in words that an old Python can read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Pincite needs Python 3.11 or later; this is Python "
        + sys.version.split()[0]
        + ".\nStart it with a later one, for instance: python3.12 packaging/dev.py run"
    )

from devtools import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:], usage=__doc__ or ""))
