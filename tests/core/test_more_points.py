"""The points beyond the article: against the facts, and under the one table of safety answers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from acutimer.core.points import BOTH_SIDES, Point, Side, Standing, read_atlas
from acutimer.core.safety import Answer, Given, Profile, Verdict, judge
from acutimer.core.safety_table import STANDINGS
from tests.core.shipped import RESOURCES, atlas, content, rules, whole_atlas

VIEWS = json.loads((RESOURCES / "body" / "views.json").read_text(encoding="utf-8"))
MIDDLE, TRIAL, TRADITION = (Side.MIDDLE,), Standing.TRIAL, Standing.TRADITION
#: code: hanzi, English name, sides, standing, first view
FACTS = {
    "GV20": ("百會", "Hundred Convergences", MIDDLE, TRIAL, "shoulder"),
    "GV16": ("風府", "Wind Mansion", MIDDLE, TRADITION, "nape"),
    "GV14": ("大椎", "Great Vertebra", MIDDLE, TRADITION, "nape"),
    "EX-HN5": ("太陽", "Supreme Yang", BOTH_SIDES, TRADITION, "side"),
    "EX-HN3": ("印堂", "Hall of Impression", MIDDLE, TRIAL, "face"),
    "BL2": ("攢竹", "Bamboo Gathering", BOTH_SIDES, TRIAL, "face"),
    "GB8": ("率谷", "Valley Lead", BOTH_SIDES, TRADITION, "side"),
    "TE5": ("外關", "Outer Pass", BOTH_SIDES, TRADITION, "arm"),
    "SI3": ("後谿", "Back Stream", BOTH_SIDES, TRADITION, "hand_edge"),
    "TE3": ("中渚", "Central Islet", BOTH_SIDES, TRADITION, "hand"),
    "SI11": ("天宗", "Celestial Gathering", BOTH_SIDES, TRADITION, "nape"),
    "SI14": ("肩外俞", "Outer Shoulder Transport", BOTH_SIDES, TRIAL, "nape"),
    "SI15": ("肩中俞", "Central Shoulder Transport", BOTH_SIDES, TRIAL, "nape"),
    "LI10": ("手三里", "Arm Three Miles", BOTH_SIDES, TRIAL, "arm"),
    "LI11": ("曲池", "Pool at the Bend", BOTH_SIDES, TRIAL, "arm"),
    "LU7": ("列缺", "Broken Sequence", BOTH_SIDES, TRADITION, "arm"),
    "LR3": ("太衝", "Supreme Surge", BOTH_SIDES, TRADITION, "leg"),
    "GB39": ("懸鐘", "Suspended Bell", BOTH_SIDES, TRADITION, "leg"),
    "EX-UE8": ("外勞宮", "Outer Palace of Toil", BOTH_SIDES, TRADITION, "hand"),
}
NOT_IN_WHO = {"EX-HN5", "EX-HN3", "EX-UE8"}
TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL = tuple(point.code for point in whole_atlas().points)
NECK_AND_UPPER_BACK = {"GB20", "GB21", "BL10", "BL11", "TE17", "GV16", "GV14", "SI11", "SI14"} | {
    "SI15"
}


@pytest.fixture(params=FACTS)
def point(request: pytest.FixtureRequest) -> Point:
    return whole_atlas()[request.param]


def test_they_are_the_nineteen_in_the_order_of_the_facts() -> None:
    assert (*(point.code for point in atlas().points), *FACTS) == ALL


def test_names_sides_and_standings_are_right(point: Point) -> None:
    hanzi, name, sides, standing, view = FACTS[point.code]
    assert (point.hanzi, point.name, point.sides) == (hanzi, name, sides)
    assert (point.standing, point.views[0]) == (standing, view)
    assert point.is_midline == (sides == MIDDLE)
    assert point.plain_pinyin.isascii()


def test_none_has_a_timer_and_each_says_why(point: Point) -> None:
    assert not point.timed
    assert (point.protocols, point.seconds, point.protocol_origin) == ((), None, None)
    assert point.protocol_note.startswith("No timer")


def test_the_article_names_none_and_who_is_said_where_it_does_not_either(point: Point) -> None:
    assert point.article is None
    absent = point.who.place.startswith("Not in WHO 2008: an extra point.")
    assert absent == (point.code in NOT_IN_WHO)
    assert point.who.source == ("WHO91" if absent else "WHO")
    assert point.who.source in point.sources
    if absent:
        assert point.who.derived.startswith("The whole place")


def test_each_says_what_a_card_needs(point: Point) -> None:
    said = (point.tool, point.intensity, point.feel, point.known, point.landmark_words, point.mode)
    assert all(words.strip() for words in said)
    assert point.cautions
    wanted = {"middle"} if point.is_midline else {"left", "right", "both"}
    for words in (point.heading, point.hand):
        assert set(words) == wanted
        assert len(set(words.values())) == len(wanted)
    assert set(point.sources) <= set(atlas().sources)
    assert len(point.sources) == len(set(point.sources))


def test_a_trial_is_said_with_how_far_it_reaches(point: Point) -> None:
    if point.standing is TRIAL:
        assert "trial" in point.known or "study" in point.known
        limits = ("does not show", "Neither shows", "Nothing of the kind")
        assert any(words in point.known for words in limits)
    else:
        assert "was found" in point.known
    no_trial = {"TE3", "SI11", "GB39", "EX-HN5", "LR3"}
    assert ("no trial" in point.known) == (point.code in no_trial)
    assert ("but with needles" in point.known) == (point.code in ("EX-HN5", "LR3"))


def test_hazards_are_told() -> None:
    def cautions(code: str) -> str:
        return " ".join(whole_atlas()[code].cautions)

    assert "temples" in cautions("EX-HN5")
    assert "50" in cautions("EX-HN5")
    assert "doctor" in cautions("EX-HN5")
    assert "eye" in cautions("BL2")
    assert "throat" in cautions("GV16")
    assert "pregnancy" in cautions("LR3")
    for code in ("EX-HN5", "BL2", "EX-HN3", "GV20", "GV16", "LU7"):
        assert "light" in whole_atlas()[code].intensity.lower()


def test_no_two_points_share_a_name_or_the_words_that_name_them() -> None:
    owners: dict[str, set[str]] = {}
    for one in whole_atlas().points:
        names = (one.code, *one.aliases, one.pinyin, one.plain_pinyin, one.hanzi)
        for name in (*names, one.landmark_words, *one.heading.values()):
            owners.setdefault("".join(filter(str.isalnum, name.casefold())), set()).add(one.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_views_are_those_of_the_body_with_the_best_first() -> None:
    nape = "nape whole_back"
    wanted = {
        "GB20": "nape back34 side whole_back", "GB21": "nape shoulder whole_back",
        "BL10": "nape back34 whole_back", "BL11": "nape shoulder whole_back",
        "TE17": "side back34", "GB14": "face front", "LI4": "hand arm front", "GV20": "shoulder",
        "GV16": "nape back34 whole_back", "GV14": "nape back34 whole_back",
        "EX-HN5": "side face", "EX-HN3": "face", "BL2": "face", "GB8": "side", "TE5": "arm hand",
        "SI3": "hand_edge", "TE3": "hand", "EX-UE8": "hand", "SI11": nape, "SI14": nape,
        "SI15": nape, "LI10": "arm", "LI11": "arm", "LU7": "arm hand", "LR3": "leg", "GB39": "leg",
    }  # fmt: skip
    assert {point.code: " ".join(point.views) for point in whole_atlas().points} == wanted


def test_each_is_seen_in_those_of_its_views_that_have_it(point: Point) -> None:
    suffixes = ("",) if point.is_midline else (".L", ".R")
    for key, picture in VIEWS["views"].items():
        places = [picture["points"].get(point.code + suffix) for suffix in suffixes]
        if key.rpartition("/")[2] in point.views and any(places):
            assert max(place[2] for place in places if place) >= VIEWS["shown_from"], key


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda p: p.pop("standing"), "standing is missing"),
        (lambda p: p.update(standing="well known"), "one of tradition only, used in a trial"),
        (lambda p: p["heading"].pop("middle"), "needs words for middle"),
        (lambda p: p.update(sides=["middle", "left"]), "or middle alone"),
    ],
)
def test_a_broken_one_is_left_out(spoil: Any, words: str) -> None:
    rows = content("points-more.toml")
    spoil(rows["points"][0])
    found, (fault,) = read_atlas(rows)
    assert [one.code for one in found.points] == list(FACTS)[1:]
    assert words in fault.reason


def test_a_pack_nobody_knows_is_a_fault() -> None:
    found, (fault,) = read_atlas(content("points-more.toml") | {"pack": "most"})
    assert found.points == ()
    assert fault.path == ("pack",)


# --- safety -----------------------------------------------------------------------------------


def judged(identifier: str = "", given: Given | None = None, *, few: bool = False) -> Verdict:
    answers = {question.id: Given(Answer.NO, TODAY) for question in rules().questions}
    if given is not None:
        answers[identifier] = given
    shown = atlas() if few else whole_atlas()
    return judge(rules(), Profile(answers, confirmed_on=TODAY), shown, NOON)


def out(verdict: Verdict) -> set[str]:
    return {code for code in ALL if verdict.is_out(code)}


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
@pytest.mark.parametrize("identifier", [question.id for question in rules().questions])
def test_the_table_holds_for_all_twenty_six(identifier: str, answer: Answer) -> None:
    verdict = judged(identifier, Given(answer, TODAY))
    expected = {
        "pregnant": {"GB21", "LI4", "BL11", "LR3"},
        "fever": {"BL11"},
        "neck": NECK_AND_UPPER_BACK,
        "skin": set(ALL),
    }
    assert out(verdict) == expected.get(identifier, set())
    assert all(side in whole_atlas()[code].sides for code, side in verdict.out)
    for code in out(verdict):
        reasons = verdict.why_out(code)
        assert reasons
        assert all(reason.source in atlas().sources and reason.standing for reason in reasons)


def test_pregnancy_keeps_lr3_out_by_tradition_even_when_one_was_told_one_may() -> None:
    verdict = judged("pregnant", Given(Answer.YES, TODAY, cleared_on=TODAY))
    assert verdict.answers_allow
    assert verdict.is_out("LR3", Side.LEFT)
    own = [reason for reason in verdict.why_out("LR3") if reason.points]
    assert {(reason.standing, reason.source) for reason in own} == {("tradition", "ROSE")}


@pytest.mark.parametrize("code", [code for code, fact in FACTS.items() if fact[2] == MIDDLE])
def test_a_point_of_the_midline_is_out_once_and_whatever_side_is_asked(code: str) -> None:
    verdict = judged("skin", Given(Answer.YES, TODAY))
    assert [side for one, side in verdict.out if one == code] == [Side.MIDDLE]
    assert all(verdict.is_out(code, side) for side in (*Side, None))
    assert not any(judged().is_out(code, side) for side in (*Side, None))


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.BOTH])
@pytest.mark.parametrize("region", [region.id for region in rules().regions])
def test_skin_puts_out_a_region_its_side_and_what_lies_between(region: str, side: Side) -> None:
    verdict = judged("skin", Given(Answer.YES, TODAY, ((region, side),)))
    sides = BOTH_SIDES if side is Side.BOTH else (side,)
    codes = next(one.points for one in rules().regions if one.id == region)
    wanted: set[tuple[str, Side]] = set()
    for code in codes:
        own = whole_atlas()[code].sides
        wanted |= {(code, one) for one in (own if own == MIDDLE else sides)}
    assert set(verdict.out) == wanted


def test_a_side_that_is_free_stays_free() -> None:
    verdict = judged("skin", Given(Answer.YES, TODAY, (("temple", Side.LEFT),)))
    assert verdict.is_out("EX-HN5", Side.LEFT)
    assert not verdict.is_out("EX-HN5", Side.RIGHT)
    assert not verdict.is_out("EX-HN5", Side.BOTH)
    assert not verdict.is_out("EX-HN5")


def test_more_points_change_nothing_for_the_seven_nor_for_steps_without_a_point() -> None:
    places = [(region.id, side) for region in rules().regions for side in BOTH_SIDES]
    answers = [("skin", Given(Answer.YES, TODAY, (place,))) for place in places]
    answers += [(question.id, Given(Answer.YES, TODAY)) for question in rules().questions]
    for identifier, given in answers:
        seven, whole = judged(identifier, given, few=True), judged(identifier, given)
        kept_rules = [one for one in whole.steps_out if one.point in (None, *atlas_codes())]
        assert list(seven.steps_out) == kept_rules, (identifier, given.where)
        kept = {key: why for key, why in whole.out.items() if key[0] in atlas()}
        assert dict(seven.out) == kept


def test_safety_names_points_groups_regions_and_sources_that_are_there() -> None:
    groups = {group for one in whole_atlas().points for group in one.groups}
    regions = {region.id: set(region.points) for region in rules().regions}
    # the back of the head has no point of its own; GB20 and GV16 lie at its edge
    assert {one.region for one in whole_atlas().points} == set(regions) - {"back_of_head"}
    for one in whole_atlas().points:
        assert one.code in regions[one.region]
    assert set.union(*regions.values()) == set(ALL)
    for question in rules().questions:
        assert set(question.points_out) <= set(ALL)
        assert set(question.groups_out) <= groups
        assert question.reasons
        for reason in question.reasons:
            assert set(reason.points) <= set(ALL)
            assert reason.source in atlas().sources
            assert reason.standing in STANDINGS
    for rule in rules().step_rules:
        assert set(rule.groups) <= groups
        assert set(rule.regions) <= set(regions)
    for reason in rules().always:
        assert set(reason.points) <= set(ALL)
        assert reason.source in atlas().sources
    for sign in rules().danger_signs:
        assert set(sign.source.split(", ")) <= set(atlas().sources)


def atlas_codes() -> tuple[str, ...]:
    return tuple(point.code for point in atlas().points)


def test_one_practitioners_page_is_no_evidence() -> None:
    reasons = [*rules().always, *(one for q in rules().questions for one in q.reasons)]
    from_practitioners = [reason for reason in reasons if reason.source in {"GACH", "ETHOS"}]
    assert len(from_practitioners) == 2
    assert {reason.standing for reason in from_practitioners} == {"practice"}


def test_every_line_of_the_stop_page_names_a_source() -> None:
    table = rules()
    shown = [words for key, words in table.stop_page.items() if key != "ambulance"]
    shown += table.stop_page["ambulance"]
    assert [line.text for line in table.stop_lines] == shown
    for line in table.stop_lines:
        assert set(line.source.split(", ")) <= set(atlas().sources)


def test_temple_and_eye_are_named_among_what_always_holds() -> None:
    temple = [reason.text for reason in rules().always if "EX-HN5" in reason.points]
    assert any("light only" in text for text in temple)
    assert any("50" in text and "doctor" in text for text in temple)
    assert any("BL2" in reason.points and "eye" in reason.text for reason in rules().always)
