"""From Start to the end: the gate, the running session, and what is noted of it.

Must never let a session begin that the safety answers do not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.app.guidance import led
from acutimer.app.pages import Page
from acutimer.core import session as engine
from acutimer.core.events import (
    Event,
    PressEnded,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    StepSkipped,
)
from acutimer.core.journal import Moment, Rating
from acutimer.core.preparing import with_lengths
from acutimer.core.routines import Routine
from acutimer.core.safety import allow, allow_whole
from acutimer.core.session_record import Began, began, began_body, ended_note, reached_body
from acutimer.core.session_state import Reached, State
from acutimer.core.step_lengths import key_of
from acutimer.core.stopping import UNWELL

if TYPE_CHECKING:
    from acutimer.app.bodies import Bodies
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.session_sound import SessionSound
    from acutimer.ui.session.page import SessionPage


class Sessions(QObject):
    """One session at a time, its pages and its notes."""

    #: the answers allow what was asked for, so it begins
    allowed = Signal()
    #: its SessionNote, the rating before it, the reasons to stop, by id: none to rate it, and the
    #: places that were tapped for it
    ended = Signal(object, object, tuple, tuple)
    #: the small window shall stand in the place of the whole one
    mini_asked = Signal()
    #: the page says something else about the sound
    sound_told = Signal()

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        sound: SessionSound,
        bodies: Bodies,
        go: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._sound = sound
        self._bodies = bodies
        self._go = go
        self._before: int | None = None
        #: where it hurts, as it was tapped for the session in hand
        self._places: tuple[str, ...] = ()
        #: what made the person end it, by id (core.stopping)
        self._unwell: tuple[str, ...] = ()
        #: it ends because it may not go on: nobody is there to rate it
        self._is_refused = False
        #: the session in hand as it began
        self._began: Began | None = None
        #: what was remembered before the person last kept a length
        self._lengths_before: Mapping[str, int] = {}
        self.page = Page(desk.window, "session", self._make_page)
        desk.runner.happened.connect(self._happened)
        desk.runner.may_go_on = self._may_go_on
        desk.runner.slept.connect(lambda slept_ms: self._on_page().show_slept(slept_ms))
        sound.tuned.connect(self._show_tuned)
        desk.choices.motion_changed.connect(self._show_tuned)
        sound.told.connect(self._show_sound)

    # --- the beginning ----------------------------------------------------------------------

    def start(
        self,
        routine: Routine,
        before: int | None,
        *,
        ask_pain: bool = False,
        as_written: bool = False,
        places: tuple[str, ...] = (),
    ) -> None:
        """Begin a routine if today's answers allow it; else the questions come first.

        ``as_written`` leaves out what was kept of its lengths; ``places`` are where it hurts.
        """
        desk = self._desk
        if desk.runner.is_running:
            return  # two scripts may both have asked before the journal was read

        def once_more() -> None:
            self.start(routine, before, ask_pain=ask_pain, as_written=as_written, places=places)

        if not self._gate.when_ready(once_more):
            return
        verdict = self._gate.verdict()
        if verdict is None:
            return
        chosen = desk.choices.now
        lengths = {} if as_written else chosen.step_lengths
        lengthened = with_lengths(routine, lengths)
        allowed = allow(lengthened, verdict)
        if verdict.answers_allow and allowed.routine is None:
            self._go("safety")
            return
        if not self._gate.lets_begin(routine.name, once_more) or allowed.routine is None:
            return
        self.allowed.emit()
        desk.window.notices.drop("rested")
        own = self._sound.take(allowed.routine)
        as_led = led(allowed.routine, desk.content.atlas, chosen, own)
        # equal steps are left out alike, so this finds each step that is led
        steps = enumerate(lengthened.steps)
        numbers = [index for index, step in steps if step not in allowed.left_out]
        in_file = next((one for one in desk.content.routines if one.id == routine.id), None)
        self._began = began(routine, as_led, chosen.wait, numbers, in_file=in_file, places=places)
        self._before, self._places = before, places
        self._unwell = ()
        desk.diary.session_began(began_body(self._began))
        if before is not None:
            self._note_before(before)
        self._lead(as_led, ask_pain=ask_pain)

    def go_on(self, session: Began, routine: Routine, reached: Reached, before: int | None) -> bool:
        """Go on with a session that was cut off; False when today's answers do not allow all."""
        verdict = self._gate.verdict()
        if verdict is None or not verdict.answers_allow:
            return False
        allowed = allow_whole(routine, verdict)
        if allowed is None:
            return False
        self._before, self._unwell, self._began, self._places = before, (), session, session.places
        self._sound.take(allowed)
        self._lead(allowed, reached)
        if routine.phases[reached.phase].kind.is_pressing:
            self._desk.runner.pause()  # no lead-in there: the hands find their place first
        return True

    def _may_go_on(self) -> bool:
        """Whether today's answers still allow the session in hand, which has stood for long.

        Where they do not, it ends with what was pressed, and the questions come. On another day
        the danger signs come first; until then it stays paused.
        """
        runner, verdict = self._desk.runner, self._gate.verdict()
        state = runner.state
        assert state is not None
        if verdict is not None and verdict.answers_allow:
            allowed = allow_whole(state.routine, verdict)
            if allowed is not None and (not verdict.light_only or allowed == state.routine):
                return self._gate.lets_begin(state.routine.name, self._go_on_here)
        self._is_refused = True
        runner.stop()
        self._is_refused = False
        words = "The session has stood for long, and it may not go on as your answers are today."
        self._desk.window.notices.say("rested", f"{words} What was pressed is noted.")
        self._go("safety")
        return False

    def _go_on_here(self) -> None:
        """What came before is answered: the paused session goes on."""
        if self._desk.runner.is_running:
            self.page.shown()
            self._desk.runner.pause_or_go_on()

    def _lead(
        self,
        routine: Routine,
        reached: Reached | None = None,
        *,
        ask_pain: bool = False,
    ) -> None:
        """Show the session's page and let the runner begin, or go on where it was ``reached``."""
        window = self._desk.window
        self._sound.begin()
        self._on_page().begin(routine, ask_pain=ask_pain)
        self.page.shown()
        # the desktop adds the program's own name where that is the custom
        window.setWindowTitle(routine.name)
        self._desk.runner.start(routine, reached)

    def keep_length(self) -> int | None:
        """Remember how long the step in hand is now; gives its seconds, None without a session."""
        runner, session = self._desk.runner, self._began
        state = runner.state
        if state is None or session is None or not runner.is_running:
            return None
        step = state.routine.steps[state.step]
        seconds = (step.seconds * 1000 + state.adjust_ms) // 1000
        steps = len(state.routine.steps)
        numbers = session.numbers if len(session.numbers) == steps else range(steps)
        number = numbers[state.step]
        key = key_of(session.routine, number, step.point, step.kind.value)
        self._choose_lengths({**self._desk.choices.now.step_lengths, key: seconds})
        return seconds

    def _note_before(self, value: int) -> None:
        self._before = value
        rating = Rating("", value, Moment.BEFORE, self._desk.clock.now(), places=self._places)
        self._desk.diary.note_rating(rating, of_session=True)

    # --- the pages --------------------------------------------------------------------------

    def _make_page(self) -> SessionPage:
        """With the runner at the other end of its signals."""
        from acutimer.ui.session.page import SessionPage

        desk, runner = self._desk, self._desk.runner
        page = SessionPage(desk.content.atlas, desk.window.theme, self._bodies.pictures)
        self._bodies.dress(page.body)
        page.pause_or_go_on_asked.connect(runner.pause_or_go_on)
        page.ready_asked.connect(runner.ready)
        page.skip_asked.connect(runner.skip)
        page.back_asked.connect(runner.back)
        page.restart_asked.connect(runner.restart_step)
        page.lengthen_asked.connect(runner.lengthen)
        page.shorten_asked.connect(runner.shorten)
        page.stop_asked.connect(runner.stop)
        page.unwell_asked.connect(self.feel_unwell)
        page.mute_toggled.connect(self._sound.mute)
        page.rated_before.connect(self._note_before)
        page.say_again_asked.connect(runner.say_again)
        page.keep_length_asked.connect(self._keep_or_forget)
        page.mini_asked.connect(self.mini_asked)
        page.progress_wanted.connect(lambda: page.show_progress(runner.progress()))
        page.caption_wanted.connect(
            lambda: page.show_caption(runner.caption(), desk.clock.monotonic_ms())
        )
        self._dress(page)
        return page

    def _dress(self, page: SessionPage) -> None:
        page.set_motion(self._desk.choices.moves)
        words, on = self._sound.voice
        page.show_voice(words, on=on)

    def _show_tuned(self) -> None:
        if (page := self.page.built) is not None:
            self._dress(page)

    def _show_sound(self, sentence: str, sounds: bool) -> None:
        if (page := self.page.built) is not None:
            page.show_sound_banner(sentence, sounds=sounds)
            self.sound_told.emit()

    def open_eyes(self) -> None:
        """Bring the light back, for there is something to read."""
        if (page := self.page.built) is not None:
            page.open_eyes()

    def _keep_or_forget(self, kept: bool) -> None:
        """Remember the length of the step in hand, or what was remembered before that."""
        if kept:
            self._lengths_before = self._desk.choices.now.step_lengths
            self.keep_length()
        else:
            self._choose_lengths(self._lengths_before)

    def _choose_lengths(self, lengths: Mapping[str, int]) -> None:
        choices = self._desk.choices
        choices.choose(choices.now._replace(step_lengths=lengths))

    def _on_page(self) -> SessionPage:
        return self.page.built or self.page.shown()

    # --- while it runs ----------------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        page, state = self._on_page(), self._desk.runner.state
        assert state is not None
        page.show_events(list(events))
        self._note(events, state)
        if state.status is engine.Status.RUNNING:
            self._desk.window.notices.drop("quit")
            if self._desk.window.page == "signs":
                self.page.shown()  # let go on from outside, it must be seen
        for event in events:
            match event:
                case SessionStarted():
                    page.show_sound_banner(self._sound.sentence)
                case SessionFinished():
                    self._over("finished")
                case SessionStopped():
                    self._over("stopped")
                case _:
                    pass

    def _note(self, events: Sequence[Event], state: State) -> None:
        """Note what was pressed, or a step skipped before that, and how far the session is."""
        diary, reached = self._desk.diary, reached_body(state)
        presses = [one for one in events if isinstance(one, PressEnded) and one.pressed_ms > 0]
        for press in presses:
            diary.press_ended(press, reached)
        skipped = [one for one in events if isinstance(one, StepSkipped)]
        if skipped and not presses and not state.status.is_over:
            diary.step_skipped(skipped[-1], reached)

    def _over(self, ended: str) -> None:
        self._desk.window.notices.drop("quit")
        self._sound.unmute()
        runner = self._desk.runner
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
            at=self._desk.clock.now(),
        )
        self._desk.diary.session_ended(note)
        self._desk.window.setWindowTitle("Acutimer")
        if not self._is_refused:
            self.ended.emit(note, self._before, self._unwell, self._places)

    def feel_unwell(self, reason: str = UNWELL) -> None:
        """End the session at once: something is there that calls for the stop page."""
        if self._desk.runner.is_running:
            self._unwell = (reason,)
            self._desk.runner.stop()
