"""A report is replaced as a whole, and nothing of anybody else's is touched."""

import json
from pathlib import Path

import pytest

from ihl_check.reports import folder
from ihl_check.reports.folder import ReportError, digest, replace_report


def report(**pages: str) -> dict[str, bytes]:
    files = {path.replace("__", "/") + ".md": text.encode() for path, text in pages.items()}
    listed = {path: digest(content) for path, content in files.items()}
    return {**files, "run.json": json.dumps({"files": listed}).encode()}


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_pages_of_an_earlier_report_are_removed_and_other_files_stay(tmp_path: Path) -> None:
    replace_report(tmp_path, report(index="a", documents__one="1", incidents__x="x"))
    (tmp_path / "documents" / "notes.txt").write_text("mine")
    (tmp_path / "mine.md").write_text("mine")
    replace_report(tmp_path, report(index="b", documents__two="2"))
    assert names(tmp_path) == {"index.md", "documents/two.md", "documents/notes.txt", "mine.md", "run.json"}
    assert not (tmp_path / "incidents").exists()
    assert (tmp_path / "index.md").read_text() == "b"


def test_a_page_that_somebody_changed_is_not_removed(tmp_path: Path) -> None:
    replace_report(tmp_path, report(index="a", documents__one="1"))
    (tmp_path / "documents" / "one.md").write_text("1, and a remark")
    replace_report(tmp_path, report(index="b"))
    assert (tmp_path / "documents" / "one.md").read_text() == "1, and a remark"


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    with pytest.raises(ReportError, match=r"index\.md was not written by ihl-check; move it"):
        replace_report(tmp_path, report(index="a"))
    assert names(tmp_path) == {"index.md"}
    assert (tmp_path / "index.md").read_text() == "mine"


def test_a_foreign_run_json_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[]")
    with pytest.raises(ReportError, match="not written by ihl-check or is damaged"):
        replace_report(tmp_path, report(index="a"))


def test_a_write_that_fails_leaves_the_old_report_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_report(tmp_path, report(index="a", documents__one="1"))

    def full(staging: Path, files: object) -> None:
        (staging / "index.md").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "_stage", full)
    with pytest.raises(ReportError, match="No space left"):
        replace_report(tmp_path, report(index="b"))
    assert names(tmp_path) == {"index.md", "documents/one.md", "run.json"}
    assert (tmp_path / "index.md").read_text() == "a"


def test_a_move_that_is_broken_off_is_finished_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_report(tmp_path, report(index="a"))
    with monkeypatch.context() as patch:

        def broken(staging: Path, out: Path, files: object) -> None:
            (staging / "new.md").replace(out / "new.md")
            raise KeyboardInterrupt

        patch.setattr(folder, "_move", broken)
        with pytest.raises(KeyboardInterrupt):
            replace_report(tmp_path, report(index="b", new="n"))
    replace_report(tmp_path, report(index="c", other="o"))
    assert names(tmp_path) == {"index.md", "other.md", "run.json"}


def test_a_folder_left_by_a_killed_run_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".ihl-check-left").mkdir()
    replace_report(tmp_path, report(index="a"))
    assert names(tmp_path) == {"index.md", "run.json"}
    assert not (tmp_path / ".ihl-check-left").exists()


def test_a_forged_list_of_files_cannot_reach_outside(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside.md", tmp_path / "out"
    outside.write_text("x")
    out.mkdir()
    listed = {"../outside.md": digest(b"x"), str(outside): digest(b"x")}
    (out / "run.json").write_text(json.dumps({"files": listed}))
    replace_report(out, report(index="a"))
    assert outside.read_text() == "x"


def test_out_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(ReportError, match="is a file; choose a folder"):
        replace_report(tmp_path / "out", report(index="a"))
    (tmp_path / "documents").write_text("x")
    with pytest.raises(ReportError, match="documents is a file"):
        replace_report(tmp_path, report(documents__one="1"))
