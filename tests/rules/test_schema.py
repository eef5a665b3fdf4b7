"""The JSON Schemas for editors: they take what the loader takes, and refuse what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ihl_check.rules.load import kind_of_file, load_rulebook
from ihl_check.rules.schema import schemas
from ihl_check.rules.skeleton import new_rule_text
from ihl_check.vocabulary.source import Mapping, Node, Problems, Scalar, Sequence, read_source

HERE = Path(__file__).parent
SHIPPED = HERE.parent.parent / "rules"
BOOK = load_rulebook([HERE / "base"])
SCHEMAS = {
    name.removesuffix(".json"): Draft202012Validator(json.loads(text))
    for name, text in schemas(BOOK.vocabulary, [rule.id for rule in BOOK.rules]).items()
}
# What only the shape of a file shows; the other kinds need other files or the meaning of words.
BROKEN_SHAPES = [
    *("unknown-key", "missing-key", "text-for-list", "list-for-text", "yes-for-text", "empty-value", "empty-list"),
    *("empty-example", "empty-entry", "repeated-item", "bad-id", "bad-status", "bad-nexus", "bad-harm", "bad-because"),
    *("bad-scope", "customary-out-of-range", "rome-unknown-paragraph", "rome-wrong-class", "list-for-rule"),
    *("vocabulary-no-list", "concept-and-add-to"),
]


def plain(node: Node) -> Any:
    """What an editor's language server makes of a file: dates stay text."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.pairs}
    return _value(node)


def _value(node: Scalar) -> Any:
    match node.kind:
        case "number":
            return float(node.value) if "." in node.value else int(node.value)
        case "yes-no":
            return node.value.lower() in ("yes", "on", "true")
        case "nothing":
            return None
    return node.value


def errors(path: Path, kind: str) -> list[str]:
    source = read_source(path, Problems())
    assert source is not None
    return [error.message for error in SCHEMAS[kind].iter_errors(plain(source.root))]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name].schema)


@pytest.mark.parametrize("folder", [HERE / "base", SHIPPED], ids=["base", "shipped"])
def test_sound_files_are_taken(folder: Path) -> None:
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        kind = kind_of_file(path.relative_to(folder))
        assert kind is not None, path
        found[path.name] = errors(path, kind)
    assert {name: messages for name, messages in found.items() if messages} == {}


@pytest.mark.parametrize("kind", BROKEN_SHAPES)
def test_files_of_a_broken_shape_are_refused(kind: str) -> None:
    folder = HERE / "broken" / kind
    paths = sorted(folder.rglob("*.yaml"))
    assert any(errors(path, kind_of_file(path.relative_to(folder)) or "") for path in paths)


def test_editors_complete_concepts_and_still_take_own_ones() -> None:
    schema = SCHEMAS["rule"].schema
    assert schema["$defs"]["act-concept"]["anyOf"][0]["enum"] == ["act", "attack", "looting"]
    assert "hospital" in schema["$defs"]["target-concept"]["anyOf"][0]["enum"]
    validator = Draft202012Validator({"$ref": "#/$defs/act-concept", "$defs": schema["$defs"]})
    assert validator.is_valid("own-act") and not validator.is_valid("Own act")


def test_every_key_has_a_description() -> None:
    for validator in SCHEMAS.values():
        for definition in validator.schema["$defs"].values():
            for name, value in definition.get("properties", {}).items():
                assert value["description"], name


def test_the_skeleton_has_the_right_shape(tmp_path: Path) -> None:
    path = tmp_path / "my-rule.yaml"
    path.write_text(new_rule_text("my-rule", tmp_path), "utf-8")
    assert errors(path, "rule") == []
