"""What rule files and settings files may hold, and the JSON Schemas for editors that are made from it."""

import json
from collections.abc import Mapping, Sequence

from ihl_check.rules.law import INTERNATIONAL, NON_INTERNATIONAL
from ihl_check.vocabulary.conflicts import CONFLICTS
from ihl_check.vocabulary.load import VOCABULARY
from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.shapes import (
    ID,
    ID_SAYS,
    Day,
    Field,
    ListOf,
    OneOf,
    Record,
    Shape,
    Whole,
    Words,
    json_schema,
)

CONCEPT_KEYS = ("act", "target", "victim", "weapon", "actor", "place", "cue")
HARMS = ("killed", "injured")
STATUSES = ("asserted", "attributed", "ordered", "planned", "threatened")
NEXUS = ("explicit", "passage", "inferred")
REASONS = ("act", "target", "victim", "weapon", "actor", "place", "cue", "harm", "status", "nexus", "unless")

KINDS: Mapping[str, tuple[str, ...]] = {
    "act": ("act",),
    "victim": ("person", "organisation"),
    "weapon": ("weapon",),
    "actor": ("person", "organisation"),
    "place": ("place", "object"),
}
"""Below which concepts a key's concept must be. ``target`` takes all but acts and cues; ``cue`` takes everything."""
NOT_TARGETS = ("act", "cue")

_ABOUT = {
    "act": "What was done: concepts below act.",
    "target": "Whom or what it was done to: any concept but acts and cues.",
    "victim": "A target that is a person.",
    "weapon": "With what: concepts below weapon.",
    "actor": "Who did it.",
    "place": "Where it was done.",
    "cue": "Words near the event; a concept that is no cue must be named in the event's sentence.",
}
_CONCEPTS = {
    key: Field(ListOf(Words(names=f"{key}-concept"), or_one=True), f"{_ABOUT[key]} A list means any of them.")
    for key in CONCEPT_KEYS
}
_OTHERS = {
    "harm": Field(ListOf(OneOf(HARMS), or_one=True), "Somebody was killed, or injured."),
    "status": Field(
        ListOf(OneOf(STATUSES), or_one=True),
        "In place of the usual asserted and attributed: for rules about threats and orders.",
    ),
}
NONE_OF = Record('the entry under "not"', _CONCEPTS | _OTHERS, least_keys=1)
ENTRY = Record(
    "an entry",
    _CONCEPTS | _OTHERS | {"not": Field(NONE_OF, "None of these keys may hold.")},
    least_keys=1,
)

_PUBLISHED = Field(Day(), "The day on which the text appeared, for words such as on Saturday.")
_TEXT = "A sentence or two in the words of a report, with people and places that do not exist."
FLAG_EXAMPLE = Record(
    "a flag example",
    {
        "text": Field(Words(), f"{_TEXT} The rule must flag it.", required=True),
        "quote": Field(Words(), "Words of the text that the finding must quote, copied exactly.", required=True),
        "published": _PUBLISHED,
    },
)
PASS_EXAMPLE = Record(
    "a pass example",
    {
        "text": Field(Words(), f"{_TEXT} The rule must not flag it.", required=True),
        "because": Field(OneOf(REASONS), "Which element is missing."),
        "published": _PUBLISHED,
    },
)
_PARAGRAPH_HINT = "(a) and (b) are for international conflict and occupation, (c) and (e) for other armed conflict"
LAW = Record(
    "the law",
    {
        "customary": Field(
            ListOf(Whole(1, 161), may_be_empty=True), "Rules of the ICRC study of customary law (2005)."
        ),
        "rome_statute": Field(
            Record(
                "the Rome Statute",
                {
                    "international": Field(
                        ListOf(OneOf(INTERNATIONAL, _PARAGRAPH_HINT), may_be_empty=True),
                        "Paragraphs of Article 8(2)(a) and (b): 8(2)(b)(ix).",
                    ),
                    "non_international": Field(
                        ListOf(OneOf(NON_INTERNATIONAL, _PARAGRAPH_HINT), may_be_empty=True),
                        "Paragraphs of Article 8(2)(c) and (e): 8(2)(e)(iv).",
                    ),
                },
            ),
            "Paragraphs of Article 8 by class of conflict.",
        ),
        "treaties": Field(
            ListOf(Words(), may_be_empty=True), "Other instruments: GC IV 49, AP I 51(2), Slavery Convention 1926."
        ),
    },
    least_keys=1,
)
RULE = Record(
    "a rule",
    {
        "id": Field(Words(ID, ID_SAYS), "The rule's name, and the name of its file. It never changes.", required=True),
        "title": Field(Words(), "A short title for reports.", required=True),
        "law": Field(LAW, "Where the act is prohibited.", required=True),
        "summary": Field(
            Words(), "Two sentences in your own words: what is prohibited, and what is flagged.", required=True
        ),
        "match": Field(ListOf(ENTRY), "Any one entry is enough; within an entry all keys must hold.", required=True),
        "unless": Field(ListOf(ENTRY), "An event that meets one of these is not flagged."),
        "show": Field(ListOf(ENTRY), "Counter-indicators: the report shows them beside the flag."),
        "supersedes": Field(ListOf(Words(names="rule")), "Broader rules that stay quiet on the same event."),
        "nexus": Field(OneOf(NEXUS), "The least tie to an armed conflict: passage if not given."),
        "former_ids": Field(ListOf(Words(ID, ID_SAYS)), "Names that the rule had before."),
        "examples": Field(
            Record(
                "the examples",
                {
                    "flag": Field(ListOf(FLAG_EXAMPLE), "Texts that the rule must flag."),
                    "pass": Field(ListOf(PASS_EXAMPLE), "Texts that it must not flag; near misses are the best."),
                },
            ),
            "Texts that show what the rule flags and what not; ihl-rules check runs them.",
        ),
    },
)
SETTINGS = Record(
    "the settings",
    {"switch_off": Field(ListOf(Words(names="rule")), "Rules of the folders below that are not used.")},
)

SCHEMAS: Mapping[str, tuple[Shape, str]] = {
    "rule": (RULE, "A rule of ihl-check"),
    "vocabulary": (VOCABULARY, "A vocabulary file of ihl-check"),
    "conflicts": (CONFLICTS, "The conflicts file of ihl-check"),
    "rulebook": (SETTINGS, "The settings of a folder that is laid over the rules of ihl-check"),
}


def fits_key(key: str, concept: str, vocabulary: Vocabulary) -> bool:
    """Whether a concept can stand under a key of an entry."""
    if key == "cue":
        return True
    if key == "target":
        return not any(vocabulary.is_a(concept, root) for root in NOT_TARGETS)
    return any(vocabulary.is_a(concept, root) for root in KINDS[key])


def schemas(vocabulary: Vocabulary, rule_ids: Sequence[str]) -> dict[str, str]:
    """File name and text of every JSON Schema. Editors complete the names of concepts and rules given here."""
    names: dict[str, Sequence[str]] = {
        f"{key}-concept": [concept for concept in vocabulary.concepts if fits_key(key, concept, vocabulary)]
        for key in CONCEPT_KEYS
    }
    names |= {"concept": list(vocabulary.concepts), "rule": rule_ids}
    return {
        f"{name}.json": json.dumps(json_schema(shape, title, names), indent=1, ensure_ascii=False) + "\n"
        for name, (shape, title) in SCHEMAS.items()
    }
