"""Casualties of an event: least and most, those told beside it or in the next sentence, subsets not added."""

import pytest

from readings import Read, rows

Toll = tuple[int | None, int | None] | None

TABLE: list[tuple[str, str, Toll, Toll]] = [
    ("A rocket hit the bakery, killing six people and wounding nine.", "hit", (6, 6), (9, 9)),
    ("Shelling of the camp killed at least 12 people.", "killed", (12, None), None),
    ("An air strike on the market killed 11 people, including five children.", "killed", (11, 11), None),
    ("A shell hit the clinic. Eleven people died, five of them nurses.", "hit", (11, 11), None),
    ("Shells hit the camp, leaving 14 dead and 30 wounded.", "hit", (14, 14), (30, 30)),
    ("Two nurses and a driver were killed when a shell hit the clinic.", "hit", (3, 3), None),
    ("Between 20 and 30 people were killed when rockets hit the market.", "hit", (20, 30), None),
    ("Rockets hit the market, killing dozens.", "hit", (None, None), None),
    ("A shell hit the clinic, killing a doctor.", "hit", (1, 1), None),
    ("Soldiers shot dead four farmers.", "shot", (4, 4), None),
    ("Four farmers were shot dead by soldiers.", "shot", (4, 4), None),
    ("The air strike on the camp wounded three guards but killed nobody.", "wounded", None, (3, 3)),
    ("Shells hit the camp. No one was killed.", "hit", None, None),
    ("Soldiers burned 40 homes.", "burned", None, None),
    ("Rebels shelled the market on 6 May, killing up to 15 shoppers.", "shelled", (None, 15), None),
    ("Militiamen killed 20 villagers, among them six children, in the raid.", "killed", (20, 20), None),
    ("Jets bombed two schools and killed three teachers.", "bombed", (3, 3), None),
]


WRONG_TODAY = {}


@pytest.mark.parametrize(("text", "trigger", "killed", "injured"), rows(TABLE, WRONG_TODAY))
def test_toll(read: Read, text: str, trigger: str, killed: Toll, injured: Toll) -> None:
    event = read.event(text, trigger)
    assert event.killed is None or text[event.killed.span.begin : event.killed.span.end] == event.killed.span.text
    found = [(count.min, count.max) if count else None for count in (event.killed, event.injured)]
    assert found == [killed, injured]


def test_tolls_of_two_attacks_are_not_summed(read: Read) -> None:
    text = "A shell hit the clinic, killing two nurses. A rocket hit the school, killing five pupils."
    assert [(event.killed.min, event.killed.max) for event in read(text) if event.killed] == [(2, 2), (5, 5)]
