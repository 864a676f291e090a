"""Drafts of routines: commands, undo, and that whatever they leave reads back as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core import drafting
from acutimer.core.drafting import Draft, draft_of
from acutimer.core.points import Side, StepKind
from acutimer.core.routine_content import routine_content
from acutimer.core.routine_reading import over_limit, read_routine
from acutimer.core.routines import REST, STEP_SIDES, Routine, Step
from tests.core.shipped import atlas, routine

CODES = [point.code for point in atlas().points]
TEXTS = st.text(max_size=250)


def new() -> Draft:
    return draft_of(Routine("new", "From my physio", "", ()), is_saved=False)


def steps_of(draft: Draft) -> list[tuple[str | None, Side | None, int]]:
    return [(step.point, step.side, step.seconds) for step in draft.routine.steps]


def with_points(*codes: str) -> Draft:
    draft = new()
    for code in codes:
        draft = drafting.add_point(draft, atlas(), code)
    return draft


def test_points_are_added_in_order_as_their_source_presses_them() -> None:
    draft = with_points("GB20", "GB21", "LI4", "TE17")
    assert steps_of(draft) == [
        ("GB20", Side.BOTH, 60), ("GB21", Side.BOTH, 180), ("LI4", Side.IN_TURN, 60)
    ]  # fmt: skip
    assert draft.chosen == 2
    assert draft.said == "Behind the ear lobe (TE17) is shown only and has no timer."


def test_a_point_again_is_pressed_its_other_way_and_then_only_chosen() -> None:
    draft = with_points("BL10", "BL10")
    assert [step.kind for step in draft.routine.steps] == [StepKind.HOLD, StepKind.CIRCLES]
    third = drafting.add_point(draft, atlas(), "BL10")
    assert third.routine == draft.routine
    assert third.chosen == 0


def test_strokes_are_never_offered_as_the_way_of_a_source_but_can_be_chosen() -> None:
    added = with_points("GB20", "GB20", "GB20")
    assert [step.kind for step in added.routine.steps] == [StepKind.HOLD]
    assert added.step is not None
    strokes = drafting.change(added, atlas(), replace(added.step, kind=StepKind.STROKES))
    assert (strokes.step and strokes.step.stroke, strokes.step and strokes.step.own) == (5, False)
    assert strokes.step is not None
    short = drafting.change(strokes, atlas(), replace(strokes.step, stroke=12, seconds=5))
    assert short.step == replace(strokes.step, stroke=5, seconds=5, own=True)
    hurried = drafting.change(strokes, atlas(), replace(strokes.step, stroke=1))
    assert hurried.step == replace(strokes.step, stroke=4)
    held = drafting.change(strokes, atlas(), added.step)
    assert held.routine == added.routine


def test_a_point_without_room_for_one_stroke_gets_none() -> None:
    full = drafting.add_point(with_points("LI4"), atlas(), "LI4", again=True)
    assert full.step is not None
    full = drafting.change(full, atlas(), replace(full.step, seconds=117))
    full = drafting.add_point(full, atlas(), "LI4", again=True)
    assert full.step is not None
    assert full.step.seconds == 3
    refused = drafting.change(full, atlas(), replace(full.step, kind=StepKind.STROKES))
    assert refused.routine == full.routine
    assert "3:00 a side" in refused.said


def test_what_is_added_comes_after_the_chosen_step() -> None:
    draft = drafting.choose(with_points("GB20", "GB14"), 0)
    draft = drafting.add_care(draft, atlas(), REST)
    assert [step.point or step.care for step in draft.routine.steps] == ["GB20", "rest", "GB14"]


def test_no_point_gets_more_than_its_three_minutes() -> None:
    draft = with_points("GB21")
    again = drafting.add_point(draft, atlas(), "GB21", again=True)
    assert again.routine == draft.routine
    assert again.said.startswith("Top of the shoulder (GB21) has its 3:00 a side")
    assert drafting.duplicate(draft, atlas()).said == again.said
    twice = drafting.duplicate(drafting.duplicate(with_points("GB20"), atlas()), atlas())
    assert [step.seconds for step in twice.routine.steps] == [60, 60, 60]
    assert drafting.duplicate(twice, atlas()).said


def test_a_length_is_kept_within_what_the_point_has_left() -> None:
    draft = drafting.duplicate(with_points("GB20"), atlas())
    step = draft.step
    assert step is not None
    longer = drafting.change(draft, atlas(), replace(step, seconds=180))
    assert [one.seconds for one in longer.routine.steps] == [60, 120]
    assert longer.routine.steps[1].own  # the article says 0:30 to 1:00


def test_leaving_the_source_and_coming_back_is_noted() -> None:
    draft = with_points("GB20")
    step = draft.step
    assert step is not None
    circles = drafting.change(draft, atlas(), replace(step, kind=StepKind.CIRCLES))
    assert circles.routine.steps[0].own
    assert circles.step is not None
    back = drafting.change(circles, atlas(), replace(circles.step, kind=StepKind.HOLD))
    assert back.routine == draft.routine


def test_mirroring_swaps_the_sides() -> None:
    draft = drafting.add_point(new(), atlas(), "GB21", Side.LEFT)
    assert steps_of(drafting.mirror(draft)) == [("GB21", Side.RIGHT, 180)]
    assert drafting.mirror(with_points("GB20")).said.startswith("No step presses one side alone")


def test_moving_keeps_the_moved_step_chosen() -> None:
    draft = with_points("GB20", "GB21", "GB14")
    moved = drafting.move(draft, 2, 0)
    assert [code for code, _, _ in steps_of(moved)] == ["GB14", "GB20", "GB21"]
    assert moved.chosen == 0
    assert drafting.move(draft, 0, 3).routine == draft.routine
    assert drafting.move(draft, 0, -1).routine == draft.routine


def test_a_removed_step_comes_back_with_undo_and_goes_with_redo() -> None:
    draft = drafting.choose(with_points("GB20", "GB21", "GB14"), 1)
    without = drafting.remove(draft)
    assert [code for code, _, _ in steps_of(without)] == ["GB20", "GB14"]
    assert without.chosen == 1
    back = drafting.undo(without)
    assert back.routine == draft.routine
    assert back.chosen == 1
    assert drafting.redo(back).routine == without.routine
    assert drafting.undo(new()).said == "There is nothing to undo."


def test_a_draft_says_whether_a_file_holds_it_and_what_is_missing() -> None:
    assert not new().is_changed
    assert new().missing == "A routine needs at least one step."
    draft = with_points("GB20")
    assert draft.is_changed
    assert draft.missing == ""
    assert drafting.describe(draft, name="  ").missing == "A routine needs a name."
    saved = drafting.taken_over(draft, replace(draft.routine, date="2026-03-02"))
    assert not saved.is_changed
    assert drafting.undo(saved).is_changed
    assert drafting.undo(saved).routine.date == "2026-03-02"


def test_a_copy_has_another_name_and_an_id_nobody_has() -> None:
    shipped = routine("desk-pause")
    mine = drafting.copy_of(shipped, [shipped.id])
    assert (mine.id, mine.name) == ("desk-pause-mine", "Desk pause (mine)")
    assert mine.steps == shipped.steps
    assert drafting.copy_of(mine, [shipped.id, mine.id]).id == "desk-pause-mine-mine"
    assert drafting.free_id("Von meiner Ärztin!", ()) == "von-meiner-rztin"
    assert drafting.free_id("頭", ["routine", "routine-2"]) == "routine-3"


# --- anything at all ----------------------------------------------------------------------------

COMMANDS = st.one_of(
    st.tuples(st.just("point"), st.sampled_from(CODES), st.booleans()),
    st.tuples(st.just("care"), TEXTS),
    st.tuples(st.just("add_mat")),
    st.tuples(st.just("choose"), st.integers(-1, 70)),
    st.tuples(st.just("move"), st.integers(-1, 12), st.integers(-1, 12)),
    st.tuples(st.just("change"), st.fixed_dictionaries({}, optional={
        "kind": st.sampled_from([one for one in StepKind if one.has_point]),
        "side": st.sampled_from(STEP_SIDES), "seconds": st.integers(-5, 400),
        "presses": st.integers(-1, 300), "stroke": st.integers(-1, 20),
        "wait": st.booleans(), "note": TEXTS,
        "lead_in": st.none() | st.integers(0, 60), "place": TEXTS, "care": TEXTS,
    })),
    st.tuples(st.just("describe"), st.fixed_dictionaries({}, optional={
        "name": TEXTS, "author": TEXTS, "cautions": st.lists(TEXTS), "sources": st.lists(TEXTS),
    })),
    *(st.tuples(st.just(one)) for one in ("duplicate", "remove", "mirror", "undo", "redo")),
)  # fmt: skip


def obeyed(draft: Draft, words: tuple[object, ...]) -> Draft:
    match words:
        case ("point", str(code), bool(again)):
            return drafting.add_point(draft, atlas(), code, again=again)
        case ("care", str(care)):
            return drafting.add_care(draft, atlas(), care)
        case ("add_mat" | "duplicate" as with_atlas,):
            return getattr(drafting, with_atlas)(draft, atlas())
        case ("choose", int(index)):
            return drafting.choose(draft, index)
        case ("move", int(start), int(to)):
            return drafting.move(draft, start, to)
        case ("change", dict(wanted)):
            step: Step | None = draft.step
            if step is None or (step.point is None and "kind" in wanted):
                return draft
            return drafting.change(draft, atlas(), replace(step, **wanted))  # type: ignore[arg-type]
        case ("describe", dict(wanted)):
            return drafting.describe(draft, **wanted)  # type: ignore[arg-type]
        case (str(plain),):
            return getattr(drafting, plain)(draft)
    raise AssertionError(words)


@given(st.lists(COMMANDS, max_size=25))
def test_whatever_is_done_reads_back_and_can_be_undone(commands: list[tuple[object, ...]]) -> None:
    begun = draft = new()
    for words in commands:
        draft = obeyed(draft, words)
        assert over_limit(draft.routine.steps) is None
        assert draft.chosen is None or 0 <= draft.chosen < len(draft.routine.steps)
        if not draft.missing:
            content = routine_content(draft.routine)
            assert read_routine(content, atlas()) == draft.routine
    while draft.past:
        draft = drafting.undo(draft)
    assert draft.routine == begun.routine


@pytest.mark.parametrize(
    "identifier", ["desk-pause", "article-whole", "acupressure-mat", "slow-strokes"]
)
def test_a_shipped_routine_is_what_its_own_commands_would_leave(identifier: str) -> None:
    """Touching each step without changing it changes nothing, so no length is lost by editing."""
    draft = draft_of(routine(identifier), is_saved=True)
    for index in range(len(draft.routine.steps)):
        draft = drafting.choose(draft, index)
        assert draft.step is not None
        draft = drafting.change(draft, atlas(), draft.step)
    assert not draft.is_changed


def test_undo_of_the_words_leaves_the_steps_alone_and_the_other_way_round() -> None:
    begun = with_points("GB20", "GB21")
    about, steps = drafting.ABOUT_FIELDS, drafting.STEPS_FIELDS
    named = drafting.describe(begun, author="A physio")
    without = drafting.remove(named)
    words_back = drafting.undo(without, about)
    assert (words_back.routine.author, len(words_back.routine.steps)) == ("", 1)
    both_back = drafting.undo(words_back, steps)
    assert both_back.routine == begun.routine
    assert drafting.undo(both_back, about).said == "There is nothing to undo."
    again = drafting.redo(both_back, about)
    assert (again.routine.author, len(again.routine.steps)) == ("A physio", 2)
    assert drafting.redo(again, steps).routine == without.routine
    assert drafting.redo(again, about).said == "There is nothing to do again."
    steps_first = drafting.undo(without, steps)
    assert (steps_first.routine.author, len(steps_first.routine.steps)) == ("A physio", 2)
    assert drafting.undo(steps_first, about).routine == begun.routine
