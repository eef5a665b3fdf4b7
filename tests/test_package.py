"""What is shipped: rules, data and commands are in the wheel, and the stages import one way."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from ihl_check import __version__
from ihl_check.running.engine import shipped_rules

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DATA = {
    "ihl_check/events/data/places.tsv.gz",
    "ihl_check/events/data/ATTRIBUTION.md",
    "ihl_check/vocabulary/inflections.tsv",
    "ihl_check/reports/templates/index.md.j2",
    "ihl_check/reports/schemas/findings.schema.json",
    "ihl_check/schemas/rule.json",
}


@pytest.fixture(scope="module")
def wheel() -> set[str]:
    """Paths inside the wheel, as the build backend would collect them; nothing is built."""
    builders = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is only there where wheels are built")
    builder = builders.WheelBuilder(str(ROOT))
    extra = {"artifacts": [], "force_include": {}, "shared_data": {}, "shared_scripts": {}, "extra_metadata": {}}
    with builder.config.set_build_data(extra):
        return {file.distribution_path.replace("\\", "/") for file in builder.recurse_included_files()}


def test_the_build_puts_the_rules_into_the_package() -> None:
    target = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert target["packages"] == ["engine/ihl_check"]
    assert target["force-include"]["rules"] == "ihl_check/rulebook"


def test_the_wheel_holds_every_rule_file(wheel: set[str]) -> None:
    rules = {
        f"ihl_check/rulebook/{path.relative_to(ROOT / 'rules').as_posix()}" for path in (ROOT / "rules").rglob("*.yaml")
    }
    assert len(rules) > 75
    assert rules <= wheel


def test_the_wheel_holds_the_data_that_the_package_reads(wheel: set[str]) -> None:
    assert wheel >= DATA


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {path.partition("/")[0] for path in wheel} == {"ihl_check"}
    assert not [path for path in wheel if "__pycache__" in path or path.startswith(("tests/", "seeds/", "reports/"))]


def test_a_checkout_finds_its_rules() -> None:
    assert shipped_rules() == ROOT / "rules"


def test_every_command_leads_to_a_function() -> None:
    scripts = PROJECT["project"]["scripts"]
    assert {"ihl-check", "ihl-rules"} <= scripts.keys()
    for target in scripts.values():
        module, _, function = target.partition(":")
        assert callable(getattr(import_module(module), function))


def test_one_version() -> None:
    assert PROJECT["project"]["version"] == __version__


def test_every_file_says_in_its_first_line_what_lives_there() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "engine").rglob("*.py"))
        if not path.read_text("utf-8").startswith('"""')
    ]
    assert silent == []


def test_only_one_module_loads_spacy() -> None:
    """Others may name its types; only the parser's module loads a model or builds matchers."""
    loading = [
        path.name
        for path in sorted((ROOT / "engine").rglob("*.py"))
        if any(call in path.read_text("utf-8") for call in ("spacy.load", "spacy.blank", "Matcher("))
    ]
    assert loading == ["parse.py"]
