"""Imports miniaudio without numpy, which it would load (with a thread) only to ask for types."""

from __future__ import annotations

import sys
import threading


class _WithoutNumpy:
    """Hides numpy from one thread."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Say that numpy is not there; leave everything else to the other finders."""
        if fullname == "numpy" and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(fullname, name=fullname)


def import_miniaudio() -> None:
    """Import it, if it has not been; raises ImportError or OSError."""
    if "miniaudio" in sys.modules:
        return
    finder = _WithoutNumpy()
    sys.meta_path.insert(0, finder)
    try:
        import miniaudio  # noqa: F401
    finally:
        sys.meta_path.remove(finder)
