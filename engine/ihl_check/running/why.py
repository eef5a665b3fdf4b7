"""Says, event by event, what was read in a document, which rules it met, which came close, and what was missing."""

from collections.abc import Sequence

from ihl_check.documents.model import Document
from ihl_check.events.model import Event, Mention
from ihl_check.rules.model import Judgement


def why(document: Document, judgements: Sequence[Judgement], rules: frozenset[str] = frozenset()) -> str:
    """The account as text. With ``rules``, only what concerns these."""
    lines = [f"{document.id}: {len(judgements)} acts read"]
    for judgement in judgements:
        found = [f for f in judgement.findings if not rules or f.rule in rules]
        close = [r for r in judgement.rejections if not rules or r.rule in rules]
        if rules and not found and not close:
            continue
        event = judgement.event
        lines += ["", f"{event.sentence.begin}-{event.sentence.end}  {' '.join(event.sentence.text.split())}"]
        lines += [f"    {name:9} {value}" for name, value in _slots(event) if value]
        for finding in found:
            words = ", ".join(f"{e.element} “{e.span.text}”" for e in finding.elements)
            lines.append(f"    + {finding.rule} ({finding.strength}): {words}")
        lines += [f"    - {rejection.rule}: {rejection.missing}: {rejection.reason}" for rejection in close]
    return "\n".join(lines)


def _slots(event: Event) -> list[tuple[str, str]]:
    status = event.status.value + (f" (“{event.status_cue.text}”)" if event.status_cue else "")
    return [
        ("act", f"“{event.trigger.text}” = {', '.join(event.acts)}"),
        ("status", status),
        ("actor", _mentions(event.actors)),
        ("target", _mentions(event.targets)),
        ("weapon", _mentions(event.weapons)),
        ("place", event.place.span.text if event.place else ""),
        ("date", f"“{event.date.span.text}” = {event.date.start}" if event.date else ""),
        ("killed", event.killed.span.text if event.killed else ""),
        ("injured", event.injured.span.text if event.injured else ""),
        ("source", ", ".join(f"“{source.span.text}”" for source in event.sources)),
        ("denied", "; ".join(f"“{denial.span.text}”" for denial in event.denials)),
        ("conflict", ", ".join(dict.fromkeys(f"{n.kind} “{n.span.text}”" if n.span else n.kind for n in event.nexus))),
    ]


def _mentions(mentions: Sequence[Mention]) -> str:
    return "; ".join(
        f"“{mention.span.text}”" + (f" = {', '.join(mention.concepts)}" if mention.concepts else "")
        for mention in mentions
    )
