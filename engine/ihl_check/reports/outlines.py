"""Country and coast lines for a map of given places, as the path of an SVG drawing."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians

_LEAST = 400
"""The least width and height of a map, in hundredths of a degree."""
_MARGIN = 0.15
_SHAPE = 1.3
"""A map is at least this many times as wide as high, and at most three times that."""
_FINEST = 1200
"""Steps shorter than this part of the map are left out."""
CREDIT = (
    "Lines: Natural Earth, public domain. They show where control lies as that source has it, and take no side on "
    "any border."
)


def map_of(points: Sequence[tuple[float, float]]) -> dict[str, object] | None:
    """The map that holds all ``points`` (latitude, longitude): its box, its lines, and how far it is narrowed.

    Coordinates are hundredths of a degree, y pointing south. ``None`` without points.
    """
    if not points:
        return None
    x, width = _extent([100 * lon for _, lon in points], 18000)
    y, height = _extent([-100 * lat for lat, _ in points], 9000)
    narrow = round(max(0.2, cos(radians((y + height / 2) / 100))), 3)
    wider = round(_SHAPE * height / narrow) - width
    if wider > 0:
        x, width = max(-18000, x - wider // 2), min(36000, width + wider)
    elif width * narrow > 3 * _SHAPE * height:
        taller = round(width * narrow / (3 * _SHAPE)) - height
        y, height = max(-9000, y - taller // 2), min(18000, height + taller)
    return {"box": [x, y, width, height], "narrow": narrow, "lines": _path(x, y, width, height), "credit": CREDIT}


def _extent(values: Sequence[float], limit: int) -> tuple[int, int]:
    low, high = min(values), max(values)
    margin = max((high - low) * _MARGIN, (_LEAST - (high - low)) / 2)
    begin, end = max(-limit, round(low - margin)), min(limit, round(high + margin))
    return begin, max(end - begin, 1)


def _path(x: int, y: int, width: int, height: int) -> str:
    finest = max(width, height) / _FINEST
    runs = (run for line in _lines() for run in _visible_runs(line, (x, y, x + width, y + height)))
    return "".join(_drawn(_thinned(run, finest)) for run in runs)


@cache
def _lines() -> tuple[tuple[tuple[int, int], ...], ...]:
    stored = json.loads(files("ihl_check.reports").joinpath("page/outlines.json").read_text("utf-8"))
    return tuple(tuple(_points(line)) for line in stored["lines"])


def _points(line: Sequence[int]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for step_x, step_y in zip(line[::2], line[1::2], strict=True):
        x, y = x + step_x, y + step_y
        yield x, -y


def _visible_runs(
    line: Sequence[tuple[int, int]], box: tuple[int, int, int, int]
) -> Iterator[Sequence[tuple[int, int]]]:
    """The parts of a line within the box, each with the point before and after it."""
    left, top, right, bottom = box
    inside = [left <= x <= right and top <= y <= bottom for x, y in line]
    start = None
    for at, each in enumerate([*inside, False]):
        if each and start is None:
            start = max(0, at - 1)
        elif not each and start is not None:
            yield line[start : at + 1]
            start = None


def _thinned(run: Sequence[tuple[int, int]], finest: float) -> list[tuple[int, int]]:
    kept = [run[0]]
    for point in run[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= finest:
            kept.append(point)
    return [*kept, run[-1]]


def _drawn(run: Sequence[tuple[int, int]]) -> str:
    steps = (f"{after[0] - before[0]} {after[1] - before[1]}" for before, after in pairwise(run))
    return f"M{run[0][0]} {run[0][1]}l{' '.join(steps)}" if len(run) > 1 else ""
