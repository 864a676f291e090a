"""How sessions sound: volumes, voice and mute, each layer tried out, and what is said of no sound.

Must never let anything be heard of a session that the person muted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.app.guidance import guidance_of, phrases
from acutimer.core.guidance.speech import Level
from acutimer.core.preferences import Preferences

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.session.page import SessionPage

#: How long it is said that sound is back.
_SHOWN_MS = 6000


class SessionSound(QObject):
    """The player's volumes and the runner's guidance, as the person chose them."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        #: what is the matter with the sound output
        self.sentence = ""
        self._loudness: object = None
        #: languages of which it was said that their phrases cannot be read
        self._told: set[str] = set()
        #: the layer that is tried out; a new trial takes the place of the one before
        self._testing = object()
        app.sound_changed.connect(self._changed)

    def begin(self) -> None:
        """A session begins; it is heard, whatever was muted before."""
        self.unmute()
        self.tune(self._app.preferences)

    def tune(self, preferences: Preferences) -> None:
        """Use other volumes and another way of moving from now on; muted stays muted."""
        from acutimer.audio.tones import MUTED, Loudness

        self._app.runner.guidance = guidance = guidance_of(preferences)
        if guidance.level.has_voice:
            self._tell_voice(preferences.voice)
        self._retune(MUTED if self._app.own_words.is_muted else Loudness.chosen(preferences))
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is not None:
            page.set_motion(self._app.moves)
            self.show_on(page)

    def show_on(self, page: SessionPage) -> None:
        """Tell the page what is to be heard, and whether the voice leads."""
        guidance = self._app.runner.guidance
        sounds = {Level.SILENT: "Silent", Level.TONES: "Tones"}.get(guidance.level, "")
        speaks = guidance.speaks and self._app.preferences.voice_volume > 0
        page.show_voice(sounds or ("Voice, tones" if speaks else "Tones"), on=speaks)

    def mute(self, muted: bool) -> None:
        """Let nothing be heard, or everything again."""
        self._app.own_words.is_muted = muted
        self.tune(self._app.preferences)
        if muted:
            self._app.own_words.hush()

    def unmute(self) -> None:
        """What was muted was so for one session."""
        self._app.own_words.is_muted = False

    def _tell_voice(self, language: str) -> None:
        """Say once why a language's voice is silent."""
        _, sentence = phrases(language)
        if sentence and language not in self._told:
            self._told.add(language)
            self._app.window.notices.say("voice", sentence)

    def _retune(self, loudness: object) -> None:
        if loudness == self._loudness:
            return  # else the player would make all its sounds anew
        self._loudness = loudness
        set_loudness = getattr(self._app.sounding, "set_loudness", None)
        if set_loudness is not None:
            set_loudness(loudness)

    def _changed(self, working: bool, sentence: str) -> None:
        """Say on the session's page when no sound comes out, and for a while when it is back."""
        from acutimer.audio.player import SOUND

        self.sentence = "" if working else sentence
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is None:
            return
        page.show_sound_banner("" if sentence == SOUND else sentence, sounds=working)
        if working:
            self._app.later(_SHOWN_MS, lambda: page.show_sound_banner(self.sentence))

    def try_out(self, what: str) -> None:
        """Let the person hear how loud voice, tones, metronome or breath is, though it be off."""
        from acutimer.audio.tones import Loudness
        from acutimer.core.guidance.cues import Cue, CueId

        app = self._app
        if app.runner.is_running:
            return
        heard = app.preferences._replace(guidance="all", tones=True, metronome=True, breath=True)
        loudness = Loudness.chosen(heard)
        sounds, apart_ms = {
            "voice": (((CueId.SAY, "get_ready"), (CueId.SAY, "done")), 1500),
            "metronome": (((CueId.PRESS, ""), (CueId.LET_GO, "")) * 2, 900),
            "breath": (((CueId.BREATHE_IN, ""), (CueId.BREATHE_OUT, "")), loudness.half_breath_ms),
        }.get(what, (((CueId.BEGIN, ""), (CueId.STEP_DONE, "")), 900))
        self._testing = testing = object()

        def end() -> None:
            if testing is self._testing and not app.runner.is_running:
                app.sounding.close()
                self.tune(app.preferences)

        # a trial that still sounds gives way
        app.sounding.silence()
        self._retune(loudness)
        app.sounding.open()
        begins_ms = app.clock_ms() + 400
        app.sounding.follow(
            [
                Cue(begins_ms + apart_ms * at, cue_id, "", None, clause)
                for at, (cue_id, clause) in enumerate(sounds)
            ]
        )
        app.later(400 + len(sounds) * apart_ms + 500, end)
