"""From Start to the end: the gate, the running session, and what is noted of it.

Must never let a session begin that the safety answers do not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.app.guidance import guidance_of
from acutimer.core import session as engine
from acutimer.core.events import (
    Event,
    PressEnded,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    StepSkipped,
)
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.step_words import GET_READY, WHEN_READY, heading
from acutimer.core.guidance.telling import Telling
from acutimer.core.journal import Moment, Rating
from acutimer.core.preparing import with_lengths, with_waits
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.safety import Verdict, allow
from acutimer.core.session_record import Began, began, began_body, ended_note, reached_body
from acutimer.core.session_state import Reached, State
from acutimer.core.step_lengths import key_of
from acutimer.ui.kit.wording import countdown_text

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.session.page import SessionPage


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

        ``as_written`` leaves out what was kept of its lengths.
        """
        app = self._app
        if app.runner.is_running:
            return  # two scripts may both have asked before the journal was read
        if not app.gate.when_ready(
            lambda: self.start(routine, before, ask_pain=ask_pain, as_written=as_written)
        ):
            return
        verdict = app.gate.verdict()
        if verdict is None:
            return
        lengths = {} if as_written else app.preferences.step_lengths
        lengthened = with_lengths(routine, lengths)
        allowed = allow(lengthened, verdict)
        if not verdict.may_start or allowed.routine is None:
            app.show_page("safety")
            return
        if self.unanswered is not None:
            self.unanswered()
            app.window.notices.drop("unfinished")
        wait = app.preferences.wait
        led = self.led(allowed.routine)
        # equal steps are left out alike, so this finds each step that is led
        steps = enumerate(lengthened.steps)
        numbers = [index for index, step in steps if step not in allowed.left_out]
        self._began = began(routine, led, wait, numbers)
        self._before = before
        self._unwell = False
        app.diary.session_began(began_body(self._began))
        if before is not None:
            self._note_before(before)
        self._lead(led, verdict, ask_pain=ask_pain)

    def led(self, routine: Routine) -> Routine:
        """The routine as it is led today: with waits, and with the time that words take."""
        preferences = self._app.preferences
        waiting = with_waits(routine, preferences.wait)
        telling = Telling(waiting, self._app.atlas, guidance_of(preferences))
        return with_told_lead_ins(telling).routine

    def go_on(self, session: Began, routine: Routine, reached: Reached, before: int | None) -> bool:
        """Go on with a session that was cut off; False when today's answers do not allow all."""
        app = self._app
        verdict = app.gate.verdict()
        if verdict is None or not verdict.may_start:
            return False
        if allow(routine, verdict).routine != routine:
            return False
        self._before, self._unwell, self._began = before, False, session
        self._lead(routine, verdict, reached)
        if routine.phases[reached.phase].kind.is_pressing:
            app.runner.pause()  # no lead-in there: the hands find their place first
        return True

    def _lead(
        self,
        routine: Routine,
        verdict: Verdict,
        reached: Reached | None = None,
        *,
        ask_pain: bool = False,
    ) -> None:
        """Show the session's page and let the runner begin, or go on where it was ``reached``."""
        app = self._app
        app.sound.begin()
        # plays by the time the first word is due
        app.sounding.open()
        self._session_page().begin(routine, verdict.light_only, ask_pain=ask_pain)
        app.window.show_page("session")
        # the desktop adds the program's own name where that is the custom
        app.window.setWindowTitle(routine.name)
        app.runner.start(routine, reached)

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
        from acutimer.ui.session.page import SessionPage

        app, runner = self._app, self._app.runner
        page = SessionPage(app.atlas, app.window.theme, app.pictures)
        app.guide.dress(page.body)
        page.pause_or_go_on_asked.connect(runner.pause_or_go_on)
        page.ready_asked.connect(runner.ready)
        page.skip_asked.connect(runner.skip)
        page.back_asked.connect(runner.back)
        page.restart_asked.connect(runner.restart_step)
        page.lengthen_asked.connect(runner.lengthen)
        page.shorten_asked.connect(runner.shorten)
        page.stop_asked.connect(runner.stop)
        page.unwell_asked.connect(self._feel_unwell)
        page.mute_toggled.connect(app.sound.mute)
        page.rated_before.connect(self._note_before)
        page.say_again_asked.connect(runner.say_again)
        page.keep_length_asked.connect(self._keep_or_forget)
        page.progress_wanted.connect(lambda: page.show_progress(runner.progress()))
        page.caption_wanted.connect(lambda: page.show_caption(runner.caption(), app.clock_ms()))
        page.set_motion(app.moves)
        app.sound.show_on(page)
        return page

    def open_eyes(self) -> None:
        """Bring the light back, for there is something to read."""
        page: SessionPage | None = self._app.window.built("session")  # type: ignore[assignment]
        if page is not None:
            page.open_eyes()

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

    # --- while it runs ----------------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        page, state = self._session_page(), self._app.runner.state
        assert state is not None
        page.show_events(list(events))
        self._note(events, state)
        if state.status is engine.Status.RUNNING:
            self._app.window.notices.drop("quit")
        for event in events:
            match event:
                case SessionStarted():
                    page.show_sound_banner(self._app.sound.sentence)
                case SessionFinished():
                    self._over("finished")
                case SessionStopped():
                    self._over("stopped")
                case _:
                    pass

    def _note(self, events: Sequence[Event], state: State) -> None:
        """Note what was pressed, or a step skipped before that, and how far the session is."""
        diary, reached = self._app.diary, reached_body(state)
        presses = [one for one in events if isinstance(one, PressEnded) and one.pressed_ms > 0]
        for press in presses:
            diary.press_ended(press, reached)
        skipped = [one for one in events if isinstance(one, StepSkipped)]
        if skipped and not presses and not state.status.is_over:
            diary.step_skipped(skipped[-1], reached)

    def _over(self, ended: str) -> None:
        self._app.window.notices.drop("quit")
        self._app.sound.is_muted = False
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
        self._app.window.setWindowTitle("Acutimer")
        self._app.refresh_history()
        self._app.after.begin(note, self._before, unwell=self._unwell)

    def _feel_unwell(self) -> None:
        self._unwell = True
        self._app.runner.stop()

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
            name = f"{GET_READY} {name}"
        if progress.phase.waits:
            words = f"{WHEN_READY} {name}"
        else:
            words = f"{name} – {countdown_text(progress.left_ms)} left"
        words = f"{words} ({progress.step + 1} of {progress.steps})"
        paused = progress.status is not engine.Status.RUNNING
        return words, progress.fraction_left, paused
