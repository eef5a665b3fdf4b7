"""Checks of rule files that no single value shows: references, contradictions, entries that can never match.

Each check looks for one kind of mistake, in all files, and adds what it finds to the problems.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ihl_check.rules.law import INSTRUMENTS, treaty_fault
from ihl_check.rules.model import Entry, Rule
from ihl_check.rules.schema import CONCEPT_KEYS, KINDS, NOT_TARGETS, fits_key
from ihl_check.vocabulary.load import Entry as VocabularyEntry
from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.shapes import mappings, scalars, text
from ihl_check.vocabulary.source import Mapping as MappingNode
from ihl_check.vocabulary.source import Node, Problems, Scalar, Source

LEAST_EXAMPLES = 4
_ENTRY_KEYS = ("match", "unless", "show")
_USUAL = frozenset({"asserted", "attributed"})


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file with a rule: its content with lines and, if its shape is right, the rule."""

    id: str
    source: Source
    node: MappingNode
    rule: Rule | None


def check_layer(files: Sequence[RuleFile], problems: Problems) -> None:
    """Checks the files of one folder against one another: names and ids."""
    first: dict[str, RuleFile] = {}
    for file in files:
        place = file.node.get("id") or file.node
        name = Path(file.source.path).stem
        if file.id != name:
            problems.add(
                file.source,
                place,
                f'the id is "{file.id}", but the file is called "{name}.yaml"',
                hint=f'write "id: {name}", or call the file {file.id}.yaml',
            )
        other = first.setdefault(file.id, file)
        if other is not file:
            problems.add(
                file.source,
                place,
                f'the rule "{file.id}" stands in two files; the other is {other.source.path}',
                hint="give one of them another id and file name, or delete it",
            )


def check_rules(
    files: Sequence[RuleFile], vocabulary: Vocabulary, problems: Problems, switched_off: Iterable[str] = ()
) -> None:
    """Makes every check on the rules in use. Rules that are switched off may still be named in ``supersedes``."""
    in_use = {file.id for file in files}
    _check_supersedes(files, in_use.union(switched_off), problems)
    _check_former_ids(files, in_use, problems)
    for file in files:
        _check_law(file, problems)
        _check_examples(file, problems)
        for key in _ENTRY_KEYS:
            for node in mappings(file.node.get(key)):
                _check_concepts(file.source, node, vocabulary, problems)
                _check_contradictions(file.source, node, vocabulary, problems)
        if file.rule:
            _check_coverage(file, file.rule, vocabulary, problems)


def check_complete(files: Sequence[RuleFile], problems: Problems) -> None:
    """Notes rules with fewer examples than a rule needs to be trusted."""
    for file in files:
        examples = file.node.get("examples")
        for key in ("flag", "pass"):
            node = examples.get(key) if isinstance(examples, MappingNode) else None
            count = len(mappings(node))
            if count < LEAST_EXAMPLES:
                place: Node = node or examples or file.node
                problems.add(
                    file.source,
                    place,
                    f'there are {count} "{key}" examples; a rule needs {LEAST_EXAMPLES}',
                    hint="for flag: active, passive, nominal, headline; for pass: near misses that lack one element",
                )


def check_unused(
    rules: Iterable[Rule],
    vocabulary: Vocabulary,
    entries: Mapping[str, VocabularyEntry],
    read_by_engine: Iterable[str],
    problems: Problems,
) -> None:
    """Notes concepts that no rule, no frame and no stage of the engine asks for, and concepts without any word."""
    named = {name for rule in rules for entry in all_entries(rule) for name in concepts_of(entry)}
    named |= {
        name
        for concept in vocabulary.concepts.values()
        for term in concept.terms
        if term.frame
        for slot in term.frame.slots
        for name in slot.concepts
    }
    named |= set(read_by_engine)
    parents = {parent for concept in vocabulary.concepts.values() for parent in concept.is_a}
    for name, place in entries.items():
        if not (vocabulary.ancestors(name) & named or name in parents):
            problems.add(
                place.source,
                place.node,
                f'no rule asks for "{name}" or for anything that it is a kind of',
                hint="name it in a rule, hang it below a concept that a rule names, or delete it",
            )
        if not _has_words(name, vocabulary):
            problems.add(place.source, place.node, f'no word names "{name}"', hint="give it terms, or delete it")


def all_entries(rule: Rule) -> Iterator[Entry]:
    """Every entry of a rule, and the entries under their ``not``."""
    for entry in (*rule.match, *rule.unless, *rule.show):
        yield entry
        if entry.none_of:
            yield entry.none_of


def concepts_of(entry: Entry) -> Iterator[str]:
    """Every concept that an entry names, its ``not`` left out."""
    for key in CONCEPT_KEYS:
        yield from getattr(entry, key)


def _has_words(concept: str, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.concepts[below].terms for below in vocabulary.below(concept))


# -- references ------------------------------------------------------------------------------------------------------


def _check_supersedes(files: Sequence[RuleFile], known: Collection[str], problems: Problems) -> None:
    steps = {file.id: [node.value for node in scalars(file.node.get("supersedes"))] for file in files}
    reported: set[str] = set()
    for file in files:
        for node in scalars(file.node.get("supersedes")):
            if node.value == file.id:
                problems.add(file.source, node, "a rule cannot supersede itself", hint="take this id out")
            elif node.value not in known:
                problems.add(file.source, node, f'unknown rule "{node.value}"', given=node.value, allowed=known)
            elif file.id not in reported and (way := _way(node.value, file.id, steps)):
                reported |= set(way)
                circle = " supersedes ".join([file.id, *way])
                problems.add(
                    file.source,
                    node,
                    f"the rules silence one another: {circle}",
                    hint="the special rule supersedes the broad one, never the other way round",
                )


def _way(start: str, goal: str, steps: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The steps from ``start`` to ``goal``, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        for step in steps.get(way[-1], ()):
            if step == goal:
                return (*way, goal)
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()


def _check_former_ids(files: Sequence[RuleFile], in_use: Collection[str], problems: Problems) -> None:
    taken: dict[str, str] = {}
    for file in files:
        for node in scalars(file.node.get("former_ids")):
            owner = node.value if node.value in in_use else taken.setdefault(node.value, file.id)
            if owner != file.id:
                problems.add(
                    file.source,
                    node,
                    f'"{node.value}" cannot be a former id: it belongs to the rule "{owner}"',
                    hint="ids are promises: an id stays with one rule for ever",
                )


def _check_law(file: RuleFile, problems: Problems) -> None:
    law = file.node.get("law")
    if not isinstance(law, MappingNode):
        return
    for node in scalars(law.get("treaties")):
        if fault := treaty_fault(node.value):
            problems.add(
                file.source,
                node,
                fault,
                given=" ".join(node.value.split()[:2]),
                allowed=INSTRUMENTS,
                hint="write GC IV 49, AP I 51(2), or another instrument with its year",
            )
    if file.rule and not any(
        (file.rule.law.customary, file.rule.law.international, file.rule.law.non_international, file.rule.law.treaties)
    ):
        place: Node = file.node.key("law") or law
        problems.add(
            file.source,
            place,
            "no law is named",
            hint="without a rule of customary law, a paragraph or a treaty it is no rule",
        )


def _check_concepts(source: Source, node: MappingNode, vocabulary: Vocabulary, problems: Problems) -> None:
    for key in CONCEPT_KEYS:
        for scalar in scalars(node.get(key)):
            concept = scalar.value
            if concept not in vocabulary.concepts:
                allowed = [name for name in vocabulary.concepts if fits_key(key, name, vocabulary)]
                problems.add(
                    source, scalar, f'unknown concept "{concept}" under "{key}"', given=concept, allowed=allowed
                )
            elif not fits_key(key, concept, vocabulary):
                problems.add(source, scalar, f'"{concept}" can never be met under "{key}"', hint=_kinds_hint(key))
            elif not _has_words(concept, vocabulary):
                problems.add(
                    source,
                    scalar,
                    f'"{concept}" can never be met: no word of the vocabulary names it',
                    hint="give the concept terms, verbs or nouns",
                )
    if isinstance(inner := node.get("not"), MappingNode):
        _check_concepts(source, inner, vocabulary, problems)


def _kinds_hint(key: str) -> str:
    if key == "target":
        return f"a target is anything but {' or '.join(NOT_TARGETS)}"
    return f'"{key}" takes concepts below {" or ".join(KINDS[key])}'


# -- entries that can never hold, or never matter --------------------------------------------------------------------


def _check_contradictions(source: Source, node: MappingNode, vocabulary: Vocabulary, problems: Problems) -> None:
    inner = node.get("not")
    if not isinstance(inner, MappingNode):
        return
    if len(node.pairs) == 1:
        problems.add(source, node, 'an entry cannot hold "not" alone', hint="say what must hold beside it")
    for key, value in node.pairs:
        for scalar in scalars(value):
            refused = _refused(key.value, scalar, inner, vocabulary)
            if refused:
                kind = "" if scalar.value == refused.value else f', as a "{refused.value}",'
                problems.add(
                    source,
                    scalar,
                    f'"{scalar.value}" is asked for here and{kind} shut out by "not" on line {refused.line}',
                    hint="take it out of one of them",
                )


def _refused(key: str, scalar: Scalar, inner: MappingNode, vocabulary: Vocabulary) -> Scalar | None:
    """The value under ``not`` that shuts out a value of the entry."""
    keys = ("target", "victim") if key in ("target", "victim") else (key,)
    others = [other for name in keys for other in scalars(inner.get(name))]
    return next((other for other in others if vocabulary.is_a(scalar.value, other.value)), None)


def _check_coverage(file: RuleFile, rule: Rule, vocabulary: Vocabulary, problems: Problems) -> None:
    nodes = {key: mappings(file.node.get(key)) for key in _ENTRY_KEYS}
    for number, entry in enumerate(rule.match):
        node = nodes["match"][number]
        for other_number, other in enumerate(rule.unless):
            if covers(other, entry, vocabulary, usual_status=False):
                line = nodes["unless"][other_number].line
                problems.add(
                    file.source,
                    node,
                    f'this entry can never flag: whatever meets it meets the entry under "unless" on line {line}',
                    hint="narrow the entry under unless, or take one of them out",
                )
        for other_number, other in enumerate(rule.match):
            twice = covers(entry, other, vocabulary)
            if other is not entry and covers(other, entry, vocabulary) and not (twice and number < other_number):
                line = nodes["match"][other_number].line
                problems.add(
                    file.source,
                    node,
                    f"this entry adds nothing: whatever meets it meets the entry on line {line}",
                    hint="take it out, or take the other out if this one says what is meant",
                )
                break


def covers(broad: Entry, narrow: Entry, vocabulary: Vocabulary, *, usual_status: bool = True) -> bool:
    """Whether whatever meets ``narrow`` is sure to meet ``broad``."""
    if broad.none_of and broad.none_of != narrow.none_of:
        return False
    targets = narrow.target or narrow.victim
    given = {key: getattr(narrow, key) for key in CONCEPT_KEYS} | {"target": targets, "victim": targets}
    for key in CONCEPT_KEYS:
        asked = getattr(broad, key)
        if asked and not (given[key] and all(_any_above(one, asked, vocabulary) for one in given[key])):
            return False
    if broad.harm and not (narrow.harm and set(narrow.harm) <= set(broad.harm)):
        return False
    if not usual_status and not broad.status:
        return True
    return frozenset(narrow.status or _USUAL) <= frozenset(broad.status or _USUAL)


def _any_above(concept: str, asked: Iterable[str], vocabulary: Vocabulary) -> bool:
    return any(vocabulary.is_a(concept, one) for one in asked)


# -- examples --------------------------------------------------------------------------------------------------------


def _check_examples(file: RuleFile, problems: Problems) -> None:
    examples = file.node.get("examples")
    if not isinstance(examples, MappingNode):
        return
    seen: dict[str, Node] = {}
    for key in ("flag", "pass"):
        for node in mappings(examples.get(key)):
            wording = text(node.get("text")) or ""
            plain = " ".join(wording.split()).casefold()
            first = seen.setdefault(plain, node)
            place: Node = node.get("text") or node
            if plain and first is not node:
                problems.add(
                    file.source,
                    place,
                    f"this example stands here twice; first on line {first.line}",
                    hint="take one out",
                )
            quote = node.get("quote")
            if isinstance(quote, Scalar) and quote.value not in wording:
                problems.add(
                    file.source,
                    quote,
                    f'the quote "{_short(quote.value)}" does not stand in the text of its example',
                    hint="copy words of the text exactly, with their capitals and commas",
                )
            because = node.get("because")
            if isinstance(because, Scalar) and file.rule and because.value in _unasked(file.rule):
                problems.add(
                    file.source,
                    because,
                    f'"{because.value}" cannot be what is missing: no entry of this rule asks for it',
                    allowed=sorted({"act", "status", "nexus", *CONCEPT_KEYS, "harm", "unless"} - _unasked(file.rule)),
                )


def _unasked(rule: Rule) -> set[str]:
    """Elements that no entry of the rule asks for, so that none can fail for want of them."""
    entries = [entry for match in rule.match for entry in (match, match.none_of) if entry]
    asked = {key for key in (*CONCEPT_KEYS, "harm") for entry in entries if getattr(entry, key)}
    if asked & {"target", "victim"}:
        asked |= {"target", "victim"}
    return {*CONCEPT_KEYS, "harm"} - asked - {"act"} | (set() if rule.unless else {"unless"})


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}..."
