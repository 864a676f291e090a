"""A sum over all that an entry says, kept beside it, so that a flipped bit does not go unseen.

Must never change how the sum is made without a migration: every journal there is relies on it.
"""

from __future__ import annotations

from binascii import crc32

_BETWEEN, _NOTHING = b"\x1f", b"\x00"


def checksum(*columns: str | bytes | int | None) -> int:
    """The CRC-32 of an entry's columns in the order of its table."""
    written = [
        c.encode() if type(c) is str else b"%d" % c if type(c) is int else _bytes(c)
        for c in columns
    ]
    return crc32(_BETWEEN.join(written))


def _bytes(value: object) -> bytes:
    if isinstance(value, int):
        return b"%d" % value
    if value is None:
        return _NOTHING
    if isinstance(value, bytes):
        return value
    raise TypeError("no column of an entry holds this")
