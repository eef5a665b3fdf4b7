"""Strict YAML: positions, refusals, and the layout of a message."""

from pathlib import Path

import pytest

from ihl_check.vocabulary.source import (
    LARGEST_FILE,
    Mapping,
    Problem,
    Problems,
    RulebookError,
    Scalar,
    Sequence,
    Source,
    read_source,
)


def read(tmp_path: Path, content: str | bytes) -> tuple[Source | None, list[Problem]]:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    return read_source(path, problems), problems.found


def test_every_value_knows_its_line_and_column(tmp_path: Path) -> None:
    source, problems = read(tmp_path, "a: één\nb:\n  - x\n  - {c: 1, d: 2016-08-08}\n")
    assert not problems and source is not None
    root = source.root
    assert isinstance(root, Mapping)
    assert root.get("a") == Scalar(1, 4, "één", "text")
    listed = root.get("b")
    assert isinstance(listed, Sequence)
    assert listed.items[0] == Scalar(3, 5, "x", "text")
    inner = listed.items[1]
    assert isinstance(inner, Mapping)
    assert inner.get("c") == Scalar(4, 9, "1", "number")
    assert inner.get("d") == Scalar(4, 15, "2016-08-08", "date")
    assert root.get("nothing") is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("no", "yes-no"),
        ("Off", "yes-no"),
        ("true", "yes-no"),
        ("null", "nothing"),
        ("~", "nothing"),
        ("", "nothing"),
        ("12", "number"),
        ("7.62", "number"),
        ("12:30", "number"),
        ('"no"', "text"),
        ("'12'", "text"),
        ("nor", "text"),
        ("falsehood", "text"),
        ("2S19", "text"),
        ("M82", "text"),
        ("8(2)(b)(ix)", "text"),
    ],
)
def test_what_an_unquoted_value_is_taken_for(tmp_path: Path, written: str, kind: str) -> None:
    source, _ = read(tmp_path, f"a: {written}\n")
    assert source is not None and isinstance(source.root, Mapping)
    value = source.root.get("a")
    assert isinstance(value, Scalar) and value.kind == kind


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_counted_as_yaml_breaks_them(tmp_path: Path, line_break: str) -> None:
    source, problems = read(tmp_path, "a: 1\nb: 2\nb: 3".replace("\n", line_break))
    assert source is not None
    assert [(problem.line, problem.column, problem.snippet) for problem in problems] == [(3, 1, "b: 3")]


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    source, problems = read(tmp_path, b"\xef\xbb\xbfa: 1\n")
    assert not problems and source is not None
    assert isinstance(source.root, Mapping) and source.root.get("a") == Scalar(1, 4, "1", "number")


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    problems = Problems()
    assert read_source(path, problems) is None
    assert str(RulebookError(problems.found)) == (
        "huge.yaml: the file has 50,000,000 bytes and was not read; the most is 1,000,000\n"
        "       split it into several files\n\n1 problem in 1 file"
    )


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    source, problems = read(tmp_path, "a: 1 #".ljust(LARGEST_FILE, "x"))
    assert source is not None and not problems


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    problems = Problems()
    assert read_source(tmp_path / "nowhere.yaml", problems) is None
    assert "nowhere.yaml: the file cannot be opened: No such file" in str(problems.found[0])


def test_utf_16_is_refused_at_its_first_byte(tmp_path: Path) -> None:
    source, problems = read(tmp_path, "a: 1\n".encode("utf-16"))
    assert source is None
    assert (problems[0].line, problems[0].column) == (1, 1)
    assert "not UTF-8" in problems[0].message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_endless_nesting_neither_crashes_nor_hangs(tmp_path: Path, opening: str) -> None:
    source, problems = read(tmp_path, opening * (900_000 // len(opening)))
    assert source is None and len(problems) == 1
    assert "stand inside one another" in problems[0].message


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "- &a0 [x]\n" + "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    source, problems = read(tmp_path, bomb)
    assert source is None and len(problems) == 1
    assert '"&a0" is a YAML alias' in problems[0].message


def test_text_that_begins_with_a_star_can_be_quoted(tmp_path: Path) -> None:
    source, problems = read(tmp_path, 'a: "*star"\n')
    assert source is not None and not problems


def test_tabs_are_reported_once_a_file_with_their_number(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "a:\n\tb: 1\n\tc: 2\n")
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1)]
    assert "and on 1 more lines" in problems[0].message


def test_the_first_of_two_equal_keys_counts_and_both_lines_are_named(tmp_path: Path) -> None:
    source, problems = read(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert source is not None and isinstance(source.root, Mapping)
    assert source.root.get("a") == Scalar(1, 4, "1", "number")
    assert problems[0].line == 3 and "the first is on line 1" in problems[0].message


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    _, problems = read(tmp_path, f"a: {'x' * 300} : y{'z' * 300}\n")
    lines = str(problems[0]).split("\n")
    assert all(len(line) < 140 for line in lines[1:3])
    assert lines[1][lines[2].index("^")] == ":"


def test_problems_of_all_files_are_sorted_and_counted() -> None:
    error = RulebookError([Problem("b", 1, 1, "x"), Problem("a", 10, 1, "x"), Problem("a", 9, 1, "x")] * 2)
    assert [(problem.path, problem.line) for problem in error.problems] == [("a", 9), ("a", 10), ("b", 1)]
    assert str(error).endswith("3 problems in 2 files")
