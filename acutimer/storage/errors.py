"""What can go wrong with files, each as one sentence a person can act on.

Must never let an operating system's or a library's own error reach a page or a terminal bare.
"""

from __future__ import annotations


class StorageError(Exception):
    """Something that could not be read or written; ``sentence`` says it to the person.

    ``reason`` is what outside the file was in the way, in a few words, where that is known.
    """

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason


class EntryError(StorageError):
    """An entry that cannot be noted, corrected or removed."""


class DatabaseError(StorageError):
    """The journal's file cannot be used as it is; it was not changed."""


class ForeignDatabaseError(DatabaseError):
    """A database of another program."""


class DamagedDatabaseError(DatabaseError):
    """A file that is no sound journal."""


class ReadOnlyDatabaseError(DatabaseError):
    """A journal that may be read but not written."""


class GoneDatabaseError(DatabaseError):
    """A journal whose file is no longer at its place, or is another one there."""


class MigrationError(DatabaseError):
    """A journal that could not be brought to this version; it is as it was."""


def reason_of(error: OSError) -> str:
    """The operating system's words for an error, without number and path."""
    return (error.strerror or type(error).__name__).lower()
