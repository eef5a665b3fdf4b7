"""Compares a whole folder with a golden one: a file too many, too few or different fails.

``UPDATE_GOLDEN=1 pytest`` writes the golden folders anew; read the change before it is committed.
"""

import difflib
import os
import shutil
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(actual: Path, name: str) -> None:
    """Holds the folder ``actual`` against ``tests/golden/<name>``."""
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(golden, ignore_errors=True)
        shutil.copytree(actual, golden)
        return
    expected, found = _files(golden), _files(actual)
    problems = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    problems += [f"not expected: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(expected.keys() & found.keys()):
        if expected[path] != found[path]:
            lines = difflib.unified_diff(
                expected[path].decode(errors="replace").splitlines(),
                found[path].decode(errors="replace").splitlines(),
                f"golden/{name}/{path}",
                "now",
                lineterm="",
            )
            problems.append("\n".join([f"differs: {path}", *list(lines)[:40]]))
    if problems:
        pytest.fail("\n".join([*problems, "If the change is meant: UPDATE_GOLDEN=1 pytest, then read the difference."]))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
