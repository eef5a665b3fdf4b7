"""Who denies it: denials are tied to the events that they speak of, and to no others."""

import pytest

from readings import Read, bare, rows

CONTESTED: list[tuple[str, str, str]] = [
    ("Monitors said army jets bombed the hospital. The army denied the allegation.", "bombed", "army"),
    ("Monitors said army jets bombed the hospital. The army denied bombing it.", "bombed", "army"),
    ("Rebels shelled the market, monitors said. A rebel spokesman rejected the claim.", "shelled", "rebel spokesman"),
    ("Monitors said army jets bombed the hospital, but the army denied it.", "bombed", "army"),
    ("Monitors said army jets bombed the hospital.\n\nThe army denied any involvement.", "bombed", "army"),
    (
        "Monitors said army jets bombed the hospital.\n\nRain fell all day.\n\nThe army denied bombing the hospital.",
        "bombed",
        "army",
    ),
    ("Army jets bombed the hospital. The army dismissed the report as propaganda.", "bombed", "army"),
    ("The army denies that its jets are to blame. Monitors said army jets bombed the hospital.", "bombed", "army"),
]


@pytest.mark.parametrize(("text", "trigger", "who"), rows(CONTESTED))
def test_contested(read: Read, text: str, trigger: str, who: str) -> None:
    event = read.event(text, trigger)
    assert event.contested
    assert [bare(denial.source.text) for denial in event.denials if denial.source] == [who]


UNCONTESTED: list[tuple[str, str]] = [
    ("Monitors said army jets bombed the hospital. The army did not deny it.", "bombed"),
    ("Monitors said army jets bombed the hospital. The army made no comment.", "bombed"),
    (
        "Rebels burned a church in May. In June army jets bombed a hospital. The army denied bombing the hospital.",
        "burned",
    ),
    ("Soldiers denied the farmers water. On Monday rebels shelled the market.", "shelled"),
    ("Rebels shelled the market. The mayor rejected calls to step down.", "shelled"),
]


@pytest.mark.parametrize(("text", "trigger"), rows(UNCONTESTED))
def test_uncontested(read: Read, text: str, trigger: str) -> None:
    assert read.event(text, trigger).denials == ()


def test_the_words_of_the_denial_are_kept(read: Read) -> None:
    text = "Monitors said army jets bombed the hospital. The army denied the allegation."
    (denial,) = read.event(text, "bombed").denials
    assert denial.span.text == "The army denied the allegation."
    assert text[denial.span.begin : denial.span.end] == denial.span.text
