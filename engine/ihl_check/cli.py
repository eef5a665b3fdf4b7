"""The commands: ihl-check (run), ihl-rules (edit rules), ihl-report (check and compare reports)."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer

from ihl_check import __version__

DONE, FOUND, WRONG, INCOMPLETE = 0, 1, 2, 3

check_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
rules_app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Check, list, explain, try out and score the rules.",
)

report_app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Check and compare reports.",
)

RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A folder of rules laid over those that came with the program; may be repeated."),
]


P = ParamSpec("P")
R = TypeVar("R")


def _fail(message: object) -> NoReturn:
    typer.echo(str(message), err=True)
    raise typer.Exit(WRONG)


def _tell_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Prints what a user can mend without a traceback, and exits 2."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        from ihl_check.events.parse import ModelMissingError  # noqa: PLC0415
        from ihl_check.reports.folder import ReportError  # noqa: PLC0415
        from ihl_check.running.score import CaseError  # noqa: PLC0415
        from ihl_check.vocabulary.source import RulebookError  # noqa: PLC0415

        try:
            return command(*args, **kwargs)
        except (RulebookError, ModelMissingError, ReportError, CaseError) as error:
            _fail(error)

    return told


def _folders(extra: list[Path] | None) -> tuple[Path, ...]:
    from ihl_check.running.engine import shipped_rules  # noqa: PLC0415

    for folder in extra or ():
        if not folder.is_dir():
            _fail(f"{folder}: there is no such folder of rules; give the folder that holds acts/ and vocabulary/")
    return (shipped_rules(), *(extra or ()))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ihl-check {__version__}")
        raise typer.Exit


@check_app.command()
@_tell_errors
def check_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or patterns: .txt .md .html .jsonl")],
    out: Annotated[Path, typer.Option(help="The folder that the report is written to.")] = Path("reports"),
    rules: RulesOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to use.")] = 1,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="More outputs: csv, geojson, html; may be repeated.")
    ] = None,
    fail_on_findings: Annotated[bool, typer.Option(help="Exit with status 1 if anything was flagged.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read reports of armed conflict and write the passages that report a prohibited act, with the evidence.

    Exit status: 0 done; 1 findings, with --fail-on-findings; 2 wrong usage or rules; 3 done, but some documents could
    not be read.
    """
    from ihl_check.reports.tables import FORMATS  # noqa: PLC0415
    from ihl_check.reports.write import write_report  # noqa: PLC0415
    from ihl_check.running.run import run  # noqa: PLC0415

    for name in formats or ():
        if name not in FORMATS:
            _fail(f"there is no format {name!r}; allowed are {', '.join(sorted(FORMATS))}")
    folders = _folders(rules)
    result = run(paths, folders, jobs, _show_progress if sys.stderr.isatty() else None)
    if not result.documents:
        for item in result.unread:
            typer.echo(f"not read: {item.path}: {item.reason}", err=True)
        _fail("nothing to read: no document was found in " + ", ".join(paths))
    write_report(result, out, tuple(formats or ()))
    findings = sum(len(j.findings) for found in result.judgements.values() for j in found)
    for document in result.documents:
        for note in document.notes:
            typer.echo(f"note: {document.id}: {note}", err=True)
    for item in result.unread:
        typer.echo(f"not read: {item.path}: {item.reason}", err=True)
    typer.echo(
        f"{_number(len(result.documents), 'document')} read, {len(result.unread)} not read, "
        f"{_number(findings, 'finding')} in {_number(len(result.incidents), 'incident')}: {out / 'index.md'}",
        err=True,
    )
    if result.unread:
        raise typer.Exit(INCOMPLETE)
    if findings and fail_on_findings:
        raise typer.Exit(FOUND)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _show_progress(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    typer.echo(f"\r{done} of {of} documents{end}", err=True, nl=False)


@rules_app.command("check")
@_tell_errors
def rules_check(rules: RulesOption = None) -> None:
    """Check every file, every reference and every example."""
    from ihl_check.rules.check import check_folders  # noqa: PLC0415
    from ihl_check.running.engine import engine_of, judge_text  # noqa: PLC0415
    from ihl_check.vocabulary.source import RulebookError  # noqa: PLC0415

    checked = check_folders(_folders(rules), lambda rulebook: _judge_with(engine_of(rulebook), judge_text))
    if checked.problems:
        typer.echo(str(RulebookError(checked.problems)), err=True)
    typer.echo(str(checked))
    if checked.problems:
        raise typer.Exit(WRONG)


def _judge_with(engine: Any, judge_text: Callable[..., Any]) -> Callable[..., Any]:
    return lambda text, published: judge_text(text, published, engine)


@rules_app.command("list")
@_tell_errors
def rules_list(
    law: Annotated[str | None, typer.Option(help="Only rules on this law: 8(2)(b), cihl:28, 'AP I 51'.")] = None,
    rules: RulesOption = None,
) -> None:
    """List the rules by group, or by the law they stand on."""
    from ihl_check.rules.explain import list_rules  # noqa: PLC0415
    from ihl_check.rules.load import load_rulebook  # noqa: PLC0415

    typer.echo(list_rules(load_rulebook(_folders(rules)).rules, law))


@rules_app.command("explain")
@_tell_errors
def rules_explain(
    rule_id: Annotated[str, typer.Argument(metavar="ID")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    rules: RulesOption = None,
) -> None:
    """Explain a rule from its own file."""
    from ihl_check.rules.explain import explain, explain_json  # noqa: PLC0415
    from ihl_check.rules.load import load_rulebook  # noqa: PLC0415

    rulebook = load_rulebook(_folders(rules))
    rule = next((rule for rule in rulebook.rules if rule.id == rule_id), None)
    if rule is None:
        _fail(_unknown_rule(rule_id, [rule.id for rule in rulebook.rules]))
    typer.echo(
        json.dumps(explain_json(rule, rulebook), ensure_ascii=False, indent=2) if as_json else explain(rule, rulebook)
    )


def _unknown_rule(rule_id: str, known: list[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(rule_id, known, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "see ihl-rules list"
    return f"there is no rule {rule_id!r}; {hint}"


@rules_app.command("new")
@_tell_errors
def rules_new(rule_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Print a commented skeleton of a rule file."""
    from ihl_check.rules.skeleton import new_rule_text  # noqa: PLC0415

    typer.echo(new_rule_text(rule_id), nl=False)


@rules_app.command("coverage")
@_tell_errors
def rules_coverage(rules: RulesOption = None) -> None:
    """Show which paragraphs of Article 8 and which customary rules the rules stand on."""
    from ihl_check.rules.coverage import coverage, coverage_markdown  # noqa: PLC0415
    from ihl_check.rules.load import load_rulebook  # noqa: PLC0415

    typer.echo(coverage_markdown(coverage(load_rulebook(_folders(rules)).rules)))


@rules_app.command("why")
@_tell_errors
def rules_why(
    source: Annotated[str, typer.Argument(metavar="FILE[#ID]")],
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; may be repeated.")] = None,
    rules: RulesOption = None,
) -> None:
    """Show, passage by passage, what was read, which rules came close and what was missing."""
    from ihl_check.documents.model import Unread  # noqa: PLC0415
    from ihl_check.documents.reading import read_documents  # noqa: PLC0415
    from ihl_check.running.engine import judge_document, open_engine  # noqa: PLC0415
    from ihl_check.running.why import why  # noqa: PLC0415

    path, _, wanted = source.partition("#") if not Path(source).exists() else (source, "", "")
    engine = open_engine(_folders(rules))
    shown = 0
    for item in read_documents([path]):
        if isinstance(item, Unread):
            typer.echo(f"not read: {item.path}: {item.reason}", err=True)
        elif not wanted or item.id.rpartition("#")[2] == wanted:
            typer.echo(why(item, judge_document(item, engine), frozenset(rule or ())))
            shown += 1
    if not shown:
        _fail(f"{source}: there is no such document to read")


@rules_app.command("score")
@_tell_errors
def rules_score(
    cases: Annotated[list[Path], typer.Argument(metavar="CASES.jsonl...")],
    rule: Annotated[list[str] | None, typer.Option(help="Score only this rule; may be repeated.")] = None,
    errors: Annotated[bool, typer.Option(help="Show every error.")] = False,
    rules: RulesOption = None,
) -> None:
    """Score the engine on labelled cases: precision, recall and F1 by rule, and the slots."""
    from ihl_check.running.engine import open_engine  # noqa: PLC0415
    from ihl_check.running.score import read_cases, render, score_cases  # noqa: PLC0415

    for path in cases:
        if not path.is_file():
            _fail(f"{path}: there is no such file of cases")
    engine = open_engine(_folders(rules))
    known = [known.id for known in engine.rulebook.rules]
    for name in rule or ():
        if name not in known:
            _fail(_unknown_rule(name, known))
    found = [case for path in cases for case in read_cases(path)]
    typer.echo(render(score_cases(found, engine, frozenset(rule) if rule else None), errors))


@report_app.command("verify")
@_tell_errors
def report_verify(
    report: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a report.")],
    sources: Annotated[
        Path | None, typer.Option(help="The folder that the sources lie in; else the current one.")
    ] = None,
) -> None:
    """Read the sources again and check every hash, offset and quote of every output; exit 1 if any differs."""
    from ihl_check.reports.verify import verify  # noqa: PLC0415

    wrong = verify(report, sources)
    for line in wrong:
        typer.echo(line)
    if wrong:
        raise typer.Exit(FOUND)
    typer.echo(f"{report}: every hash, offset and quote agrees with the sources")


@report_app.command("diff")
@_tell_errors
def report_diff(
    old: Annotated[Path, typer.Argument(metavar="OLD")], new: Annotated[Path, typer.Argument(metavar="NEW")]
) -> None:
    """Show what appeared, went and changed between two reports, and whether by text, rules or version."""
    from ihl_check.reports.diff import diff  # noqa: PLC0415

    typer.echo(diff(old, new))


def report() -> None:
    """Entry point of ihl-report."""
    report_app(prog_name="ihl-report")


def check() -> None:
    """Entry point of ihl-check."""
    check_app(prog_name="ihl-check")


def rules() -> None:
    """Entry point of ihl-rules."""
    rules_app(prog_name="ihl-rules")
