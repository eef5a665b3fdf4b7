"""Bytes to text: finds a file's encoding, and says why where there is none to find."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ihl_check.documents.model import UnreadableError


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, unchanged apart from a dropped byte order mark, and the hash of its bytes."""

    text: str
    sha256: str
    notes: tuple[str, ...] = ()


# UTF-32's little-endian mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACEMENT = "\ufffd"
BINARY = "holds binary data, not text: convert it to text, or leave it out"
EMPTY = "holds no text: check that it was saved whole, or leave it out"
_UNKNOWN = "its encoding could not be told: save it as UTF-8"


def read_text(path: Path, declared: str | None = None) -> Decoded:
    """Give the whole text of a file. Raises UnreadableError if it is empty, binary or in no known encoding."""
    data = path.read_bytes()
    text, notes = decode(data, declared)
    if not text.strip():
        raise UnreadableError(EMPTY)
    return Decoded(text, hashlib.sha256(data).hexdigest(), notes)


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Give the text of some bytes and notes on it. ``declared`` is tried where the bytes are not UTF-8."""
    marked = marked_encoding(data)
    if marked:
        try:
            return data.decode(marked), ()
        except UnicodeDecodeError as error:
            raise UnreadableError(
                f"begins like {marked.removesuffix('-sig').upper()} but is not: save it again as UTF-8"
            ) from error
    if b"\0" in data:
        return _decode_unmarked_utf16(data), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def marked_encoding(data: bytes) -> str | None:
    """Give the encoding that a byte order mark names."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _decode_unmarked_utf16(data: bytes) -> str:
    """English in UTF-16 has a zero in nearly every second byte; other data with zeros is not text."""
    half = len(data) // 2
    for encoding, zeros, letters in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.6 * half and b"\0" not in letters:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise UnreadableError(BINARY)


def _decode_other(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    damaged = data.decode("utf-8", "replace")
    replaced = damaged.count(_REPLACEMENT)
    if sum(character > "\x7f" for character in damaged) > 2 * replaced:
        # Most of what is not ASCII is good UTF-8: a file cut or joined badly, not another encoding.
        return damaged, (f"not UTF-8 throughout: {replaced} places are shown as {_REPLACEMENT}",)
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in data):
        raise UnreadableError(BINARY)
    # Little but curly quotes, dashes and a few accents beside ASCII: statistics guess badly on so little,
    # and Western text is by far the likeliest.
    few = sum(byte > 127 for byte in data) < 0.1 * len(data)
    for encoding in (declared, "cp1252" if few else None):
        if encoding:
            try:
                return data.decode(encoding), ()
            except (UnicodeDecodeError, LookupError):
                continue
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableError(_UNKNOWN)
    return str(best), (f"read as {best.encoding}, the likeliest encoding",)
