"""The text of a new rule file."""

from pathlib import Path

import ihl_check
from ihl_check.rules.load import read_rulebook
from ihl_check.rules.skeleton import new_rule_text, schema_reference
from ihl_check.vocabulary.source import Problems

SHIPPED = Path(__file__).parent.parent.parent / "rules"


def test_a_new_rule_can_be_laid_over_the_shipped_rules_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "acts" / "own"
    folder.mkdir(parents=True)
    (folder / "attack-on-lighthouse.yaml").write_text(new_rule_text("attack-on-lighthouse", folder), "utf-8")
    problems = Problems()
    rules = read_rulebook([SHIPPED, tmp_path], problems).rulebook.rules
    assert [problem for problem in problems.found if "lighthouse" in problem.path] == []
    rule = next(rule for rule in rules if rule.id == "attack-on-lighthouse")
    assert rule.title == "Attack on lighthouse"
    assert len(rule.flag_examples) == len(rule.pass_examples) == 4


def test_the_first_line_leads_editors_to_the_schema(tmp_path: Path) -> None:
    schema = Path(ihl_check.__file__).parent / "schemas" / "rule.json"
    line = schema_reference("rule", tmp_path).strip()
    assert (tmp_path / line.removeprefix("# yaml-language-server: $schema=")).resolve() == schema.resolve()
    inside = schema_reference("rule", SHIPPED / "acts" / "persons")
    assert inside == "# yaml-language-server: $schema=../../../engine/ihl_check/schemas/rule.json\n"
