"""A run with everything that pages show: two outlets on one strike, a denial, a near miss, a file that was not read."""

from datetime import UTC, datetime

from builders import In, document, judgement, rule
from ihl_check.documents.model import Unread
from ihl_check.events.model import Kind, Status
from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.model import Run
from ihl_check.rules.model import Element, Law, Strength

TARMA = ("Tarma", "SY", 35.9, 36.6, "town")


def sample_run() -> Run:
    wire = document(
        "Bombs fall on Tarma\n\n"
        "Jets hit a hospital in Tarma on Saturday without warning, killing at least 11 people, rescuers said. "
        "The army denied that any of its planes flew that day. "
        "The hospital cannot be used as a barracks under the law of war.",
        "sample/wire.txt",
        title="Bombs fall on Tarma",
        outlet="Example Wire",
        published="2016-08-08",
    )
    paper = document(
        "On 6 August the clinic known as the hospital of Tarma was bombed by northern warplanes. "
        "Fourteen people, two nurses among them, died.\n\n"
        "Fighters had parked a rocket launcher in its yard, a neighbour said.",
        "sample/paper.md",
        outlet="The Paper",
        published="2016-08-10",
        url="https://example.org/tarma?page=1",
    )
    sport = document("The striker hit the post twice.", "sample/sport.txt")
    w, p, s = In(wire), In(paper), In(sport)
    hit = w.event(
        "hit",
        acts=("impact",),
        status=Status.ATTRIBUTED,
        targets=(w.mention("a hospital", "medical-facility"),),
        actors=(w.mention("Jets", "warplane", kind=Kind.GROUP),),
        place=TARMA,
        place_words="Tarma on",
        on="2016-08-06",
        killed=(11, None, "at least 11 people"),
        sources=(("rescuers", "unnamed"),),
        denials=(("denied that any of its planes flew that day", "The army"),),
        cues=(("without-warning", "without warning"),),
        nexus=(("weapon", "Jets"),),
    )
    bombed = p.event(
        "bombed",
        acts=("bombardment",),
        targets=(p.mention("the clinic known as the hospital of Tarma", "medical-facility"),),
        actors=(p.mention("northern warplanes", "warplane", kind=Kind.GROUP),),
        place=TARMA,
        on="2016-08-06",
        killed=(14, 14, "Fourteen people"),
        nexus=(("weapon", "warplanes"),),
    )
    used = w.event(
        "used", acts=("use",), status=Status.GENERIC, targets=(w.mention("The hospital", "medical-facility"),)
    )
    kicked = s.event("hit", targets=(s.mention("the post"),))
    medical = "attack-on-medical-facility"
    first = w.finding(medical, hit, strength=Strength.MODERATE, reasons=("attributed to an unnamed source",))
    launcher = Element("used-for-military-ends", p.span("rocket launcher"))
    second = p.finding(medical, bombed, counter_indicators=(launcher,))
    early = w.finding("failure-of-precautions", hit, elements=(Element("cue", w.span("without warning")),))
    documents = (wire, paper, sport)
    return Run(
        documents=documents,
        unread=(Unread("sample/scan.pdf", "it holds pictures only; run text recognition on it first"),),
        judgements={
            wire.id: (
                judgement(hit, first, early, rejected=(("attack-on-civilians", "superseded", "a more special rule"),)),
                judgement(used, rejected=((medical, "status", "the sentence states the law"),)),
            ),
            paper.id: (judgement(bombed, second),),
            sport.id: (judgement(kicked, rejected=((medical, "nexus", "nothing speaks of an armed conflict"),)),),
        },
        incidents=merge_incidents([first, second, early], documents),
        rules=(
            rule(medical, "Attack on a hospital or other medical unit"),
            rule("failure-of-precautions", "No effective warning before an attack", "distinction",
                 Law((15, 20), (), (), ("AP I 57",))),
        ),
        rule_files={"acts/protected/attack-on-medical-facility.yaml": "0" * 64},
        versions={"ihl-check": "0.1.0"},
        options={"paths": "sample"},
        started=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        seconds=1.5,
    )  # fmt: skip
