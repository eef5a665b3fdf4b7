"""Reads folders of rules, vocabulary and conflicts strictly, one laid over the other, into one rulebook."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ihl_check.events.model import Status
from ihl_check.rules import lint
from ihl_check.rules.lint import RuleFile
from ihl_check.rules.model import Entry, FlagExample, Law, PassExample, Rule
from ihl_check.rules.schema import RULE, SETTINGS
from ihl_check.vocabulary.conflicts import Conflict, read_conflicts
from ihl_check.vocabulary.load import Entry as VocabularyEntry
from ihl_check.vocabulary.load import read_vocabulary
from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.shapes import fits, mappings, scalars, text, texts
from ihl_check.vocabulary.source import (
    WHOLE_FILE,
    Node,
    Problems,
    Source,
    Text,
    read_source,
    shown_path,
)
from ihl_check.vocabulary.source import Mapping as MappingNode

ACTS, VOCABULARY, CONFLICTS, SETTINGS_FILE = "acts", "vocabulary", "conflicts.yaml", "rulebook.yaml"
_LAYOUT = (
    f"rules stand in {ACTS}/<group>/<id>.yaml, words in {VOCABULARY}/<name>.yaml, conflicts in {CONFLICTS}, "
    f"settings in {SETTINGS_FILE}"
)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that is edited, read and checked. ``files`` are the SHA-256 of every file, by path.

    A path begins in the rules folder (``acts/...``); for a folder laid over, with that folder's name (``mine/...``).
    """

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    conflicts: tuple[Conflict, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadRulebook:
    """A rulebook with the places of its rules and concepts, for checks that are made on top."""

    rulebook: Rulebook
    rule_files: tuple[RuleFile, ...]
    entries: Mapping[str, VocabularyEntry]


@dataclass(slots=True)
class _Layer:
    """The files of one folder."""

    folder: Path
    rules: list[tuple[str, Source]] = field(default_factory=list)
    vocabulary: list[Source] = field(default_factory=list)
    conflicts: list[Source] = field(default_factory=list)
    settings: list[Source] = field(default_factory=list)


def load_rulebook(folders: Sequence[Path]) -> Rulebook:
    """The rulebook of a folder with others laid over it; raises ``RulebookError`` with all that is wrong in any file.

    In a later folder a rule with the id of an earlier one replaces it, ``add_to`` gives words to a concept, and
    ``switch_off`` in ``rulebook.yaml`` names rules that are not used.
    """
    problems = Problems()
    with _collector_paused():
        read = read_rulebook(folders, problems)
    problems.raise_if_any()
    return read.rulebook


@contextmanager
def _collector_paused() -> Iterator[None]:
    """All that is built stays, and the garbage collector would walk over it again and again: a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def load_rules(folder: Path, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules in the files below ``folder``; raises ``RulebookError`` with all that is wrong in any of them."""
    problems = Problems()
    sources = [
        (path.parent.name, source) for path in sorted(folder.rglob("*.yaml")) if (source := read_source(path, problems))
    ]
    files = _rule_files(sources, problems)
    lint.check_layer(files, problems)
    lint.check_rules(files, vocabulary, problems)
    problems.raise_if_any()
    return _sorted_rules(files)


def read_rulebook(folders: Sequence[Path], problems: Problems) -> ReadRulebook:
    """Like ``load_rulebook``, but what is wrong goes to ``problems`` and what is sound is returned."""
    layers = []
    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() not in seen:
            seen.add(folder.resolve())
            layers.append(_layer(folder, problems))
    read = read_vocabulary([source for layer in layers for source in layer.vocabulary], problems)
    conflicts = read_conflicts([source for layer in layers for source in layer.conflicts], problems)
    files, switched_off = _laid_over(layers, problems)
    lint.check_rules(files, read.vocabulary, problems, switched_off)
    return ReadRulebook(
        Rulebook(read.vocabulary, _sorted_rules(files), conflicts, _hashes(layers)), tuple(files), read.entries
    )


def _sorted_rules(files: Iterable[RuleFile]) -> tuple[Rule, ...]:
    return tuple(sorted((file.rule for file in files if file.rule), key=lambda rule: rule.id))


def _layer(folder: Path, problems: Problems) -> _Layer:
    layer = _Layer(folder)
    shown = shown_path(folder)
    if not folder.is_dir():
        problems.add(Text(shown), WHOLE_FILE, "there is no such folder")
        return layer
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    files = [path for path in paths if path.suffix in (".yaml", ".yml")]
    if not files:
        problems.add(Text(shown), WHOLE_FILE, "there are no rules in this folder", hint=_LAYOUT)
    for path in files:
        parts = path.relative_to(folder).parts
        here = Text(shown_path(path))
        kind = kind_of_file(Path(*parts))
        if path.suffix == ".yml":
            problems.add(here, WHOLE_FILE, "the name of the file ends in .yml", hint="let it end in .yaml")
        elif kind is None:
            problems.add(here, WHOLE_FILE, "this file would never be read where it is", hint=_LAYOUT)
        elif source := read_source(path, problems):
            if kind == "rule":
                layer.rules.append((parts[1], source))
            else:
                {"vocabulary": layer.vocabulary, "conflicts": layer.conflicts, "rulebook": layer.settings}[kind].append(
                    source
                )
    return layer


def kind_of_file(path: Path) -> str | None:
    """What a path inside a rules folder holds: rule, vocabulary, conflicts, rulebook; ``None`` for anything else."""
    match path.parts:
        case (folder, _, _) if folder == ACTS:
            return "rule"
        case (folder, _) if folder == VOCABULARY:
            return "vocabulary"
        case (name,) if name in (CONFLICTS, SETTINGS_FILE):
            return Path(name).stem
    return None


def _laid_over(layers: Sequence[_Layer], problems: Problems) -> tuple[list[RuleFile], set[str]]:
    """The rule files in use, for later folders replace and switch off; and the ids that are switched off."""
    used: dict[str, RuleFile] = {}
    switched_off: set[str] = set()
    for layer in layers:
        below = dict(used)
        files = _rule_files(layer.rules, problems)
        lint.check_layer(files, problems)
        for source in layer.settings:
            if not fits(SETTINGS, source.root, source, problems) or not isinstance(source.root, MappingNode):
                continue
            for node in scalars(source.root.get("switch_off")):
                if node.value in below:
                    used.pop(node.value, None)
                    switched_off.add(node.value)
                else:
                    problems.add(source, node, f'unknown rule "{node.value}"', given=node.value, allowed=below)
        used |= {file.id: file for file in files}
    return list(used.values()), switched_off - used.keys()


def _hashes(layers: Sequence[_Layer]) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for number, layer in enumerate(layers):
        sources = [*(source for _, source in layer.rules), *layer.vocabulary, *layer.conflicts, *layer.settings]
        before = "" if number == 0 else f"{layer.folder.resolve().name}/"
        inside = len(shown_path(layer.folder)) + 1 if shown_path(layer.folder) != "." else 0
        hashes |= {before + source.path[inside:]: source.sha256 for source in sources}
    return dict(sorted(hashes.items()))


def _rule_files(sources: Iterable[tuple[str, Source]], problems: Problems) -> list[RuleFile]:
    files = []
    for group, source in sources:
        sound = fits(RULE, source.root, source, problems)
        node = source.root if isinstance(source.root, MappingNode) else MappingNode(1, 1, ())
        rule_id = text(node.get("id")) or Path(source.path).stem
        files.append(RuleFile(rule_id, source, node, _rule(group, source, node) if sound else None))
    return files


def _rule(group: str, source: Source, node: MappingNode) -> Rule:
    examples = node.get("examples")
    flag = examples.get("flag") if isinstance(examples, MappingNode) else None
    passed = examples.get("pass") if isinstance(examples, MappingNode) else None
    return Rule(
        id=text(node.get("id")) or "",
        title=text(node.get("title")) or "",
        group=group,
        law=_law(node.get("law")),
        summary=" ".join((text(node.get("summary")) or "").split()),
        match=_entries(node.get("match")),
        unless=_entries(node.get("unless")),
        show=_entries(node.get("show")),
        supersedes=texts(node.get("supersedes")),
        nexus=text(node.get("nexus")) or "passage",
        flag_examples=tuple(
            FlagExample(text(one.get("text")) or "", text(one.get("quote")) or "", text(one.get("published")))
            for one in mappings(flag)
        ),
        pass_examples=tuple(
            PassExample(text(one.get("text")) or "", text(one.get("because")), text(one.get("published")))
            for one in mappings(passed)
        ),
        former_ids=texts(node.get("former_ids")),
        path=source.path,
        sha256=source.sha256,
    )


def _law(node: Node | None) -> Law:
    if not isinstance(node, MappingNode):
        return Law()
    rome = node.get("rome_statute")
    paragraphs = rome if isinstance(rome, MappingNode) else MappingNode(1, 1, ())
    return Law(
        tuple(int(number) for number in texts(node.get("customary"))),
        texts(paragraphs.get("international")),
        texts(paragraphs.get("non_international")),
        texts(node.get("treaties")),
    )


def _entries(node: Node | None) -> tuple[Entry, ...]:
    return tuple(_entry(one) for one in mappings(node))


def _entry(node: MappingNode) -> Entry:
    none_of = node.get("not")
    return Entry(
        act=texts(node.get("act")),
        target=texts(node.get("target")),
        victim=texts(node.get("victim")),
        weapon=texts(node.get("weapon")),
        actor=texts(node.get("actor")),
        place=texts(node.get("place")),
        cue=texts(node.get("cue")),
        harm=texts(node.get("harm")),
        status=tuple(Status(value) for value in texts(node.get("status"))),
        none_of=_entry(none_of) if isinstance(none_of, MappingNode) else None,
    )
