"""Makes engine/ihl_check/reports/page/outlines.json: the country and coast lines of the web page's map.

    python scripts/make_outlines.py countries-50m.json

The input is the file of that name in the npm package world-atlas 2.0.2: TopoJSON of Natural Earth 4.1, 1:50m, which is
in the public domain. Kept are the lines alone: for each arc its first point and the steps to the next ones, as whole
numbers of hundredths of a degree.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "engine" / "ihl_check" / "reports" / "page" / "outlines.json"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_bytes())
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            point = (round(100 * (x * scale[0] + translate[0])), round(100 * (y * scale[1] + translate[1])))
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 1:
            flat = list(points[0])
            for before, after in pairwise(points):
                flat += [after[0] - before[0], after[1] - before[1]]
            lines.append(flat)
    source = "Natural Earth 4.1, 1:50m, admin 0 countries; public domain"
    OUT.write_text(json.dumps({"source": source, "lines": lines}, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
