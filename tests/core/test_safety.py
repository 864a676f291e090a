"""Every row of the table of safety answers, and that the gate never fails open."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from acutimer.core.points import Atlas, Point, Side, StepKind
from acutimer.core.reading import ContentError
from acutimer.core.routines import REST, STEP_SIDES, Routine
from acutimer.core.safety import (
    Answer,
    Given,
    Profile,
    ProfileError,
    SignsDue,
    Verdict,
    allow,
    allow_whole,
    is_cleared,
    judge,
    profile_body,
    read_profile,
)
from acutimer.core.safety_table import Question, read_rules
from tests.amounts import examples
from tests.core.shipped import atlas, built, content, routine, rules, whole_atlas
from tests.core.traces import pool

TODAY = date(2026, 3, 2)
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE
IDS = (
    *("pregnant", "bleeding", "fever", "carotid", "vessel", "neck", "injury", "skin", "chest"),
    *("told-not", "long-term", "cancer", "minor"),
)
ALL = {point.code for point in atlas().points}
NECK_AND_UPPER_BACK = {"GB20", "GB21", "BL10", "BL11", "TE17"}
UNTIL_CLEARED = {"pregnant", "bleeding", "told-not", "long-term", "cancer"}
NEVER = {"carotid", "vessel", "injury", "minor"}


def answered(on: date = TODAY, **changed: Given) -> Profile:
    """Everything answered no on a day, but for what is changed (told_not for told-not)."""
    given = {one: Given(NO, on) for one in IDS}
    given |= {key.replace("_", "-"): value for key, value in changed.items()}
    return Profile(given, confirmed_on=on)


def with_one(identifier: str, given: Given) -> Profile:
    return answered(**{identifier.replace("-", "_"): given})


def judged(profile: Profile, today: date = TODAY) -> Verdict:
    return judge(rules(), profile, atlas(), noon(today))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def codes_out(verdict: Verdict) -> set[str]:
    """The points out on both sides."""
    return {code for code in ALL if verdict.is_out(code, Side.BOTH)}


def test_the_table_has_its_thirteen_rows_in_order() -> None:
    assert tuple(question.id for question in rules().questions) == IDS


def test_with_no_to_everything_one_may_start_and_nothing_is_out() -> None:
    verdict = judged(answered())
    assert verdict.answers_allow
    assert (verdict.ask, verdict.barred_by, verdict.awaits_clearance) == ((), (), ())
    assert (dict(verdict.out), verdict.steps_out, verdict.notes) == ({}, (), ())
    assert not verdict.light_only
    assert verdict.rests_until is None
    for one in pool():
        assert allow(one, verdict).routine == one


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
@pytest.mark.parametrize("identifier", IDS)
def test_yes_and_not_sure_do_what_the_table_says(identifier: str, answer: Answer) -> None:
    verdict = judged(with_one(identifier, Given(answer, TODAY)))
    assert verdict.answers_allow == (identifier not in UNTIL_CLEARED | NEVER)
    assert {q.id for q in verdict.awaits_clearance} == {identifier} & UNTIL_CLEARED
    assert {q.id for q in verdict.barred_by} == {identifier} & NEVER
    out = {
        "pregnant": {"GB21", "LI4", "BL11"},
        "fever": {"BL11"},
        "neck": NECK_AND_UPPER_BACK,
        "skin": ALL,  # nobody said where, so it may be anywhere
    }
    assert codes_out(verdict) == out.get(identifier, set())
    assert {code for code, _ in verdict.out} == codes_out(verdict)
    assert verdict.light_only == (identifier in {"bleeding", "fever"})
    assert bool(verdict.notes) == (identifier == "chest")
    for code in codes_out(verdict):
        assert verdict.why_out(code), f"{code} is out without a reason"


@pytest.mark.parametrize("identifier", IDS)
def test_no_switches_nothing_off(identifier: str) -> None:
    where = (("nape", Side.BOTH),)
    assert judged(with_one(identifier, Given(NO, TODAY, where))) == judged(answered())


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
@pytest.mark.parametrize("identifier", [*sorted(UNTIL_CLEARED), "neck"])
def test_a_clearance_opens_what_it_may(identifier: str, answer: Answer) -> None:
    verdict = judged(with_one(identifier, Given(answer, TODAY, cleared_on=TODAY)))
    assert verdict.answers_allow
    assert verdict.awaits_clearance == ()
    stays_out = {"GB21", "LI4", "BL11"} if identifier == "pregnant" else set()
    assert codes_out(verdict) == stays_out
    assert verdict.light_only == (identifier == "bleeding")


@pytest.mark.parametrize("identifier", [*sorted(NEVER), "skin", "fever"])
def test_a_clearance_opens_nothing_else(identifier: str) -> None:
    plain = judged(with_one(identifier, Given(YES, TODAY)))
    assert judged(with_one(identifier, Given(YES, TODAY, cleared_on=TODAY))) == plain


@pytest.mark.parametrize(
    ("identifier", "cleared_on", "last_day"),
    [
        ("pregnant", date(2026, 1, 15), date(2026, 2, 14)),
        ("pregnant", date(2026, 1, 31), date(2026, 2, 27)),
        ("pregnant", date(2028, 1, 31), date(2028, 2, 28)),
        ("bleeding", date(2026, 3, 2), date(2027, 3, 1)),
        ("told-not", date(2026, 3, 2), date(2027, 3, 1)),
        ("long-term", date(2026, 3, 2), date(2027, 3, 1)),
        ("cancer", date(2026, 3, 2), date(2027, 3, 1)),
        ("neck", date(2026, 3, 2), date(2027, 3, 1)),
    ],
)
def test_a_clearance_runs_out(identifier: str, cleared_on: date, last_day: date) -> None:
    def on(day: date) -> Verdict:
        return judged(
            replace(with_one(identifier, Given(YES, day, cleared_on=cleared_on)), confirmed_on=day),
            day,
        )

    next_day = last_day + timedelta(days=1)
    before, after = on(last_day), on(next_day)
    if identifier == "neck":
        assert codes_out(before) == set()
        assert codes_out(after) == NECK_AND_UPPER_BACK
    else:
        assert before.awaits_clearance == ()
        assert [q.id for q in after.awaits_clearance] == [identifier]
        assert not after.answers_allow


@pytest.mark.parametrize("ahead", [2, 30, 4000])
def test_a_clearance_from_the_future_is_none(ahead: int) -> None:
    given = Given(YES, TODAY, cleared_on=TODAY + timedelta(days=ahead))
    assert not judged(with_one("pregnant", given)).answers_allow


@pytest.mark.parametrize(
    ("identifier", "answer", "on", "last_day"),
    [
        ("pregnant", NO, date(2026, 3, 2), date(2026, 4, 1)),
        ("pregnant", NO, date(2026, 1, 31), date(2026, 2, 27)),
        ("pregnant", NO, date(2026, 1, 30), date(2026, 2, 27)),
        ("pregnant", NO, date(2028, 1, 31), date(2028, 2, 28)),
        ("pregnant", NO, date(2028, 2, 29), date(2028, 3, 28)),
        ("pregnant", NO, date(2026, 12, 31), date(2027, 1, 30)),
        ("pregnant", NO, date(2026, 8, 31), date(2026, 9, 29)),
        ("injury", NO, date(2026, 3, 31), date(2026, 4, 29)),
        ("bleeding", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("bleeding", NO, date(2028, 2, 29), date(2029, 2, 27)),
        ("carotid", NO, date(2027, 6, 1), date(2028, 5, 30)),
        ("vessel", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("neck", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("chest", YES, date(2026, 3, 2), date(2027, 3, 1)),
        ("told-not", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("long-term", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("cancer", NO, date(2026, 3, 2), date(2027, 3, 1)),
        ("fever", YES, date(2026, 3, 2), date(2026, 3, 2)),
        ("fever", NOT_SURE, date(2026, 12, 31), date(2026, 12, 31)),
        ("skin", YES, date(2026, 2, 26), date(2026, 3, 4)),
        ("skin", NOT_SURE, date(2026, 3, 2), date(2026, 3, 8)),
    ],
)
def test_a_question_comes_back_on_its_day(
    identifier: str, answer: Answer, on: date, last_day: date
) -> None:
    def asks(day: date) -> bool:
        others = {one: Given(NO, day) for one in IDS}
        profile = Profile(others | {identifier: Given(answer, on)}, confirmed_on=on)
        verdict = judged(profile, day)
        assert {q.id for q in verdict.ask} <= {identifier}
        assert not (verdict.ask and verdict.answers_allow)
        return bool(verdict.ask)

    assert not asks(on)
    assert not asks(last_day)
    assert asks(last_day + timedelta(days=1))
    assert asks(last_day + timedelta(days=400))


@pytest.mark.parametrize(
    ("identifier", "answer"), [("minor", YES), ("minor", NO), ("fever", NO), ("skin", NO)]
)
def test_some_answers_stay_until_they_are_changed(identifier: str, answer: Answer) -> None:
    long_ago = TODAY - timedelta(days=4000)
    verdict = judged(with_one(identifier, Given(answer, long_ago)))
    assert verdict.ask == ()


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_from_the_future_is_asked_again(identifier: str, answer: Answer) -> None:
    """The clock was set back: nothing it said before can be trusted."""
    verdict = judged(with_one(identifier, Given(answer, TODAY + timedelta(days=2))))
    assert [q.id for q in verdict.ask] == [identifier]
    assert not verdict.answers_allow
    same_trip = judged(with_one(identifier, Given(answer, TODAY + timedelta(days=1))))
    assert same_trip.ask == ()


@pytest.mark.parametrize("told", [NO, YES])
def test_answers_of_before_the_double_question_was_parted_ask_for_the_illness_alone(
    told: Answer,
) -> None:
    """Twelve answers: what was said to the double question stays with what a doctor said."""
    kept = answered(told_not=Given(told, TODAY, cleared_on=TODAY if told is YES else None))
    twelve = {key: one for key, one in kept.given.items() if key != "long-term"}
    verdict = judged(replace(kept, given=twelve))
    assert [question.id for question in verdict.ask] == ["long-term"]
    assert not verdict.answers_allow
    assert (verdict.barred_by, verdict.awaits_clearance) == ((), ())
    uncleared = judged(replace(kept, given=twelve | {"told-not": Given(told, TODAY)}))
    assert [one.id for one in uncleared.awaits_clearance] == (["told-not"] if told is YES else [])


def test_who_is_asked_about_a_long_term_illness_sees_which_ones_are_meant() -> None:
    asked = next(one for one in rules().questions if one.id == "long-term")
    meant = (*("heart", "vessels", "blood", "kidneys", "liver", "nerves", "bones", "joints"),)
    for illness in (*meant, "diabetes"):
        assert illness in asked.ask
    assert "chronic illness" in asked.explains
    assert "ours" in asked.explains
    assert {reason.standing for reason in asked.reasons} == {"article", "ours"}
    assert any("Ask your doctor:" in reason.text for reason in asked.reasons)


def test_no_answers_mean_no_session() -> None:
    verdict = judged(Profile())
    assert not verdict.answers_allow
    assert tuple(q.id for q in verdict.ask) == IDS


@pytest.mark.parametrize("identifier", IDS)
def test_a_missing_answer_means_no_session(identifier: str) -> None:
    profile = answered()
    given = {key: value for key, value in profile.given.items() if key != identifier}
    verdict = judged(Profile(given, confirmed_on=TODAY))
    assert not verdict.answers_allow
    assert [q.id for q in verdict.ask] == [identifier]


@pytest.mark.parametrize("confirmed_on", [None, TODAY + timedelta(days=2), date(2099, 1, 1)])
def test_answers_nobody_confirmed_by_now_are_asked_again(confirmed_on: date | None) -> None:
    verdict = judged(replace(answered(), confirmed_on=confirmed_on))
    assert not verdict.answers_allow
    assert tuple(q.id for q in verdict.ask) == IDS


@pytest.mark.parametrize(
    ("confirmed", "today", "may_start", "rests"),
    [
        (0, 0, False, True),  # the same day, however often one answers
        (0, 1, False, False),  # the next day, but with yesterday's answers
        (-3, 1, False, False),
        (1, 1, True, False),  # the next day and a fresh answer
        (1, 20, True, False),
        (1, -1, False, True),  # the clock was set back to before it
        (-3, 400, False, False),  # much later, still no fresh answer
    ],
)
def test_after_the_stop_page_it_takes_the_next_day_and_a_fresh_answer(
    confirmed: int, today: int, may_start: bool, rests: bool
) -> None:
    stopped_on = date(2026, 2, 28)
    confirmed_on = stopped_on + timedelta(days=confirmed)
    profile = replace(
        answered(confirmed_on), confirmed_on=confirmed_on, stopped_at=noon(stopped_on)
    )
    verdict = judged(profile, stopped_on + timedelta(days=today))
    assert verdict.answers_allow == may_start
    assert (verdict.rests_until is not None) == rests
    if not may_start and not rests:
        assert tuple(q.id for q in verdict.ask) == IDS


@pytest.mark.parametrize(
    ("stopped", "hours", "rests"),
    [
        (datetime(2026, 3, 1, 23, 50, tzinfo=UTC), 5.9, True),
        (datetime(2026, 3, 1, 23, 50, tzinfo=UTC), 6, False),
        (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), 15.9, True),
        (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), 16, False),
    ],
)
def test_a_stop_holds_until_the_next_day_and_for_six_hours(
    stopped: datetime, hours: float, rests: bool
) -> None:
    now = stopped + timedelta(hours=hours)
    profile = replace(answered(now.date()), stopped_at=stopped)
    assert (judge(rules(), profile, atlas(), now).rests_until is not None) == rests


@pytest.mark.parametrize(
    ("stopped", "until"),
    [
        (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        (datetime(2026, 3, 1, 18, 0, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
        (datetime(2026, 3, 1, 23, 50, tzinfo=UTC), datetime(2026, 3, 2, 5, 50, tzinfo=UTC)),
    ],
)
def test_until_when_a_stop_holds_is_told_to_the_minute(stopped: datetime, until: datetime) -> None:
    def told(now: datetime) -> datetime | None:
        return judge(rules(), Profile(stopped_at=stopped), atlas(), now).rests_until

    assert told(stopped) == told(until - timedelta(minutes=1)) == until
    assert told(until) is None


@pytest.mark.parametrize("hours", [-11, -5, 0, 5.5, 9])
def test_a_stop_holds_in_another_time_zone_too(hours: float) -> None:
    """Whoever flies after a stop waits for the next day there, and six hours in any case."""
    stopped = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    there = timezone(timedelta(hours=hours))
    later = [stopped + timedelta(minutes=minutes) for minutes in range(0, 48 * 60, 30)]
    for moment in later:
        now = moment.astimezone(there)
        profile = replace(answered(now.date()), stopped_at=stopped)
        until = judge(rules(), profile, atlas(), now).rests_until
        holds = now.date() <= stopped.date() or moment < stopped + timedelta(hours=6)
        assert (until is not None) == holds
        assert until is None or until.utcoffset() == now.utcoffset()


@pytest.mark.parametrize(
    ("accepted", "seen", "due"),
    [
        (0, None, SignsDue.FIRST),
        (0, TODAY, SignsDue.FIRST),
        (1, None, SignsDue.TODAY),
        (1, TODAY - timedelta(days=1), SignsDue.TODAY),
        (1, TODAY + timedelta(days=1), SignsDue.TODAY),
        (1, TODAY, SignsDue.NOTHING),
    ],
)
def test_danger_signs_are_due_at_first_and_then_once_a_day(
    accepted: int, seen: date | None, due: SignsDue
) -> None:
    profile = replace(answered(), accepted=accepted, signs_seen_on=seen)
    verdict = judged(profile)
    assert verdict.signs_due is due
    assert verdict.answers_allow
    assert verdict.may_start == (due is SignsDue.NOTHING)
    assert not judged(replace(profile, given={})).may_start, "and never without answers"


def test_a_session_goes_on_only_whole_and_as_lightly_as_it_must() -> None:
    one = routine("desk-pause")
    free, ill = judged(answered()), judged(answered(fever=Given(YES, TODAY)))
    assert allow_whole(one, free) == one
    light = allow_whole(one, ill)
    assert light is not None
    assert [step.light for step in light.steps] == [step.kind.is_pressing for step in one.steps]
    assert allow_whole(light, free) == one
    assert allow_whole(routine("article-whole"), ill) is None, "BL11 is out"


def test_the_stricter_of_two_rules_wins_and_every_reason_is_kept() -> None:
    cleared = Given(YES, TODAY, cleared_on=TODAY)
    verdict = judged(answered(pregnant=cleared, fever=Given(YES, TODAY), bleeding=cleared))
    assert verdict.answers_allow
    assert verdict.light_only
    assert codes_out(verdict) == {"GB21", "LI4", "BL11"}
    sources = {reason.source for reason in verdict.why_out("BL11")}
    standings = {reason.standing for reason in verdict.why_out("BL11")}
    assert {"ART"} <= sources
    assert "article" in standings
    assert len(verdict.why_out("BL11")) == len(set(verdict.why_out("BL11")))
    barred = judged(answered(pregnant=cleared, minor=Given(YES, TODAY)))
    assert not barred.answers_allow


def test_pregnancy_reasons_name_the_article_for_bl11_and_tradition_for_li4() -> None:
    verdict = judged(with_one("pregnant", Given(YES, TODAY)))
    bl11 = [r for r in verdict.why_out("BL11") if r.points]
    li4 = {r.standing for r in verdict.why_out("LI4") if r.points}
    assert {r.standing for r in bl11} == {"article"}
    assert li4 == {"tradition", "evidence"}


REGIONS = [
    ("nape", {"GB20", "BL10"}, True, True),
    ("back_of_head", {"GB20"}, True, True),
    ("upper_back", {"BL11"}, True, False),
    ("shoulder", {"GB21"}, True, False),
    ("forehead", {"GB14"}, False, False),
    ("temple", set(), False, False),
    ("crown", set(), False, False),
    ("ear", {"TE17"}, True, False),
    ("hand", {"LI4"}, False, False),
    ("arm", set(), False, False),
    ("leg", set(), False, False),
]
#: What can be lain on as the article has it, and anywhere else.
MATS = routine("acupressure-mat").steps
OTHER_MATS = built({"kind": "mat"}, {"kind": "mat", "place": "Under the calves"}).steps
(TURNS,) = built({"kind": "care", "care": "head_turns"}).steps


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.BOTH])
@pytest.mark.parametrize(("region", "codes", "no_mat", "no_turns"), REGIONS)
def test_skin_puts_out_a_region_and_side(
    region: str, codes: set[str], no_mat: bool, no_turns: bool, side: Side
) -> None:
    verdict = judged(with_one("skin", Given(YES, TODAY, ((region, side),))))
    sides = {Side.LEFT, Side.RIGHT} if side is Side.BOTH else {side}
    assert set(verdict.out) == {(code, one) for code in codes for one in sides}
    assert {bool(verdict.why_not(mat)) for mat in MATS} == {no_mat}
    # a mat in one's own words may lie on any place that is marked
    assert all(verdict.why_not(mat) for mat in OTHER_MATS)
    assert bool(verdict.why_not(TURNS)) == no_turns
    assert verdict.answers_allow


def test_the_regions_asked_about_are_those_of_the_rules() -> None:
    assert {region.id for region in rules().regions} == {row[0] for row in REGIONS}


def test_a_region_nobody_knows_puts_out_everything() -> None:
    verdict = judged(with_one("skin", Given(YES, TODAY, (("knee", Side.LEFT),))))
    assert {code for code, side in verdict.out if side is Side.LEFT} == ALL
    assert all(verdict.why_not(step) for step in (*MATS, *OTHER_MATS, TURNS))


def test_a_marked_place_puts_out_the_mat_though_no_point_lies_there() -> None:
    """The atlas shown may be without the points of a place; skin is skin all the same."""
    given = Given(YES, TODAY, (("back_of_head", Side.RIGHT),))
    bare = Atlas([], {})
    verdict = judge(rules(), with_one("skin", given), bare, noon(TODAY))
    assert dict(verdict.out) == {}
    assert all(verdict.why_not(mat) for mat in MATS)


@pytest.mark.parametrize(("bad", "good"), [(Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)])
@pytest.mark.parametrize("asked", [Side.BOTH, Side.IN_TURN])
def test_a_step_on_both_sides_keeps_the_side_that_may_be_pressed(
    asked: Side, bad: Side, good: Side
) -> None:
    verdict = judged(with_one("skin", Given(YES, TODAY, (("nape", bad),))))
    step = {"kind": "hold", "point": "GB20", "side": asked.value, "seconds": 60}
    allowed = allow(built(step, step | {"side": bad.value}), verdict)
    assert allowed.routine is not None
    assert [(s.side, s.seconds) for s in allowed.routine.steps] == [(good, 60)]
    assert [s.side for s in allowed.left_out] == [bad]
    assert allowed.total == 2
    assert not verdict.is_out("GB20", asked)
    assert verdict.is_out("GB20", bad)
    assert verdict.why_out("GB20")


def test_fever_leaves_light_presses_and_no_mat() -> None:
    verdict = judged(with_one("fever", Given(YES, TODAY)))
    allowed = allow(routine("article-whole"), verdict)
    assert allowed.routine is not None
    assert [step.point for step in allowed.left_out] == ["BL11"]
    assert verdict.light_only
    mats = allow(routine("acupressure-mat"), verdict)
    assert mats.routine is None
    assert len(mats.left_out) == mats.total == 2


def test_a_bad_neck_leaves_forehead_and_hand_only() -> None:
    verdict = judged(with_one("neck", Given(YES, TODAY)))
    assert verdict.answers_allow
    left = allow(routine("nape-and-forehead"), verdict).routine
    assert left is not None
    assert [step.point for step in left.steps] == ["GB14"]
    assert allow(routine("neck-and-shoulders"), verdict).routine is None
    assert allow(routine("acupressure-mat"), verdict).routine is None


def test_care_alone_is_no_session() -> None:
    verdict = judged(with_one("skin", Given(YES, TODAY, (("upper_back", Side.BOTH),))))
    only = built({"kind": "hold", "point": "BL11", "side": "both"}, {"kind": "care"})
    allowed = allow(only, verdict)
    assert allowed.routine is None
    assert [step.kind for step in allowed.left_out] == [StepKind.HOLD]


OWN_MOVEMENTS = built(
    {"kind": "presses", "point": "GB14", "side": "both", "note": "Roll your head meanwhile"},
    {"kind": "care", "care": "Drop the head to each shoulder"},
    {"kind": "care", "care": "rest", "note": "Let the head hang back"},
    {"kind": "care", "care": "rest"},
    {"kind": "care", "care": "head_turns"},
)


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_with_an_unstable_neck_movements_of_ones_own_are_asked_about_first(answer: Answer) -> None:
    verdict = judged(with_one("neck", Given(answer, TODAY)))
    allowed = allow(OWN_MOVEMENTS, verdict)
    press, own, noted, rest, turns = OWN_MOVEMENTS.steps
    assert allowed.left_out == (own, noted, turns)
    assert allowed.unsaid == (press,)
    assert allowed.routine is not None
    assert allowed.routine.steps == (replace(press, note=None), rest)
    assert any("own words" in reason.text for reason in allowed.why)
    assert {(reason.source, reason.standing) for reason in allowed.why} == {("OURS", "ours")}
    # what is said in one's own words is not whole without them
    assert allow_whole(built({"kind": "care", "care": "rest", "note": "Nod"}), verdict) is None


def test_once_one_has_asked_movements_of_ones_own_are_led() -> None:
    told = judged(with_one("neck", Given(YES, TODAY, cleared_on=TODAY)))
    for verdict in (told, judged(answered()), judged(answered(fever=Given(YES, TODAY)))):
        allowed = allow(OWN_MOVEMENTS, verdict)
        assert (allowed.left_out, allowed.unsaid, allowed.why) == ((), (), ())
        assert allow_whole(OWN_MOVEMENTS, verdict) is not None


ON_BALLS = built(
    {"kind": "hold", "point": "BL11", "side": "both"},
    {"kind": "hold", "point": "GB20", "side": "both"},
)


def test_what_cannot_be_light_is_left_out_and_the_reason_said() -> None:
    cleared = with_one("bleeding", Given(YES, TODAY, cleared_on=TODAY))
    verdict = judged(cleared)
    allowed = allow(ON_BALLS, verdict)
    balls, fingers = ON_BALLS.steps
    assert allowed.left_out == (balls,)
    assert allowed.routine is not None
    assert allowed.routine.steps == (replace(fingers, light=True),)
    (why,) = allowed.why
    assert "cannot be made light" in why.text
    assert (why.source, why.standing) == ("OURS", "ours")
    assert verdict.why_off("BL11", Side.BOTH) == (why,)
    for side in (Side.LEFT, Side.RIGHT, Side.IN_TURN):
        assert verdict.why_off("BL11", side) == ()
        one = built({"kind": "hold", "point": "BL11", "side": side.value})
        assert allow(one, verdict).left_out == ()
    assert allow_whole(ON_BALLS, verdict) is None
    assert allow(ON_BALLS, judged(answered())).left_out == ()


def test_with_one_side_out_the_other_goes_with_the_fingers() -> None:
    where = (("upper_back", Side.LEFT),)
    profile = answered(bleeding=Given(YES, TODAY, cleared_on=TODAY), skin=Given(YES, TODAY, where))
    allowed = allow(ON_BALLS, judged(profile))
    assert allowed.routine is not None
    assert [(step.side, step.light) for step in allowed.routine.steps] == [
        (Side.RIGHT, True),
        (Side.BOTH, True),
    ]


def test_every_way_of_pressing_that_bears_the_body_has_its_rule() -> None:
    """By its own words: a ball, a wall, leaning or weight cannot be light."""
    heavy = {
        (point.code, Side(side))
        for point in built_atlas()
        for side, words in point.hand.items()
        if re.search(r"\b(a soft ball|balls|lean|weight)\b", f"{words} {point.tool}".lower())
    }
    assert heavy == {
        (rule.point, side)
        for rule in rules().step_rules
        if rule.point and rule.out_when_light_only
        for side in rule.sides
    }
    sides = (Side.LEFT, Side.RIGHT, Side.BOTH)
    assert heavy == {("BL11", Side.BOTH), *(("SI11", side) for side in sides)}


def built_atlas() -> tuple[Point, ...]:
    return whole_atlas().points


def test_points_are_in_the_groups_of_the_rules_as_in_their_own() -> None:
    for group, codes in rules().groups.items():
        assert set(codes) == {p.code for p in whole_atlas().points if group in p.groups}
    named = {code for region in rules().regions for code in region.points}
    assert named == {point.code for point in whole_atlas().points}


def test_a_point_that_forgot_its_group_is_out_by_the_rules_all_the_same() -> None:
    forgetful = Atlas([replace(point, groups=()) for point in atlas().points], {})
    verdict = judge(rules(), with_one("neck", Given(YES, TODAY)), forgetful, noon(TODAY))
    assert codes_out(verdict) == NECK_AND_UPPER_BACK


DAYS = st.dates(TODAY - timedelta(days=800), TODAY + timedelta(days=5))
GIVEN = st.builds(
    Given,
    st.sampled_from(Answer),
    DAYS,
    st.lists(
        st.tuples(st.sampled_from([r[0] for r in REGIONS] + ["knee"]), st.sampled_from(STEP_SIDES)),
        max_size=3,
    ).map(tuple),
    st.none() | DAYS,
)
PROFILES = st.builds(
    Profile,
    st.fixed_dictionaries({}, optional=dict.fromkeys(IDS, GIVEN)),
    st.none() | DAYS,
    st.none() | DAYS.map(noon),
)


def uncleared(profile: Profile) -> list[Question]:
    """The questions answered with yes or not sure that nobody cleared since."""
    return [
        question
        for question in rules().questions
        if (one := profile.given.get(question.id))
        and one.counts_as_yes
        and not is_cleared(question, one, TODAY)
    ]


@settings(deadline=None, max_examples=examples(300))
@given(PROFILES, st.sampled_from([*pool(), OWN_MOVEMENTS, ON_BALLS]))
def test_no_step_that_is_left_presses_what_is_out(profile: Profile, one: Routine) -> None:
    verdict = judged(profile)
    allowed = allow(one, verdict)
    kept = allowed.routine.steps if allowed.routine else ()
    for step in kept:
        for side in step.sides:
            for body_side in (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,):
                assert (step.point, body_side) not in verdict.out
        if step.kind is StepKind.MAT:
            assert not verdict.light_only
        assert step.light == (verdict.light_only and step.point is not None)
        assert not (step.light and (step.point, step.side) == ("BL11", Side.BOTH))
    if allowed.routine is not None:
        assert len(kept) + len(allowed.left_out) == allowed.total == len(one.steps)
        assert [s.seconds for s in kept] == [
            s.seconds for s in one.steps if s not in allowed.left_out
        ]
    if any(question.id == "neck" for question in uncleared(profile)):
        assert all(s.note is None and s.care in (None, REST) for s in kept)


@settings(deadline=None, max_examples=examples(300))
@given(PROFILES)
def test_the_gate_opens_only_when_everything_holds(profile: Profile) -> None:
    verdict = judged(profile)
    if not verdict.answers_allow:
        return
    assert set(profile.given) == set(IDS)
    assert not any(profile.given[one].counts_as_yes for one in NEVER)
    for one in UNTIL_CLEARED:
        assert profile.given[one].answer is NO or profile.given[one].cleared_on is not None
    assert profile.confirmed_on is not None
    assert profile.stopped_at is None or profile.stopped_at.date() < TODAY


@settings(deadline=None)
@given(PROFILES)
def test_answers_are_read_as_they_were_written(profile: Profile) -> None:
    found = read_profile(profile_body(profile), TODAY)
    assert dict(found.given) == dict(profile.given)
    assert found.confirmed_on == TODAY


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["yes", "no", "not_sure", "2026-03-02", "left", "nape"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["answer", "answers", "on", "where", *IDS]), inner),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None, max_examples=examples(300))
@given(JSON | st.fixed_dictionaries({"answers": JSON}))
def test_answers_that_cannot_be_read_open_nothing(body: Any) -> None:
    try:
        profile = read_profile(body, TODAY)
    except ProfileError:
        return
    verdict = judged(profile)
    assert not verdict.answers_allow
    assert verdict.ask


def is_an_answer(value: Any) -> bool:
    """By chance a day may be written where a day belongs."""
    day = value.get("on") if isinstance(value, dict) else None
    return isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) is not None


@settings(deadline=None, max_examples=examples(300))
@given(st.sampled_from(IDS), JSON)
def test_one_spoilt_answer_spoils_all(identifier: str, value: Any) -> None:
    assume(not is_an_answer(value))
    body = profile_body(answered())
    answers = body["answers"]
    assert isinstance(answers, dict)
    answers[identifier] = value
    with pytest.raises(ProfileError) as raised:
        read_profile(body, TODAY)
    assert str(raised.value).startswith("the safety answers cannot be read: ")


@pytest.mark.parametrize(
    "row",
    [
        {"answer": "maybe", "on": "2026-03-02"},
        {"answer": "no"},
        {"answer": "no", "on": "yesterday"},
        {"answer": "no", "on": "2026-02-30"},
        {"answer": "no", "on": 20260302},
        {"answer": "no", "on": "20260302"},
        {"answer": "no", "on": "0001100100"},
        {"answer": "yes", "on": "2026-03-02", "cleared_on": "2026-W10-1"},
        {"answer": "no", "on": "2026-03-02", "cleared_on": "soon"},
        {"answer": "yes", "on": "2026-03-02", "where": "nape"},
        {"answer": "yes", "on": "2026-03-02", "where": [["nape"]]},
        {"answer": "yes", "on": "2026-03-02", "where": [["nape", "middle"]]},
    ],
)
def test_a_spoilt_row_is_no_answer(row: dict[str, Any]) -> None:
    with pytest.raises(ProfileError):
        read_profile({"answers": {"skin": row}}, TODAY)


def test_a_table_that_misses_a_part_is_no_table() -> None:
    for key in ("questions", "regions", "groups", "steps_out", "danger_signs", "always"):
        for spoilt in ({}, {key: []}, {key: 1}):
            whole = {k: v for k, v in content("safety.toml").items() if k != key}
            with pytest.raises(ContentError):
                read_rules(whole | spoilt)
    whole = content("safety.toml")
    del whole["stop_page"]
    with pytest.raises(ContentError):
        read_rules(whole)


@pytest.mark.parametrize(
    ("row", "change"),
    [
        (2, {"points_out": []}),
        (5, {"groups_out": []}),
        (0, {"effect": "nothing"}),
        (0, {"asked_again": "never"}),
        (0, {"ask": ""}),
        (0, {"light_only": 1}),
    ],
)
def test_a_spoilt_question_is_no_table(row: int, change: dict[str, Any]) -> None:
    whole = copy.deepcopy(content("safety.toml"))
    whole["questions"][row] |= change
    with pytest.raises(ContentError):
        read_rules(whole)


def test_the_danger_signs_have_their_tiers_and_thresholds() -> None:
    signs = {sign.id: sign for sign in rules().danger_signs}
    assert list(signs) == [f"A{n}" for n in range(1, 8)] + [f"B{n}" for n in range(1, 11)]
    assert all(sign.tier == identifier[0] for identifier, sign in signs.items())
    thresholds = {
        "A1": ["5 minutes"],
        "A4": ["1 metre", "5 stairs", "100 km/h", "65"],
        "B1": ["50"],
        "B2": ["50"],
        "B3": ["3 months"],
        "B7": ["20", "55"],
        "B9": ["10 days", "15 days"],
        "B10": ["4 weeks"],
    }
    for identifier, words in thresholds.items():
        assert all(word in signs[identifier].threshold for word in words), identifier


#: the article's eight danger signs, each by words that any telling of it has
EIGHT = (
    ("tingling", "arms or legs", "stays"),
    ("weakness",),
    ("loss of feeling",),
    ("headache", "confused", "vomiting", "double", "speaking", "walking"),
    ("blurred", "lost sight"),
    ("a fit",),
    ("control over bladder or bowel",),
    ("after an accident", "sudden back pain"),
)


@pytest.mark.parametrize("words", EIGHT)
def test_all_eight_signs_of_the_article_are_said_in_plain_words(words: tuple[str, ...]) -> None:
    signs = [sign for sign in rules().danger_signs if "ART" in sign.source]
    assert any(all(word in sign.plain.lower() for word in words) for sign in signs)


#: Letters of all signs of a tier that fit on a screen of 1280 by 800 with larger text.
ONE_SCREEN = 1100
#: What a doctor says and a patient may not know.
JARGON = r"triptan|ergot|opioid|osteopor|arthrit|paresthes|manipul|seizure|inflammatory|HIV|scalene"


def test_the_plain_words_of_a_tier_fit_on_one_screen_and_say_whom_to_see() -> None:
    for tier in "AB":
        signs = [sign for sign in rules().danger_signs if sign.tier == tier]
        assert sum(len(sign.plain) for sign in signs) < ONE_SCREEN
        for sign in signs:
            assert not re.search(JARGON, f"{sign.plain} {sign.see}", re.IGNORECASE), sign.id
            named = "help" if tier == "A" else "doctor"
            assert named in sign.see, sign.id
    told = " ".join(sign.threshold for sign in rules().danger_signs if sign.tier == "B")
    assert not re.search(JARGON, told, re.IGNORECASE)


def test_what_opens_the_stop_page() -> None:
    assert rules().pain_rise_stops == 3
    opening = {one.id for one in rules().unwelcome if one.opens_stop_page}
    assert opening == {"dizzy_faint", "numb_weak", "sharp_spreading", "severe_headache"}
    assert len(rules().unwelcome) == 8
    assert rules().stop_page["emergency_number"] == "112"


def test_only_an_injury_asks_for_danger_signs_first_and_only_skin_asks_where() -> None:
    assert [q.id for q in rules().questions if q.danger_signs_first] == ["injury"]
    assert [q.id for q in rules().questions if q.asks_where] == ["skin"]
    assert {q.id for q in rules().questions if q.clearance} == UNTIL_CLEARED | {"neck"}


def test_two_rules_that_put_out_the_same_point_both_say_why() -> None:
    verdict = judged(answered(fever=Given(YES, TODAY), neck=Given(YES, TODAY)))
    alone = [
        judged(answered(fever=Given(YES, TODAY))).why_out("BL11"),
        judged(answered(neck=Given(YES, TODAY))).why_out("BL11"),
    ]
    assert all(alone)
    assert alone[0] != alone[1]
    # in the order of the questions: fever is asked before the neck
    assert verdict.why_out("BL11") == tuple(dict.fromkeys((*alone[0], *alone[1])))


def test_light_presses_only_puts_out_the_mat_though_no_point_is_out() -> None:
    verdict = judged(with_one("bleeding", Given(YES, TODAY, cleared_on=TODAY)))
    assert (verdict.answers_allow, verdict.light_only, dict(verdict.out)) == (True, True, {})
    assert all(rule.out_when_light_only for rule in verdict.steps_out)
    mixed = built(
        {"kind": "mat", "seconds": 60},
        {"kind": "hold", "point": "GB20", "side": "both"},
        {"kind": "care", "care": "head_turns"},
    )
    assert [step.kind for step in allow(mixed, verdict).left_out] == [StepKind.MAT]


def test_answers_are_written_in_words_that_later_versions_read() -> None:
    where = (("nape", Side.LEFT), ("shoulder", Side.BOTH))
    profile = Profile(
        {
            "pregnant": Given(YES, date(2026, 3, 2), cleared_on=date(2026, 2, 28)),
            "fever": Given(NO, date(2026, 3, 1)),
            "skin": Given(NOT_SURE, date(2026, 3, 2), where),
        },
        confirmed_on=TODAY,
    )
    written = {
        "answers": {
            "pregnant": {"answer": "yes", "on": "2026-03-02", "cleared_on": "2026-02-28"},
            "fever": {"answer": "no", "on": "2026-03-01"},
            "skin": {
                "answer": "not_sure",
                "on": "2026-03-02",
                "where": [["nape", "left"], ["shoulder", "both"]],
            },
        }
    }
    assert profile_body(profile) == written
    assert read_profile(written, TODAY) == profile
    assert Given(NO, TODAY) == Given(NO, TODAY, where=(), cleared_on=None)


def test_an_answer_on_the_middle_of_the_body_is_refused_with_the_reason() -> None:
    row = {"answer": "yes", "on": "2026-03-02", "where": [["nape", "middle"]]}
    with pytest.raises(ProfileError, match=r"cannot be read: skin has no side middle$"):
        read_profile({"answers": {"skin": row}}, TODAY)


def test_equal_answers_verdicts_and_tables_are_one_in_a_set() -> None:
    assert len({answered(), answered()}) == 1
    assert len({judged(answered()), judged(answered())}) == 1
    assert len({rules(), read_rules(content("safety.toml"))}) == 1


def test_a_day_written_another_way_is_refused_by_its_name() -> None:
    row = {"answer": "no", "on": "20260302"}
    with pytest.raises(ProfileError, match=r"cannot be read: on is no day: 20260302$"):
        read_profile({"answers": {"fever": row}}, TODAY)
