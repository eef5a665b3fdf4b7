"""Writes what is made from the rules: schemas for editors, docs/rules.md, docs/coverage.md, first lines of rule files.

With ``--check`` nothing is written, and the exit status is 1 if anything is stale.
"""

import sys
from pathlib import Path

from ihl_check.rules.coverage import coverage, coverage_markdown
from ihl_check.rules.explain import rules_page
from ihl_check.rules.load import kind_of_file, load_rulebook
from ihl_check.rules.schema import schemas
from ihl_check.rules.skeleton import schema_reference

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"


def generated() -> dict[Path, str]:
    """The path and the right content of every generated file."""
    rulebook = load_rulebook([RULES])
    found = {
        ROOT / "engine" / "ihl_check" / "schemas" / name: text
        for name, text in schemas(rulebook.vocabulary, [rule.id for rule in rulebook.rules]).items()
    }
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


def stale() -> list[Path]:
    """The generated files that are not as they should be."""
    return [path for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]


def main(arguments: list[str]) -> int:
    content = generated()
    paths = stale()
    for path in paths:
        sys.stdout.write(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(ROOT)}\n")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content[path], "utf-8")
    return 1 if paths and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
