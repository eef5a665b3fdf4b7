"""Reads .html and .htm: the main text of a web page without menus and notices, and the page's metadata. Offline."""

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from pathlib import Path

import lxml.html
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.baseline import baseline
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.settings import Document as Page

from ihl_check.documents.dateline import read_dateline
from ihl_check.documents.decoding import read_text
from ihl_check.documents.metadata import read_date, read_words
from ihl_check.documents.model import Document, Unread, UnreadableError
from ihl_check.documents.titles import read_title

# What it would say is said by our own notes; without a handler its warnings go to standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_SHORT = 250
"""Below so many characters a page is worth a second look: its text may lie outside the usual places."""


def read(name: str, path: Path) -> Iterator[Document | Unread]:
    """Give the one document of a web page called ``name``. Its text is what a reader of the page would read."""
    with path.open("rb") as file:
        declared = _CHARSET.search(file.read(4096))
    source = read_text(path, declared[1].decode("ascii") if declared else None)
    page, text = _extract(_parse(source.text))
    if not text:
        raise UnreadableError("no text was found in the page: save the text of the article as .txt")
    line = read_dateline(text)
    published, notes = read_date(page.date)
    yield Document(
        name,
        name,
        text,
        source.sha256,
        title=read_words(page.title) or read_title(text),
        outlet=read_words(page.sitename) or line.outlet,
        published=published or line.published,
        url=read_words(page.url),
        notes=(*source.notes, *notes),
    )


def _extract(tree: lxml.html.HtmlElement) -> tuple[Page, str]:
    """Give the page's metadata, and its main text with an empty line between paragraphs."""
    extracted = bare_extraction(
        deepcopy(tree),
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
        config=_settings(),
    )
    page = extracted if isinstance(extracted, Page) else Page()
    text = page.text or ""
    if len(text) < _SHORT:
        everything = baseline(deepcopy(tree))[1]
        if len(text.split()) < 0.7 * len(everything.split()):
            text = everything
    return page, "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _parse(text: str) -> lxml.html.HtmlElement:
    # Characters that no page may hold would end the text for the parser without a word.
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", " ", text)
    reader = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=reader)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"is no HTML page ({error}): save the text of the article as .txt") from error
    if any("depth" in entry.message.lower() for entry in reader.error_log):
        raise UnreadableError("its elements are nested too deep to be read whole: save the text of the article as .txt")
    return tree


def _settings() -> ConfigParser:
    """Take short texts as they are found: the usual least length would press them into one paragraph."""
    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return settings
