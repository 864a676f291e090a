"""Anatomy that is checked, not believed: points against bones, sides, proportions, pictures."""

from __future__ import annotations

import numpy as np
import pytest

from acutimer.core.spots import Spot, spot_place
from tests.body.figures import FIGURES, SIDES, figure, line, mark, point, read, share_along

MM = 0.001
#: A point may lie this far from what its rule says.
TOLERANCE = 3 * MM
MIDDLE = {"GV20", "GV16", "GV14", "EX-HN3"}
PAIRED = {
    "GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4", "EX-HN5", "BL2", "GB8", "TE5", "SI3",
    "TE3", "SI11", "SI14", "SI15", "LI10", "LI11", "LU7", "LR3", "GB39", "EX-UE8",
}  # fmt: skip
both = pytest.mark.parametrize("name", FIGURES)
sides = pytest.mark.parametrize("side", SIDES)


@both
def test_all_26_points_have_a_place_and_a_state(name: str) -> None:
    wanted = MIDDLE | {code + side for code in PAIRED for side in SIDES}
    told = figure(name)["points"]
    assert set(told) == wanted
    assert {one["state"] for one in told.values()} == {"by rule", "judged"}
    assert all(len(one["rule"]) > 15 for one in told.values())


@both
def test_what_we_derived_is_marked(name: str) -> None:
    told = figure(name)["points"]
    for code in ("GB20", "BL10"):
        assert "distance from the middle" in told[f"{code}.L"]["derived"]
    assert told["TE17.L"]["state"] == "judged"


@both
@sides
def test_gb21_is_half_way_from_c7_to_the_acromion(name: str, side: str) -> None:
    middle = (mark(name, "C7") + mark(name, "acromion" + side)) / 2
    out = np.array([0, 0.80, -0.60])
    offset = point(name, "GB21" + side) - middle
    assert offset @ out > 0, "the point lies on the skin above the line"
    assert np.linalg.norm(offset - (offset @ out) * out) < TOLERANCE
    told = figure(name)["points"]["GB21" + side]
    assert "straight line" in told["rule"]
    assert "along the bowed skin" in told["derived"]
    along, _ = share_along(line(name, "GB21" + side)[0], point(name, "GB21" + side))
    assert 0.44 < along < 0.5, "nearer to the neck along the skin, as is said"


@both
@sides
def test_the_bone_behind_the_ear_and_te17_go_by_the_lobe(name: str, side: str) -> None:
    """Point and bone move together: only the lobe, which is drawn, can tell that both are off."""
    lobe, tip = mark(name, "earlobe_low" + side), mark(name, "mastoid_tip" + side)
    place = point(name, "TE17" + side)
    assert abs(tip[1] - lobe[1]) < 5 * MM
    assert abs(place[1] - lobe[1]) < TOLERANCE
    assert tip[2] + TOLERANCE < place[2] < lobe[2] - TOLERANCE, "between bone and lobe"
    assert 50 * MM < mark(name, "ear_apex" + side)[1] - lobe[1] < 72 * MM
    outline = np.array(figure(name)["structures"]["mastoid" + side]["parts"][0]["path"])
    assert abs(outline[:, 1].min() - tip[1]) < TOLERANCE, "the drawn bone ends in its tip"


@both
def test_bl10_lies_half_a_cun_above_the_hairline(name: str) -> None:
    hairline, cun = mark(name, "hairline_back"), figure(name)["cun_m"]
    for side in SIDES:
        assert point(name, "BL10" + side)[1] - hairline[1] == pytest.approx(cun / 2, abs=TOLERANCE)


@both
@sides
def test_bones_agree_with_bones_that_no_point_hangs_on(name: str, side: str) -> None:
    heights = {which: mark(name, which)[1] for which in ("T1", "T2", "T3", "T4", "T6", "T9")}
    ridge, tip = mark(name, "blade_spine_inner" + side), mark(name, "blade_tip" + side)
    assert heights["T2"] > ridge[1] > heights["T4"], "the ridge begins beside T3"
    assert heights["T6"] > tip[1] > heights["T9"], "the lower tip lies beside T7 and T8"
    assert heights["T1"] > mark(name, "acromion" + side)[1] > heights["T3"]
    stature = figure(name)["stature_m"]
    assert mark(name, "C7")[1] / stature == pytest.approx(0.855, abs=0.02)
    assert 0.13 < figure(name)["scales_m"]["wrist-elbow/12"] * 12 / stature < 0.165
    wrist, knuckle = mark(name, "wrist_crease_back" + side), mark(name, "knuckle3" + side)
    assert 0.045 < np.linalg.norm(knuckle - wrist) / stature < 0.065


@both
@sides
@pytest.mark.parametrize(
    ("code", "level", "share"),
    [("BL11", "T1_lower", 1 / 2), ("SI14", "T1_lower", 1.0), ("SI15", "C7_lower", 2 / 3)],
)
def test_points_beside_the_spine(name: str, side: str, code: str, level: str, share: float) -> None:
    border = mark(name, "blade_spine_inner" + side)[0]
    place = point(name, code + side)
    assert abs(place[0] - share * border) < TOLERANCE
    assert abs(place[1] - mark(name, level)[1]) < TOLERANCE


@both
@sides
@pytest.mark.parametrize(
    ("code", "share"),
    [("GB20", 0.5), ("BL10", 1.3 / 4.5), ("BL11", 0.5), ("SI14", 1.0), ("SI15", 2 / 3)],
)
def test_the_measuring_line_ends_at_bones_and_holds_the_point(
    name: str, side: str, code: str, share: float
) -> None:
    path, marks = line(name, code + side)
    found, away = share_along(path, point(name, code + side))
    assert away < TOLERANCE
    length = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    assert abs(found - share) * length < TOLERANCE
    assert next(one["text"] for one in marks) in ("middle", "spine")


@both
@sides
def test_gb20_and_bl10_run_round_to_the_mastoid(name: str, side: str) -> None:
    tip = mark(name, "mastoid_tip" + side)
    for code in ("GB20", "BL10"):
        path, _ = line(name, code + side)
        assert abs(path[0][0]) < TOLERANCE, "it begins on the midline"
        assert abs(path[-1][2] - tip[2]) < 2 * TOLERANCE, "it ends in the mastoid tip's plane"


@both
@sides
def test_gb14_is_a_third_of_the_way_above_the_pupil(name: str, side: str) -> None:
    place = point(name, "GB14" + side)
    assert abs(place[0] - mark(name, "pupil" + side)[0]) < TOLERANCE
    brow, hairline = mark(name, "brow_middle" + side), mark(name, "hairline_front")
    rise = hairline[1] - mark(name, "glabella")[1]
    share = (place[1] - brow[1]) / rise
    assert 0.30 < share < 0.40, "a third of the curved way is a little more of the height"
    along, away = share_along(line(name, "GB14" + side)[0], place)
    assert along == pytest.approx(1 / 3, abs=0.04), "measured up to the hair that is drawn"
    assert away < TOLERANCE


@both
@sides
def test_si11_divides_the_shoulder_blade(name: str, side: str) -> None:
    middle = mark(name, "blade_spine_middle" + side)
    wanted = middle + (mark(name, "blade_tip" + side) - middle) / 3
    assert np.linalg.norm((point(name, "SI11" + side) - wanted)[:2]) < TOLERANCE


@both
@sides
def test_te5_and_li10_divide_the_forearm(name: str, side: str) -> None:
    cun = figure(name)["scales_m"]["wrist-elbow/12"]
    wrist = mark(name, "wrist_crease_back" + side)
    assert np.linalg.norm(point(name, "TE5" + side) - wrist) == pytest.approx(2 * cun, rel=0.06)
    low, high = mark(name, "wrist_thumb_side" + side), point(name, "LI11" + side)
    along = (point(name, "LI10" + side) - high) @ (low - high) / ((low - high) @ (low - high))
    assert along == pytest.approx(2 / 12, abs=0.012)


@both
@sides
def test_li4_lies_beside_the_middle_of_the_second_hand_bone(name: str, side: str) -> None:
    base, head = mark(name, "hand_bone2_base" + side), mark(name, "hand_bone2_head" + side)
    along = (point(name, "LI4" + side) - base) @ (head - base) / ((head - base) @ (head - base))
    assert along == pytest.approx(0.5, abs=0.08)
    beside = np.linalg.norm(point(name, "LI4" + side) - (base + along * (head - base)))
    assert 8 * MM < beside < 22 * MM


@both
def test_levels_of_the_neck(name: str) -> None:
    order = ["vertex", "occipital_bump", "C2", "C7", "T1", "T2"]
    heights = [mark(name, which)[1] for which in order]
    assert heights == sorted(heights, reverse=True)
    gv16, c2 = point(name, "GV16"), mark(name, "C2")
    assert mark(name, "skull_edge")[1] > gv16[1] > c2[1]
    for side in SIDES:
        assert abs(point(name, "GB20" + side)[1] - gv16[1]) < TOLERANCE
        assert abs(point(name, "BL10" + side)[1] - c2[1]) < TOLERANCE
        tip = mark(name, "mastoid_tip" + side)
        assert abs(point(name, "TE17" + side)[1] - tip[1]) < TOLERANCE
        assert point(name, "TE17" + side)[2] > tip[2], "in front of the mastoid"
        assert point(name, "TE17" + side)[2] < mark(name, "earlobe_low" + side)[2]
    scale = figure(name)["stature_m"] / 1.70
    assert 29 * MM * scale < gv16[1] - c2[1] < 36 * MM * scale, "bone, not hairline, sets BL10"
    assert mark(name, "C7")[1] > point(name, "GV14")[1] > mark(name, "T1")[1]


@both
def test_the_body_agrees_with_itself_on_a_cun(name: str) -> None:
    scales = figure(name)["scales_m"]
    compared = [scales[key] for key in ("stature/75", "glabella-hairline/3", "glabella-C7/18")]
    assert max(compared) / min(compared) < 1.15, scales
    assert figure(name)["cun_m"] == scales["stature/75"]


@both
def test_left_mirrors_right(name: str) -> None:
    for kind in ("points", "landmarks"):
        told = figure(name)[kind]
        for which in told:
            if which.endswith(".L"):
                left, right = (
                    np.array(told[which[:-2] + side]["at"] if kind == "points"
                             else told[which[:-2] + side])
                    for side in SIDES
                )  # fmt: skip
                mirror = np.array([-1, 1, 1, -1, 1, 1])
                assert np.linalg.norm((left * mirror - right)[:3]) < 1.5 * MM, which
                assert np.linalg.norm((left * mirror - right)[3:]) < 0.15, which


@both
def test_normals_are_unit_and_point_outward(name: str) -> None:
    centre = np.array([0, mark(name, "C7")[1], 0.02])
    for which, one in figure(name)["points"].items():
        place, normal = np.array(one["at"][:3]), np.array(one["at"][3:])
        assert np.linalg.norm(normal) == pytest.approx(1, abs=0.02), which
        if which.split(".")[0] in ("GB20", "BL10", "BL11", "GV14", "GB14", "TE17"):
            level = np.array([0, place[1], centre[2] + 0.02])
            assert normal @ (place - level) > 0, which


#: The picture in which each point is looked for first, and one in which the body hides it.
PRIMARY = {
    "GB20": "nape", "BL10": "nape", "GB21": "nape", "BL11": "nape", "GV20": "shoulder",
    "GV16": "nape",
    "GV14": "nape", "SI11": "nape", "SI14": "nape", "SI15": "nape", "GB14": "face",
    "EX-HN3": "face", "BL2": "face", "TE17": "side", "EX-HN5": "side", "GB8": "side",
    "LI4": "hand", "TE3": "hand", "EX-UE8": "hand", "SI3": "hand_edge", "TE5": "arm",
    "LI10": "arm", "LI11": "arm", "LU7": "arm", "LR3": "leg", "GB39": "leg",
}  # fmt: skip


@both
def test_each_point_is_seen_in_its_picture(name: str) -> None:
    shown_from = read("views")["shown_from"]
    for code, view in PRIMARY.items():
        for side in SIDES if code in PAIRED else ("",):
            twin = f"{name}/{view}_right"
            right = side == ".R" and twin in read("views")["views"]
            places = read("views")["views"][twin if right else f"{name}/{view}"]["points"]
            assert places[code + side][2] >= shown_from, (name, view, code + side)


@both
def test_the_body_hides_what_lies_behind_it(name: str) -> None:
    turn = read("turn")["views"]
    front, back = turn[f"{name}/turn.000"]["points"], turn[f"{name}/turn.180"]["points"]
    left, right = turn[f"{name}/turn.090"]["points"], turn[f"{name}/turn.270"]["points"]
    for which in ("GB14.L", "GB14.R", "EX-HN3"):
        assert front[which][2] > 0.35, which
        assert back[which][2] == 0, which
    for which in ("GB20.L", "BL10.R", "GV14", "BL11.L"):
        assert back[which][2] > 0.35, which
        assert front[which][2] == 0, which
    assert left["TE17.L"][2] > 0.35
    assert left["TE17.R"][2] == 0
    assert right["TE17.R"][2] > 0.35
    assert right["TE17.L"][2] == 0


def _inside(polygon: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


@both
def test_no_point_lies_in_the_never_press_zone(name: str) -> None:
    rings = [np.array(zone["path"]) for zone in figure(name)["never_press"]]
    assert rings
    for which, one in figure(name)["points"].items():
        place = np.array(one["at"])
        for axes, towards in (((2, 1), (1, 0, 0)), ((2, 1), (-1, 0, 0)), ((0, 1), (0, 0, 1))):
            if place[3:] @ np.array(towards) < 0.05:
                continue
            for ring in rings:
                facing = ring[ring[:, 3:] @ np.array(towards) > 0.05]
                outline = [(row[axes[0]], row[axes[1]]) for row in facing]
                assert not _inside(outline, place[axes[0]], place[axes[1]]), which


@both
def test_no_own_spot_of_a_timed_point_can_reach_the_zone(name: str) -> None:
    rings = [np.array(zone["path"]) for zone in figure(name)["never_press"]]
    cun = figure(name)["cun_m"]
    for code in ("GB20", "GB21", "GB14", "BL10", "BL11", "LI4"):
        standard = tuple(figure(name)["points"][f"{code}.L"]["at"])
        for turn in np.linspace(0, 2 * np.pi, 24, endpoint=False):
            spot = Spot(float(np.cos(turn)), float(np.sin(turn)))
            moved = np.array(spot_place(standard, spot, cun, "left"))  # type: ignore[arg-type]
            for axes, towards in (((2, 1), (1, 0, 0)), ((0, 1), (0, 0, 1))):
                if moved[3:] @ np.array(towards) < 0.05:
                    continue
                for ring in rings:
                    facing = ring[ring[:, 3:] @ np.array(towards) > 0.05]
                    outline = [(row[axes[0]], row[axes[1]]) for row in facing]
                    assert not _inside(outline, moved[axes[0]], moved[axes[1]]), (code, spot)


@both
@sides
def test_the_drawn_trapezius_agrees_with_the_points_beside_it(name: str, side: str) -> None:
    part = figure(name)["structures"]["trapezius" + side]["parts"][0]["path"]
    outline = [(row[0], row[1]) for row in part]
    for code, within in (("GB20", False), ("BL10", False), ("BL11", True)):
        x, y, _ = point(name, code + side)
        assert _inside(outline, x, y) is within, code


@both
@sides
def test_points_on_the_head_keep_their_rules(name: str, side: str) -> None:
    ears = (mark(name, "ear_apex.L") + mark(name, "ear_apex.R")) / 2
    gv20 = point(name, "GV20")
    assert abs(gv20[0]) < TOLERANCE
    assert abs(gv20[2] - ears[2]) < TOLERANCE
    assert gv20[1] > ears[1] + 0.05
    knobs = (mark(name, "C7")[1] + mark(name, "T1")[1]) / 2
    assert abs(point(name, "GV14")[1] - knobs) < TOLERANCE
    assert abs(point(name, "GV14")[0]) < TOLERANCE
    assert abs(point(name, "GV16")[0]) < TOLERANCE
    assert abs(point(name, "EX-HN3")[1] - mark(name, "brow_inner" + side)[1]) < TOLERANCE
    assert abs(point(name, "EX-HN3")[0]) < TOLERANCE
    assert np.linalg.norm(point(name, "BL2" + side) - mark(name, "brow_inner" + side)) < TOLERANCE
    middle = (mark(name, "brow_outer" + side) + mark(name, "eye_corner" + side)) / 2
    temple = point(name, "EX-HN5" + side)
    assert abs(temple[1] - middle[1]) < TOLERANCE
    assert middle[2] - temple[2] == pytest.approx(
        figure(name)["scales_m"]["glabella-hairline/3"], abs=TOLERANCE
    )
    over = mark(name, "hairline_over_ear" + side)
    assert abs(point(name, "GB8" + side)[2] - over[2]) < TOLERANCE
    assert point(name, "GB8" + side)[1] > over[1] + 0.03


@both
@sides
def test_points_of_hand_and_foot_lie_where_their_rules_say(name: str, side: str) -> None:
    cun = figure(name)["scales_m"]["wrist-elbow/12"]

    def apart(code: str, *marks: str) -> float:
        middle = np.mean([mark(name, one + side) for one in marks], axis=0)
        return float(np.linalg.norm(point(name, code + side) - middle)) / cun

    assert apart("TE3", "knuckle4", "knuckle5") == pytest.approx(0.5, abs=0.3)
    assert apart("EX-UE8", "hand_bone2_head", "knuckle3") == pytest.approx(0.5, abs=0.3)
    assert 0.5 < apart("SI3", "knuckle5") < 1.5
    assert apart("LI11", "elbow_crease", "elbow_outer") < 1.0
    up = mark(name, "knee_outer" + side) - mark(name, "ankle_outer" + side)
    shin = (point(name, "GB39" + side) - mark(name, "ankle_outer" + side)) @ up / (up @ up)
    assert shin == pytest.approx(3 / 16, abs=0.02)


@both
def test_the_throat_is_in_the_zone(name: str) -> None:
    """The test above could not fail if the zone were somewhere else."""
    rings = [np.array(zone["path"]) for zone in figure(name)["never_press"]]
    low = mark(name, "sternal_notch")[1]
    front = [[(row[0], row[1]) for row in ring if row[5] > 0.05] for ring in rings]
    for x in (0.012, -0.012):
        assert any(_inside(outline, x, low + 0.045) for outline in front)
    tip = mark(name, "mastoid_tip.L")
    left = [[(row[2], row[1]) for row in ring if row[3] > 0.05] for ring in rings]
    assert any(_inside(outline, tip[2] + 0.022, tip[1] - 0.055) for outline in left if outline)


@both
def test_the_never_press_zone_is_not_drawn_over_the_face(name: str) -> None:
    """Chin and jaw hide what lies behind them of the throat."""
    for yaw in (*range(320, 360, 5), *range(0, 45, 5)):
        told = read("turn")["views"][f"{name}/turn.{yaw:03d}"]
        left, right, notch = (
            told["landmarks"][mark] for mark in ("pupil.L", "pupil.R", "sternal_notch")
        )
        eyes, down = max(left[1], right[1]), notch[1] - max(left[1], right[1])
        across = sorted((left[0], right[0]))
        corners = [place for zone in told["zones"] for place in zone["polygon"]]
        below = [(y - eyes) / down for x, y in corners if across[0] <= x <= across[1]]
        assert min(below) > 0.52, f"{yaw} degrees"


@both
@sides
def test_the_side_neck_muscle_has_both_its_heads(name: str, side: str) -> None:
    """One comes from the breastbone, the other from the collarbone, with a gap between them."""
    parts = figure(name)["structures"]["sternocleidomastoid" + side]["parts"]
    chest, collar = (np.array(part["path"])[-1, :3] for part in parts)
    notch = mark(name, "sternal_notch")
    assert abs(chest[0] - notch[0]) < 20 * MM
    assert abs(collar[0] - notch[0]) > 30 * MM
    assert max(abs(chest[1] - notch[1]), abs(collar[1] - notch[1])) < 12 * MM
    first = np.array(parts[0]["path"])[:, :3]
    joins = np.array(parts[1]["path"])[0, :3]
    assert np.linalg.norm(first - joins, axis=1).min() < 12 * MM, "and above they are one"
