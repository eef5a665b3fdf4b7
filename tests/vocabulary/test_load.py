"""The vocabulary loader: what it builds, and what it allows and refuses across files."""

from pathlib import Path

import pytest

from ihl_check.vocabulary.load import load_vocabulary, read_vocabulary
from ihl_check.vocabulary.model import Vocabulary
from ihl_check.vocabulary.source import Problems, read_source

CORE = "- concept: act\n- concept: object\n- concept: person\n- concept: cue\n"


def read(tmp_path: Path, *files: str, core: str = CORE) -> tuple[Vocabulary, list[str]]:
    problems = Problems()
    sources = []
    for number, text in enumerate((core, *files)):
        path = tmp_path / ("core.yaml" if number == 0 else f"file{number}.yaml")
        path.write_text(text, "utf-8")
        source = read_source(path, problems)
        assert source is not None
        sources.append(source)
    vocabulary = read_vocabulary(sources, problems).vocabulary
    return vocabulary, [problem.message for problem in sorted(problems.found)]


def entry(concept: str, is_a: str, terms: str, key: str = "terms") -> str:
    return f"- concept: {concept}\n  is_a: {is_a}\n  {key}: [{terms}]\n"


def test_a_folder_gives_concepts_with_their_words_and_places(tmp_path: Path) -> None:
    (tmp_path / "core.yaml").write_text(CORE)
    (tmp_path / "words.yaml").write_text(
        entry("home", "object", "house") + "  not: ['{white,opera} house']\n" + entry("bomb", "act", "bomb", "verbs")
    )
    vocabulary = load_vocabulary(tmp_path)
    home = vocabulary.concepts["home"]
    assert home.is_a == ("object",)
    assert {form for term in home.terms for form in term.forms} == {"house", "houses"}
    assert home.exceptions == ("white house", "opera house")
    assert (home.scope, home.line) == ("sentence", 1)
    assert home.path.endswith("words.yaml")
    assert vocabulary.concepts["bomb"].terms[0].part == "verb"


def test_add_to_gives_words_and_exceptions_to_a_concept_of_another_file(tmp_path: Path) -> None:
    vocabulary, problems = read(
        tmp_path, "- add_to: home\n  terms: [hut]\n  not: [hut tax]\n", entry("home", "object", "house")
    )
    assert problems == []
    assert {term.text for term in vocabulary.concepts["home"].terms} == {"hut", "house"}
    assert vocabulary.concepts["home"].exceptions == ("hut tax",)


def test_the_scope_of_a_cue_is_kept(tmp_path: Path) -> None:
    vocabulary, problems = read(tmp_path, entry("at-night", "cue", "at night") + "  scope: passage\n")
    assert problems == []
    assert vocabulary.concepts["at-night"].scope == "passage"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            (entry("home", "object", "house"), entry("hut", "home", "house")), id="a concept and its ancestor"
        ),
        pytest.param((entry("shell", "object", "shell"), entry("shelling", "act", "shell", "verbs")), id="two kinds"),
        pytest.param((entry("doubt", "cue", "hardly"), entry("denial", "cue", "hardly")), id="two cues"),
        pytest.param((entry("group", "person", "Contras"), entry("against", "person", "contras")), id="a capital"),
        pytest.param(
            (
                entry("fire", "act", '"fire {target:object}"', "verbs"),
                entry("sack", "act", '"fire {target:person}"', "verbs"),
            ),
            id="one verb in two frames",
        ),
    ],
)
def test_one_word_may_stand_under_two_concepts_that_are_no_rivals(tmp_path: Path, files: tuple[str, ...]) -> None:
    assert read(tmp_path, *files)[1] == []


@pytest.mark.parametrize(
    "files",
    [
        pytest.param((entry("home", "object", "house"), entry("shop", "object", "houses")), id="another form"),
        pytest.param(
            (entry("home", "object", "'{big,small} house'"), entry("shop", "object", "small house")), id="braces"
        ),
        pytest.param((entry("bomb", "act", "bomb", "verbs"), entry("shell", "act", "bomb", "verbs")), id="verbs"),
        pytest.param((entry("raid", "act", "raid", "nouns"), entry("search", "act", "raid", "nouns")), id="nouns"),
        pytest.param(
            (entry("guard", "[person, object]", "sentry"), entry("box", "object", "sentry")), id="two parents"
        ),
    ],
)
def test_one_word_under_two_rivals_is_refused(tmp_path: Path, files: tuple[str, ...]) -> None:
    (problem,) = read(tmp_path, *files)[1]
    assert "but also under" in problem


def test_a_concept_with_two_parents_is_both(tmp_path: Path) -> None:
    vocabulary, problems = read(tmp_path, entry("guard", "[person, object]", "sentry"))
    assert problems == []
    assert vocabulary.is_a("guard", "person") and vocabulary.is_a("guard", "object")


def test_only_the_core_may_hold_concepts_without_a_parent(tmp_path: Path) -> None:
    assert read(tmp_path)[1] == []
    (problem,) = read(tmp_path, "- concept: thing\n  terms: [thing]\n")[1]
    assert 'the concept "thing" has no "is_a"' in problem


def test_a_broken_entry_spares_the_references_to_it(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "- concept: home\n  is_a: object\n  term: [house]\n", entry("hut", "home", "hut"))
    assert problems == ['unknown key "term" in a vocabulary entry']


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path,
        entry("home", "objekt", "house"),
        entry("hut", "object", "hut", "nouns"),
        entry("bomb", "act", '"bomb {victim}"', "verbs"),
    )
    assert len(problems) == 3


def test_a_word_may_be_a_verb_and_a_noun_of_one_cue(tmp_path: Path) -> None:
    assert read(tmp_path, entry("fear", "cue", "fear") + "  verbs: [fear]\n")[1] == []
    assert len(read(tmp_path, entry("fear", "cue", "fear"), "- add_to: fear\n  terms: [fear]\n")[1]) == 1
