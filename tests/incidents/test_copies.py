"""Near copies of one text are one source."""

from builders import document
from ihl_check.incidents.copies import copy_groups, groups_of

STORY = " ".join(f"word{number}" for number in range(60))


def test_a_cut_copy_with_another_headline_is_a_copy() -> None:
    cut = "A headline of its own. " + " ".join(STORY.split()[:40]).upper()
    copies = copy_groups([document(STORY, "b"), document(cut, "a"), document("something else entirely", "c")])
    assert copies == {"a": "a", "b": "a", "c": "c"}
    assert groups_of(copies, ["a", "b", "c"]) == (("a", "b"),)


def test_two_reports_with_a_quote_in_common_are_no_copies() -> None:
    quote = " ".join(f"said{number}" for number in range(15))
    texts = [f"{quote} " + " ".join(f"{side}{number}" for number in range(40)) for side in ("north", "south")]
    assert copy_groups([document(texts[0], "a"), document(texts[1], "b")]) == {"a": "a", "b": "b"}


def test_empty_texts_are_no_copies_of_each_other() -> None:
    assert copy_groups([document("", "a"), document(" ", "b")]) == {"a": "a", "b": "b"}
