"""Scores the engine on labelled sentences of a corpus that is not in the project: labels hold offsets only, no text.

Usage: python scripts/score_prose.py LABELS.jsonl CORPUS_FOLDER [--errors]
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ihl_check.documents.model import Document
from ihl_check.rules.model import Finding
from ihl_check.running.engine import judge_document, open_engine, shipped_rules


def main(labels: Path, corpora: Path, errors: bool) -> None:
    """Prints precision and recall over the labelled sentences."""
    rows = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
    engine = open_engine([shipped_rules()])
    found = missed = false = 0
    cache: dict[tuple[str, str], tuple[str, tuple[Finding, ...]]] = {}
    for row in rows:
        key = (row["corpus"], row["document"])
        if key not in cache:
            document = read_document(corpora / f"{row['corpus']}.jsonl", row["document"])
            judgements = judge_document(document, engine)
            cache[key] = (document.text, tuple(f for judgement in judgements for f in judgement.findings))
        text, findings = cache[key]
        here = [f for f in findings if row["begin"] <= f.event.trigger.begin < row["end"]]
        wanted = {flag["rule"]: flag for flag in row["expect"]}
        for rule, flag in wanted.items():
            met = any(f.rule == rule and f.quote.begin < flag["end"] and flag["begin"] < f.quote.end for f in findings)
            found, missed = found + met, missed + (not met)
            if errors and not met:
                print("missed", rule, key, " ".join(text[row["begin"] : row["end"]].split()))  # noqa: T201
        for rule in sorted({f.rule for f in here} - wanted.keys() - set(row["allow"])):
            false += 1
            if errors:
                print("false", rule, key, " ".join(text[row["begin"] : row["end"]].split()))  # noqa: T201
    precision = found / (found + false) if found + false else 1.0
    recall = found / (found + missed) if found + missed else 1.0
    print(f"{len(rows)} sentences: found {found}, missed {missed}, false {false}: {precision:.3f} {recall:.3f}")  # noqa: T201


def read_document(path: Path, wanted: str) -> Document:
    """One document of a corpus in JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        if str(data["id"]) == wanted:
            published = data.get("published")
            return Document(
                id=wanted,
                path=str(path),
                text=data["text"],
                sha256="",
                title=data.get("title"),
                published=date.fromisoformat(published) if published else None,
            )
    raise SystemExit(f"{path}: there is no document {wanted}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--errors" in sys.argv)
