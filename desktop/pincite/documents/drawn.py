"""From a finished drawing in the shared memory to the event that hands it to the window."""

from pincite.documents.pixels import Pixels
from pincite.documents.protocol import (
    PageRendered,
    PixelBox,
    PreviewRendered,
    ThumbnailRendered,
    Tile,
)
from pincite.documents.queue import Task


def drawn_event(
    task: Task, pixels: Pixels, pictures: "tuple[PixelBox, ...] | None"
) -> PageRendered | PreviewRendered | ThumbnailRendered:
    """The event for a task that the worker has drawn; `release` frees its part of `pixels`."""
    width, height = _whole(task, "width"), _whole(task, "height")
    view, release = pixels.view(task.at, task.length), pixels.releaser(task.at)
    if task.what == "thumbnail":
        return ThumbnailRendered(task.page, width, height, width * 3, view, release)
    tile = _tile(task)
    if task.what == "preview" and tile is not None:
        return PreviewRendered(task.page, width, height, width * 3, view, release, tile, pictures)
    return PageRendered(
        index=task.page,
        generation=task.generation,
        width=width,
        height=height,
        stride=width * 3,
        pixels=view,
        release=release,
        tile=tile,
        is_coarse=task.what == "coarse",
        pictures=pictures,
    )


def _tile(task: Task) -> Tile | None:
    scale = task.values.get("scale")
    if not isinstance(scale, float):
        return None
    return Tile(scale, _whole(task, "x"), _whole(task, "y"))


def _whole(task: Task, name: str) -> int:
    value = task.values.get(name)
    return value if isinstance(value, int) else 0
