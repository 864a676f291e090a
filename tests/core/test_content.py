"""What we ship about points, against the facts: written out here, so that a slip is noticed."""

from __future__ import annotations

import json
from typing import Any
from unicodedata import normalize

import pytest

from acutimer.core.points import Point, Side, StepKind, read_atlas
from acutimer.core.reading import ContentError
from tests.core.shipped import RESOURCES, atlas, content, whole_atlas

CODES = ("GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4")
VIEWS = json.loads((RESOURCES / "body" / "views.json").read_text(encoding="utf-8"))

HOLD, CIRCLES, PRESSES = StepKind.HOLD, StepKind.CIRCLES, StepKind.PRESSES
#: code: pinyin, hanzi, English name
NAMES = {
    "GB20": ("Fēngchí", "風池", "Wind Pool"),
    "GB21": ("Jiānjǐng", "肩井", "Shoulder Well"),
    "GB14": ("Yángbái", "陽白", "Yang White"),
    "BL10": ("Tiānzhù", "天柱", "Celestial Pillar"),
    "BL11": ("Dàzhù", "大杼", "Great Shuttle"),
    "TE17": ("Yìfēng", "翳風", "Wind Screen"),
    "LI4": ("Hégǔ", "合谷", "Joining Valley"),
}
#: code: (kind, least, most, default seconds a side, presses) of each protocol
PROTOCOLS = {
    "GB20": [(HOLD, 30, 60, 60, None)],
    "GB21": [(HOLD, 180, 180, 180, None)],
    "GB14": [(PRESSES, 60, 60, 60, 20)],
    "BL10": [(HOLD, 60, 60, 60, None), (CIRCLES, 60, 120, 90, None)],
    "BL11": [(HOLD, 120, 120, 120, None)],
    "TE17": [],
    "LI4": [(PRESSES, 60, 60, 60, 30)],
}
SECONDS = {
    "GB20": (30, 60),
    "GB21": (180, 180),
    "GB14": (60, 60),
    "BL10": (120, 180),
    "BL11": (120, 120),
    "TE17": None,
    "LI4": (60, 60),
}
ALIASES = {
    "GB20": {"GB-20", "Gallbladder 20"},
    "GB21": {"GB-21", "Gallbladder 21"},
    "GB14": {"GB-14", "Gallbladder 14"},
    "BL10": {"UB10", "Bladder 10"},
    "BL11": {"UB11", "Bladder 11"},
    "TE17": {"TH17", "SJ17", "TB17", "Triple Energizer 17", "San Jiao 17"},
    "LI4": {"LI04", "Hoku", "Large Intestine 4"},
}


def test_the_points_are_the_seven_of_the_article_in_order() -> None:
    assert tuple(point.code for point in atlas().points) == CODES


@pytest.fixture(params=CODES)
def point(request: pytest.FixtureRequest) -> Point:
    return atlas()[request.param]


def test_names_are_right(point: Point) -> None:
    assert (point.pinyin, point.hanzi, point.name) == NAMES[point.code]
    assert normalize("NFC", point.pinyin) == point.pinyin
    assert point.plain_pinyin.isascii()
    assert ALIASES[point.code] <= set(point.aliases)


def test_times_and_presses_are_right(point: Point) -> None:
    found = [(p.kind, p.least_s, p.most_s, p.default_s, p.presses) for p in point.protocols]
    assert found == PROTOCOLS[point.code]
    assert point.seconds == SECONDS[point.code]
    assert point.presses == {"GB14": 20, "LI4": 30}.get(point.code)
    if point.protocols:
        spans = [(p.least_s, p.most_s) for p in point.protocols]
        assert point.seconds == (sum(s[0] for s in spans), sum(s[1] for s in spans))


def test_only_te17_has_no_timer(point: Point) -> None:
    assert point.timed == (point.code != "TE17")


def test_protocols_say_whose_they_are(point: Point) -> None:
    origins = {"TE17": None, "LI4": "elsewhere"}
    assert point.protocol_origin == origins.get(point.code, "article")
    assert point.protocol_note.strip()


def test_li4_is_labelled_as_coming_from_elsewhere_with_its_source() -> None:
    li4 = atlas()["LI4"]
    assert "Not from the article" in li4.protocol_note
    assert "Cheung" in li4.protocol_note
    assert "CHEUNG" in li4.sources


def test_only_the_hands_cannot_be_pressed_both_at_once(point: Point) -> None:
    assert point.one_at_a_time == (point.code == "LI4")


def test_each_point_lies_on_both_sides(point: Point) -> None:
    assert point.sides == ("left", "right")


def test_each_point_says_what_a_card_needs(point: Point) -> None:
    assert point.article is not None
    said = (point.who.place, point.article.place, point.article.difference, point.tool)
    assert all(words.strip() for words in (*said, point.intensity, point.feel, point.known))
    assert point.cautions
    assert point.who.source == "WHO"
    assert point.who.place != point.article.place


def test_every_place_of_the_article_differs_from_who(point: Point) -> None:
    assert point.article is not None
    assert point.article.agrees is False


def test_each_point_has_words_for_every_side(point: Point) -> None:
    for words in (point.heading, point.hand):
        assert set(words) == {"left", "right", "both"}
        assert len(set(words.values())) == 3


def test_each_point_is_seen_in_each_of_its_views(point: Point) -> None:
    assert len(point.views) == len(set(point.views)) > 0
    for view in point.views:
        for key, picture in VIEWS["views"].items():
            if key.rpartition("/")[2] != view:
                continue
            places = [picture["points"].get(f"{point.code}.{side}", (0, 0, 0)) for side in "LR"]
            seen = max(place[2] for place in places)
            assert seen >= VIEWS["shown_from"], f"{point.code} is hidden in {key}"


def test_sources_are_explained(point: Point) -> None:
    assert {"ART", "WHO"} <= set(point.sources)
    assert len(point.sources) == len(set(point.sources))
    assert set(point.sources) <= set(atlas().sources)
    assert all(atlas().sources[source].strip() for source in point.sources)


def test_no_name_means_two_points() -> None:
    owners: dict[str, set[str]] = {}
    for point in atlas().points:
        for name in (point.code, *point.aliases, point.pinyin, point.plain_pinyin, point.hanzi):
            owners.setdefault("".join(filter(str.isalnum, name.casefold())), set()).add(point.code)
            assert atlas()[name] is point
    assert [name for name, codes in owners.items() if len(codes) > 1] == []


def test_facts_that_must_not_be_lost() -> None:
    points = atlas()
    assert "three" in points["GB20"].tool.lower()
    assert "Turn your head" in points["GB20"].care
    assert "light" in points["BL11"].intensity.lower()
    assert "light" in points["GB14"].intensity.lower()
    assert any("eye" in words for words in points["GB14"].cautions)
    assert "light" in points["TE17"].intensity.lower()
    assert any("pregnancy" in words and "fever" in words for words in points["BL11"].cautions)
    for code in ("GB21", "LI4"):
        assert any("pregnancy" in words for words in points[code].cautions)
    for code in ("GB20", "BL10", "TE17"):
        assert any("throat" in words for words in points[code].cautions)


def test_every_point_has_an_everyday_name_of_its_own() -> None:
    names = [point.plain for point in whole_atlas().points]
    assert len(set(names)) == len(names) == 26
    for point, name in zip(whole_atlas().points, names, strict=True):
        assert point.code not in name
        assert not any(part in name.lower() for part in ("acromion", "mastoid", "occiput", "cun"))


def test_who_words_never_call_a_place_the_front_of_the_neck() -> None:
    for point in atlas().points:
        said = (*point.find, point.who.place, point.landmark_words, *point.heading.values())
        assert not any("anterior" in words or "front of the neck" in words for words in said)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda p: p.pop("pinyin"), "pinyin is missing"),
        (lambda p: p.update(seconds=[60, 30]), "must rise"),
        (lambda p: p.update(seconds=60), "two whole numbers"),
        (lambda p: p.update(sides=["left", "in_turn"]), "may only hold left, right, middle"),
        (lambda p: p.update(sides=["left", "middle"]), "or middle alone"),
        (lambda p: p.update(sides=[]), "or middle alone"),
        (lambda p: p.update(sides=["middle"]), "needs words for middle"),
        (lambda p: p.pop("article"), "article is missing"),
        (lambda p: p.update(protocol=[]), "at least one time"),
        (lambda p: p.update(timed=False), "cannot have a time"),
        (lambda p: p["protocol"][0].update(kind="mat"), "one of hold, circles, presses"),
        (lambda p: p["protocol"][0].update(seconds=[30, 181]), "over 180 s a side"),
        (lambda p: p["protocol"][0].update(default=61), "from 30 to 60"),
        (lambda p: p["strokes"].update(stroke=4), "stroke must lie from 5 to 12, not 4"),
        (lambda p: p["strokes"].update(seconds=[30, 181]), "over 180 s a side"),
        (lambda p: p["strokes"].pop("along"), "along is missing"),
        (lambda p: p["heading"].pop("both"), "needs words for both"),
        (lambda p: p.update(who="here"), "a table was expected"),
        (lambda p: p["who"].update(place=" "), "must be a text"),
        (lambda p: p.update(code="GB21"), "(GB21) is there twice"),
        (lambda p: p.update(one_at_a_time="no"), "true or false"),
    ],
)
def test_a_broken_point_is_left_out_and_the_rest_stay(spoil: Any, words: str) -> None:
    rows = content("points.toml")
    spoilt = rows["points"].pop(0)
    rows["points"].append(spoilt)
    spoil(spoilt)
    found, faults = read_atlas(rows)
    assert [p.code for p in found.points] == list(CODES[1:])
    assert len(faults) == 1
    assert words in faults[0].reason
    assert faults[0].path[:2] == ("points", 6)


@pytest.mark.parametrize("rows", [{}, {"points": 3}, {"points": [1]}, {"points": {}}])
def test_no_points_at_all_are_a_fault(rows: dict[str, Any]) -> None:
    found, faults = read_atlas(rows)
    assert found.points == ()
    assert len(faults) == 1
    assert isinstance(faults[0], ContentError)


def test_an_unknown_point_is_not_found() -> None:
    assert atlas().get("GB99") is None
    assert "GB99" not in atlas()
    assert "th 17" in atlas()
    with pytest.raises(KeyError):
        atlas()["GB99"]


def test_a_point_knows_its_protocols() -> None:
    bl10 = atlas()["BL10"]
    circles = bl10.protocol(CIRCLES)
    assert circles is not None
    assert circles.default_s == 90
    assert bl10.protocol(PRESSES) is None
    assert list(Side) == ["left", "right", "both", "in_turn", "middle"]
