"""Writes what is made from the rules: schemas, the table of inflections, docs/rules.md, docs/coverage.md.

It also gives every rule file the first line that points editors at its schema.

With ``--check`` nothing is written, and the exit status is 1 if anything is stale.
"""

import sys
from pathlib import Path
from unittest.mock import patch

from ihl_check.rules.coverage import coverage, coverage_markdown
from ihl_check.rules.explain import rules_page
from ihl_check.rules.load import kind_of_file, load_rulebook
from ihl_check.rules.schema import schemas
from ihl_check.rules.skeleton import schema_reference
from ihl_check.vocabulary import inflections, terms

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"


def generated() -> dict[Path, str]:
    """The path and the right content of every generated file."""
    asked: set[tuple[str, str]] = set()

    def noted(word: str, pos: str = "NOUN") -> tuple[bool, tuple[str, ...]]:
        asked.add((word.lower(), pos))
        return inflections.look_up(word.lower(), pos)

    with (
        patch.object(terms, "inflections", lambda word, pos: noted(word, pos)[1]),
        patch.object(terms, "is_noun", lambda word: noted(word)[0]),
    ):
        rulebook = load_rulebook([RULES])
    found = {
        ROOT / "engine" / "ihl_check" / "schemas" / name: text
        for name, text in schemas(rulebook.vocabulary, [rule.id for rule in rulebook.rules]).items()
    }
    found[ROOT / "engine" / "ihl_check" / "vocabulary" / inflections.TABLE] = inflections.table_text(asked)
    found[ROOT / "docs" / "rules.md"] = rules_page(rulebook.rules)
    found[ROOT / "docs" / "coverage.md"] = coverage_markdown(coverage(rulebook.rules))
    for path in sorted(RULES.rglob("*.yaml")):
        kind = kind_of_file(path.relative_to(RULES))
        text = path.read_text("utf-8")
        if kind:
            found[path] = schema_reference(kind, path.parent) + _without_reference(text)
    return found


def _without_reference(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first.startswith("# yaml-language-server:") else text


def main(arguments: list[str]) -> int:
    """Writes what is stale, or with ``--check`` names it."""
    checking = "--check" in arguments
    stale = {path: text for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        sys.stdout.write(f"{'stale' if checking else 'written'}: {path.relative_to(ROOT)}\n")
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale and checking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
