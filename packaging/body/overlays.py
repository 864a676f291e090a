"""What is drawn over the pictures: structures under the skin, measuring lines, finger paths, zones.

All of it as places on the figure, so that the app can project it into every view and every frame of
the turn. Outlines of structures are simplified and chosen by eye on the reference build, within the
bones of landmarks.py: good for "feel here", not for a surgeon, and marked approximate.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import plates
from figures import smoothstep
from landmarks import Place, hand_frame
from paths import even, share_nearest, up_to_the_hair
from points import SIDES, Finder, Found
from surface import closed_spline, spline

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Places along an outline lie this far apart (metres).
_STEP = 0.005
_WIDE_STEP = 0.008


class Overlays:
    """Works out everything that is drawn over the pictures of one figure."""

    def __init__(self, finder: Finder, marks: dict, found: dict[str, Found]) -> None:
        self._f, self._body, self._marks, self._found = finder, finder.body, marks, found
        #: For each mastoid: where the tables have its tip on the reference, and how far this
        #: figure's own tip lies from there.
        self._tips = []
        for suffix in SIDES.values():
            reference = self._body.reference
            chosen = reference.at(self._body.chosen("mastoid_tip" + suffix))
            self._tips.append((chosen, reference.at(marks["mastoid_tip" + suffix]) - chosen))

    def everything(self) -> dict:
        """The content of figure.json for this figure."""
        found = self._found
        return {
            "cun_m": round(float(self._body.model.skin[:, 1].max()) / 75, 5),
            "stature_m": round(float(self._body.model.skin[:, 1].max()), 4),
            "scales_m": self._scales(),
            "points": {name: self._point(one) for name, one in found.items()},
            "landmarks": {name: row(self._body.place(spot)) for name, spot in self._marks.items()},
            "structures": self._structures(),
            "structures_of": plates.STRUCTURES_OF,
            "measures": self._measures(),
            "finger_paths": self._finger_paths(),
            "article": self._article(),
            "never_press": [{"path": self._throat(side)} for side in SIDES],
            "regions": {
                name + suffix: [
                    {
                        "path": self._draped(self._curve(controls, side, closed=True), _WIDE_STEP)[
                            :-1
                        ]
                    }
                ]
                for name, controls in plates.REGIONS.items()
                for side, suffix in SIDES.items()
            },
        }

    def _scales(self) -> dict:
        """Metres of one body-cun by each of the standard's measures that the figure has."""
        f = self._f
        return {
            "stature/75": round(float(self._body.model.skin[:, 1].max()) / 75, 5),
            "glabella-hairline/3": round(f.crown.brow_cun, 5),
            # the standard's own way out where the hairlines are no good measure
            "glabella-C7/18": round((f.crown.along_at(f.mark("C7")) - f.crown.brow) / 18, 5),
            "wrist-elbow/12": round(float(hand_frame(self._body, 1).cun), 5),
        }  # fmt: skip

    def _point(self, one: Found) -> dict:
        told = {"at": row(self._body.place(one.spot)), "state": one.rule.state}
        told["rule"] = one.rule.words
        if one.rule.derived:
            told["derived"] = one.rule.derived
        return told

    # --- places ---------------------------------------------------------------------------

    def _control(self, control: tuple, side: int) -> NDArray:
        kind, *rest = control
        reference = self._body.reference
        if kind == "back":
            return reference.from_behind(side * rest[0], rest[1])
        if kind == "front":
            return reference.from_front(side * rest[0], rest[1])
        if kind.endswith("side"):
            return reference.from_side(-side if kind[0] == "-" else side, rest[0], rest[1])
        return reference.nearest(np.array([side * rest[0], rest[1], rest[2]]))

    def _draped(self, curve: NDArray, step: float) -> list[list[float]]:
        """A curve on the reference, laid on this figure's skin at even steps."""
        spots = [self._body.reference.nearest_spot(place) for place in even(curve, step)]
        return [row(self._body.place(spot)) for spot in spots]

    def _curve(self, controls: list, side: int, *, closed: bool) -> NDArray:
        places = [self._control(control, side) for control in controls]
        if not closed:
            return spline(np.array(places), 24)
        ring = closed_spline(places, 16)
        return np.vstack([ring, ring[:1]])

    def _on_skin(self, path: NDArray) -> list[list[float]]:
        """Places of this figure's bare skin as rows."""
        spots = [self._body.skin.nearest_spot(place) for place in path]
        return [row(self._body.place(spot)) for spot in spots]

    # --- structures -----------------------------------------------------------------------

    def _structures(self) -> dict:
        made: dict[str, dict] = {}
        for key, raw in plates.STRUCTURES.items():
            for side, suffix in SIDES.items():
                made[key + suffix] = self._structure(raw, side)
        for key, raw in plates.MIDDLE.items():
            made[key] = self._structure(raw, 1)
        for key, (mark, name, *sizes_mm) in plates.KNOBS.items():
            made[key] = self._knob(mark, name, *(size / 1000 for size in sizes_mm))
        for suffix in SIDES.values():
            base, head = (self._f.mark(f"hand_bone2_{end}{suffix}") for end in ("base", "head"))
            path = self._on_skin(np.linspace(base, head, 9))
            made["metacarpal2" + suffix] = {
                "name": "second hand bone", "tissue": "bone", "approximate": True,
                "parts": [{"closed": False, "width_mm": 9.0, "path": path}],
            }  # fmt: skip
        return made

    def _structure(self, raw: dict, side: int) -> dict:
        parts = [self._part(one, side) for one in (raw, raw.get("second")) if one]
        return {"name": raw["name"], "tissue": raw["tissue"], "approximate": True, "parts": parts}

    def _part(self, raw: dict, side: int) -> dict:
        closed = bool(raw.get("closed"))
        curve = self._curve(raw["controls"], side, closed=closed)
        for chosen, moved in self._tips:  # what hangs on the mastoid's tip goes where that goes
            away = np.linalg.norm(curve - chosen, axis=1)
            curve = curve + (1 - smoothstep(0.010, 0.042, away))[:, None] * moved
        path = self._draped(curve, _STEP)
        part: dict = {"closed": closed, "path": path[:-1] if closed else path}
        if not closed:
            part["width_mm"] = float(raw["width_mm"])
        return part

    def _knob(self, mark: str, name: str, across: float, up: float, below: float) -> dict:
        middle = self._f.mark(mark) - [0, below, 0]
        turns = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        ring = [
            self._body.skin.at(self._f.from_behind(across * np.cos(t), middle[1] + up * np.sin(t)))
            for t in turns
        ]
        return {
            "name": name, "tissue": "bone", "approximate": True,
            "parts": [{"closed": True, "path": self._on_skin(np.array(ring))}],
        }  # fmt: skip

    # --- measuring lines ------------------------------------------------------------------

    def _measures(self) -> dict:
        made: dict[str, list] = {}
        for side, suffix in SIDES.items():
            for code, path, marks in self._measured(side, suffix):
                told = [
                    {"at": self._on_skin(self._f.share_of(path, share)[None])[0], "text": text}
                    for share, text in marks
                ]
                line = {"path": self._on_skin(even(path, _WIDE_STEP)), "marks": told}
                made[code + suffix] = [line]
        return made

    def _measured(
        self, side: int, suffix: str
    ) -> list[tuple[str, NDArray, list[tuple[float, str]]]]:
        f = self._f

        def across(y: float, to_x: float) -> NDArray:
            shares = np.linspace(0, 1, 25)
            return np.array([f.body.skin.at(f.from_behind(s * to_x, y)) for s in shares])

        def at(name: str) -> NDArray:
            return f.body.skin.at(self._found[name].spot)

        border = f.mark("blade_spine_inner" + suffix)[0]
        start, end = f.mark("C7"), f.mark("acromion" + suffix)
        _, out = f.shoulder_ray(side)
        over = np.array([
            f.body.skin.at(f.body.by_ray(start + (end - start) * s + out * 0.12, -out))
            for s in np.linspace(0, 1, 31)
        ])  # fmt: skip
        middle = f.round_neck(at("GV16")[1], side)
        neck = f.round_neck(f.mark("C2")[1], side)
        pupil, brow = f.mark("pupil" + suffix), f.mark("brow_middle" + suffix)
        up = up_to_the_hair(f, pupil[0], brow[1])
        base, head = (f.mark(f"hand_bone2_{part}{suffix}") for part in ("base", "head"))
        t1, c7 = f.mark("T1_lower")[1], f.mark("C7_lower")[1]
        half = 0.5
        return [
            ("GB20", middle, [(0, "middle"), (half, "half"), (1, "bone behind the ear")]),
            ("BL10", neck, [(0, "middle"), (1.3 / 4.5, "1.3 of 4.5"), (1, "bone behind the ear")]),
            ("GB21", over, [(0, "neck knob"), (share_nearest(over, at("GB21" + suffix)), "half"),
                            (1, "shoulder roof")]),
            ("BL11", across(t1, border), [(0, "spine"), (half, "half"), (1, "blade's edge")]),
            ("SI14", across(t1, border), [(0, "spine"), (1, "blade's edge")]),
            ("SI15", across(c7, border), [(0, "spine"), (2 / 3, "two thirds"),
                                          (1, "blade's edge")]),
            ("GB14", up, [(0, "eyebrow"), (share_nearest(up, at("GB14" + suffix)), "a third"),
                          (1, "hairline")]),
            ("LI4", np.linspace(base, head, 15), [(0, "base"), (half, "half"), (1, "knuckle")]),
        ]  # fmt: skip

    # --- the ways of the finger -----------------------------------------------------------

    def _finger_paths(self) -> dict:
        made: dict[str, dict] = {}
        for side, suffix in SIDES.items():
            for code, stops in self._stops(side, suffix).items():
                path = [self._on_skin(even(np.array([a, b]), _STEP)) for a, b in
                        pairwise(stops)]  # fmt: skip
                made[code + suffix] = {
                    "path": [place for part in path for place in part],
                    "stops": [self._on_skin(stop[None])[0] for stop in stops],
                }
        return made

    def _stops(self, side: int, suffix: str) -> dict[str, list[NDArray]]:
        f = self._f

        def at(code: str) -> NDArray:
            return f.body.skin.at(self._found[code + suffix].spot)

        edge = self._control(("back", 0.0210, 1.5440), side)
        spot = self._body.reference.nearest_spot(edge)
        slid = self._body.skin.at(spot)
        hand = hand_frame(self._body, side)
        web = at("LI4") + hand.thumbward * 0.5 * hand.cun + hand.along * 0.5 * hand.cun
        brow = f.mark("brow_middle" + suffix)
        c2 = f.mark("C2")
        return {
            "GB20": [f.mark("occipital_bump"), slid, at("GB20")],
            "GB21": [f.mark("C7"), f.mark("acromion" + suffix), at("GB21")],
            "GB14": [brow, (brow + at("GB14")) / 2, at("GB14")],
            "BL10": [c2, f.share_of(f.round_neck(c2[1], side), 0.16), at("BL10")],
            "BL11": [f.mark("C7"), f.mark("T1"), at("BL11")],
            "TE17": [f.mark("mastoid_top" + suffix), f.mark("mastoid_tip" + suffix), at("TE17")],
            "LI4": [web, (web + at("LI4")) / 2, at("LI4")],
        }

    # --- zones ----------------------------------------------------------------------------

    def _article(self) -> dict:
        made: dict[str, list] = {}
        for code, controls in plates.ARTICLE.items():
            for side, suffix in SIDES.items():
                spots = [
                    self._body.reference.nearest_spot(self._control(control, side))
                    for control in controls
                ]
                made[code + suffix] = [row(self._body.place(spot)) for spot in spots]
        for side, suffix in SIDES.items():
            hand = hand_frame(self._body, side)
            start = hand.wrist + hand.up_arm * 6 * hand.cun + hand.back * 0.08
            made["LI4" + suffix] = [row(self._body.place(self._body.by_ray(start, -hand.back)))]
        return made

    def _throat(self, side: int) -> list[list[float]]:
        """Half of the zone: one outline round both would be closed across the nape from behind."""
        reference = self._body.reference
        top, low = plates.THROAT
        under_jaw, behind = (
            [reference.from_side(side, y, z) for y, z in places]
            for places in (plates.UNDER_JAW, plates.BEHIND)
        )
        # a little beyond the middle, so that the halves overlap and become one where both are seen
        beyond = -side * 0.004
        middle = [reference.from_front(beyond, y) for y in np.linspace(low, top, 5)]
        outer = spline(np.array([middle[-1], *reversed(under_jaw), *behind]), 6)
        lower = np.linspace(behind[-1], middle[0], 6)
        ring = np.vstack([outer, lower[1:], np.array(middle[1:])])
        return self._draped(ring, _WIDE_STEP)[:-1]


def row(place: Place) -> list[float]:
    """A place as six numbers: metres to a tenth of a millimetre, the normal to a hundredth."""
    return [
        *(round(float(n), 4) + 0.0 for n in place.at),
        *(round(float(n), 2) + 0.0 for n in place.normal),
    ]
