"""What a YAML file may hold, written once: the loader checks files against it and the JSON Schemas are made from it."""

import re
from collections.abc import Mapping as Names
from collections.abc import Sequence as Many
from dataclasses import dataclass
from datetime import date
from typing import Any

from ihl_check.vocabulary.source import Mapping, Node, Problems, Scalar, Sequence, Source

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ID_SAYS = "small letters, digits and single hyphens, beginning with a letter (attack-on-civilians)"
_IS = {
    "number": "a number",
    "yes-no": "yes or no (YAML reads on, off, yes, no, true and false so)",
    "nothing": "empty",
    "date": "a date",
    "text": "text",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A text. ``pattern`` must be found in it; ``says`` explains the pattern; ``names`` is what it may refer to."""

    pattern: str = ""
    says: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as 2016-08-08. ``partial`` also allows a year or a month (2016, 2016-08)."""

    partial: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words. ``hint`` says how to choose."""

    values: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list without repetition. With ``or_one`` a single item may stand for a list of one."""

    item: "Shape"
    or_one: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A key: what stands under it, and what an editor says about it."""

    shape: "Shape"
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Keys and values. Exactly one of the keys in ``one_of`` must be there; ``least_keys`` asks for so many keys."""

    name: str
    fields: Names[str, Field]
    one_of: tuple[str, ...] = ()
    least_keys: int = 0


Shape = Words | Whole | Day | Flag | OneOf | ListOf | Record


def fits(shape: Shape, node: Node, source: Source, problems: Problems, where: str = "here") -> bool:
    """Whether ``node`` has the shape; what does not goes to ``problems``. ``where`` names the place in messages."""
    before = len(problems.found)
    match shape:
        case Record():
            _record(shape, node, source, problems, where)
        case ListOf():
            _list(shape, node, source, problems, where)
        case _:
            _single(shape, node, source, problems, where)
    return len(problems.found) == before


def scalars(node: Node | None) -> tuple[Scalar, ...]:
    """The single values of a list, or of one value that stands for a list."""
    if isinstance(node, Scalar):
        return (node,)
    return tuple(item for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()


def mappings(node: Node | None) -> tuple[Mapping, ...]:
    """The records of a list."""
    return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()


def text(node: Node | None) -> str | None:
    """The text of a single value, or ``None``."""
    return node.value if isinstance(node, Scalar) else None


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or of one value that stands for a list."""
    return tuple(item.value for item in scalars(node))


def _called(node: Node) -> str:
    return "a list" if isinstance(node, Sequence) else "keys and values" if isinstance(node, Mapping) else "text"


def _record(shape: Record, node: Node, source: Source, problems: Problems, where: str) -> None:
    if not isinstance(node, Mapping):
        problems.add(
            source,
            node,
            f"{shape.name} must be keys and values (key: value), but is {_called(node)}",
            hint=f"keys: {', '.join(shape.fields)}",
        )
        return
    for key, value in node.pairs:
        field = shape.fields.get(key.value)
        if field is None:
            problems.add(
                source, key, f'unknown key "{key.value}" in {shape.name}', given=key.value, allowed=shape.fields
            )
        else:
            fits(field.shape, value, source, problems, f'"{key.value}"')
    for name, field in shape.fields.items():
        if field.required and node.get(name) is None:
            problems.add(source, node, f'{shape.name} has no "{name}"', hint=f"{name}: {field.about}")
    there = [name for name in shape.one_of if node.get(name) is not None]
    if shape.one_of and len(there) != 1:
        choice = " or ".join(f'"{name}"' for name in shape.one_of)
        problems.add(source, node, f"{shape.name} needs {choice}, and only one of them")
    if len(node.pairs) < shape.least_keys:
        problems.add(source, node, f"{shape.name} is empty", allowed=shape.fields)


def _list(shape: ListOf, node: Node, source: Source, problems: Problems, where: str) -> None:
    if not isinstance(node, Sequence):
        if shape.or_one:
            fits(shape.item, node, source, problems, where)
        elif isinstance(node, Scalar) and node.kind == "nothing":
            problems.add(source, node, f"{where} is empty", hint="write at least one item, or take the key out")
        else:
            problems.add(
                source,
                node,
                f"{where} must be a list, but is {_called(node)}",
                hint="write [one, two], or a dash an item",
            )
        return
    if not node.items and not shape.may_be_empty:
        problems.add(source, node, f"the list of {where} is empty", hint="write at least one item, or take the key out")
    seen: dict[str, Scalar] = {}
    for item in node.items:
        if fits(shape.item, item, source, problems, where) and isinstance(item, Scalar):
            first = seen.setdefault(item.value, item)
            if first is not item:
                problems.add(
                    source, item, f'"{item.value}" stands twice in the list of {where}; first on line {first.line}'
                )


def _single(shape: Shape, node: Node, source: Source, problems: Problems, where: str) -> None:
    if not isinstance(node, Scalar):
        problems.add(source, node, f"{where} must be a single value, but is {_called(node)}")
        return
    value = node.value
    match shape:
        case Words(pattern, says):
            if node.kind == "nothing" or not value.strip():
                problems.add(source, node, f"{where} is empty", hint="write its text, or take it out")
            elif node.kind != "text":
                problems.add(
                    source,
                    node,
                    f"{where} must be text, but {value} is {_IS[node.kind]}",
                    hint=f'write "{value}" in quotes',
                )
            elif pattern and not re.search(pattern, value):
                problems.add(source, node, f'"{value}" is not allowed under {where}', hint=f"write {says}")
        case Whole(least, most):
            number = int(value) if node.kind == "number" and re.fullmatch(r"-?\d{1,9}", value) else None
            if number is None or not least <= number <= most:
                problems.add(source, node, f'"{value}" under {where} is not a whole number from {least} to {most}')
        case Day(partial):
            if not _is_day(value, partial):
                also = ", or a month or year such as 2016-08 or 2016" if partial else ""
                problems.add(source, node, f'"{value}" under {where} is no date', hint=f"write 2016-08-08{also}")
        case Flag():
            if value not in ("true", "false"):
                problems.add(source, node, f'"{value}" under {where} is neither true nor false')
        case OneOf(values, hint):
            if value not in values:
                message = f'"{value}" is not allowed under {where}'
                problems.add(source, node, message, given=value, allowed=values, hint=hint)


def _is_day(value: str, partial: bool) -> bool:
    if partial and re.fullmatch(r"\d{4}(-\d{2})?", value):
        value = f"{value}-01-01"[:10]
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def json_schema(shape: Shape, title: str, names: Names[str, Many[str]]) -> dict[str, Any]:
    """A JSON Schema for editors. ``names`` lists what ``Words.names`` may refer to; other names are allowed too."""
    definitions: dict[str, Any] = {}
    schema = _schema(shape, definitions)
    for name in sorted({kind for kind in definitions if kind in names}):
        definitions[name] = {"anyOf": [{"enum": sorted(names[name])}, {"type": "string", "pattern": ID}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **schema,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Words(pattern, says, names):
            if names:
                definitions.setdefault(names, {"type": "string", "pattern": ID})
                return {"$ref": f"#/$defs/{names}"}
            return {"type": "string", "pattern": pattern or r"\S"} | ({"description": says} if says else {})
        case Whole(least, most):
            return {"type": "integer", "minimum": least, "maximum": most}
        case Day(partial):
            if partial:
                return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case Flag():
            return {"type": "boolean"}
        case OneOf(values):
            return {"enum": list(values)}
        case ListOf(item, or_one, may_be_empty):
            one = _schema(item, definitions)
            many = {"type": "array", "items": one, "uniqueItems": True} | ({} if may_be_empty else {"minItems": 1})
            return {"anyOf": [one, many]} if or_one else many
        case Record(called, fields, one_of, least_keys):
            name = re.sub(r"[^a-z]+", "-", called).strip("-")
            if name not in definitions:
                definitions[name] = {}
                definitions[name] = {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        key: {**_schema(field.shape, definitions), "description": field.about}
                        for key, field in fields.items()
                    },
                    "required": [key for key, field in fields.items() if field.required],
                }
                if one_of:
                    definitions[name]["oneOf"] = [{"required": [key]} for key in one_of]
                if least_keys:
                    definitions[name]["minProperties"] = least_keys
            return {"$ref": f"#/$defs/{name}"}
