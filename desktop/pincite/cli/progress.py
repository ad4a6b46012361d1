"""Progress of a job on stderr: a bar in a terminal, nothing elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pincite.services.jobs import JobContext, Progress, Received


@contextmanager
def shown_progress(title: str, *, is_quiet: bool) -> Iterator[JobContext]:
    """A job context whose progress is shown while the block runs; Ctrl+C cancels the job."""
    if is_quiet or not sys.stderr.isatty():
        yield JobContext()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def show(progress: Progress) -> None:
            text = f"{title} {progress.done} of {progress.total}" if progress.total else title
            done, total = progress.done, progress.total
            if progress.received is not None:
                done, total = progress.received.done_bytes, progress.received.total_bytes
                text = f"{text} · {_size(progress.received)}"
            bar.update(task, total=total or None, completed=done, description=text)

        yield JobContext(show)


def _size(received: Received) -> str:
    done = f"{received.done_bytes / 1e6:.1f} MB"
    return f"{done} of {received.total_bytes / 1e6:.1f} MB" if received.total_bytes else done
