"""Builds documents, events and findings by hand: spans are found by their words, so that offsets are always right."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from ihl_check.documents.model import Document
from ihl_check.events.model import (
    Count,
    Cue,
    Denial,
    Event,
    Kind,
    Mention,
    Nexus,
    Place,
    Source,
    Span,
    Status,
    When,
)
from ihl_check.rules.model import Element, Finding, Judgement, Law, Rejection, Rule, Strength

ALEPPO = ("Aleppo", "SY", 36.2, 37.16, "town")
IDLIB = ("Idlib", "SY", 35.93, 36.63, "town")
IDLIB_PROVINCE = ("Idlib Province", "SY", 35.9, 36.7, "region")


def document(text: str, id: str = "a.txt", **known: Any) -> Document:
    published = known.pop("published", None)
    return Document(
        id=id,
        path=known.pop("path", id.partition("#")[0]),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=date.fromisoformat(published) if published else None,
        **known,
    )


@dataclass(frozen=True)
class In:
    """Makes spans, events and findings in one document."""

    document: Document

    def span(self, words: str, nth: int = 0) -> Span:
        begin = -1
        for _ in range(nth + 1):
            begin = self.document.text.index(words, begin + 1)
        return Span(begin, begin + len(words), words)

    def sentence(self, inside: Span) -> Span:
        text = self.document.text
        begin = max(
            (text.rfind(stop, 0, inside.begin) + len(stop) for stop in (". ", "\n") if stop in text[: inside.begin]),
            default=0,
        )
        ends = [text.find(stop, inside.end) for stop in (". ", ".\n", "\n")]
        end = min((at + (0 if text[at] == "\n" else 1) for at in ends if at >= 0), default=len(text))
        return Span(begin, end, text[begin:end])

    def mention(self, words: str, *concepts: str, kind: Kind = Kind.OBJECT, via: str | None = None) -> Mention:
        return Mention(self.span(words), kind, tuple(sorted(concepts)), self.span(via) if via else None)

    def event(
        self,
        trigger: str,
        *,
        nth: int = 0,
        acts: tuple[str, ...] = ("attack",),
        status: Status = Status.ASSERTED,
        targets: tuple[Mention, ...] = (),
        actors: tuple[Mention, ...] = (),
        weapons: tuple[Mention, ...] = (),
        place: tuple[str, str | None, float | None, float | None, str] | None = None,
        place_words: str | None = None,
        on: str | tuple[str, str] | None = None,
        killed: tuple[int | None, int | None, str] | None = None,
        injured: tuple[int | None, int | None, str] | None = None,
        sources: tuple[tuple[str, str], ...] = (),
        denials: tuple[tuple[str, str | None], ...] = (),
        cues: tuple[tuple[str, str], ...] = (),
        nexus: tuple[tuple[str, str], ...] = (),
    ) -> Event:
        word = self.span(trigger, nth)
        days = (on, on) if isinstance(on, str) else on
        return Event(
            document=self.document.id,
            sentence=self.sentence(word),
            trigger=word,
            acts=acts,
            status=status,
            targets=targets,
            actors=actors,
            weapons=weapons,
            place=Place(self.span(place_words or place[0]), *place) if place else None,
            date=When(word, date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None,
            killed=Count(self.span(killed[2]), killed[0], killed[1]) if killed else None,
            injured=Count(self.span(injured[2]), injured[0], injured[1]) if injured else None,
            sources=tuple(Source(self.span(words), kind, self.span(words)) for words, kind in sources),
            denials=tuple(Denial(self.span(words), self.span(who) if who else None) for words, who in denials),
            cues=tuple(Cue(concept, self.span(words)) for concept, words in cues),
            nexus=tuple(Nexus(kind, self.span(words)) for kind, words in nexus),
        )

    def finding(self, rule: str, event: Event, **more: Any) -> Finding:
        name = f"{rule}|{self.document.id}|{event.sentence.text}|{event.trigger.begin - event.sentence.begin}"
        elements = [Element("act", event.trigger), *(Element("target", each.span) for each in event.targets)]
        missing = [
            slot
            for slot, given in (
                ("actor", event.actors),
                ("weapon", event.weapons),
                ("place", event.place),
                ("date", event.date),
            )
            if not given
        ]
        return Finding(
            id=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            rule=rule,
            document=self.document.id,
            quote=more.pop("quote", event.sentence),
            strength=more.pop("strength", Strength.STRONG),
            reasons=more.pop("reasons", ("all elements stand in one clause",)),
            elements=tuple(more.pop("elements", elements)),
            counter_indicators=tuple(more.pop("counter_indicators", ())),
            not_stated=tuple(more.pop("not_stated", missing)),
            event=event,
            **more,
        )


def attack(
    text: str,
    id: str = "a.txt",
    *,
    rule: str = "attack-on-medical-facility",
    trigger: str = "hit",
    target: tuple[str, ...] | None = ("a hospital", "medical-facility"),
    actor: tuple[str, ...] | None = None,
    weapon: tuple[str, ...] | None = None,
    about: dict[str, Any] | None = None,
    **slots: Any,
) -> tuple[Document, Finding]:
    """A document of one finding. ``target``, ``actor`` and ``weapon``: the words, then the concepts."""
    made = document(text, id, **(about or {}))
    inside = In(made)
    event = inside.event(
        trigger,
        targets=(inside.mention(*target),) if target else (),
        actors=(inside.mention(*actor, kind=Kind.GROUP),) if actor else (),
        weapons=(inside.mention(*weapon, kind=Kind.WEAPON),) if weapon else (),
        **slots,
    )
    return made, inside.finding(rule, event)


def rule(id: str, title: str | None = None, group: str = "protected", law: Law | None = None) -> Rule:
    return Rule(
        id=id,
        title=title or id.replace("-", " ").capitalize(),
        group=group,
        law=law or Law((28,), ("8(2)(b)(ix)",), ("8(2)(e)(iv)",), ("GC IV 18", "AP I 12")),
        summary="A rule.",
        match=(),
    )


def judgement(event: Event, *findings: Finding, rejected: tuple[tuple[str, str, str], ...] = ()) -> Judgement:
    return Judgement(event, findings, tuple(Rejection(*each) for each in rejected))
