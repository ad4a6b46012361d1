"""Makes `tests/files/library-v1/library.sqlite`, as version 1 of the format left it.

Run once, when version 1 was current; kept to show what is in the file. Invented content.

Usage: python -m tests.unit.library.make_version_1 FOLDER
"""

import sys
from pathlib import Path

from tests.unit.library import factories

from pincite.library.database import Database
from pincite.library.library import FILE_NAME
from pincite.library.migrations import migrate
from pincite.library.transaction import Transaction

PAGES = ((0, "A page of front matter."), (1, "Ferries cross where bridges are dear."))


def make(folder: Path) -> None:
    """Write the file into `folder`."""
    database = Database(folder / FILE_NAME, "rwc")
    # Every table and index takes a page at least, and the file is kept with the tests.
    database.run("PRAGMA page_size = 512")
    migrate(database, folder / "backups", lambda: factories.TIME, target=1)
    database.run("BEGIN IMMEDIATE")
    tx = Transaction(database, "test", factories.TIME)
    for record in factories.ALL:
        tx.put(record)
    tx.put_page_texts(factories.SHA, PAGES)
    tx.put_setting("active_bibliography", factories.BIBLIOGRAPHY.id)
    database.run("COMMIT")
    database.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
