"""The table of law against rules."""

from pathlib import Path

from ihl_check.rules.coverage import coverage, coverage_markdown
from ihl_check.rules.load import load_rulebook

BASE = Path(__file__).parent / "base"


def test_every_provision_has_a_line_with_the_rules_that_stand_on_it() -> None:
    table = coverage(load_rulebook([BASE]).rules)
    assert (len(table.paragraphs), len(table.customary)) == (60, 136)
    by_provision = {line.provision: line.rules for line in (*table.paragraphs, *table.customary)}
    assert by_provision["8(2)(b)(ix)"] == ("attack-on-hospital",)
    assert by_provision["rule 7"] == ("attack-on-building",)
    assert by_provision["8(2)(a)(i)"] == ()
    assert len(table.missing) == 60 - 2 + 136 - 2


def test_the_page_names_what_no_rule_stands_on() -> None:
    page = coverage_markdown(coverage(load_rulebook([BASE]).rules))
    assert "2 of 60 paragraphs" in page and "2 of 136 rules" in page
    assert "| 8(2)(a)(i) | wilful killing | **none** |" in page
    assert "| 28 | medical units | attack-on-hospital |" in page
