"""Who says so: the source of a claim, its kind, and the word of saying."""

import pytest

from ihl_check.events.model import Status
from readings import Read, bare, rows

TABLE: list[tuple[str, str, str | None, str | None]] = [
    ("Residents said shells hit the school.", "hit", "residents", "witness"),
    ("Shells hit the school, residents said.", "hit", "residents", "witness"),
    ("Shells, residents said, hit the school.", "hit", "residents", "witness"),
    ("“Shells hit the school,” a survivor recalled.", "hit", "survivor", "witness"),
    ("Farida Nasser, a teacher, said shells hit the school.", "hit", "farida nasser", "person"),
    ("“Soldiers burned our homes,” said Farida Nasser.", "burned", "farida nasser", "person"),
    ('"Soldiers burned our homes," said Farida Nasser.', "burned", "farida nasser", "person"),
    ("Farida Nasser said: “Soldiers burned our homes.”", "burned", "farida nasser", "person"),
    ("“Soldiers burned our homes,” Farida Nasser said. “They shot my father.”", "shot", "farida nasser", "person"),
    ("State television said rebels had shelled the market.", "shelled", "state television", "state-media"),
    ("State media reported that rebels had shelled the market.", "shelled", "state media", "state-media"),
    ("The army said rebels had shelled the market.", "shelled", "army", "party"),
    ("The rebels said the army had shelled the market.", "shelled", "rebels", "party"),
    ("According to the United Nations, a rocket struck the clinic.", "struck", "united nations", "organisation"),
    ("A rocket struck the clinic, according to the Red Cross.", "struck", "red cross", "organisation"),
    ("Officials said a rocket had struck the clinic.", "struck", "officials", "unnamed"),
    ("Monitors accused the army of shelling the market.", "shelling", "monitors", "unnamed"),
    ("The army was accused by monitors of shelling the market.", "shelling", "monitors", "unnamed"),
    ("The rebels claimed responsibility for the bombing of the hotel.", "bombing", "rebels", "party"),
    ("The mission’s report tells of the army’s shelling of a school.", "shelling", "mission", "organisation"),
    # a claim, by nobody named
    ("The clinic was reportedly shelled by the army.", "shelled", None, None),
    ("The army is said to have shelled the market.", "shelled", None, None),
    ("The market was said to have been shelled by the army.", "shelled", None, None),
]


WRONG_TODAY = {
    "The army was accused by monitors of shelling the market.": "“of shelling” hangs on the by-phrase and is not read",
    "The mission’s report tells of the army’s shelling of a school.": "the parser takes “tells” for a noun",
}


@pytest.mark.parametrize(("text", "trigger", "source", "kind"), rows(TABLE, WRONG_TODAY))
def test_source(read: Read, text: str, trigger: str, source: str | None, kind: str | None) -> None:
    event = read.event(text, trigger)
    assert event.status is Status.ATTRIBUTED
    assert [(bare(found.span.text), found.kind) for found in event.sources] == ([(source, kind)] if source else [])


OWN_VOICE = [
    ("Rebels shelled the market.", "shelled"),
    ("Soldiers burned the “liberated” village.", "burned"),
    ("The army, which said nothing, shelled the market.", "shelled"),
    ("The mayor said the road was open. Rebels shelled the market.", "shelled"),
    ("Rebels shelled the market while the mayor spoke of peace.", "shelled"),
]


@pytest.mark.parametrize(("text", "trigger"), rows(OWN_VOICE))
def test_the_text_says_it_in_its_own_voice(read: Read, text: str, trigger: str) -> None:
    event = read.event(text, trigger)
    assert (event.status, event.sources) == (Status.ASSERTED, ())


def test_the_word_of_saying_is_kept(read: Read) -> None:
    (source,) = read.event("Shells hit the school, residents said.", "hit").sources
    assert source.cue.text == "said"


def test_a_pronoun_is_the_speaker_it_stands_for(read: Read) -> None:
    text = "Farida Nasser fled in May. She said soldiers burned the village."
    (source,) = read.event(text, "burned").sources
    assert source.span.text == "Farida Nasser"


def test_the_accused_is_the_actor_and_no_source(read: Read) -> None:
    event = read.event("Monitors accused the army of shelling the market.", "shelling")
    assert [bare(actor.span.text) for actor in event.actors] == ["army"]
    assert [bare(source.span.text) for source in event.sources] == ["monitors"]
