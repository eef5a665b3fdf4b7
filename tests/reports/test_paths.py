"""Pages have names that every file system takes, one for each document."""

from hypothesis import given
from hypothesis import strategies as st

from ihl_check.reports.paths import document_pages


def test_names_tell_the_document() -> None:
    pages = document_pages(["seeds/Aleppo report.txt", "seeds/cases.jsonl#doc-01"])
    assert pages == {
        "seeds/Aleppo report.txt": "documents/seeds-aleppo-report.md",
        "seeds/cases.jsonl#doc-01": "documents/seeds-cases-doc-01.md",
    }


def test_documents_that_would_share_a_page_do_not() -> None:
    pages = document_pages(["a/x.txt", "a/x.md", "a-x.html", "b.txt"])
    assert len(set(pages.values())) == 4
    assert pages["b.txt"] == "documents/b.md"


@given(st.lists(st.text(max_size=100), max_size=8, unique=True))
def test_every_document_has_its_own_safe_page(ids: list[str]) -> None:
    pages = document_pages(ids)
    assert len({page.lower() for page in pages.values()}) == len(ids)
    assert all(
        page.removeprefix("documents/").removesuffix(".md").replace("-", "").isascii() and len(page) < 120
        for page in pages.values()
    )


def test_a_reserved_name_is_not_used() -> None:
    assert document_pages(["con.txt"])["con.txt"] != "documents/con.md"
