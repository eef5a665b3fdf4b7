"""The stages in a row: a document to judged events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ihl_check.documents.model import Document
from ihl_check.passages.scan import Scanner
from ihl_check.rules.load import Rulebook, load_rulebook
from ihl_check.rules.model import Judgement


@dataclass(frozen=True)
class Engine:
    """A rulebook made ready to read with."""

    rulebook: Rulebook
    scanner: Scanner


def shipped_rules() -> Path:
    """The rules folder that came with the package: inside a wheel, or beside the sources in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rulebook"
    return inside if inside.is_dir() else package.parent.parent / "rules"


def open_engine(folders: Sequence[Path]) -> Engine:
    """Loads and checks the rules. Raises ``RulebookError``."""
    return engine_of(load_rulebook(folders))


def engine_of(rulebook: Rulebook) -> Engine:
    """A rulebook that is already loaded."""
    return Engine(rulebook, Scanner(rulebook.vocabulary))


def judge_document(document: Document, engine: Engine) -> tuple[Judgement, ...]:
    """Every event of a document with the findings it gives."""
    # Imported here: only texts that are read need the parser, which takes a second to load.
    from ihl_check.events.extract import extract  # noqa: PLC0415
    from ihl_check.rules.match import judge  # noqa: PLC0415

    events = extract(document, engine.scanner, engine.rulebook.vocabulary, engine.rulebook.conflicts)
    return judge(events, engine.rulebook.rules, engine.rulebook.vocabulary, document)


def judge_text(text: str, published: date | None, engine: Engine) -> tuple[Judgement, ...]:
    """A text that stands in no file, such as an example of a rule."""
    return judge_document(Document(id="example", path="", text=text, sha256="", published=published), engine)
