"""Python's own import statement again, after PySide6 has put its own in its place.

PySide6's import reads the source of every module once more and keeps it, to find those that ask for
``from __feature__ import snake_case``. None of ours does, and at the start that is a tenth of the
time. Must never hide that PySide6 went another way: then nothing happens, and nothing is lost.
"""

from __future__ import annotations

import builtins
import linecache


def import_plainly() -> None:
    """Take back the import statement that PySide6 keeps in ``__orig_import__``, if it does."""
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
        linecache.clearcache()  # the sources read so far
