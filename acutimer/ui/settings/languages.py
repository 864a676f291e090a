"""The language of the voice: a row of buttons for a few, a drop-down list for more.

Must never know which languages there are: it is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.settings import VOICE
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.segments import Segments

#: As many stand side by side, at the largest text and in the narrowest window.
_MOST_BUTTONS = 3


class LanguageChoice(QObject):
    """One of the voices; ``chosen`` tells the code of the one that the person took."""

    chosen = Signal(str)

    def __init__(self, voices: Mapping[str, str]) -> None:
        super().__init__()
        self._voices = tuple(voices)
        self._row: Segments | None = None
        self._list: Choice | None = None
        if len(voices) <= _MOST_BUTTONS:
            self._row = Segments(tuple(voices.items()), VOICE.title)
            self._row.chosen.connect(self.chosen)
            self.control: QWidget = self._row
            return
        self.control = drop_down = self._list = Choice(VOICE.title)
        drop_down.setMinimumWidth(200)
        drop_down.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for code, name in voices.items():
            drop_down.addItem(name, code)
        drop_down.activated.connect(lambda _: self.chosen.emit(drop_down.currentData()))

    @property
    def code(self) -> str:
        """The language that is shown as chosen; empty when it is none of those."""
        if self._row is not None:
            return self._row.key
        return self._list.currentData() or "" if self._list is not None else ""

    def choose(self, code: str) -> None:
        """Show what is chosen, without telling."""
        if self._list is not None:
            self._list.setCurrentIndex(self._list.findData(code))
        elif self._row is not None and code in self._voices:
            self._row.choose(code)
        elif self._row is not None:
            self._row.choose_none()
