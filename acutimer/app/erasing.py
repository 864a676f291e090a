"""Deletes everything once the window is closed: then nothing is open any more, or written again.

Must never begin while the app still runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.places import Places

#: The event loop ends with this code where everything shall be deleted.
ERASES = 77
GONE = "Everything acutimer kept of you on this computer was deleted."


def erase_all(places: Places) -> tuple[int, str]:
    """Delete everything; gives the exit code, and what to say of it."""
    from acutimer.storage.erasing import erase
    from acutimer.storage.errors import StorageError

    try:
        erase(places)
    except StorageError as fault:
        return 2, fault.sentence
    return 0, GONE


def end_erasing(places: Places) -> int:
    """Delete everything and say so in a small window, the last one; gives the exit code."""
    from PySide6.QtWidgets import QMessageBox

    code, words = erase_all(places)
    sys.stderr.write(f"acutimer: {words}\n" if code else "")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Acutimer", words)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.exec()
    return code
