"""From Start to the rating: the gate, the running session, and what is noted of it.

Must never let a session begin that the safety answers do not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.core import session as engine
from acutimer.core.journal import Moment, Rating
from acutimer.core.preferences import Preferences
from acutimer.core.preparing import with_lengths, with_waits
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.safety import allow
from acutimer.core.score import heading
from acutimer.core.session import (
    Event,
    PressEnded,
    Resumed,
    SessionFinished,
    SessionStarted,
    SessionStopped,
)
from acutimer.core.session_record import Began, began, began_body, ended_note, reached_body
from acutimer.core.session_state import Reached
from acutimer.core.speech import Level
from acutimer.core.step_lengths import key_of
from acutimer.ui.wording import PAIN_ROSE, countdown_text

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.rating_page import RatingPage
    from acutimer.ui.session_page import SessionPage
    from acutimer.ui.stop_page import StopPage


#: How long it is said that sound is back.
_SHOWN_MS = 6000


class Sessions(QObject):
    """One session at a time, its pages and its notes."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._before: int | None = None
        self._unwell = False
        #: the session in hand as it began
        self._began: Began | None = None
        #: keeps a session that was cut off and about which nobody has said anything yet
        self.unanswered: Callable[[], None] | None = None
        #: the rating that is asked now; one of before may be written late
        self._asked = object()
        self.sound_sentence = ""
        #: the layer that is tried out; a new trial takes the place of the one before
        self._testing = object()
        #: what was remembered before the person last kept a length
        self._lengths_before: Mapping[str, int] = {}
        app.runner.happened.connect(self._happened)
        app.runner.slept.connect(lambda slept_ms: self._session_page().show_slept(slept_ms))

    # --- the gate ---------------------------------------------------------------------------

    def start(
        self,
        routine: Routine,
        before: int | None,
        *,
        ask_pain: bool = False,
        as_written: bool = False,
    ) -> None:
        """Begin a routine if today's answers allow it; else the questions come first.

        ``as_written`` leaves out the lengths that were kept of its steps.
        """
        app = self._app

        def again() -> None:
            self.start(routine, before, ask_pain=ask_pain, as_written=as_written)

        if not app.gate.when_ready(again):
            return
        verdict = app.gate.verdict()
        if verdict is None:
            return
        lengthened = with_lengths(routine, {} if as_written else app.preferences.step_lengths)
        allowed = allow(lengthened, verdict)
        if not verdict.may_start or allowed.routine is None:
            app.show_page("safety")
            return
        if self.unanswered is not None:
            self.unanswered()
            app.window.notices.drop("unfinished")
        wait = app.preferences.wait
        led = with_waits(allowed.routine, wait)
        # equal steps are left out alike, so this finds each step that is led
        steps = enumerate(lengthened.steps)
        numbers = [index for index, step in steps if step not in allowed.left_out]
        self._began = began(routine, led, wait, numbers)
        self._before = before
        self._unwell = False
        self.tune(app.preferences)
        # plays by the time the first word is due
        app.sounding.open()
        page = self._session_page()
        page.begin(led, verdict.light_only, ask_pain=ask_pain)
        self._app.diary.session_began(began_body(self._began))
        if before is not None:
            self._note_before(before)
        app.window.show_page("session")
        # the desktop adds the program's own name where that is the custom
        app.window.setWindowTitle(led.name)
        app.runner.start(led)

    def go_on(self, session: Began, routine: Routine, reached: Reached, before: int | None) -> bool:
        """Go on with a session that was cut off; False when today's answers do not allow all."""
        app = self._app
        verdict = app.gate.verdict()
        if verdict is None or not verdict.may_start:
            return False
        if allow(routine, verdict).routine != routine:
            return False
        self._before, self._unwell, self._began = before, False, session
        self.tune(app.preferences)
        app.sounding.open()
        self._session_page().begin(routine, verdict.light_only)
        app.window.show_page("session")
        app.window.setWindowTitle(routine.name)
        app.runner.start(routine, reached)
        return True

    def keep_length(self) -> int | None:
        """Remember how long the step in hand is now; gives its seconds, None without a session."""
        state, session = self._app.runner.state, self._began
        if state is None or session is None or not self._app.runner.is_running:
            return None
        step = state.routine.steps[state.step]
        seconds = (step.seconds * 1000 + state.adjust_ms) // 1000
        led = len(state.routine.steps)
        numbers = session.numbers if len(session.numbers) == led else range(led)
        number = numbers[state.step]
        key = key_of(session.routine, number, step.point, step.kind.value)
        preferences = self._app.preferences
        self._app.choose_preferences(
            preferences._replace(step_lengths={**preferences.step_lengths, key: seconds})
        )
        return seconds

    def _note_before(self, value: int) -> None:
        self._before = value
        rating = Rating("", value, Moment.BEFORE, self._app.now())
        self._app.diary.note_rating(rating, of_session=True)

    # --- the pages --------------------------------------------------------------------------

    def make_session_page(self) -> SessionPage:
        """The session's page, with the runner at the other end of its signals."""
        from acutimer.ui.session_page import SessionPage

        app, runner = self._app, self._app.runner
        page = SessionPage(app.atlas, app.window.theme, app.pictures)
        app.guide.dress(page.body)
        page.pause_or_go_on_asked.connect(runner.pause_or_go_on)
        page.skip_asked.connect(runner.skip)
        page.back_asked.connect(runner.back)
        page.restart_asked.connect(runner.restart_step)
        page.lengthen_asked.connect(runner.lengthen)
        page.shorten_asked.connect(runner.shorten)
        page.stop_asked.connect(runner.stop)
        page.unwell_asked.connect(self._feel_unwell)
        page.mute_toggled.connect(self._mute)
        page.rated_before.connect(self._note_before)
        page.say_again_asked.connect(runner.say_again)
        page.keep_length_asked.connect(self._keep_or_forget)
        page.progress_wanted.connect(lambda: page.show_progress(runner.progress()))
        page.caption_wanted.connect(lambda: page.show_caption(runner.caption(), app.clock_ms()))
        page.set_motion(app.moves)
        self._show_voice(page)
        return page

    def open_eyes(self) -> None:
        """Bring the light back, for there is something to read."""
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is not None:
            page.open_eyes()

    def _show_voice(self, page: SessionPage) -> None:
        """Tell the page what is to be heard, and whether the voice leads."""
        guidance = self._app.runner.guidance
        sounds = {Level.SILENT: "Silent", Level.TONES: "Tones"}.get(guidance.level, "")
        speaks = guidance.speaks and self._app.preferences.voice_volume > 0
        page.show_voice(sounds or ("Voice, tones" if speaks else "Tones"), on=speaks)

    def _keep_or_forget(self, kept: bool) -> None:
        """Remember the length of the step in hand, or what was remembered before that."""
        app = self._app
        if kept:
            self._lengths_before = app.preferences.step_lengths
            self.keep_length()
        else:
            app.choose_preferences(app.preferences._replace(step_lengths=self._lengths_before))

    def _session_page(self) -> SessionPage:
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is None:
            page = self._app.window.show_page("session")  # type: ignore[assignment]
        assert page is not None
        return page

    def make_rating_page(self) -> RatingPage:
        """The rating after a session."""
        from acutimer.ui.rating_page import RatingPage

        page = RatingPage(self._app.window.theme)
        page.done.connect(self._rated)
        page.skipped.connect(self._leave)
        page.left.connect(self._leave)
        page.stop_page_wanted.connect(lambda labels: self._show_stop(labels, "session"))
        return page

    def make_stop_page(self) -> StopPage:
        """The page that ends pressing for today."""
        from acutimer.ui.stop_page import StopPage

        rules = self._app.gate.rules
        assert rules is not None  # no session and no question without the table
        page = StopPage(rules, self._app.window.theme)
        page.read.connect(self._leave)
        return page

    # --- while it runs ----------------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        page = self._session_page()
        page.show_events(list(events))
        for event in events:
            match event:
                case SessionStarted():
                    page.show_sound_banner(self.sound_sentence)
                case PressEnded(pressed_ms=pressed) if pressed > 0:
                    state = self._app.runner.state
                    assert state is not None
                    self._app.diary.press_ended(event, reached_body(state))
                case Resumed():
                    self._app.window.notices.drop("quit")
                case SessionFinished():
                    self._over("finished")
                case SessionStopped():
                    self._over("stopped")
                case _:
                    pass

    def _over(self, ended: str) -> None:
        self._app.window.notices.drop("quit")
        runner = self._app.runner
        state, session = runner.state, self._began
        assert state is not None
        assert session is not None  # no session is led that did not begin here
        note = ended_note(
            session,
            runner.pressed_ms(),
            runner.clock_pressed_ms(),
            ended=ended,
            pauses=state.pauses,
            skipped=len(state.skipped),
            at=self._app.now(),
        )
        self._app.diary.session_ended(note)
        self._asked = object()
        self._app.window.setWindowTitle("Acutimer")
        self._app.refresh_history()
        if self._unwell:
            self._show_stop((), "session")
            return
        rules = self._app.gate.rules
        page: RatingPage = self._app.window.show_page("rating")  # type: ignore[assignment]
        page.begin(
            self._before,
            note.pressed_s,
            note.planned_s,
            note.pauses,
            note.skipped,
            rules.unwelcome if rules else (),
            rules.pain_rise_stops if rules else 3,
        )

    def _feel_unwell(self) -> None:
        self._unwell = True
        self._app.runner.stop()

    def _mute(self, muted: bool) -> None:
        from acutimer.audio.tones import MUTED, Loudness

        self._retune(MUTED if muted else Loudness.chosen(self._app.preferences))

    def tune(self, preferences: Preferences) -> None:
        """Use other volumes and another way of moving from now on."""
        from acutimer.app.guidance import guidance_of
        from acutimer.audio.tones import Loudness

        self._app.runner.guidance = guidance_of(preferences)
        self._retune(Loudness.chosen(preferences))
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is not None:
            page.set_motion(self._app.moves)
            self._show_voice(page)

    def _retune(self, loudness: object) -> None:
        set_loudness = getattr(self._app.sounding, "set_loudness", None)
        if set_loudness is not None:
            set_loudness(loudness)

    def sound_changed(self, working: bool, sentence: str) -> None:
        """Say on the session's page when no sound comes out, and for a while when it is back."""
        from acutimer.audio.player import SOUND

        self.sound_sentence = "" if working else sentence
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is None:
            return
        page.show_sound_banner("" if sentence == SOUND else sentence, sounds=working)
        if working:
            self._app.later(_SHOWN_MS, lambda: page.show_sound_banner(self.sound_sentence))

    def status_words(self) -> tuple[str, float, bool] | None:
        """What the tray shows of the session: words, part left, paused; None without one."""
        runner = self._app.runner
        progress = runner.progress()
        state = runner.state
        if progress is None or state is None or not runner.is_running:
            return None
        step = state.routine.steps[progress.step]
        name = heading(self._app.atlas, step, progress.phase.side)
        if progress.phase.kind is PhaseKind.LEAD_IN:
            name = f"Get ready. {name}"
        left = countdown_text(progress.left_ms)
        words = f"{name} – {left} left ({progress.step + 1} of {progress.steps})"
        paused = progress.status is not engine.Status.RUNNING
        return words, progress.fraction_left, paused

    # --- after it ---------------------------------------------------------------------------

    def _rated(self, value: int | None, unwelcome: tuple[str, ...] | None, note: str) -> None:
        page: RatingPage = self._app.window.built("rating")  # type: ignore[assignment]
        rules = self._app.gate.rules
        rise = value - self._before if value is not None and self._before is not None else 0

        asked = self._asked

        def noted(_: object = None) -> None:
            self._app.refresh_history()
            if asked is not self._asked:
                return
            page.show_noted("Noted." if value is None else f"Noted: {value}.")
            if rules is not None and rise >= rules.pain_rise_stops:
                self._show_stop((PAIN_ROSE,), "session")

        if value is None:
            self._app.diary.note_unwelcome(unwelcome, note, noted, page.show_not_saved, asked)
            return
        rating = Rating("", value, Moment.AFTER, self._app.now(), note=note, unwelcome=unwelcome)
        self._app.diary.note_rating(
            rating, noted, page.show_not_saved, of_session=True, asked=asked
        )

    def _show_stop(self, labels: Sequence[str], reason: str) -> None:
        self._app.gate.stopped(tuple(labels))
        page: StopPage = self._app.window.show_page("stop")  # type: ignore[assignment]
        page.begin(list(labels), reason, self._app.preferences.emergency_number)

    def show_danger(self) -> None:
        """A danger sign was told among the questions."""
        self._show_stop((), "danger_sign")

    def _leave(self) -> None:
        self._app.press.clear_rating()
        self._app.show_page("press")

    def test_sound(self, what: str) -> None:
        """Let the person hear how loud voice, tones, metronome or breath is, though it be off."""
        from acutimer.audio.tones import Loudness
        from acutimer.core.cues import Cue, CueId

        app = self._app
        if app.runner.is_running:
            return
        heard = app.preferences._replace(guidance="all", tones=True, metronome=True, breath=True)
        loudness = Loudness.chosen(heard)
        sounds, apart_ms = {
            "voice": (((CueId.SAY, "get_ready"), (CueId.SAY, "done")), 1500),
            "metronome": (((CueId.PRESS, ""), (CueId.LET_GO, "")), 900),
            "breath": (((CueId.BREATHE_IN, ""), (CueId.BREATHE_OUT, "")), loudness.half_breath_ms),
        }.get(what, (((CueId.BEGIN, ""), (CueId.STEP_DONE, "")), 900))
        self._testing = testing = object()

        def end() -> None:
            if testing is self._testing and not app.runner.is_running:
                app.sounding.close()
                self.tune(app.preferences)

        self._retune(loudness)
        app.sounding.open()
        begins_ms = app.clock_ms() + 400
        app.sounding.follow(
            [
                Cue(begins_ms + apart_ms * at, cue_id, "", None, clause)
                for at, (cue_id, clause) in enumerate(sounds)
            ]
        )
        app.later(400 + 2 * apart_ms + 500, end)
