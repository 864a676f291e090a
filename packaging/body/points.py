"""Where each of the 26 points lies on a figure: computed from landmarks by its rule.

Rules and their sources: WHO Standard Acupuncture Point Locations (2008) as facts in our words, see
resources/points.toml. What no rule fixes is marked "judged"; what WHO leaves open and we derived is
said in ``derived``. No coordinate of a point stands here, only shares of distances between bones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from landmarks import Body, Hand, hand_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from surface import Spot

BY_RULE, JUDGED = "by rule", "judged"
SIDES = {1: ".L", -1: ".R"}


class Rule(NamedTuple):
    """How a point is found, in words, and how sure that is."""

    words: str
    state: str = BY_RULE
    derived: str = ""


class Found(NamedTuple):
    """A point on a figure with its rule."""

    spot: Spot
    rule: Rule


RULES = {
    "GV20": Rule("in the middle, on the line that joins the tips of both ears",
                 derived="On this figure 5 of the 12 parts from the front hairline, which WHO "
                         "names too, lie further back; we follow the ears."),
    "GV16": Rule("straight below the bump at the back of the head, in the hollow under the skull "
                 "edge",
                 derived="How far below the bump is ours: just under the skull edge."),
    "GV14": Rule("in the middle, half-way between the big knob of the neck (C7) and the next one "
                 "below (T1)"),
    "EX-HN3": Rule("half-way between the inner ends of the eyebrows"),
    "GB20": Rule("as high as Middle of the nape (GV16), half of the way round to the tip of the "
                 "bone behind the ear (mastoid)",
                 derived="The distance from the middle is ours; WHO gives height and hollow."),
    "BL10": Rule("as high as the top of the second neck bone (C2), 1.3 of the 4.5 parts from the "
                 "middle to the bone behind the ear (mastoid)",
                 derived="The distance from the middle is from other textbooks, not from WHO."),
    "BL11": Rule("as high as the lower edge of the first knob below the neck (T1), half-way to "
                 "the inner edge of the shoulder blade"),
    "SI14": Rule("as high as the lower edge of the first knob below the neck (T1), in line with "
                 "the inner edge of the shoulder blade"),
    "SI15": Rule("as high as the lower edge of the big knob of the neck (C7), two thirds of the "
                 "way to the line of the shoulder blade's inner edge"),
    "SI11": Rule("a third of the way from the middle of the shoulder blade's ridge to its lower "
                 "tip"),
    "GB21": Rule("half-way in a straight line between the big knob of the neck (C7) and the outer "
                 "end of the bony shoulder roof (acromion), brought straight up to the skin",
                 derived="WHO says the midpoint of the line; along the bowed skin that is a little "
                         "nearer to the neck."),
    "TE17": Rule("as high as the lower end of the ear lobe, half-way between the lobe and the tip "
                 "of the bone behind the ear (mastoid)", JUDGED,
                 "How far in front of the bone is our judgement."),
    "GB14": Rule("straight above the pupil, a third of the way from eyebrow to hairline"),
    "BL2": Rule("at the inner end of the eyebrow"),
    "EX-HN5": Rule("one thumb width of the figure behind the middle between the brow's and the "
                   "eye's outer ends",
                   JUDGED, "Not in WHO 2008; the whole place is from other books."),
    "GB8": Rule("straight above the tip of the ear, 1.5 parts above the hairline"),
    "LI4": Rule("beside the middle of the second hand bone, on the thumb's side",
                derived="How far beside the bone: a little over half a thumb width, onto the "
                        "muscle."),
    "SI3": Rule("just behind the knuckle of the little finger, on the outer edge", JUDGED,
                "How far behind the knuckle is ours: a little under one thumb width."),
    "TE3": Rule("between the fourth and fifth hand bones, just behind the fourth knuckle",
                derived="How far behind the knuckle is ours: half a thumb width."),
    "EX-UE8": Rule("between the second and third hand bones, half a thumb width behind the "
                   "knuckles",
                   JUDGED, "Not in WHO 2008; the whole place is from other books."),
    "TE5": Rule("2 of 12 parts from the wrist crease to the elbow, between the two bones"),
    "LU7": Rule("1.5 of 12 parts above the wrist crease, on the thumb's edge", JUDGED,
                "The groove between the tendons is not on the figure; the edge is ours."),
    "LI11": Rule("half-way between the elbow crease's end and the outer elbow bone", JUDGED,
                 "Crease and bone are drawn from the elbow's joint: the figure shows neither."),
    "LI10": Rule("2 of 12 parts from Elbow crease (LI11) down to the wrist's thumb side"),
    "LR3": Rule("between the first and second foot bones, just before their bases meet", JUDGED,
                "How far back from the toes is ours: two thumb widths."),
    "GB39": Rule("3 of 16 parts from the outer ankle bone up to the knee, in front of the thin "
                 "bone there (fibula)",
                 JUDGED, "How far in front is ours: half a thumb width."),
}  # fmt: skip


class Finder:
    """Works out points on one figure."""

    def __init__(self, body: Body, marks: dict[str, Spot]) -> None:
        self.body = body
        self._spots = marks
        self.crown = Crown(self)

    def mark(self, name: str) -> NDArray:
        """A landmark's place on the bare skin."""
        return self.body.skin.at(self._spots[name])

    def from_behind(self, x: float, y: float) -> Spot:
        """A ray from behind."""
        return self.body.by_ray(np.array([x, y, -2.0]), np.array([0, 0, 1.0]))

    def from_front(self, x: float, y: float) -> Spot:
        """A ray from the front."""
        return self.body.by_ray(np.array([x, y, 2.0]), np.array([0, 0, -1.0]))

    def from_side(self, side: int, y: float, z: float) -> Spot:
        """A ray from the subject's left or right."""
        return self.body.by_ray(np.array([2.0 * side, y, z]), np.array([-1.0 * side, 0, 0]))

    def round_neck(self, y: float, side: int) -> NDArray:
        """The skin at one height from the midline behind to the mastoid tip's plane."""
        mastoid = self.mark("mastoid_tip" + SIDES[side])
        middle = np.array([0, y, mastoid[2]])
        steps = []
        for degrees in np.arange(0, 90.01, 1.5):
            turn = np.radians(degrees)
            outward = np.array([side * np.sin(turn), 0, -np.cos(turn)])
            spot = self.body.by_ray(middle + outward * 0.085, -outward)
            steps.append(self.body.skin.at(spot))
        return np.array(steps)

    def share_of(self, path: NDArray, share: float) -> NDArray:
        """The place after this share of a polyline's length."""
        lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
        return np.array([np.interp(share * lengths[-1], lengths, path[:, k]) for k in range(3)])

    def on_neck(self, path: NDArray, share: float) -> Spot:
        """That place as a spot."""
        return self.body.skin.nearest_spot(self.share_of(path, share))

    def shoulder_ray(self, side: int) -> tuple[NDArray, NDArray]:
        """The middle between C7 and acromion, and the way out to the skin above it."""
        middle = (self.mark("C7") + self.mark("acromion" + SIDES[side])) / 2
        return middle, np.array([0, 0.80, -0.60])


class Crown:
    """The midline over the head, and the parts it is measured in."""

    def __init__(self, finder: Finder) -> None:
        skin, body = finder.body.skin, finder.body
        glabella, back = finder.mark("glabella"), finder.mark("hairline_back")
        centre = np.array([0, (glabella[1] + finder.mark("vertex")[1]) / 2 - 0.03, 0.045])
        steps = []
        for degrees in np.arange(-15, 195, 1.0):
            turn = np.radians(degrees)
            outward = np.array([0, np.sin(turn), np.cos(turn)])
            steps.append(skin.at(body.by_ray(centre + outward * 0.25, -outward)))
        for y in np.arange(steps[-1][1], back[1] - 0.01, -0.002):
            steps.append(skin.at(finder.from_behind(0, y)))
        self.path = np.array(steps)
        self._along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(self.path, axis=0), axis=1))]
        self.brow, self.front, self.back = (
            self.along_at(finder.mark(name)) for name in
            ("glabella", "hairline_front", "hairline_back")
        )  # fmt: skip
        #: Metres of one part: three from brow to hairline, for the face.
        self.brow_cun = (self.front - self.brow) / 3
        #: Metres of one part: twelve from hairline to hairline.
        self.cun = (self.back - self.front) / 12

    def along_at(self, place: NDArray) -> float:
        """How far along the midline a place lies (metres)."""
        return float(self._along[np.linalg.norm(self.path - place, axis=1).argmin()])

    def at(self, along: float) -> NDArray:
        """The place that far along."""
        return np.array([np.interp(along, self._along, self.path[:, k]) for k in range(3)])


def middle_points(f: Finder) -> dict[str, Spot]:
    """The four points on the midline."""
    bump, edge = f.mark("occipital_bump"), f.mark("skull_edge")
    below = edge[1] - 0.57 * (bump[1] - edge[1])
    brow = (f.mark("brow_inner.L") + f.mark("brow_inner.R")) / 2
    knobs = (f.mark("C7")[1] + f.mark("T1")[1]) / 2
    ears = (f.mark("ear_apex.L") + f.mark("ear_apex.R")) / 2
    return {
        "GV20": f.body.by_ray(np.array([0, 3.0, ears[2]]), np.array([0, -1.0, 0])),
        "GV16": f.from_behind(0, below),
        "GV14": f.from_behind(0, knobs),
        "EX-HN3": f.from_front(0, brow[1]),
    }


def head_and_back(f: Finder, side: int, middle: dict[str, Spot]) -> dict[str, Spot]:
    """The points of head, neck, shoulder and back on one side."""
    s = SIDES[side]
    high = f.body.skin.at(middle["GV16"])[1]
    mastoid, lobe = f.mark("mastoid_tip" + s), f.mark("earlobe_low" + s)
    border = abs(f.mark("blade_spine_inner" + s)[0])
    t1, c7 = f.mark("T1_lower")[1], f.mark("C7_lower")[1]
    blade = f.mark("blade_spine_middle" + s) * 2 / 3 + f.mark("blade_tip" + s) / 3
    start, out = f.shoulder_ray(side)
    brow, pupil = f.mark("brow_middle" + s), f.mark("pupil" + s)
    third = f.crown.at(f.crown.brow + (f.crown.front - f.crown.brow) / 3)
    temple = (f.mark("brow_outer" + s) + f.mark("eye_corner" + s)) / 2
    over_ear = f.mark("hairline_over_ear" + s)
    return {
        "GB20": f.on_neck(f.round_neck(high, side), 0.5),
        "BL10": f.on_neck(f.round_neck(f.mark("C2")[1], side), 1.3 / 4.5),
        "BL11": f.from_behind(side * border / 2, t1),
        "SI14": f.from_behind(side * border, t1),
        "SI15": f.from_behind(side * border * 2 / 3, c7),
        "SI11": f.from_behind(blade[0], blade[1]),
        "GB21": f.body.by_ray(start + out * 0.12, -out),
        "TE17": f.from_side(side, mastoid[1], (mastoid[2] + lobe[2]) / 2),
        "GB14": f.from_front(pupil[0], brow[1] + third[1] - f.mark("glabella")[1]),
        "BL2": f.body.skin.nearest_spot(f.mark("brow_inner" + s)),
        "EX-HN5": f.from_side(side, temple[1], temple[2] - f.crown.brow_cun),
        "GB8": f.body.skin.nearest_spot(_up_the_skull(f, side, over_ear, 1.5 * f.crown.cun)),
    }


def _up_the_skull(f: Finder, side: int, start: NDArray, far: float) -> NDArray:
    """The place ``far`` metres up the side of the head."""
    path = [
        f.body.skin.at(f.from_side(side, start[1] + rise, start[2]))
        for rise in np.arange(0, 0.05, 0.002)
    ]
    return f.share_of(np.array(path), far / np.linalg.norm(np.diff(path, axis=0), axis=1).sum())


def arm_and_leg(f: Finder, side: int) -> dict[str, Spot]:
    """The points of hand, forearm, foot and lower leg on one side."""
    letter, s = ("l", ".L") if side > 0 else ("r", ".R")
    hand = hand_frame(f.body, side)

    def joint(name: str) -> NDArray:
        return f.body.joint(f"{letter}-{name}")

    def on_back(place: NDArray) -> Spot:
        return f.body.by_ray(place + hand.back * 0.06, -hand.back)

    def up(parts: float) -> NDArray:
        return hand.wrist + hand.up_arm * parts * hand.cun

    bone2 = (joint("hand-3") + joint("finger-2-1")) / 2
    knuckles = {n: joint(f"finger-{n}-1") for n in "2345"}
    edge = _thumb_edge(hand)
    li11 = (f.mark("elbow_crease" + s) + f.mark("elbow_outer" + s)) / 2
    li11_spot = f.body.skin.nearest_spot(li11 + (li11 - joint("elbow")) * 0.2)
    li11_at = f.body.skin.at(li11_spot)
    li10 = li11_at + (f.mark("wrist_thumb_side" + s) - li11_at) * 2 / 12
    toes = (joint("toe-1-1") + joint("toe-2-1")) / 2
    heelward = joint("ankle") - toes
    heelward[1] = 0
    heelward /= np.linalg.norm(heelward)
    shin = f.mark("knee_outer" + s) - f.mark("ankle_outer" + s)
    fibula = f.mark("ankle_outer" + s) + shin * 3 / 16
    return {
        "LI4": on_back(bone2 + hand.thumbward * 0.57 * hand.cun),
        "SI3": f.body.by_ray(
            knuckles["5"] - hand.along * 0.72 * hand.cun - hand.thumbward * 0.06
            - hand.back * 0.003, hand.thumbward),
        "TE3": on_back((knuckles["4"] + knuckles["5"]) / 2 - hand.along * 0.5 * hand.cun),
        "EX-UE8": on_back((knuckles["2"] + knuckles["3"]) / 2 - hand.along * 0.5 * hand.cun),
        "TE5": on_back(up(2)),
        "LU7": f.body.by_ray(up(1.5) + edge * 0.06, -edge),
        "LI11": li11_spot,
        "LI10": f.body.skin.nearest_spot(li10),
        "LR3": f.body.by_ray(toes + heelward * 2.0 * hand.cun + [0, 0.3, 0], [0, -1.0, 0]),
        "GB39": f.from_side(side, fibula[1], fibula[2] + 0.5 * hand.cun),
    }  # fmt: skip


def _thumb_edge(hand: Hand) -> NDArray:
    """Straight out of the forearm's thumb edge, a little towards the back of the hand."""
    across = hand.thumbward - hand.up_arm * (hand.thumbward @ hand.up_arm)
    across /= np.linalg.norm(across)
    edge = across * 0.9 + hand.back * 0.25
    return edge / np.linalg.norm(edge)


def points(f: Finder) -> dict[str, Found]:
    """Every point on both sides: "GB20.L", "GV16"."""
    middle = middle_points(f)
    found = {code: Found(spot, RULES[code]) for code, spot in middle.items()}
    parts: list[Callable[[int], dict[str, Spot]]] = [
        lambda side: head_and_back(f, side, middle),
        lambda side: arm_and_leg(f, side),
    ]
    for side, suffix in SIDES.items():
        for part in parts:
            found |= {code + suffix: Found(spot, RULES[code]) for code, spot in part(side).items()}
    return found
