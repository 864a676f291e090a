"""Ways in which a file comes to harm."""

from __future__ import annotations

import os
import random


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one fault of a kind that disks, editors and people make."""
    at = chance.randrange(max(1, len(content)))
    kind = chance.randrange(8)
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content[:at] + os.urandom(16) + content[at + 16 :]
    if kind == 2:
        return content[:at] + bytes(512) + content[at + 512 :]
    if kind == 3:
        lines = content.split(b"\n")
        lines.pop(chance.randrange(len(lines)))
        return b"\n".join(lines)
    if kind == 4:
        lines = content.split(b"\n")
        line = chance.randrange(len(lines))
        return b"\n".join([*lines[:line], lines[line], *lines[line:]])
    if kind == 5:
        words = content.split(b" ")
        one, other = (chance.randrange(len(words)) for _ in range(2))
        words[one], words[other] = words[other], words[one]
        return b" ".join(words)
    if kind == 6:
        odd = chance.choice([b"\xff", b"null", b"-1e999", b'""', b"[]", b"{}", b"[[", b"\x00"])
        return content[:at] + odd + content[at + 1 :]
    changed = bytearray(content or b"\x00")
    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)
