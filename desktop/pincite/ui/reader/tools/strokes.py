"""Lines drawn by hand: smoothed, thinned out, met, rubbed out. Pure geometry in page points.

A line is a flat tuple of x and y by turns, as in `Stroke`.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pincite.model.anchors import Quad
from pincite.model.annotations import Stroke

MOST_NUMBERS = 8000
"""Coordinates that a drawing may have: some 60 000 characters when they are written out."""

_TOLERANCE_PT = 0.15
_STEP_PT = 1.0
_MOST_FILLED = 2000
_Point = tuple[float, float]


def stroke_from(raw: Sequence[float], width_pt: float) -> Stroke:
    """A stroke along the positions of a mouse: without its jitter, and with few points."""
    points = _smooth(_smooth(_filled(_pairs(raw))))
    tolerance = _TOLERANCE_PT
    thin = _thinned(points, tolerance)
    while 2 * len(thin) > MOST_NUMBERS // 2:
        tolerance *= 2
        thin = _thinned(points, tolerance)
    return Stroke(width_pt, _flat(thin))


def numbers_in(strokes: Sequence[Stroke]) -> int:
    """How many coordinates a drawing has."""
    return sum(len(stroke.points) for stroke in strokes)


def bounds_of(strokes: Sequence[Stroke]) -> Quad:
    """The box around a drawing, with the width of its lines.

    Raises:
        ValueError: there are no strokes.
    """
    boxes = [
        (
            min(s.points[0::2]) - s.width_pt / 2,
            min(s.points[1::2]) - s.width_pt / 2,
            max(s.points[0::2]) + s.width_pt / 2,
            max(s.points[1::2]) + s.width_pt / 2,
        )
        for s in strokes
    ]
    return Quad(
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def fitted(strokes: Sequence[Stroke], before: Quad, after: Quad) -> tuple[Stroke, ...]:
    """A drawing moved and stretched from one box into another; its lines keep their width."""
    half = max((s.width_pt for s in strokes), default=0.0) / 2
    x_from, x_factor, x_to = _map(before.x0, before.x1, after.x0, after.x1, half)
    y_from, y_factor, y_to = _map(before.y0, before.y1, after.y0, after.y1, half)
    return tuple(
        Stroke(
            s.width_pt,
            _flat(
                (x_to + (x - x_from) * x_factor, y_to + (y - y_from) * y_factor)
                for x, y in _pairs(s.points)
            ),
        )
        for s in strokes
    )


def _map(
    low: float, high: float, new_low: float, new_high: float, half: float
) -> tuple[float, float, float]:
    """From, factor and to of a linear map of what lies within half a line's width of the ends."""
    length, new_length = high - low - 2 * half, new_high - new_low - 2 * half
    factor = max(new_length, 0.0) / length if length > 0.01 else 1.0
    return low + half, factor, new_low + half


def distance_to(stroke: Stroke, x: float, y: float) -> float:
    """How far a point lies from the painted line; 0 on it."""
    points = _pairs(stroke.points)
    if len(points) == 1:
        away = math.dist(points[0], (x, y))
    else:
        away = min(_from_segment((x, y), a, b) for a, b in pairwise(points))
    return max(0.0, away - stroke.width_pt / 2)


def rubbed(strokes: Sequence[Stroke], path: Sequence[_Point], radius: float) -> tuple[Stroke, ...]:
    """What is left of a drawing when a round eraser has moved along a path.

    Args:
        path: places of its centre; it moves straight between them.
        radius: of the eraser, in points.

    Returns:
        The same strokes where none was met; a stroke that was cut becomes several.
    """
    left = tuple(strokes)
    for x, y in _steps(path, radius / 2):
        if any(distance_to(stroke, x, y) < radius for stroke in left):
            left = tuple(part for stroke in left for part in _outside(stroke, (x, y), radius))
    return left


def _steps(path: Sequence[_Point], step: float) -> Iterator[_Point]:
    yield path[0]
    for (ax, ay), (bx, by) in pairwise(path):
        count = max(1, math.ceil(math.hypot(bx - ax, by - ay) / step))
        for i in range(1, count + 1):
            yield ax + (bx - ax) * i / count, ay + (by - ay) * i / count


def _outside(stroke: Stroke, centre: _Point, radius: float) -> Iterator[Stroke]:
    """The parts of a stroke whose painted line lies outside a circle."""
    reach = radius + stroke.width_pt / 2
    points = _pairs(stroke.points)
    if len(points) == 1:
        if math.dist(points[0], centre) >= reach:
            yield stroke
        return
    part: list[_Point] = []
    for a, b in pairwise(points):
        for start, end in _kept(a, b, centre, reach):
            if part and part[-1] != start:
                yield from _made(part, stroke.width_pt)
                part = []
            if not part:
                part.append(start)
            part.append(end)
    yield from _made(part, stroke.width_pt)


def _made(part: list[_Point], width_pt: float) -> Iterator[Stroke]:
    if len(part) > 1:
        yield Stroke(width_pt, _flat(part))


def _kept(a: _Point, b: _Point, centre: _Point, radius: float) -> Iterator[tuple[_Point, _Point]]:
    """The parts of a segment outside a circle; ends that stay are the very same points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    fx, fy = a[0] - centre[0], a[1] - centre[1]
    square = dx * dx + dy * dy
    inside = (fx * dx + fy * dy) ** 2 - square * (fx * fx + fy * fy - radius * radius)
    if square == 0 or inside <= 0:
        if square or math.hypot(fx, fy) >= radius:
            yield a, b
        return
    root = math.sqrt(inside)
    first = (-(fx * dx + fy * dy) - root) / square
    last = (-(fx * dx + fy * dy) + root) / square
    if first >= 1 or last <= 0:
        yield a, b
        return
    if first > 0:
        yield a, (a[0] + dx * first, a[1] + dy * first)
    if last < 1:
        yield (a[0] + dx * last, a[1] + dy * last), b


def _filled(points: list[_Point]) -> list[_Point]:
    """With further points on the curve through them where they lie far apart.

    Source: Catmull and Rom, 1974.
    """
    filled = points[:1]
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    step_pt = max(_STEP_PT, length / _MOST_FILLED)
    for i, (start, end) in enumerate(pairwise(points)):
        before, after = points[max(i - 1, 0)], points[min(i + 2, len(points) - 1)]
        count = max(1, round(math.dist(start, end) / step_pt))
        for step in range(1, count + 1):
            t = step / count
            x, y = (
                b + t * (c - a) / 2
                + t * t * (2 * a - 5 * b + 4 * c - d) / 2
                + t * t * t * (3 * b - a - 3 * c + d) / 2
                for a, b, c, d in zip(before, start, end, after, strict=True)
            )  # fmt: skip
            filled.append((x, y))
    return filled


def _smooth(points: list[_Point]) -> list[_Point]:
    """Each point drawn halfway to the middle of its neighbours; the ends stay."""
    if len(points) < 3:
        return points
    inner = [
        ((a[0] + 2 * p[0] + b[0]) / 4, (a[1] + 2 * p[1] + b[1]) / 4)
        for a, p, b in zip(points, points[1:], points[2:], strict=False)
    ]
    return [points[0], *inner, points[-1]]


def _thinned(points: list[_Point], tolerance: float) -> list[_Point]:
    """Without points that lie closer than `tolerance` to the line through the others.

    Source: Douglas and Peucker, 1973; with a stack, since a line may have thousands of points.
    """
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        a, b = points[first], points[last]
        far, where = tolerance, -1
        for i in range(first + 1, last):
            away = _from_segment(points[i], a, b)
            if away > far:
                far, where = away, i
        if where >= 0:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def _from_segment(point: _Point, a: _Point, b: _Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    if square == 0:
        return math.dist(point, a)
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def _pairs(flat: Sequence[float]) -> list[_Point]:
    return list(zip(flat[0::2], flat[1::2], strict=False))


def _flat(points: Sequence[_Point] | Iterator[_Point]) -> tuple[float, ...]:
    return tuple(round(value, 2) for point in points for value in point)
