"""A builder's process: `python -m pincite.services.index_builder LIBRARY PAGES-FOLDER WORDS`.

Builds segments of pages for the one who writes the index, see `index_builders`. Each line of its
input is a list of documents; it answers with the segments it has finished since. The line "finish"
makes it write the last one and end. It ends at once when its input does.
"""

import json
import logging
import sys
from pathlib import Path

from pincite.library.library import Library
from pincite.model.ids import Sha256
from pincite.search.index import PagesBuilder
from pincite.services.index_pages import pages_of


def main(arguments: list[str]) -> int:
    """Build what standard input asks for."""
    logging.basicConfig(level=logging.ERROR)
    library = Library.open(Path(arguments[0]), create=False)
    try:
        builder = _Builder(library, PagesBuilder(Path(arguments[1]), int(arguments[2])))
        for line in sys.stdin:
            request = json.loads(line)
            if request == "finish":
                builder.finish()
                return 0
            builder.build([Sha256(sha256) for sha256 in request])
    finally:
        library.close()
    return 0


class _Builder:
    def __init__(self, library: Library, builder: PagesBuilder) -> None:
        self._reader = library.reader
        self._builder = builder
        self._added: list[Sha256] = []

    def build(self, documents: list[Sha256]) -> None:
        """Take documents, and say how many, so that more can be sent."""
        for sha256 in documents:
            pages = pages_of(self._reader, sha256)
            self._builder.add(pages.number, pages.texts, pages.lang)
            self._added.append(sha256)
            if self._builder.is_full:
                self.finish()
        _say({"taken": len(documents)})

    def finish(self) -> None:
        """Write the segment, and tell of it."""
        if not self._added:
            return
        built = self._builder.finish()
        segment = built.segment.to_json() if built.segment else None
        _say({"segment": segment, "numbers": built.documents, "documents": self._added})
        self._added = []


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
