"""Rules in words: lists of rules, filters by law, and the explanation of one rule printed from its own file."""

from collections.abc import Iterable, Mapping
from typing import Any

from ihl_check.rules.law import CUSTOMARY, PARAGRAPHS
from ihl_check.rules.lint import all_entries
from ihl_check.rules.load import Rulebook
from ihl_check.rules.model import Entry, Rule
from ihl_check.rules.schema import CONCEPT_KEYS
from ihl_check.vocabulary.model import Vocabulary

GROUPS: Mapping[str, str] = {
    "distinction": "Telling civilians and fighters apart",
    "protected": "Persons and objects with protection of their own",
    "methods": "Methods of warfare",
    "weapons": "Weapons",
    "persons": "Persons in the hands of a party",
}
_QUESTIONS = {
    "act": "the act is",
    "target": "it is done to",
    "victim": "it is done to",
    "weapon": "with",
    "actor": "by",
    "place": "at or in",
    "cue": "the words near it speak of",
    "harm": "somebody was",
    "status": "it is",
}
_NEXUS = {
    "explicit": "The event's own actor or weapon must be military.",
    "passage": "The event, its passage or its document must speak of armed conflict.",
    "inferred": "It is enough that a named conflict fits its place and date.",
}
_WORDS_SHOWN = 12
_LONGEST_WORD_SHOWN = 40


def rules_by_law(rules: Iterable[Rule], law: str | None) -> tuple[Rule, ...]:
    """The rules that stand on a provision: ``8(2)(b)``, ``8(2)(b)(ix)``, ``cihl:28``, ``GC IV`` or ``AP I 51``."""
    return tuple(rule for rule in rules if law is None or _stands_on(rule, law))


def _stands_on(rule: Rule, law: str) -> bool:
    wanted = " ".join(law.split()).removeprefix("rome:").removeprefix("art. ").removeprefix("Article ")
    if wanted.lower().startswith("cihl:"):
        number = wanted[5:].strip()
        return number == "" or number in map(str, rule.law.customary)
    cited = (*rule.law.international, *rule.law.non_international, *rule.law.treaties)
    return any(citation == wanted or _begins(citation, wanted) for citation in cited)


def _begins(citation: str, wanted: str) -> bool:
    """Whether the citation lies below the one wanted: AP I is above AP I 51 and not above AP II."""
    return citation.startswith(wanted) and citation[len(wanted)] in " (-"


def list_rules(rules: Iterable[Rule], law: str | None = None) -> str:
    """A line for each rule, by group; ``law`` as in ``rules_by_law``."""
    chosen = rules_by_law(rules, law)
    width = max((len(rule.id) for rule in chosen), default=0)
    lines: list[str] = []
    for group, members in grouped(chosen).items():
        lines += [f"{group_title(group)} ({group})"]
        lines += [f"  {rule.id:<{width}}  {rule.title}" for rule in members]
        lines += [""]
    noun = "rule" if len(chosen) == 1 else "rules"
    return "\n".join([*lines, f"{len(chosen)} {noun}"]) + "\n"


def grouped(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Rules by group: the five groups of the catalogue first, others after them by name."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.group, []).append(rule)
    order = {group: number for number, group in enumerate(GROUPS)}
    return {group: groups[group] for group in sorted(groups, key=lambda name: (order.get(name, len(order)), name))}


def group_title(group: str) -> str:
    """The name of a group for people."""
    return GROUPS.get(group, group.replace("-", " ").capitalize())


def explain(rule: Rule, rulebook: Rulebook) -> str:
    """All that a rule file says, in sentences."""
    vocabulary = rulebook.vocabulary
    lines = [f"{rule.title}", f"{rule.id} (group {rule.group}, {rule.path})", "", rule.summary, "", "Law"]
    lines += [f"  {label}: {text}" for label, text in law_lines(rule)]
    lines += ["", "Flagged where" + (" one of these holds" if len(rule.match) > 1 else "")]
    lines += [f"  - {entry_in_words(entry)}" for entry in rule.match]
    if rule.unless:
        lines += ["", "Not flagged where"] + [f"  - {entry_in_words(entry)}" for entry in rule.unless]
    if rule.show:
        lines += ["", "Shown beside a flag, where the text says so"]
        lines += [f"  - {entry_in_words(entry)}" for entry in rule.show]
    lines += ["", "Tie to an armed conflict", f"  {_NEXUS[rule.nexus]}"]
    if rule.supersedes:
        lines += ["", f"Silences on the same event: {', '.join(rule.supersedes)}"]
    above = sorted(other.id for other in rulebook.rules if rule.id in other.supersedes)
    if above:
        lines += ["", f"Is silenced on the same event by: {', '.join(above)}"]
    if rule.former_ids:
        lines += ["", f"Was called: {', '.join(rule.former_ids)}"]
    lines += ["", "Words"]
    lines += [f"  {concept}: {_some(words_of(concept, vocabulary))}" for concept in _concepts(rule)]
    if rule.flag_examples:
        lines += ["", "Must be flagged"]
        lines += [f"  - {_one_line(example.text)}\n    quote: {example.quote}" for example in rule.flag_examples]
    if rule.pass_examples:
        lines += ["", "Must not be flagged"]
        for passed in rule.pass_examples:
            lines += [f"  - {_one_line(passed.text)}"]
            lines += [f"    missing: {passed.because}"] if passed.because else []
    return "\n".join(lines) + "\n"


def explain_json(rule: Rule, rulebook: Rulebook) -> dict[str, Any]:
    """What ``explain`` says, for programs."""
    return {
        "id": rule.id,
        "title": rule.title,
        "group": rule.group,
        "path": rule.path,
        "sha256": rule.sha256,
        "summary": rule.summary,
        "law": {
            "customary": list(rule.law.customary),
            "rome_statute": {
                "international": list(rule.law.international),
                "non_international": list(rule.law.non_international),
            },
            "treaties": list(rule.law.treaties),
        },
        "match": [_entry_json(entry) for entry in rule.match],
        "unless": [_entry_json(entry) for entry in rule.unless],
        "show": [_entry_json(entry) for entry in rule.show],
        "supersedes": list(rule.supersedes),
        "superseded_by": sorted(other.id for other in rulebook.rules if rule.id in other.supersedes),
        "nexus": rule.nexus,
        "former_ids": list(rule.former_ids),
        "words": {concept: list(words_of(concept, rulebook.vocabulary)) for concept in _concepts(rule)},
        "examples": {
            "flag": [
                {"text": example.text, "quote": example.quote, "published": example.published}
                for example in rule.flag_examples
            ],
            "pass": [
                {"text": passed.text, "because": passed.because, "published": passed.published}
                for passed in rule.pass_examples
            ],
        },
    }


def law_lines(rule: Rule) -> tuple[tuple[str, str], ...]:
    """Label and citation for each body of law that the rule names."""
    named = (
        ("Customary law", ", ".join(f"rule {number} ({CUSTOMARY[number]})" for number in rule.law.customary)),
        ("Rome Statute, international conflict", _paragraphs(rule.law.international)),
        ("Rome Statute, other conflict", _paragraphs(rule.law.non_international)),
        ("Treaties", ", ".join(rule.law.treaties)),
    )
    return tuple((label, text) for label, text in named if text)


def _paragraphs(paragraphs: Iterable[str]) -> str:
    return ", ".join(f"{paragraph} ({PARAGRAPHS[paragraph]})" for paragraph in paragraphs)


def entry_in_words(entry: Entry) -> str:
    """An entry as a sentence: the act is attack; it is done to home or market."""
    said = "; ".join(f"{_QUESTIONS[key]} {' or '.join(values)}" for key, values in _values(entry))
    if entry.none_of:
        refused = " nor ".join(f"{_QUESTIONS[key]} {' or '.join(values)}" for key, values in _values(entry.none_of))
        said += f"; and not: {refused}"
    return said


def _values(entry: Entry) -> list[tuple[str, tuple[str, ...]]]:
    keys = (*CONCEPT_KEYS, "harm", "status")
    return [(key, tuple(map(str, getattr(entry, key)))) for key in keys if getattr(entry, key)]


def _entry_json(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {key: list(values) for key, values in _values(entry)}
    return found | ({"not": _entry_json(entry.none_of)} if entry.none_of else {})


def _concepts(rule: Rule) -> list[str]:
    return sorted({concept for entry in all_entries(rule) for key in CONCEPT_KEYS for concept in getattr(entry, key)})


def words_of(concept: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a concept and of everything below it, as its files have them; its own first."""
    below = (concept, *sorted(vocabulary.below(concept) - {concept}))
    terms = [term for name in below if name in vocabulary.concepts for term in vocabulary.concepts[name].terms]
    return tuple(dict.fromkeys(term.text for term in terms))


def _some(words: tuple[str, ...]) -> str:
    """The first few words that are short enough to read, and how many more there are."""
    shown = [word for word in words if len(word) <= _LONGEST_WORD_SHOWN][:_WORDS_SHOWN] or list(words[:1])
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "") if words else "no words"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def rules_page(rules: Iterable[Rule]) -> str:
    """A page on all rules: what each flags, under which law, with one example."""
    rules = tuple(rules)
    lines = [
        "# The rules",
        "",
        "Generated by `scripts/generate.py` from the files in `rules/acts/`. `ihl-rules explain ID` says more on each",
        "rule, and [coverage.md](coverage.md) lists the law against the rules. All examples are invented.",
        "",
    ]
    for group, members in grouped(rules).items():
        lines += [f"- [{group_title(group)}](#{_anchor(group_title(group))}): {len(members)} rules"]
    for group, members in grouped(rules).items():
        lines += ["", f"## {group_title(group)}"]
        for rule in members:
            lines += ["", f"### {rule.title}", "", f"`{rule.id}`", "", _escaped(rule.summary), ""]
            lines += [f"- {label}: {text}" for label, text in law_lines(rule)]
            if rule.flag_examples:
                lines += ["", f"> {_escaped(_one_line(rule.flag_examples[0].text))}"]
    return "\n".join(lines) + "\n"


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _escaped(text: str) -> str:
    return text.translate({ord(c): f"\\{c}" for c in "\\`*_[]<>"})
