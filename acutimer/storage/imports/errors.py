"""Why a file cannot be imported at all, in one sentence."""

from __future__ import annotations

from acutimer.storage.errors import StorageError


class ImportFault(StorageError):
    """A file that cannot be read as one of a program that is known; nothing was changed."""


class ImportStopped(Exception):
    """Somebody asked for an end; nothing was changed."""
