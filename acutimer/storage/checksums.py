"""A sum over all that an entry says, kept beside it, so that a flipped bit does not go unseen.

Must never change how the sum is made without a migration: every journal there is relies on it.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Sequence

_BETWEEN, _NOTHING = b"\x1f", b"\x00"


def checksum(*columns: str | bytes | int | None) -> int:
    """The CRC-32 of an entry's columns in the order of its table."""
    written = [
        c.encode() if type(c) is str else b"%d" % c if type(c) is int else _bytes(c)
        for c in columns
    ]
    return crc32(_BETWEEN.join(written))


def sum_of_row(row: Sequence[object]) -> int:
    """The same of a row as it is read: texts, whole numbers, and an entry replaced or none.

    A whole diary is summed up here. Bytes and other numbers, which only damage makes, fit no sum.
    """
    identifier, device, seq, hlc, kind, at_us, offset_s, zone, replaces, body = row
    head = f"{identifier}\x1f{device}\x1f{seq}\x1f{hlc}\x1f{kind}\x1f{at_us}\x1f{offset_s}"
    before = "\x00" if replaces is None else replaces
    return crc32(f"{head}\x1f{zone}\x1f{before}\x1f{body}".encode())


def _bytes(value: object) -> bytes:
    if isinstance(value, int):
        return b"%d" % value
    if value is None:
        return _NOTHING
    if isinstance(value, bytes):
        return value
    raise TypeError("no column of an entry holds this")
