"""The person's own words, spoken by the desktop's speech while they want a voice.

Must never ask for speech before there is something to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.core.guidance.speech import Level

if TYPE_CHECKING:
    from acutimer.app.choices import Choices
    from acutimer.desktop.speech import OwnWords


class OwnWordsVoice(QObject):
    """Says and hushes; the way to the desktop's speech is made for the first words."""

    def __init__(self, choices: Choices, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices
        self._speech: OwnWords | None = None
        #: the session in hand is muted
        self.is_muted = False

    def say(self, words: str) -> None:
        """Speak the person's own words, unless they want no voice."""
        chosen = self._choices.now
        if self.is_muted or not Level(chosen.guidance).has_voice:
            return
        if self._speech is None:
            from acutimer.desktop.speech import own_words

            self._speech = own_words(self)
        self._speech.say(words, chosen.voice, chosen.voice_volume)

    def hush(self) -> None:
        """Stop speaking."""
        if self._speech is not None:
            self._speech.hush()

    def close(self) -> None:
        """Let go of the desktop's speech until there are words again."""
        if self._speech is not None:
            self._speech.close()
