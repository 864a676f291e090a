"""A sum over all that an entry says, kept beside it, so that a flipped bit does not go unseen.

Must never change how the sum is made without a migration: every journal there is relies on it.
"""

from __future__ import annotations

from binascii import crc32

_BETWEEN, _NOTHING = b"\x1f", b"\x00"


def checksum(*columns: str | bytes | int | None) -> int:
    """The CRC-32 of an entry's columns in the order of its table."""
    return crc32(_BETWEEN.join(map(_bytes, columns)))


def _bytes(value: str | bytes | int | None) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, int):
        return b"%d" % value
    return _NOTHING if value is None else value
