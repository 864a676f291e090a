"""The person's own words: clips where they are ready, else the desktop's speech.

Must never ask for speech before there is something to say, nor say what a voice cannot say whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.app.guidance import speaker_of
from acutimer.app.own_clips import OwnClips
from acutimer.core.guidance.speech import Clause, Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from acutimer.app.choices import Choices
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine
    from acutimer.desktop.speech import OwnWords


class OwnWordsVoice(QObject):
    """Says and hushes; the way to the desktop's speech is made for the first words."""

    def __init__(self, choices: Choices, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices
        self.clips = OwnClips(folder, self)
        self._speech: OwnWords | None = None
        #: the session in hand is muted
        self.is_muted = False

    def say(self, words: str) -> None:
        """Speak the person's own words, unless they want no voice."""
        chosen = self._choices.now
        if self.is_muted or not Level(chosen.guidance).has_voice:
            return
        if speaker_of(chosen.voice).why_unsaid(words):
            return
        if self._speech is None:
            from acutimer.desktop.speech import own_words

            self._speech = own_words(self)
        self._speech.say(words, chosen.voice, chosen.voice_volume)

    def said_by(self, language: str) -> str:
        """Who says own words in a language, in a sentence or two."""
        if self.clips.engine(language) is not None:
            return "Spoken in the same voice, once they are ready."
        from acutimer.audio.own_voice import how_to_install
        from acutimer.desktop.speech import can_speak

        said = "Spoken by this computer's speech." if can_speak() else "Shown only."
        how = how_to_install(language)
        return f"{said} For the same voice: {how}" if how else said

    def ready(
        self, routine: Routine, atlas: Atlas, language: str, *, anew: bool = False
    ) -> Mapping[str, Clause]:
        """The clips that a routine's own words have by now (see OwnClips.of)."""
        if not self.clips.may_speak(language):  # nothing can be ready, so nothing is looked for
            return {}
        return self.clips.of(language, speaker_of(language).sayable(routine, atlas), anew=anew)

    def prepare(self, routine: Routine, routines: Iterable[Routine], atlas: Atlas) -> None:
        """Make clips of a routine's own words; ``routines`` are all there are."""
        chosen = self._choices.now
        if not Level(chosen.guidance).has_voice or chosen.voice_volume <= 0:
            return
        speaker = speaker_of(chosen.voice)
        words = speaker.sayable(routine, atlas)
        if words:
            named = {one for each in routines for one in speaker.sayable(each, atlas)}
            self.clips.prepare(chosen.voice, words, named | {*words})

    def hush(self) -> None:
        """Stop speaking."""
        if self._speech is not None:
            self._speech.hush()

    def close(self) -> None:
        """Let go of the desktop's speech until there are words again."""
        if self._speech is not None:
            self._speech.close()

    def leave(self) -> None:
        """Speak and make nothing more."""
        self.close()
        self.clips.close()
