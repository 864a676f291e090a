"""Every door asks the one gate: what is led behind it is what the answers leave, or nothing is."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core.journal import EntryKind
from acutimer.core.routines import Routine
from acutimer.core.safety import allow, judge
from acutimer.core.safety_check import check_routine
from acutimer.core.session_state import Status
from acutimer.desktop.listening import SingleCopy
from acutimer.desktop.single_copy import claim
from acutimer.storage.backups import back_up
from tests.amounts import examples
from tests.core.shipped import atlas, rules
from tests.core.traces import pool
from tests.desktop.bus_stage import until
from tests.doors import (
    TOLD,
    YES,
    Visitor,
    by_effect,
    by_place,
    every_kind,
    profile_of,
    strangers,
    write_answers,
    write_routine,
)
from tests.fakes import FakeClock
from tests.second_reading import CLEARABLE, PLACES, QUESTIONS, Told, is_light, led, no_to_all, read
from tests.window_doors import DOORS, faults_behind, resume_fault, window_of, write_clicked

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

#: Those that stand before every door here; packaging/doors has all of them.
CHOSEN = {
    *("bleeding: yes, cleared", "neck: yes", "carotid: not sure", "skin: nape left"),
    *("unreadable answers", "stopped 5 hours ago", "danger signs never read"),
}


def chosen(*names: str) -> list[Visitor]:
    """Visitors by their names."""
    everybody = (*by_effect(), *by_place(), *strangers())
    found = [one for one in everybody if one.name in names]
    assert len(found) == len(names)
    return found


@pytest.mark.parametrize("visitor", chosen(*CHOSEN), ids=lambda one: one.name)
def test_behind_every_door_is_what_the_answers_leave(
    tmp_path: Path, qtbot: object, visitor: Visitor
) -> None:
    visitor.prepare(tmp_path, NOW)
    write_routine(tmp_path)
    write_clicked(tmp_path)
    with window_of(tmp_path, FakeClock(NOW), qtbot) as day:
        faults = [fault for door in DOORS for fault in faults_behind(day, door, visitor.answers)]
    assert faults == []


@pytest.mark.parametrize(
    "visitor",
    chosen("no to everything", "carotid: yes", "neck: yes", "stopped just now"),
    ids=lambda one: one.name,
)
def test_a_session_that_was_cut_off_goes_on_only_as_the_answers_are_now(
    tmp_path: Path, qtbot: object, visitor: Visitor
) -> None:
    write_routine(tmp_path)
    assert resume_fault(tmp_path, visitor, FakeClock(NOW), qtbot) == ""


@pytest.mark.parametrize("verb", ["toggle", "resume", "ready", "next", "back"])
def test_a_script_moves_no_session_over_midnight(tmp_path: Path, qtbot: object, verb: str) -> None:
    """The fever of yesterday is to be asked about again, and so are the danger signs."""
    evening = NOW.replace(hour=23, minute=50)
    write_routine(tmp_path)
    write_answers(tmp_path, evening, no_to_all(fever=YES))
    with window_of(tmp_path, FakeClock(evening), qtbot) as day:
        day.app.requests.quick("every-kind")
        day.let_pass(day.lead_in_s + 5)
        day.app.outside.control("pause")
        day.clock.sleep(15 * 60_000)
        day.app.outside.control(verb)
        state = day.app.runner.state
        assert state is not None
        assert state.status is not Status.RUNNING
        day.app.outside.control("toggle")
        day.settle()
        assert not day.app.runner.is_running
        assert day.app.window.page == "safety"


def test_after_a_backup_was_restored_every_door_asks_first(tmp_path: Path, qtbot: object) -> None:
    write_routine(tmp_path)
    write_clicked(tmp_path)
    write_answers(tmp_path, NOW, no_to_all())
    with window_of(tmp_path, FakeClock(NOW), qtbot) as day:
        backup = back_up(day.places.database, day.places.backups, NOW)
        day.app.diary.restore(backup)
        day.settle()
        faults = [fault for door in DOORS for fault in faults_behind(day, door, None)]
    assert faults == []


def test_a_terminal_that_asks_a_running_copy_gets_the_refusal_and_2(
    tmp_path: Path, qtbot: object
) -> None:
    """Through the real socket, from a real second start."""
    home = Path(tempfile.mkdtemp(prefix="doors-", dir="/tmp"))  # a socket's name is short
    try:
        write_answers(home, NOW, no_to_all(vessel=YES))
        with window_of(home, FakeClock(NOW), qtbot) as day:
            held = claim(str(day.places.meeting), str(day.places.data))
            assert held is not None
            copy = SingleCopy(held, day.app, day.app.outside.control)
            copy.asked.connect(day.app.act_on_request)
            asked = subprocess.Popen(
                [sys.executable, "-m", "acutimer", "--home", home, "quick"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            until(lambda: asked.poll() is not None)
            out, said = asked.communicate()
            held.release()
            assert (asked.returncode, out) == (2, "")
            assert said == "acutimer: Your safety answers come first; the window shows them.\n"
            assert not day.app.runner.is_running
            assert day.of_kind(EntryKind.SESSION_BEGAN) == []
    finally:
        shutil.rmtree(home)


# --- random answers and routines ----------------------------------------------------------------

_PLACES = st.lists(
    st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(("left", "right", "both"))),
    max_size=3,
)


@st.composite
def random_answers(draw: st.DrawFn) -> dict[str, Told]:
    """Mostly no, so that many of them let a session begin."""
    found: dict[str, Told] = {}
    for question in QUESTIONS:
        answer = draw(st.sampled_from(("no", "no", "no", "no", "yes", "not_sure")))
        cleared = answer != "no" and question in CLEARABLE and draw(st.booleans())
        where = tuple(draw(_PLACES)) if question == "skin" and answer != "no" else ()
        found[question] = Told(answer, cleared, where)
    return found


@settings(max_examples=examples(150))
@given(random_answers(), st.sampled_from([*pool(), every_kind()]))
def test_random_answers_and_routines_at_the_gate_and_at_safety_check(
    answers: dict[str, Told], routine: Routine
) -> None:
    verdict = judge(rules(), profile_of(answers, NOW), atlas(), NOW)
    expected = led(routine, answers)
    allowed = allow(routine, verdict).routine if verdict.may_start else None
    assert (read(allowed) if allowed is not None else None) == expected
    checked = check_routine(routine, verdict)
    assert checked.session == (expected is not None)
    parts = {
        (one.point, str(one.side)) for one in (*checked.light_only, *checked.allowed) if one.point
    }
    assert parts == {(one.point, side) for one in expected or () if one.point for side in one.sides}
    assert (
        not checked.allowed
        or not is_light(answers)
        or all(one.kind == "care" for one in checked.allowed)
    )


def test_random_answers_at_the_door_of_the_window(tmp_path: Path, qtbot: object) -> None:
    """Each is kept on the page of questions as a person would, one after the other."""
    write_routine(tmp_path)
    write_answers(tmp_path, NOW, no_to_all())
    chance = random.Random(11)
    with window_of(tmp_path, FakeClock(NOW), qtbot) as day:
        for _ in range(12):
            changed = chance.sample(QUESTIONS, chance.randint(0, 2))
            told = {one.replace("-", "_"): chance.choice((YES, TOLD)) for one in changed}
            answers = no_to_all(**{
                key: Told("yes") if key.replace("_", "-") not in CLEARABLE else one
                for key, one in told.items()
            })  # fmt: skip
            write_answers(tmp_path, day.clock.now(), answers)
            day.app.diary.open()
            day.settle()
            assert faults_behind(day, DOORS[2], answers) == []
            day.clock.advance(1000)
