"""How sessions sound: volumes, voice and mute, each layer tried out, and what is said of no sound.

Must never let anything be heard of a session that the person muted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.app.guidance import guidance_of, phrases
from acutimer.core.guidance.speech import Clause, Level
from acutimer.core.preferences import Preferences

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.own_words import OwnWordsVoice
    from acutimer.core.routines import Routine
    from acutimer.runtime.sounding import Sounding

#: How long it is said that sound is back.
_SHOWN_MS = 6000


class SessionSound(QObject):
    """The player's volumes and the runner's guidance, as the person chose them."""

    #: what is to be heard is another now
    tuned = Signal()
    #: a sentence about the sound output, and whether it can be heard
    told = Signal(str, bool)

    def __init__(
        self, desk: Desk, sounding: Sounding, own_words: OwnWordsVoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sounding = sounding
        self._own_words = own_words
        #: what is the matter with the sound output
        self.sentence = ""
        self._loudness: object = None
        #: the routine that was begun last, and the clips its own words had then, by language
        self._routine: Routine | None = None
        self._own: dict[str, Mapping[str, Clause]] = {}
        #: languages of which it was said that their phrases cannot be read
        self._told: set[str] = set()
        #: the number of the layer that is tried out; a new trial ends the one before
        self._trial = 0
        desk.choices.changed.connect(lambda _, now: self.tune(now))

    def take(self, routine: Routine) -> Mapping[str, Clause]:
        """A routine is about to begin: the clips of its own words that it is led with."""
        self._routine, self._own = routine, {}
        return self._own_of(self._desk.choices.now.voice)

    def own_words_said(self, language: str) -> str:
        """Who says a person's own words in a language, in a sentence."""
        return self._own_words.said_by(language)

    def _own_of(self, language: str) -> Mapping[str, Clause]:
        """Looked for once in a session, or what was planned with their lengths would move."""
        if self._routine is None:
            return {}
        if language not in self._own:
            atlas = self._desk.content.atlas
            self._own[language] = self._own_words.ready(self._routine, atlas, language, anew=True)
        return self._own[language]

    def begin(self) -> None:
        """A session begins; it is heard, whatever was muted before."""
        self.unmute()
        self.tune(self._desk.choices.now)
        # plays by the time the first word is due
        self._sounding.open()

    def tune(self, preferences: Preferences) -> None:
        """Use other volumes and another way of moving from now on; muted stays muted."""
        from acutimer.audio.tones import MUTED, Loudness

        own = self._own_of(preferences.voice)
        self._desk.runner.guidance = guidance = guidance_of(preferences, own)
        if guidance.level.has_voice:
            self._tell_voice(preferences.voice)
        self._retune(MUTED if self._own_words.is_muted else Loudness.chosen(preferences))
        self.tuned.emit()

    @property
    def voice(self) -> tuple[str, bool]:
        """What is to be heard in a word or two, and whether the voice leads."""
        guidance = self._desk.runner.guidance
        sounds = {Level.SILENT: "Silent", Level.TONES: "Tones"}.get(guidance.level, "")
        speaks = guidance.speaks and self._desk.choices.now.voice_volume > 0
        return sounds or ("Voice, tones" if speaks else "Tones"), speaks

    def mute(self, muted: bool) -> None:
        """Let nothing be heard, or everything again."""
        self._own_words.is_muted = muted
        self.tune(self._desk.choices.now)
        if muted:
            self._own_words.hush()

    def unmute(self) -> None:
        """What was muted was so for one session."""
        self._own_words.is_muted = False

    def _tell_voice(self, language: str) -> None:
        """Say once why a language's voice is silent."""
        _, sentence = phrases(language)
        if sentence and language not in self._told:
            self._told.add(language)
            self._desk.window.notices.say("voice", sentence)

    def _retune(self, loudness: object) -> None:
        if loudness == self._loudness:
            return  # else the player would make all its sounds anew
        self._loudness = loudness
        set_loudness = getattr(self._sounding, "set_loudness", None)
        if set_loudness is not None:
            set_loudness(loudness)

    def tell(self, working: bool, sentence: str) -> None:
        """Say on the session's page when no sound comes out, and for a while when it is back."""
        from acutimer.audio.player import SOUND

        self.sentence = "" if working else sentence
        self.told.emit("" if sentence == SOUND else sentence, working)
        if working:
            QTimer.singleShot(_SHOWN_MS, self, lambda: self.told.emit(self.sentence, False))

    def try_out(self, what: str) -> None:
        """Let the person hear how loud voice, tones, metronome or breath is, though it be off."""
        from acutimer.audio.tones import Loudness
        from acutimer.core.guidance.cues import Cue, CueId

        if self._desk.runner.is_running:
            return
        chosen = self._desk.choices.now
        heard = chosen._replace(guidance="all", tones=True, metronome=True, breath=True)
        loudness = Loudness.chosen(heard)
        sounds, apart_ms = {
            "voice": (((CueId.SAY, "get_ready"), (CueId.SAY, "done")), 1500),
            "metronome": (((CueId.PRESS, ""), (CueId.LET_GO, "")) * 2, 900),
            "breath": (((CueId.BREATHE_IN, ""), (CueId.BREATHE_OUT, "")), loudness.half_breath_ms),
        }.get(what, (((CueId.BEGIN, ""), (CueId.STEP_DONE, "")), 900))
        self._trial = trial = self._trial + 1

        def end() -> None:
            if trial == self._trial and not self._desk.runner.is_running:
                self._sounding.close()
                self.tune(self._desk.choices.now)

        # a trial that still sounds gives way
        self._sounding.silence()
        self._retune(loudness)
        self._sounding.open()
        begins_ms = self._desk.clock.monotonic_ms() + 400
        self._sounding.follow(
            [
                Cue(begins_ms + apart_ms * at, cue_id, "", None, clause)
                for at, (cue_id, clause) in enumerate(sounds)
            ]
        )
        QTimer.singleShot(400 + len(sounds) * apart_ms + 500, self, end)
