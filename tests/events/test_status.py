"""Status: whether a sentence says that the act happened, and which word decides it."""

import pytest

from ihl_check.events.model import Status
from readings import Read, rows

ASSERTED: list[tuple[str, str]] = [
    ("Two rockets hit the bakery at dawn.", "hit"),
    ("The army had already shelled the clinic twice.", "shelled"),
    ("The clinic has been shelled by rebels since March.", "shelled"),
    ("Rebel rockets struck the market, and it burned for hours.", "struck"),
    ("The shells not only hit the clinic but also wrecked the pharmacy.", "hit"),
    ("After the ceasefire failed, troops shelled the market.", "shelled"),
    ("The soldiers refused to leave and shot the driver.", "shot"),
    ("Soldiers used a tank to flatten the chapel.", "flatten"),
    ("The militia continued to shell the town.", "shell"),
    ("Fearing an ambush, the soldiers shelled the village.", "shelled"),
    ("Soldiers who had threatened the mayor shot his brother.", "shot"),
    ("Although a truce was planned, jets bombed the port town.", "bombed"),
    ("Rebels shelled the town because the army might return.", "shelled"),
    ("The air strike on the hospital came without any warning.", "air strike"),
    ("There was shelling of the old town all night.", "shelling"),
    ("Militiamen came to the mission and executed two priests.", "executed"),
    ("Jets bombed the school, not the barracks beside it.", "bombed"),
    ("Troops who were not from the district burned the granaries.", "burned"),
    ("Unable to take the town, the army shelled its hospital.", "shelled"),
]

ATTRIBUTED: list[tuple[str, str]] = [
    ("Residents said shells hit the school.", "hit"),
    ("Shells hit the school, residents said.", "hit"),
    ("Shells, residents said, hit the school.", "hit"),
    ("According to the monitors, a rocket struck the clinic.", "struck"),
    ("A rocket struck the clinic, according to the monitors.", "struck"),
    ("The clinic was reportedly shelled by the army.", "shelled"),
    ("The army allegedly shelled the market.", "shelled"),
    ("The mayor accused the rebels of shelling the market.", "shelling"),
    ("The army is said to have shelled the market.", "shelled"),
    ("“They shot my brother at the army checkpoint,” said a farmer.", "shot"),
    ("The mission verified the shelling of a school by rebels.", "shelling"),
    ("The inquiry found that soldiers burned the granaries.", "burned"),
    ("A shell hit the ward, a nurse told reporters.", "hit"),
    ("The rebels claimed responsibility for the bombing of the hotel.", "bombing"),
    ("In her testimony she described how soldiers burned the granaries.", "burned"),
    ("The governor blamed the militia for the burning of the village.", "burning"),
    ("State media reported an air strike on the bakery.", "air strike"),
]

NEGATED: list[tuple[str, str]] = [
    ("The shells did not hit the hospital.", "hit"),
    ("The shells didn’t hit the hospital.", "hit"),
    ("No shell hit the hospital.", "hit"),
    ("No hospital was hit by the shells.", "hit"),
    ("None of the rockets hit the school.", "hit"),
    ("The army never bombed the market.", "bombed"),
    ("The soldiers denied shelling the village.", "shelling"),
    ("The army denied that it had shelled the village.", "shelled"),
    ("Troops withdrew without shooting the prisoners.", "shooting"),
    ("The soldiers refused to shell the village.", "shell"),
    ("Neither the school nor the clinic was hit by rockets.", "hit"),
    ("The monitors found no evidence of an air strike on the clinic.", "air strike"),
    ("There was no shelling of the town.", "shelling"),
    ("The army has not carried out air strikes on the camp.", "air strikes"),
    ("Nobody shelled the hospital.", "shelled"),
    ("It is not true that the army shelled the market.", "shelled"),
    ("The truce prevented an air strike on the camp.", "air strike"),
    ("Instead of shelling the town, the rebels left.", "shelling"),
]

UNREAL: list[tuple[str, str, Status]] = [
    ("The jets could bomb the hospital at any time.", "bomb", Status.HYPOTHETICAL),
    ("The rebels might have shelled the clinic.", "shelled", Status.HYPOTHETICAL),
    ("If the army shells the camp, the aid convoys stop.", "shells", Status.HYPOTHETICAL),
    ("Unless the army shells the town, the rebels stay.", "shells", Status.HYPOTHETICAL),
    ("An air strike on the dam would flood the valley.", "air strike", Status.HYPOTHETICAL),
    ("In the event of an air strike on the plant, sirens sound.", "air strike", Status.HYPOTHETICAL),
    ("The army will bomb the camp tomorrow.", "bomb", Status.PLANNED),
    ("The rebels plan to shell the town.", "shell", Status.PLANNED),
    ("The militia intends to burn the village.", "burn", Status.PLANNED),
    ("Troops were preparing to storm the hospital.", "storm", Status.PLANNED),
    ("Plans for the bombing of the dam were found in the barracks.", "bombing", Status.PLANNED),
    ("The rebels were about to shell the town.", "shell", Status.PLANNED),
    ("Residents fear an air strike on the camp.", "air strike", Status.FEARED),
    ("Aid workers warned of an attack on the hospital by the militia.", "attack", Status.FEARED),
    ("Nurses were afraid of another air strike on the clinic.", "air strike", Status.FEARED),
    ("The rebels threatened to shell the town.", "shell", Status.THREATENED),
    ("The commander vowed to burn the villages.", "burn", Status.THREATENED),
    ("The general repeated his threat to bomb the hospital.", "bomb", Status.THREATENED),
    ("The colonel ordered his men to shell the hospital.", "shell", Status.ORDERED),
    ("The general gave the order to bomb the school.", "bomb", Status.ORDERED),
    ("The general ordered the shelling of the town.", "shelling", Status.ORDERED),
    ("The colonel told his soldiers to shoot the prisoners.", "shoot", Status.ORDERED),
    ("Bombing hospitals is a war crime.", "Bombing", Status.GENERIC),
    ("International law forbids attacks on hospitals.", "attacks", Status.GENERIC),
    ("Armies must not shell hospitals.", "shell", Status.GENERIC),
    ("Soldiers may not execute prisoners of war.", "execute", Status.GENERIC),
    ("A party to a conflict that shells a hospital commits a crime under the Rome Statute.", "shells", Status.GENERIC),
    ("In the film, soldiers burn the village.", "burn", Status.GENERIC),
    ("In the naval exercise, jets bombed a mock port.", "bombed", Status.GENERIC),
    ("Did the army shell the school?", "shell", Status.QUESTION),
    ("Who bombed the hospital?", "bombed", Status.QUESTION),
    ("Was the clinic hit by an army rocket?", "hit", Status.QUESTION),
]

TABLE = [
    *((text, trigger, Status.ASSERTED) for text, trigger in ASSERTED),
    *((text, trigger, Status.ATTRIBUTED) for text, trigger in ATTRIBUTED),
    *((text, trigger, Status.NEGATED) for text, trigger in NEGATED),
    *UNREAL,
]

_MUST_NOT = "a modal of law with “not” is read as a denial that it happened, not as a statement of what is forbidden"
_OF_A_NOUN = "an infinitive under a noun of order or threat is read as a purpose, before its noun is asked"
WRONG_TODAY = {
    "The general repeated his threat to bomb the hospital.": _OF_A_NOUN,
    "The general gave the order to bomb the school.": _OF_A_NOUN,
    "International law forbids attacks on hospitals.": "“forbids” under the law is read as having averted the act",
}


@pytest.mark.parametrize(("text", "trigger", "status"), rows(TABLE, WRONG_TODAY))
def test_status(read: Read, text: str, trigger: str, status: Status) -> None:
    assert read.event(text, trigger).status is status


CUES = [
    ("The shells did not hit the hospital.", "hit", "not"),
    ("No hospital was hit by the shells.", "hit", "No"),
    ("The jets could bomb the hospital at any time.", "bomb", "could"),
    ("The rebels threatened to shell the town.", "shell", "threatened"),
    ("Residents said shells hit the school.", "hit", "said"),
    ("If the army shells the camp, the aid convoys stop.", "shells", "If"),
    ("Two rockets hit the bakery at dawn.", "hit", None),
]


@pytest.mark.parametrize(("text", "trigger", "cue"), rows(CUES))
def test_the_word_that_decides_is_kept(read: Read, text: str, trigger: str, cue: str | None) -> None:
    found = read.event(text, trigger).status_cue
    assert (found.text if found else None) == cue
