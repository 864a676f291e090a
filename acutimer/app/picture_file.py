"""The picture of History as a file: asks where to, writes it, and says so.

Must never write anywhere but where the person said.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.app.file_dialogs import dialog_options
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.ui.history.page import HistoryPage

_KINDS = {".png": "Picture (*.png)", ".svg": "Drawing, sharp at any size (*.svg)"}


class PictureFile:
    """Saves what the plot of a page shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, page: HistoryPage) -> None:
        """Ask where to, and write the picture there."""
        from PySide6.QtWidgets import QFileDialog

        first, last = page.span
        start = Path.home() / f"acutimer-{first.isoformat()}-{last.isoformat()}.png"
        name, chosen = QFileDialog.getSaveFileName(
            self._desk.window,
            "Save the picture",
            str(start),
            ";;".join(_KINDS.values()),
            options=dialog_options(self._desk.window.theme),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in _KINDS:
            ending = next((one for one, words in _KINDS.items() if words == chosen), ".png")
            path = path.with_name(path.name + ending)
            if path.exists():
                # the dialog asked about another name
                self._say(f"{path} is there already; nothing was written. Choose another name.")
                return
        self.save(page, path)

    def save(self, page: HistoryPage, path: Path) -> None:
        """Write the picture, as its ending says; the dialog has asked before writing over one."""
        from acutimer.storage.private_files import write_atomically

        drawn = page.picture(as_drawing=path.suffix.lower() == ".svg")
        if drawn is None:
            self._say("The notes are still being read; nothing was written. Try again.")
            return
        try:
            write_atomically(path, drawn)
        except StorageError as fault:
            self._say(fault.sentence)
        else:
            self._say(f"The picture was written to {path}.", passing=True)

    def _say(self, words: str, *, passing: bool = False) -> None:
        self._desk.window.notices.say("picture", words, passing=passing)
