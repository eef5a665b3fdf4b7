"""Reading: every format, every failure named, nothing lost, always in one order."""

import json
import os
import random
import string
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ihl_check.documents.finding import find_files
from ihl_check.documents.model import Document, Unread
from ihl_check.documents.reading import read_documents

TEXT = "Shells fell on Oreva market on Monday, residents said."
# Text a file can hold: no lone surrogates, and no zeros, which make it binary.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1).filter(str.strip)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str | bytes = TEXT) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def read(*paths: str | Path) -> tuple[list[Document], list[Unread]]:
    entries = list(read_documents(paths))
    return [e for e in entries if isinstance(e, Document)], [e for e in entries if isinstance(e, Unread)]


def read_one(path: str | Path) -> Document:
    documents, unread = read(path)
    assert not unread
    assert len(documents) == 1
    return documents[0]


def reason(path: str | Path) -> str:
    documents, unread = read(path)
    assert not documents
    assert len(unread) == 1
    return unread[0].reason


class TestFindFiles:
    def test_folders_are_read_to_the_bottom_and_sorted_by_id(self, folder: Path) -> None:
        for name in ["in/b.txt", "in/a/z.md", "in/a.txt", "in/a/y/x.html"]:
            write(name)
        files, unread = find_files(["in"])
        assert [name for name, _ in files] == ["in/a.txt", "in/a/y/x.html", "in/a/z.md", "in/b.txt"]
        assert not unread

    def test_a_file_is_given_once_however_it_is_named(self, folder: Path) -> None:
        write("in/a.txt")
        write("in/b.txt")
        for paths in (["in", "in/a.txt", "./in/", "in/*.txt", folder / "in"], [folder / "in", "in/*.txt", "in"]):
            assert [name for name, _ in find_files(paths)[0]] == ["in/a.txt", "in/b.txt"]

    def test_ids_do_not_depend_on_where_the_folder_lies(self, folder: Path) -> None:
        write("one/in/a.txt")
        write("two/in/a.txt")
        assert find_files([folder / "one/in"])[0][0][0] == find_files([folder / "two/in"])[0][0][0] == "in/a.txt"

    def test_two_files_never_share_an_id(self, folder: Path) -> None:
        write("one/in/a.txt")
        write("two/in/a.txt")
        names = [name for name, _ in find_files([folder / "one/in", folder / "two/in"])[0]]
        assert len(set(names)) == 2

    def test_a_path_out_of_the_working_folder_is_called_from_its_last_part_on(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("in/a.txt")
        write("work/b.txt")
        monkeypatch.chdir(folder / "work")
        assert [name for name, _ in find_files(["../in"])[0]] == ["in/a.txt"]
        assert [name for name, _ in find_files(["."])[0]] == ["b.txt"]

    def test_globs(self, folder: Path) -> None:
        for name in ["in/a.txt", "in/b.md", "in/c/d.txt"]:
            write(name)
        assert [name for name, _ in find_files(["in/**/*.txt"])[0]] == ["in/a.txt", "in/c/d.txt"]
        assert [name for name, _ in find_files(["i?"])[0]] == ["in/a.txt", "in/b.md", "in/c/d.txt"]
        assert "no file matches" in reason("in/*.html")

    def test_a_name_with_brackets_is_a_name_first(self, folder: Path) -> None:
        write("report [1].txt")
        assert find_files(["report [1].txt"])[0][0][0] == "report [1].txt"

    def test_what_is_missing_or_unknown_is_listed(self, folder: Path) -> None:
        write("in/a.txt")
        write("in/b.pdf")
        write("in/c")
        _, unread = find_files(["in", "nowhere.txt"])
        assert [entry.path for entry in unread] == ["in/b.pdf", "in/c", "nowhere.txt"]
        assert "format .pdf" in unread[0].reason
        assert "does not exist" in unread[2].reason

    def test_hidden_files_pictures_and_own_reports_are_passed_over_in_folders(self, folder: Path) -> None:
        for name in ["in/.git/a.txt", "in/.b.txt", "in/photo.JPG", "in/out/run.json", "in/out/findings.jsonl"]:
            write(name)
        write("in/out/index.md")
        assert find_files(["in"]) == ([], [])

    def test_what_is_named_outright_is_never_passed_over(self, folder: Path) -> None:
        write("photo.jpg")
        write(".b.txt")
        assert "format .jpg" in reason("photo.jpg")
        assert read_one(".b.txt").text == TEXT

    def test_links_that_lead_in_circles_end(self, folder: Path) -> None:
        write("in/a.txt")
        Path("in/loop").symlink_to(folder / "in", target_is_directory=True)
        Path("in/lost.txt").symlink_to(folder / "gone.txt")
        files, unread = find_files(["in"])
        assert [name for name, _ in files] == ["in/a.txt"]
        assert [entry.path for entry in unread] == ["in/lost.txt"]

    def test_folders_too_deep_are_listed(self, folder: Path) -> None:
        write("/".join(["d"] * 70) + "/a.txt")
        files, unread = find_files(["d"])
        assert not files
        assert "folders deep" in unread[0].reason

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_a_pipe_is_not_opened(self, folder: Path) -> None:
        os.mkfifo("pipe.txt")
        assert "neither" in reason("pipe.txt")


class TestPlain:
    @given(text=texts)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_text_is_the_files_own(self, tmp_path: Path, encoding: str, text: str) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(text.encode(encoding))
        assert read_one(file).text == text

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
    def test_encodings_without_a_mark(self, tmp_path: Path, encoding: str) -> None:
        text = "“We ran,” said José. The café – near the bridge – was hit.\r\nNobody’s left.\n"
        assert read_one(write(str(tmp_path / "a.txt"), text.encode(encoding))).text == text

    def test_a_broken_byte_costs_one_character_and_is_noted(self, tmp_path: Path) -> None:
        data = "“We ran,” said José. “Shells fell.”".encode().replace(b"ran", b"r\xffn")
        document = read_one(write(str(tmp_path / "a.txt"), data))
        assert document.text == "“We r\ufffdn,” said José. “Shells fell.”"
        assert "1 places" in document.notes[0]

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"", "no text"),
            (b" \r\n\t\n", "no text"),
            (b"\xef\xbb\xbf", "no text"),
            (b"PK\x03\x04\x14\0\x06\0\x08\0", "binary"),
            (bytes(range(256)), "binary"),
            (b"\xff\xfeA", "UTF-16"),
        ],
    )
    def test_what_is_no_text_is_named(self, folder: Path, content: bytes, expected: str) -> None:
        write("a.txt", content)
        assert expected in reason("a.txt")

    def test_metadata(self, folder: Path) -> None:
        write("a.txt", "Shells hit Oreva\n\n8 August 2016 – By A. Name – rivernews – Shells fell on Sunday.\n")
        document = read_one("a.txt")
        assert (document.title, document.outlet, document.published) == (
            "Shells hit Oreva",
            "rivernews",
            date(2016, 8, 8),
        )
        assert document.id == document.path == "a.txt"

    def test_a_file_that_may_not_be_opened(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a.txt")
        write("b.txt")

        def refuse(path: Path) -> bytes:
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            return TEXT.encode()

        monkeypatch.setattr(Path, "read_bytes", refuse)
        documents, unread = read(".")
        assert [entry.id for entry in documents] == ["b.txt"]
        assert unread == [Unread("a.txt", "cannot be opened: Permission denied")]


class TestMarkdown:
    FRONT = (
        "---\ntitle: 'Oreva: what we saw'\nOutlet: River Watch\ndate: 2021-03-04\nurl: https://river.example/1\n---\n"
    )

    def test_front_matter_gives_metadata_and_stays_in_the_text(self, folder: Path) -> None:
        write("a.md", self.FRONT + TEXT)
        document = read_one("a.md")
        assert document.text == self.FRONT + TEXT
        assert document.text[document.body :] == TEXT
        assert (document.title, document.outlet, document.published, document.url) == (
            "Oreva: what we saw",
            "River Watch",
            date(2021, 3, 4),
            "https://river.example/1",
        )

    def test_without_front_matter_heading_and_dateline_serve(self, folder: Path) -> None:
        write("a.md", "# What we saw\n\n**OREVA, Sudan, 3 March 2021** - Shells fell.\n")
        document = read_one("a.md")
        assert (document.title, document.body) == ("What we saw", 0)

    def test_broken_front_matter_costs_the_metadata_alone(self, folder: Path) -> None:
        write("a.md", "---\ntitle: [\n---\n" + TEXT)
        document = read_one("a.md")
        assert document.text[document.body :] == TEXT
        assert "front matter" in document.notes[0]

    def test_a_date_that_is_none_is_noted(self, folder: Path) -> None:
        write("a.md", "---\ndate: last spring\n---\n" + TEXT)
        document = read_one("a.md")
        assert document.published is None
        assert "last spring" in document.notes[0]

    def test_rules_around_prose_are_no_front_matter(self, folder: Path) -> None:
        text = f"---\n{TEXT}\n---\nMore."
        write("a.md", text)
        assert read_one("a.md").body == 0


class TestHtml:
    PAGE = """<html lang="en"><head><title>Rockets hit market | River News</title><meta charset="{charset}">
        <meta property="og:title" content="Rockets hit market"><meta property="og:site_name" content="River News">
        <meta property="article:published_time" content="2021-04-05T10:00:00Z">
        <link rel="canonical" href="https://river.example/a"><style>p {{ color: red }}</style></head><body>
        <nav><a href="/">Home</a> <a href="/war">War photos</a></nav><article><h1>Rockets hit market</h1>
        <p>Rockets hit the market in Oreva on Monday – nobody <b>was</b> <a href="x">warned</a>.</p>{more}
        <ul><li>One trader died</li><li>Two were hurt</li></ul></article><aside><p>Most read: the cup final.</p></aside>
        <script>var shelling = 1;</script><footer>Copyright 2016 River News. Cookies.</footer></body></html>"""

    def page(self, more: str = "", charset: str = "utf-8") -> str:
        return self.PAGE.format(more=more, charset=charset)

    @pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
    def test_main_text_and_metadata(self, folder: Path, charset: str) -> None:
        more = "".join(f"<p>Witness {n} said that shells fell near the river.</p>" for n in range(5))
        write("a.html", self.page(more, charset).encode(charset))
        document = read_one("a.html")
        assert "Rockets hit the market in Oreva on Monday – nobody was warned." in document.text.split("\n\n")
        assert "Witness 4 said that shells fell near the river." in document.text.split("\n\n")
        for noise in ["Home", "cup final", "Cookies", "color", "shelling = 1"]:
            assert noise not in document.text
        assert (document.title, document.outlet, document.published, document.url) == (
            "Rockets hit market",
            "River News",
            date(2021, 4, 5),
            "https://river.example/a",
        )

    def test_a_short_page_keeps_its_paragraphs(self, folder: Path) -> None:
        write("a.htm", self.page())
        assert "Rockets hit the market in Oreva on Monday – nobody was warned." in read_one("a.htm").text.split("\n\n")

    def test_text_outside_the_usual_places_is_not_lost(self, folder: Path) -> None:
        write("a.html", f"<html><body><h1>Oreva</h1>{TEXT}<br><br>Nobody was warned.</body></html>")
        text = read_one("a.html").text
        assert TEXT in text
        assert "Nobody was warned." in text

    def test_deep_pages_are_read_whole_or_not_at_all(self, folder: Path) -> None:
        write("deep.html", self.page("<div>" * 500 + f"<p>{TEXT}</p>" + "</div>" * 500))
        assert TEXT in read_one("deep.html").text
        write("deeper.html", self.page("<div>" * 5000 + f"<p>{TEXT}</p>" + "</div>" * 5000))
        assert "too deep" in reason("deeper.html")

    @pytest.mark.parametrize("content", ["<html><body><script>x()</script></body></html>", "<!-- -->"])
    def test_a_page_without_text_is_named(self, folder: Path, content: str) -> None:
        write("a.html", content)
        assert "text" in reason("a.html")


class TestJsonLines:
    def test_fields(self, folder: Path) -> None:
        entry = {
            "text": TEXT,
            "id": "x1",
            "title": "T",
            "published": "2020-01-02",
            "outlet": "O",
            "url": "https://o.example",
        }
        write(
            "a.jsonl",
            json.dumps(entry) + "\n\n" + json.dumps({"text": TEXT, "id": 7}) + "\n" + json.dumps({"text": TEXT}),
        )
        first, second, third = read("a.jsonl")[0]
        assert (first.id, first.path, first.title, first.published, first.outlet, first.url) == (
            "a.jsonl#x1",
            "a.jsonl",
            "T",
            date(2020, 1, 2),
            "O",
            "https://o.example",
        )
        assert (second.id, third.id) == ("a.jsonl#7", "a.jsonl#4")

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (b"{not json}", "not valid JSON"),
            (b"[1]", "no JSON object"),
            (b'{"title": "no text"}', '"text"'),
            (b'{"text": 5}', '"text"'),
            (b'{"text": "  "}', "empty"),
            (b'{"text": "\\ud800"}', "surrogate"),
            (b'{"text": "a\0b"}', "binary"),
            (b"[" * 100_000, "too deep"),
            (b'{"text": "x", "id": ' + b"9" * 5000 + b"}", "not valid JSON"),
        ],
    )
    def test_a_bad_line_costs_itself_alone(self, folder: Path, line: bytes, expected: str) -> None:
        good = json.dumps({"text": TEXT}).encode()
        write("a.jsonl", good + b"\n" + line + b"\n" + good + b"\n")
        documents, unread = read("a.jsonl")
        assert [document.id for document in documents] == ["a.jsonl#1", "a.jsonl#3"]
        assert [entry.path for entry in unread] == ["a.jsonl:2"]
        assert expected in unread[0].reason

    def test_ids_used_twice_are_told_apart_and_noted(self, folder: Path) -> None:
        ids = ["x", "x", "x~2", None, 4]
        write("a.jsonl", "\n".join(json.dumps({"text": TEXT, "id": id_}) for id_ in ids))
        documents = read("a.jsonl")[0]
        assert [d.id for d in documents] == ["a.jsonl#x", "a.jsonl#x~2", "a.jsonl#x~2~2", "a.jsonl#4", "a.jsonl#4~2"]
        assert [bool(d.notes) for d in documents] == [False, True, True, False, True]
        assert "in line 1" in documents[1].notes[0]

    def test_a_published_value_that_is_no_date_is_noted_and_costs_nothing(self, folder: Path) -> None:
        write("a.jsonl", json.dumps({"text": TEXT, "published": "03/04/2020"}))
        document = read_one("a.jsonl")
        assert document.published is None
        assert "03/04/2020" in document.notes[0]

    def test_a_json_list_is_told_once(self, folder: Path) -> None:
        write("a.jsonl", json.dumps([{"text": TEXT}] * 3, indent=1))
        assert "one JSON list" in reason("a.jsonl")

    def test_an_empty_file_is_named(self, folder: Path) -> None:
        write("a.jsonl", "\n \n")
        assert "no text" in reason("a.jsonl")

    def test_utf16(self, folder: Path) -> None:
        write(
            "a.jsonl", "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in ["é", "ß"]).encode("utf-16")
        )
        assert [document.text for document in read("a.jsonl")[0]] == ["é", "ß"]

    @given(st.lists(st.one_of(texts, st.none()), min_size=1, max_size=8))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
    def test_nothing_is_lost(self, tmp_path: Path, entries: list[str | None]) -> None:
        """Each line is a document or an unread entry; what is read is what was written."""
        lines = ["{broken" if text is None else json.dumps({"text": text}, ensure_ascii=False) for text in entries]
        documents, unread = read(write(str(tmp_path / "a.jsonl"), "\n".join(lines)))
        assert [document.text for document in documents] == [text for text in entries if text is not None]
        assert len(documents) + len(unread) == len(entries)
        assert len({document.id for document in documents}) == len(documents)


class TestOrder:
    @given(st.lists(st.text(string.ascii_letters + "/", min_size=1, max_size=6), unique=True, max_size=6), st.randoms())
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    def test_the_order_of_the_arguments_does_not_matter(
        self, tmp_path_factory: pytest.TempPathFactory, names: list[str], shuffler: random.Random
    ) -> None:
        root = tmp_path_factory.mktemp("order")
        paths: list[Path] = [root, root / "missing.txt"]
        for name in names:
            paths.append(write(f"{root}/{name.strip('/') or 'x'}.txt", TEXT))
        expected = list(read_documents(paths))
        shuffler.shuffle(paths)
        assert list(read_documents(paths)) == expected
        assert sum(isinstance(entry, Document) for entry in expected) == len(set(paths) - {root, root / "missing.txt"})


def test_slow_libraries_are_loaded_only_for_the_formats_that_need_them(tmp_path: Path) -> None:
    write(str(tmp_path / "a.txt"))
    code = (
        "import sys; from ihl_check.documents.reading import read_documents\n"
        "assert not {'yaml', 'dateutil', 'trafilatura', 'charset_normalizer'} & set(sys.modules)\n"
        f"assert len(list(read_documents([{str(tmp_path)!r}]))) == 1\n"
        "assert not {'yaml', 'trafilatura', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
