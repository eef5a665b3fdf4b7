"""The text of a new rule file: commented, in the right shape, and ready to be filled in."""

import os
from importlib.resources import files
from pathlib import Path

import ihl_check


def schema_reference(kind: str, folder: Path) -> str:
    """The first line of a file in ``folder``, for editors. ``kind``: rule, vocabulary, conflicts, rulebook."""
    schema = Path(str(files(ihl_check))) / "schemas" / f"{kind}.json"
    path = Path(os.path.relpath(schema, folder.absolute())).as_posix()
    return f"# yaml-language-server: $schema={path}\n"


def new_rule_text(rule_id: str, folder: Path = Path("rules/acts/group")) -> str:
    """A rule file with this id, to be saved in ``folder``. Everything in it has to be replaced by its author."""
    title = rule_id.replace("-", " ").capitalize()
    return schema_reference("rule", folder) + _TEMPLATE.replace("ID", rule_id).replace("TITLE", title)


_TEMPLATE = """\
# The file is called ID.yaml. Lines that begin with # are comments. docs/write-a-rule.md goes through it step by step.
id: ID
title: TITLE

# Where the act is prohibited. Take out what does not apply.
law:
  customary: [1]                              # rules of the ICRC study of customary law
  rome_statute:
    international: [8(2)(b)(i)]               # (a) and (b): international conflict and occupation
    non_international: [8(2)(e)(i)]           # (c) and (e): other armed conflict
  treaties: [AP I 51(2), AP II 13(2)]         # another instrument with its year: Slavery Convention 1926

# Two sentences in your own words: what is prohibited, and what is flagged.
summary: Say here what is prohibited. Say here what the rule flags, and what it leaves to other rules.

# Any one entry is enough. Within an entry all keys must hold; a list means any of.
# Keys: act, target, victim, weapon, actor, place, cue, harm, status, not. Values are concepts of the vocabulary.
match:
  - act: attack
    target: civilian

# An event that meets one of these is not flagged.
# unless:
#   - cue: by-mistake

# Counter-indicators: they do not stop the flag, the report shows them.
# show:
#   - cue: fighters-present

# Broader rules that stay quiet on the same event.
# supersedes: [attack-on-civilians]

# Texts that show what the rule does; "ihl-rules check" runs them. Invent people and places.
# Write at least four of each: active, passive, noun, headline; near misses that lack one element.
examples:
  flag:
    - text: Soldiers shelled the residents of the village on Monday.
      quote: shelled the residents
    - text: The residents of the village were shelled by the army on Monday.
      quote: The residents of the village were shelled
    - text: The shelling of residents by the army went on until Monday.
      quote: shelling of residents
    - text: Army shells residents of besieged village
      quote: shells residents
  pass:
    - text: Soldiers shelled the trenches outside the village on Monday.
      because: target                         # the element that is missing
    - text: Soldiers fed the residents of the village on Monday.
      because: act
    - text: The army denied that it had shelled the residents, and no shelling was seen.
      because: status
    - text: The mayor came under fire from residents of the village over the price of bread.
      because: target
"""
