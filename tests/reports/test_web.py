"""The web page carries all data, asks nothing of any network, and lets no text act."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from browser import CHROMIUM, DRIVER, browser
from hostile import HOSTILE, hostile_run
from ihl_check.reports.model import Run
from ihl_check.reports.web import read_page, web_page
from report_sample import sample_run

SAMPLE = sample_run()


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.texts:
            self.texts[tag].append("")
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data


def test_the_policy_lets_only_its_own_script_and_style_run() -> None:
    elements = Elements(web_page(SAMPLE))
    (policy,) = [attrs["content"] for tag, attrs in elements.found if "http-equiv" in attrs]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    run = [text for tag, text in _scripts(elements) if tag is None]
    for kind, texts in (("script-src", run), ("style-src", elements.texts["style"])):
        (text,) = texts
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}';" in policy


def _scripts(elements: Elements) -> list[tuple[str | None, str]]:
    kinds = [attrs.get("type") for tag, attrs in elements.found if tag == "script"]
    return list(zip(kinds, elements.texts["script"], strict=True))


def test_nothing_of_the_page_lies_elsewhere() -> None:
    for tag, attrs in Elements(web_page(SAMPLE)).found:
        assert not {"src", "srcset", "style", "onclick", "onload", "action"} & attrs.keys(), tag
        assert (attrs.get("href") or "#").startswith(("#", "data:,")), tag


def test_the_data_are_those_of_the_run() -> None:
    data = read_page(web_page(SAMPLE))
    assert [each["id"] for each in data["documents"]] == ["sample/paper.md", "sample/sport.txt", "sample/wire.txt"]
    texts = {each.id: each.text for each in SAMPLE.documents}
    assert [each["text"] for each in data["documents"]] == [texts["sample/paper.md"], None, texts["sample/wire.txt"]]
    (incident,) = data["incidents"]
    assert incident["statement"].startswith("Example Wire (8 August 2016), citing “rescuers”, reported")
    assert (incident["happened"], incident["who"]) == ("corroborated", "contested")
    assert incident["toll"] == "11–14 killed"
    first, second = incident["passages"]
    text = data["documents"][first["document"]]["text"]
    assert text[first["begin"] : first["end"]].startswith("Jets hit a hospital")
    assert [(text[begin:end], label) for begin, end, label in first["marks"]] == [
        ("hit", "conduct"),
        ("a hospital", "target"),
        ("without warning", "words the rule asks for"),
    ]
    assert [text[begin:end] for begin, end, _ in first["denials"]] == ["denied that any of its planes flew that day"]
    assert second["actors"] == "“northern warplanes”"


def test_a_page_without_its_data_is_noticed() -> None:
    page = web_page(SAMPLE)
    with pytest.raises(ValueError, match="document-lines"):
        read_page(page.replace('id="document-lines"', 'id="other"'))


def test_no_text_ends_its_script_or_opens_another() -> None:
    texts = [*HOSTILE, "</script><script>window.hit = 1</script>", "<!-- <script>", "]]>", "{{summary}} {{script}}"]
    run = hostile_run(texts)
    page = web_page(run)
    assert [tag for tag, _ in Elements(page).found] == [tag for tag, _ in Elements(web_page(SAMPLE)).found]
    shown = {each["id"]: each["text"] for each in read_page(page)["documents"]}
    assert shown == {each.id: each.text for each in run.documents}
    assert not re.search("[\u202e\u2066\u200b\x1b\x00\r\u2028]", page)


def test_an_empty_run_is_a_page() -> None:
    assert read_page(web_page(Run((), (), {}, (), ()))) == {"documents": [], "incidents": []}


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver")
def test_in_a_browser(tmp_path: Path) -> None:
    page, hostile = tmp_path / "report.html", tmp_path / "hostile.html"
    page.write_text(web_page(SAMPLE), "utf-8")
    texts = [*HOSTILE[:-1], "</script><script>window.hit = 1</script>", "<img src=x onerror='window.hit = 1'>"]
    hostile.write_text(web_page(hostile_run(texts)), "utf-8")
    with browser(tmp_path / "profile") as window:
        window.open(page)
        rows = "document.querySelectorAll('#rows tr').length"
        assert window.run(f"return {rows}") == 1
        for actor, left in (("nobody", 0), ("northern", 1)):
            window.run(
                f"const field = document.getElementById('actor'); field.value = '{actor}';"
                "field.dispatchEvent(new Event('input', {bubbles: true}))"
            )
            window.wait(f"{rows} === {left}")
        window.run("document.querySelector('#rows a').click()")
        window.wait("!document.getElementById('incident').hidden")
        window.run("document.querySelector('#incident .source a').click()")
        window.wait("document.querySelector('mark.here')")
        here = "[...document.querySelectorAll('mark.here')].map((each) => each.textContent).join('')"
        quote = "Jets hit a hospital in Tarma on Saturday without warning, killing at least 11 people, rescuers said."
        assert window.run(f"return {here}") == quote
        assert window.run("return document.activeElement.classList.contains('here')")
        window.open(hostile)
        count = window.run("return JSON.parse(document.getElementById('summary').textContent).incidents.length")
        for at in range(count):
            window.run(f"location.hash = 'incident-{at}'")
            window.wait(f"location.hash === '#incident-{at}' && !document.getElementById('incident').hidden")
        assert window.run("return window.hit === undefined && !document.querySelector('img, iframe, object')")
        assert window.run("return document.querySelectorAll('script').length") == 4
        assert window.errors() == []
        assert not [address for address in window.requests() if address.startswith(("http", "ws", "ftp"))]


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver")
def test_offsets_count_characters_beyond_the_first_plane_as_one(tmp_path: Path) -> None:
    run = _with_astral_text()
    page = tmp_path / "report.html"
    page.write_text(web_page(run), "utf-8")
    with browser(tmp_path / "profile") as window:
        window.open(page, "#incident-0")
        window.wait("!document.getElementById('incident').hidden")
        assert window.run("return document.querySelector('blockquote').textContent") == "Jets hit a hospital."
        words = window.run("return [...document.querySelectorAll('blockquote mark')].map((each) => each.textContent)")
        assert words == ["hit", "a hospital"]


def _with_astral_text() -> Run:
    from builders import attack, judgement, rule
    from ihl_check.incidents.merge import merge_incidents

    made, finding = attack("\U0001f4a3\U0001f4a3 News\nJets hit a hospital.")
    return Run(
        documents=(made,),
        unread=(),
        judgements={made.id: (judgement(finding.event, finding),)},
        incidents=merge_incidents([finding], [made]),
        rules=(rule("attack-on-medical-facility"),),
    )


def test_the_data_are_one_json_line_each() -> None:
    page = web_page(SAMPLE)
    for name, count in (("incident-lines", len(SAMPLE.incidents)), ("document-lines", len(SAMPLE.documents))):
        found = re.search(f'id="{name}">([^<]*)</script>', page)
        assert found
        lines: list[dict[str, Any]] = [json.loads(line) for line in found[1].split("\n")]
        assert len(lines) == count
