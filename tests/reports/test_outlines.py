"""The map holds every place, keeps a shape that can be looked at, and draws only lines near them."""

import re

import pytest

from ihl_check.reports.outlines import map_of

YEMEN = (15.35, 44.2)
BOSNIA = (44.2, 17.9)


@pytest.mark.parametrize(
    "points", [[YEMEN], [YEMEN, BOSNIA], [(-33.9, 18.4), (70.0, 25.0)], [(60.0, -170.0), (60.0, 170.0)]]
)
def test_every_point_lies_within_the_box(points: list[tuple[float, float]]) -> None:
    drawn = map_of(points)
    assert drawn is not None
    x, y, width, height = drawn["box"]  # type: ignore[misc]
    for lat, lon in points:
        assert x <= 100 * lon <= x + width
        assert y <= -100 * lat <= y + height
    assert 1 <= width * float(str(drawn["narrow"])) / height <= 4


def test_lines_are_those_around_the_places() -> None:
    one, both = map_of([YEMEN]), map_of([YEMEN, BOSNIA])
    assert one is not None
    assert both is not None
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)l", str(one["lines"]))]
    assert starts
    assert all(3000 < x < 6000 and -2500 < y < -500 for x, y in starts)
    assert len(str(both["lines"])) < 200_000


def test_no_place_no_map() -> None:
    assert map_of([]) is None
