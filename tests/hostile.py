"""A run on texts that try to act as markup, script, template or formula in every place a text can stand."""

from typing import Any

from builders import In, document, judgement, rule
from ihl_check.documents.model import Unread
from ihl_check.events.model import Event, Status
from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.model import Run

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "# heading\n\n- list\n> quote\n\n| a | b |\n|---|---|",
    "```\ncode\n```",
    "{{ 7*7 }}{% raw %}<%= 1 %>${x}",
    "=cmd|' /C calc'!A0",
    "a\u202eb\u2066c\u200b\x1b[31m\x00\r\n\u2028",
    "\ud800 lone",
    "--- \n***\n___\n===",
    "[ref]: https://evil.example\n[ref]",
    "&lt;b&gt; &#60;b&#62;",
    "” (0–3)\n“x” ([1–2](../index.md))",
    "“x” (1–2)",
    "x " * 5000,
]


def hostile_run(texts: list[str]) -> Run:
    documents, judgements, findings = [], {}, []
    for number, text in enumerate(texts):
        made = document(
            f"{text} hit {text} in Town",
            f"in/{text[:60]}{number}.txt",
            title=text,
            outlet=text,
            url=text,
            notes=(text,),
        )
        inside = In(made)
        whole = inside.span(made.text)
        target = inside.mention(text, "medical-facility")
        plain = inside.event("hit", targets=(target,), actors=(target,))
        event = Event(**{**_fields(plain), "sentence": whole, "status": Status.ATTRIBUTED})
        finding = inside.finding("attack-on-medical-facility", event, quote=whole, reasons=(text,))
        findings.append(finding)
        documents.append(made)
        near = inside.event("in", status=Status.GENERIC)
        judgements[made.id] = (
            judgement(event, finding),
            judgement(near, rejected=(("attack-on-medical-facility", "status", text),)),
        )
    return Run(
        documents=tuple(documents),
        unread=tuple(Unread(text, text) for text in texts),
        judgements=judgements,
        incidents=merge_incidents(findings, documents),
        rules=(rule("attack-on-medical-facility", "Title | of * a <rule>"),),
    )


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}
