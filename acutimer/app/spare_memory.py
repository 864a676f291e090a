"""Memory that the program no longer uses, given back to the system.

The C library keeps what was freed for later; after decoding pictures and building pages that is a
fifth of all the program holds. Must never be called while a person waits: it takes milliseconds.
"""

from __future__ import annotations

import sys


def give_back_memory() -> None:
    """Let the system have what is free; does nothing where the C library cannot."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
