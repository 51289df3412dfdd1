r"""From bytes to the text that offsets count in: decoded and cleaned once, and never again.

Kept as it is: every letter, accent, zero-width sign and typographic mark (no NFC, no trimming), so
that a quote is what the outlet printed. Changed: a leading byte order mark goes, line ends become
``\n``, and what no text can show (controls, lone surrogates, noncharacters) is removed.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import ReadError

__all__ = ["clean", "decode"]

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, path: Path | str, *, line: int | None = None, offset: int = 0) -> str:
    """UTF-8 bytes as text, without a byte order mark at the start of the file.

    Args:
        data: the whole file, or one line of it.
        path: named in the error.
        line: number of the line that ``data`` is, from 1; None for a whole file.
        offset: position of ``data`` in the file, in bytes.

    Raises:
        ReadError: not UTF-8; it names the line and the first wrong byte of the file.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16) and offset == 0:
            reason = "is UTF-16, not UTF-8"
        else:
            place = offset + error.start
            reason = f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {place}"
            line = line or data.count(b"\n", 0, error.start) + 1
        raise ReadError(path, reason, line=line, advice="save it as UTF-8") from error
    return text.removeprefix("\ufeff") if offset == 0 else text


def clean(text: str) -> str:
    r"""Text without what cannot be shown; cleaning twice changes nothing more.

    >>> clean("PTI\r\nand\x00 MWM")
    'PTI\nand MWM'
    """
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
