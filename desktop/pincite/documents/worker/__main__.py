"""`python -m pincite.documents.worker IN OUT [PIXELS SIZE]`: descriptors of pipes and memory."""

import os
import sys


def main(arguments: list[str]) -> int:
    """Answer requests until the window closes its end of the pipe, or is killed."""
    source, sink = int(arguments[0]), int(arguments[1])
    pixels, size = (int(arguments[2]), int(arguments[3])) if len(arguments) > 3 else (-1, 0)
    _silence()
    from pincite.documents.worker.loop import Loop

    Loop(source, sink, pixels, size).run()
    # Freeing a large document takes time that nobody waits for.
    os._exit(0)


def _silence() -> None:
    """MuPDF prints its messages to standard output."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1) if os.environ.get("PINCITE_WORKER_STDERR") else (0, 1, 2):
        os.dup2(null, stream)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
