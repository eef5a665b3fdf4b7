"""Named conflicts: what is read, and that a folder laid over replaces by id."""

from pathlib import Path

from ihl_check.vocabulary.conflicts import Party, Phase, read_conflicts
from ihl_check.vocabulary.source import Problems, read_source

RIVER = """
- id: river-war
  name: War on the river
  start: 1999-05
  end: "2001"
  countries: [XX]
  parties:
    - {name: Ruritania, kind: state, side: A}
    - {name: River Front, kind: armed-group, also: [RF], side: B}
  classes:
    - {class: non-international, start: 1999-05, disputed: true, note: one court held otherwise}
  terms: [river war]
"""


def test_a_conflict_has_parties_and_classes_over_time(tmp_path: Path) -> None:
    problems = Problems()
    sources = []
    for name, text in (("a", RIVER), ("b", RIVER.replace("War on the river", "The river war"))):
        (tmp_path / name).write_text(text)
        source = read_source(tmp_path / name, problems)
        assert source is not None
        sources.append(source)
    (conflict,) = read_conflicts(sources, problems)
    assert problems.found == []
    assert (conflict.name, conflict.start, conflict.end) == ("The river war", "1999-05", "2001")
    assert conflict.parties[1] == Party("River Front", "armed-group", ("RF",), "B")
    assert conflict.classes == (Phase("non-international", "1999-05", None, True, "one court held otherwise"),)
    assert conflict.terms == ("river war",)
