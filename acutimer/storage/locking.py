"""Files locked with a passphrase in the age format, which the program age opens too.

The lock itself is pyrage's. Must never keep a passphrase, write it down, or say it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from acutimer.storage.errors import StorageError
from acutimer.storage.outgoing import write_checked

#: What a locked file is called after its own name.
ENDING = ".age"
#: pyrage refuses at once what would take too long, by how fast the machine is at that moment: a
#: busy moment is no fault of the file.
_TRIES = 50


class _Age(Protocol):
    """The part of pyrage that is used; it comes without types."""

    def encrypt(self, plaintext: bytes, passphrase: str) -> bytes: ...
    def decrypt(self, ciphertext: bytes, passphrase: str) -> bytes: ...


def require_lock() -> None:
    """Raise StorageError, in one sentence, where files cannot be locked here."""
    _age()


def _age() -> tuple[_Age, type[Exception]]:
    """What locks, and what it raises; imported late, for it is seldom wanted."""
    try:
        pyrage = import_module("pyrage")
    except ImportError as fault:
        raise StorageError(
            "Locking needs the package pyrage, which is not installed here; nothing was written. "
            "Install it, or write the file without a lock."
        ) from fault
    return cast("_Age", pyrage.passphrase), cast("type[Exception]", pyrage.DecryptError)


def locked(content: bytes, passphrase: str) -> bytes:
    """The content in the age format; takes about a second, which is meant to slow guessing."""
    age, _ = _age()
    return age.encrypt(content, passphrase)


def unlocked(content: bytes, passphrase: str) -> bytes:
    """What was locked; raises ValueError where the passphrase or the content is wrong."""
    age, refused = _age()
    why = ""
    for _ in range(_TRIES):
        try:
            return age.decrypt(content, passphrase)
        except refused as fault:
            why = str(fault)
            if "work" not in why:
                break
    raise ValueError(why)


def write_locked(path: Path, content: bytes, passphrase: str, *, force: bool = False) -> None:
    """Write the content locked, and read it back with the passphrase; or StorageError."""

    def is_whole(part: Path) -> int:
        return int(unlocked(part.read_bytes(), passphrase) == content)

    write_checked(path, locked(content, passphrase), 1, is_whole, force=force)


def locked_name(path: Path) -> Path:
    """The name of a locked file: with .age at its end."""
    return path if path.suffix == ENDING else path.with_name(path.name + ENDING)
