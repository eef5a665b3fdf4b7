"""What changed between two reports, and whether by the texts, the rules or the program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ihl_check.reports.escape import escape
from ihl_check.reports.records import Record
from ihl_check.reports.stored import Stored, read_stored

_SHOWN = 160
_PLACES = frozenset({"begin", "end", "offsets", "document", "incident", "id"})
"""Keys in which a finding may differ and still say the same."""
_INCIDENT_KEYS = (
    *("rules", "date", "place", "actors", "killed", "injured", "happened", "actor_grade", "contested", "documents"),
    *("findings", "sources", "possibly_same"),
)
_NO_CAUSE = frozenset({"paths", "out", "jobs", "formats", "format"})
"""Options that cannot change what is found: which texts were read is told from the inputs."""
_NOBODY_KNOWS = "by nothing that run.json tells of"


@dataclass(frozen=True, slots=True)
class _Causes:
    """In what two runs differ."""

    texts_new: frozenset[str]
    texts_gone: frozenset[str]
    texts_changed: frozenset[str]
    rule_files: frozenset[str]
    """Files of rules and vocabulary that were added, removed or changed."""
    versions: Mapping[str, tuple[str | None, str | None]]
    options: Mapping[str, tuple[object, object]]

    def of(self, document: str | None, rule: str | None = None) -> str:
        """What may have changed a finding of ``rule`` in ``document``."""
        if document in self.texts_new:
            return "by text: the document is new"
        if document in self.texts_gone:
            return "by text: the document is no longer read"
        if document in self.texts_changed:
            return "by text: the document was changed"
        by = []
        own = [path for path in sorted(self.rule_files) if rule and path.rsplit("/", 1)[-1] == f"{rule}.yaml"]
        if own:
            by.append(f"rules: {own[0]}")
        elif self.rule_files:
            by.append(f"rules: {_some(self.rule_files)}")
        if self.versions:
            by.append("version: " + ", ".join(f"{name} {old} to {new}" for name, (old, new) in self.versions.items()))
        if self.options:
            by.append(f"options: {', '.join(self.options)}")
        return f"by {' or '.join(by)}" if by else _NOBODY_KNOWS


def diff(old: Path, new: Path) -> str:
    """Markdown: the findings and incidents that appeared, went or changed from the report ``old`` to ``new``.

    Raises ``ReportError`` where one of them holds no report.
    """
    before, after = read_stored(old), read_stored(new)
    causes = _causes(before, after)
    lines = ["# What changed", "", *_told_causes(causes), ""]
    lines += _told_findings(_by_id(before.findings), _by_id(after.findings), causes)
    lines += ["", *_told_incidents(before, after, causes)]
    return "\n".join(lines) + "\n"


def _causes(before: Stored, after: Stored) -> _Causes:
    old, new = before.inputs, after.inputs
    rules = _differing(before.run["rules"], after.run["rules"])
    return _Causes(
        texts_new=frozenset(new.keys() - old.keys()),
        texts_gone=frozenset(old.keys() - new.keys()),
        texts_changed=frozenset(each for each in old.keys() & new.keys() if _content(old[each]) != _content(new[each])),
        rule_files=frozenset(rules),
        versions=_differing(before.run["versions"], after.run["versions"]),
        options={
            name: values
            for name, values in _differing(before.run.get("options", {}), after.run.get("options", {})).items()
            if name not in _NO_CAUSE
        },
    )


def _content(document: Record) -> tuple[Any, ...]:
    return tuple(document.get(key) for key in ("sha256", "title", "published", "outlet"))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    keys = sorted(old.keys() | new.keys())
    return {key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}


def _told_causes(causes: _Causes) -> list[str]:
    lines = []
    for what, documents in (
        ("Documents that are new", causes.texts_new),
        ("Documents that are no longer read", causes.texts_gone),
        ("Documents that were changed", causes.texts_changed),
        ("Files of rules and vocabulary that differ", causes.rule_files),
    ):
        lines.append(f"- {what}: {len(documents)}{f' ({escape(_some(documents))})' if documents else ''}")
    told = [f"{name} {old or 'none'} to {new or 'none'}" for name, (old, new) in causes.versions.items()]
    lines.append(f"- Versions that differ: {escape(', '.join(told)) if told else 'none'}")
    if causes.options:
        told = [f"{name} {old} to {new}" for name, (old, new) in causes.options.items()]
        lines.append(f"- Options that differ: {escape(', '.join(told))}")
    return lines


def _told_findings(old: Mapping[str, Record], new: Mapping[str, Record], causes: _Causes) -> list[str]:
    appeared, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    changes = {each: _changes(old[each], new[each]) for each in sorted(old.keys() & new.keys())}
    changed = {each: told for each, told in changes.items() if told}
    same = len(changes) - len(changed)
    lines = [
        "## Findings",
        "",
        f"{len(appeared)} appeared, {len(gone)} went, {len(changed)} changed, {same} as before.",
    ]
    for title, ids, held in (("Appeared", appeared, new), ("Went", gone, old)):
        lines += _section(title, [f"{_finding(held[each])}, {_cause(held[each], causes)}" for each in ids])
    lines += _section(
        "Changed", [f"{_finding(new[each])}: {told}, {_cause(new[each], causes)}" for each, told in changed.items()]
    )
    return lines


def _told_incidents(before: Stored, after: Stored, causes: _Causes) -> list[str]:
    old, new = _by_id(before.incidents), _by_id(after.incidents)
    findings = {**_by_id(before.findings), **_by_id(after.findings)}
    appeared, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    merged = {each: _heir(each, new) for each in gone}
    split = {each: _heir(each, old) for each in appeared}
    changes = {each: _incident_changes(old[each], new[each]) for each in sorted(old.keys() & new.keys())}
    changed = {each: told for each, told in changes.items() if told}
    lines = [
        "## Incidents",
        "",
        f"{len(appeared)} appeared, {len(gone)} went, {len(changed)} changed, {len(changes) - len(changed)} as before.",
    ]
    lines += _section(
        "Appeared",
        [
            f"{_incident(new[each])}{f', till now part of {split[each]}' if split[each] else ''}, "
            f"{_incident_cause(_with(new[each], old.get(split[each] or '')), findings, causes)}"
            for each in appeared
        ],
    )
    lines += _section(
        "Went",
        [
            f"{_incident(old[each])}{f', now part of {merged[each]}' if merged[each] else ''}, "
            f"{_incident_cause(_with(old[each], new.get(merged[each] or '')), findings, causes)}"
            for each in gone
        ],
    )
    return lines + _section(
        "Changed",
        [
            f"{_incident(new[each])}: {told}, {_incident_cause(_with(old[each], new[each]), findings, causes)}"
            for each, told in changed.items()
        ],
    )


def _heir(incident: str, others: Mapping[str, Record]) -> str | None:
    """The incident of the other report that has this one within it."""
    return next((each for each in sorted(others) if incident in others[each].get("former_ids", [])), None)


def _with(incident: Record, other: Record | None) -> Record:
    """An incident with the findings of another one: what came or went with either may explain what became of it."""
    return {**incident, "findings": [*incident["findings"], *(other["findings"] if other else ())]}


def _changes(old: Record, new: Record) -> str:
    """Which keys of a finding say something else now; that it stands elsewhere in its text is no change."""
    told = []
    for key in sorted((old.keys() | new.keys()) - _PLACES):
        a, b = _plain(old.get(key)), _plain(new.get(key))
        if key == "event" and isinstance(a, dict) and isinstance(b, dict):
            told += [f"{slot} of the event" for slot in sorted(a.keys() | b.keys()) if a.get(slot) != b.get(slot)]
        elif a != b:
            told.append(_change(key, a, b))
    return ", ".join(told)


def _incident_changes(old: Record, new: Record) -> str:
    return ", ".join(
        _change(key, a, b) for key in _INCIDENT_KEYS if (a := _plain(old.get(key))) != (b := _plain(new.get(key)))
    )


def _change(key: str, old: object, new: object) -> str:
    """``strength weak to strong``; what is long is only named."""
    name = key.replace("_", " ")
    if isinstance(old, dict) and isinstance(new, dict) and {"min", "max"} <= old.keys() & new.keys():
        return f"{name} {old['min']}–{old['max']} to {new['min']}–{new['max']}"
    if isinstance(old, str | bool | int) and isinstance(new, str | bool | int):
        return f"{name} {escape(str(old))} to {escape(str(new))}"
    if isinstance(old, list) and isinstance(new, list) and len(old) != len(new):
        return f"{name} {len(old)} to {len(new)}"
    return name


def _plain(value: Any) -> Any:
    """A value without the offsets in it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if key not in _PLACES - {"document", "id"}}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _section(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return ["", f"### {title}", "", *listed] if listed else []


def _finding(finding: Record) -> str:
    quote = finding["quote"]["text"]
    short = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
    return f"{finding['id']} {escape(finding['rule'])}, “{escape(short)}” in {escape(finding['document']['id'])}"


def _incident(incident: Record) -> str:
    day, place = incident.get("date") or {}, incident.get("place") or {}
    when = day.get("start") or "date not stated"
    return f"{incident['id']} {when}, {escape(place.get('name') or 'place not stated')}: {', '.join(incident['rules'])}"


def _cause(finding: Record, causes: _Causes) -> str:
    return escape(causes.of(finding["document"]["id"], finding["rule"]))


def _incident_cause(incident: Record, findings: Mapping[str, Record], causes: _Causes) -> str:
    """Texts first: a document that came or went explains what it brought or took."""
    held = [findings[each] for each in incident["findings"] if each in findings]
    told = list(dict.fromkeys(causes.of(each["document"]["id"], each["rule"]) for each in held))
    by_text = [each for each in told if each.startswith("by text")]
    return escape("; ".join(by_text or told) or _NOBODY_KNOWS)


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {str(each["id"]): each for each in records}


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")
