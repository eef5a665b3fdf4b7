"""Whole reports: golden pages, schemas, quotes that equal their source, and the same bytes from the same input."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from markdown_it import MarkdownIt

from builders import In, document, judgement, rule
from golden import assert_golden
from hostile import HOSTILE, hostile_run
from ihl_check.events.model import Status
from ihl_check.incidents.merge import merge_incidents
from ihl_check.reports.model import Run
from ihl_check.reports.paths import document_pages
from ihl_check.reports.quotes import read_quotes, wrong_quotes
from ihl_check.reports.tables import FORMATS
from ihl_check.reports.write import report_files, write_report
from report_sample import sample_run

SAMPLE = sample_run()


def pages_of(written: dict[str, bytes]) -> dict[str, str]:
    return {path: content.decode() for path, content in written.items() if path.endswith(".md")}


def texts_of(run: Run) -> dict[str, str]:
    pages = document_pages(each.id for each in run.documents)
    return {pages[each.id]: each.text for each in run.documents}


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode().split("\n") if line]


def test_the_sample_report_is_as_expected(tmp_path: Path) -> None:
    write_report(SAMPLE, tmp_path / "report")
    assert_golden(tmp_path / "report", "sample")


@pytest.mark.parametrize("name", ["findings", "incidents", "events", "run"])
def test_output_follows_its_schema(name: str) -> None:
    schema = json.loads(files("ihl_check.reports").joinpath(f"schemas/{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    written = report_files(SAMPLE)
    records = [json.loads(written["run.json"])] if name == "run" else lines(written[f"{name}.jsonl"])
    assert records
    for record in records:
        validator.validate(record)


def test_findings_keep_the_keys_that_others_rely_on() -> None:
    record = lines(report_files(SAMPLE)["findings.jsonl"])[0]
    assert list(record)[:11] == [
        *("id", "rule", "document", "quote", "status", "contested", "strength", "reasons", "elements", "incident"),
        "event",
    ]
    assert list(record["document"]) == ["id", "path", "sha256", "title", "published", "outlet"]
    assert record["event"]["weapon"] is None
    assert list(record["event"]) == [
        *("act", "actor", "target", "weapon", "place", "date", "killed", "injured", "source"),
    ]


def test_every_span_of_the_json_lines_is_a_slice_of_its_document() -> None:
    texts = {each.id: each.text for each in SAMPLE.documents}
    checked = 0

    def check(value: Any, text: str) -> None:
        nonlocal checked
        if isinstance(value, dict):
            if {"text", "begin", "end"} <= value.keys():
                assert text[value["begin"] : value["end"]] == value["text"]
                checked += 1
            for each in value.values():
                check(each, text)
        elif isinstance(value, list):
            for each in value:
                check(each, text)

    written = report_files(SAMPLE)
    for name in ("findings.jsonl", "events.jsonl"):
        for record in lines(written[name]):
            check(record, texts[record["document"]["id"]])
    assert checked > 40


def test_every_event_is_written_with_why_it_was_not_flagged() -> None:
    events = lines(report_files(SAMPLE)["events.jsonl"])
    assert len(events) == 4
    law = next(event for event in events if event["status"] == "generic")
    assert law["rules"] == []
    assert law["rejected"] == [
        {"rule": "attack-on-medical-facility", "missing": "status", "reason": "the sentence states the law"}
    ]


def test_every_quote_of_every_page_equals_its_source() -> None:
    pages = pages_of(report_files(SAMPLE))
    assert wrong_quotes(pages, texts_of(SAMPLE)) == []
    assert sum(len(read_quotes(path, page)) for path, page in pages.items()) > 30


def test_a_changed_source_is_noticed() -> None:
    pages = pages_of(report_files(SAMPLE))
    texts = {path: text.replace("hospital", "Hospital") for path, text in texts_of(SAMPLE).items()}
    assert wrong_quotes(pages, texts)


def test_a_block_quote_without_offsets_is_noticed() -> None:
    assert wrong_quotes({"index.md": "> words\n"}, {}) == ["index.md: a block quote has no offsets"]


def test_links_lead_to_pages_and_anchors_that_exist() -> None:
    pages = pages_of(report_files(SAMPLE))
    for path, page in pages.items():
        for token in MarkdownIt("commonmark").enable("table").parse(page):
            for inner in token.children or ():
                href = str(inner.attrs.get("href", "")) if inner.type == "link_open" else ""
                if not href or href.startswith("https://"):
                    continue
                target, _, anchor = href.partition("#")
                found = (Path("/") / path).parent.joinpath(target).resolve().relative_to("/").as_posix()
                assert found in pages, (path, href)
                assert f'<a id="{anchor}"></a>' in pages[found] or not anchor, (path, href)


def test_order_and_clock_leave_the_bytes_alone() -> None:
    shuffled = replace(
        SAMPLE,
        documents=SAMPLE.documents[::-1],
        judgements=dict(reversed([(key, held[::-1]) for key, held in SAMPLE.judgements.items()])),
        rules=SAMPLE.rules[::-1],
        started=datetime(2030, 1, 1, tzinfo=UTC),
        seconds=99.0,
    )
    one, other = report_files(SAMPLE, FORMATS), report_files(shuffled, FORMATS)
    clocks = [json.loads(each.pop("run.json")) for each in (one, other)]
    assert clocks[0].pop("clock") != clocks[1].pop("clock")
    assert clocks[0] == clocks[1]
    assert one == other


def test_no_word_of_a_verdict_outside_quotes() -> None:
    for path, page in pages_of(report_files(SAMPLE)).items():
        for word in ("perpetrator", "guilty", "violated", "war crime", "proves", "probability"):
            told = page.replace("absence proves nothing", "")
            assert word not in told.lower(), (path, word)


def test_what_one_quote_tells_is_one_passage() -> None:
    made = document("Soldiers killed a nurse and burned her clinic.", outlet="Wire")
    inside = In(made)
    killed = inside.event("killed", targets=(inside.mention("a nurse", "medical-personnel"),))
    burned = inside.event("burned", targets=(inside.mention("her clinic", "medical-facility"),))
    found = [inside.finding("a", killed), inside.finding("b", killed), inside.finding("c", burned)]
    run = Run(
        documents=(made,),
        unread=(),
        judgements={made.id: (judgement(killed, *found[:2]), judgement(burned, found[2]))},
        incidents=merge_incidents(found, [made]),
        rules=(rule("a"), rule("b"), rule("c")),
    )
    page = pages_of(report_files(run))["documents/a.md"]
    assert page.count("\n> ") == 1
    assert page.count("\n### ") == 1
    assert page.count("| Conduct |") == 2
    assert "\n### A; B; C\n" in page


def test_a_passage_that_came_close_is_listed_once_with_what_it_lacked_least() -> None:
    made = document("Jets could hit the clinic or the school.")
    event = In(made).event("hit", status=Status.HYPOTHETICAL)
    rejected = (("a", "weapon", "x"), ("b", "status", "y"), ("c", "status", "y"), ("d", "superseded", "z"))
    run = Run(
        documents=(made,),
        unread=(),
        judgements={made.id: (judgement(event, rejected=rejected),)},
        incidents=(),
        rules=(rule("a"), rule("b"), rule("c")),
    )
    for page in (pages_of(report_files(run))["documents/a.md"], index_of(run)):
        assert page.count("Jets could hit") == 1
        assert "| told as possible only | B; C |" in page


def index_of(run: Run) -> str:
    return pages_of(report_files(run))["index.md"]


def test_only_one_class_of_law_where_the_user_has_set_it() -> None:
    page = pages_of(report_files(replace(SAMPLE, conflict_class="non-international")))["documents/sample-wire.md"]
    assert "8(2)(e)(iv)" in page
    assert "8(2)(b)(ix)" not in page


def test_an_empty_run_is_a_report() -> None:
    empty = Run(documents=(), unread=(), judgements={}, incidents=(), rules=())
    written = report_files(empty)
    assert written["findings.jsonl"] == b""
    assert "0 documents read" in written["index.md"].decode()


def assert_harmless(run: Run) -> None:
    written = report_files(run)
    pages = pages_of(written)
    assert wrong_quotes(pages, texts_of(run)) == []
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for path, page in pages.items():
        for token in markdown.parse(page):
            for inner in [token, *(token.children or ())]:
                if inner.type in ("html_inline", "html_block"):
                    left = [
                        each for each in inner.content.split("\n") if each and not each.startswith('<a id="finding-')
                    ]
                    assert left in ([], ["</a>"]), (path, inner.content)
                assert inner.type not in ("image", "fence", "code_block", "hr", "ordered_list_open"), (path, inner)
                href = str(inner.attrs.get("href", "")) if inner.attrs else ""
                assert not href or href.startswith(("../", "documents/", "incidents/", "#")), (path, href)
    texts = {each.id: each.text for each in run.documents}
    for record in lines(written["findings.jsonl"]):
        quote = record["quote"]
        assert texts[record["document"]["id"]][quote["begin"] : quote["end"]] == quote["text"]
    for content in written.values():
        text = content.decode()
        assert not any(each in text for each in "\u202e\u2066\u200b\x1b\x00\r\u2028")


def test_hostile_texts_do_nothing_and_nothing_is_lost() -> None:
    assert_harmless(hostile_run(HOSTILE))


def test_a_thousand_hostile_texts() -> None:
    chance = random.Random(1)
    pieces = [*HOSTILE[:-1], *"\\`*_{}[]<>()#+-.!|~$&:\n\t “”⟦⟧"]
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 6))) for _ in range(1000)]
    for start in range(0, len(texts), 100):
        run = hostile_run([text for text in texts[start : start + 100] if text.strip()])
        assert wrong_quotes(pages_of(report_files(run)), texts_of(run)) == []
    assert_harmless(run)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40).filter(str.strip), min_size=1, max_size=3))
def test_any_text_does_nothing_and_nothing_is_lost(texts: list[str]) -> None:
    assert_harmless(hostile_run(texts))
