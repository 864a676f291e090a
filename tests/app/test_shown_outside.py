"""What lock screens show of a session, and what they do not."""

from __future__ import annotations

from acutimer.app.shown_outside import position_us, shown_of
from acutimer.core import session
from acutimer.core.control_answer import control_answer
from acutimer.core.points import Side, StepKind
from acutimer.core.preferences import Preferences
from acutimer.core.progress import progress
from acutimer.core.routines import Routine, Step
from acutimer.core.session_state import State, clock_pressed_ms
from acutimer.desktop.mpris import HIDDEN_TITLE, PAUSED, PLAYING, STOPPED, Shown, metadata
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas

ATLAS, _ = load_atlas(resource_path("points.toml"))
ROUTINE = Routine(
    "mine",
    "My own",
    "",
    (
        Step(StepKind.HOLD, "GB21", Side.IN_TURN, 40),
        Step(StepKind.HOLD, "LI4", Side.LEFT, 30, wait=True),
        Step(StepKind.CARE, None, None, 20, care="head_turns"),
    ),
)
OPENLY = Preferences(hide_point_names=False)


def at(ms: int, *, state: State | None = None) -> State:
    begun = session.start(ROUTINE, 0)[0] if state is None else state
    return session.advance(begun, ms)[0]


def shown(state: State, ms: int, preferences: Preferences = OPENLY) -> Shown:
    return shown_of(state, progress(state, ms), ATLAS, preferences)


def place_us(state: State, ms: int) -> int:
    return position_us(state, progress(state, ms))


def test_a_lead_in_already_shows_its_press_at_the_beginning() -> None:
    state = at(2000)
    leading = shown(state, 2000)
    assert leading == Shown(
        PLAYING, 1, "Top of the shoulder (GB21), left", "My own", 40_000_000, 0.5
    )
    assert place_us(state, 2000) == 0
    state = at(5000 + 12_000)
    assert shown(state, 17_000) == leading
    assert place_us(state, 17_000) == 12_000_000


def test_the_other_side_is_a_track_of_its_own() -> None:
    state = at(46_000)
    assert (shown(state, 46_000).track, shown(state, 46_000).title) == (
        3,
        "Top of the shoulder (GB21), right",
    )


def test_a_wait_is_a_pause_before_its_press_and_care_has_a_name() -> None:
    state = at(90_000)
    waiting = shown(state, 90_000)
    assert (waiting.status, waiting.title, waiting.length_us) == (
        PAUSED,
        "Hand, thumb web (LI4), left",
        30_000_000,
    )
    assert place_us(state, 90_000) == 0
    state = at(130_000, state=session.ready(state, 90_000)[0])
    assert shown(state, 130_000).title == "Slow head turns"


def test_a_step_made_longer_is_as_long_as_it_is_now() -> None:
    state = session.lengthen(at(10_000), 10_000)[0]
    assert shown(state, 10_000).length_us == 55_000_000


def test_hidden_nothing_of_points_or_routine_is_told() -> None:
    state = at(17_000)
    hidden = shown(state, 17_000, Preferences())
    assert (hidden.title, hidden.artist) == (HIDDEN_TITLE, "")
    told = repr(metadata(hidden)).lower()
    for secret in ("gb21", "jianjing", "shoulder", "my own"):
        assert secret not in told
    assert hidden.length_us == 40_000_000


def test_after_the_end_nothing_is_shown() -> None:
    state = session.stop(at(17_000), 17_000)[0]
    over = shown(state, 17_000)
    assert over.status == STOPPED
    assert metadata(over) == {}
    assert place_us(state, 17_000) == 0


# --- what a script is told ----------------------------------------------------------------------


def told(state: State, ms: int) -> dict[str, object]:
    answer = control_answer(state, progress(state, ms), clock_pressed_ms(state, ms), ATLAS)
    found = answer["session"]
    assert isinstance(found, dict)
    return found


def test_a_script_is_told_every_field() -> None:
    assert told(at(17_000), 17_000) == {
        "status": "running",
        "routine": "mine",
        "name": "My own",
        "step": 1,
        "steps": 3,
        "point": "GB21",
        "side": "left",
        "kind": "hold",
        "phase": "hold",
        "light": False,
        "words": "Left shoulder",
        "left_s": 28.0,
        "session_left_s": 128.0,
        "pressed_s": 12.0,
    }


def test_a_wait_is_told_as_a_wait_and_care_has_no_point() -> None:
    state = at(90_000)
    waiting = told(state, 90_000)
    assert (waiting["status"], waiting["phase"], waiting["kind"]) == ("waiting", "wait", "hold")
    state = at(130_000, state=session.ready(state, 90_000)[0])
    care = told(state, 130_000)
    assert (care["point"], care["side"], care["phase"]) == (None, None, "care")


def test_without_a_session_a_script_is_told_null() -> None:
    state = session.stop(at(17_000), 17_000)[0]
    nothing = {"schema": 1, "session": None}
    assert control_answer(state, progress(state, 17_000), 0, ATLAS) == nothing
    assert control_answer(None, None, 0, ATLAS) == nothing
