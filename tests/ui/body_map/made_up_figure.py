"""A figure for tests: real places of the points, and structures that only look the part."""

from __future__ import annotations

import json
from math import cos, hypot, pi, sin
from pathlib import Path
from typing import Any

from acutimer.core.spots import Place, tangents
from acutimer.ui.body_map.figure import Figure, load_figure

CUN_M = 0.0227

PLACES: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "GB20": ((0.0398, 1.5389, -0.0074), (0.718, -0.434, -0.545)),
    "BL10": ((0.0245, 1.5054, -0.0129), (0.44, 0.011, -0.898)),
    "BL11": ((0.036, 1.4173, -0.0408), (-0.099, 0.459, -0.883)),
    "GB21": ((0.0915, 1.4311, -0.0224), (0.275, 0.84, -0.467)),
    "TE17": ((0.0592, 1.5355, 0.0417), (0.978, -0.201, -0.053)),
    "GB14": ((0.029, 1.6269, 0.1387), (0.414, 0.287, 0.864)),
    "LI4": ((0.2652, 0.7902, 0.0857), (0.879, 0.041, 0.476)),
}
BUMP = ((0.0, 1.5517, -0.0387), (0.0, -0.649, -0.76))
C2 = ((0.0, 1.505, -0.013), (0.0, 0.0, -1.0))
C7 = ((0.0, 1.4463, -0.0313), (0.0, 0.323, -0.946))
T1 = ((0.0, 1.4253, -0.0371), (0.0, 0.258, -0.966))
MASTOID = ((0.0575, 1.537, 0.028), (0.954, -0.161, -0.252))
ACROMION = ((0.183, 1.3924, 0.004), (0.63, 0.756, -0.177))


def v(place: tuple[tuple[float, ...], tuple[float, ...]]) -> list[float]:
    at, normal = place
    length = sum(part * part for part in normal) ** 0.5
    return [*at, *(part / length for part in normal)]


def right(place: list[float]) -> list[float]:
    x, y, z, nx, ny, nz = place
    return [-x, y, z, -nx, ny, nz]


def knob(place: tuple[Any, Any], across_mm: float, high_mm: float) -> dict[str, Any]:
    """A closed outline round a place; its normals lean outwards as on a round bone."""
    centre = v(place)
    outwards, up = tangents(centre[3:], "left")
    path: list[list[float]] = []
    for step in range(14):
        turn = 2 * pi * step / 14
        a, b = cos(turn), sin(turn)
        at = [
            centre[i] + (outwards[i] * a * across_mm + up[i] * b * high_mm) / 1000 for i in range(3)
        ]
        normal = [centre[3 + i] + 0.25 * (outwards[i] * a + up[i] * b) for i in range(3)]
        path.append(v((tuple(at), tuple(normal))))
    return {"closed": True, "path": path}


def band(width_mm: float, *places: tuple[Any, Any]) -> dict[str, Any]:
    return {"closed": False, "width_mm": width_mm, "path": [v(place) for place in places]}


def mirrored(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, "path": [right(place) for place in part["path"]]}


EDGE = (
    ((0.0575, 1.5395, 0.026), (0.95, -0.2, -0.25)),
    ((0.051, 1.5425, 0.008), (0.86, -0.35, -0.4)),
    ((0.040, 1.5455, -0.0085), (0.7, -0.42, -0.56)),
    ((0.022, 1.5485, -0.0265), (0.4, -0.55, -0.73)),
    ((0.0, 1.5475, -0.0355), (0.0, -0.67, -0.74)),
)
TRAPEZIUS = (
    ((0.009, 1.548, -0.034), (0.2, -0.6, -0.77)),
    ((0.014, 1.52, -0.016), (0.25, -0.2, -0.95)),
    ((0.02, 1.485, -0.014), (0.35, 0.1, -0.93)),
    ((0.034, 1.452, -0.025), (0.4, 0.45, -0.8)),
    ((0.065, 1.437, -0.024), (0.3, 0.8, -0.5)),
    ((0.11, 1.424, -0.018), (0.28, 0.88, -0.4)),
    ((0.16, 1.402, -0.004), (0.4, 0.88, -0.25)),
)
NODDER = (
    ((0.058, 1.534, 0.03), (0.95, -0.1, -0.25)),
    ((0.0575, 1.505, 0.034), (0.97, 0.0, 0.1)),
    ((0.052, 1.47, 0.043), (0.85, 0.0, 0.5)),
    ((0.036, 1.435, 0.058), (0.6, 0.1, 0.8)),
    ((0.018, 1.405, 0.072), (0.3, 0.2, 0.93)),
)
BLADE = (
    ((0.072, 1.3833, -0.0653), (-0.2, 0.42, -0.88)),
    ((0.077, 1.335, -0.072), (-0.1, 0.1, -0.98)),
    ((0.092, 1.2516, -0.0732), (0.22, -0.3, -0.92)),
)
THROAT = (
    ((0.057, 1.515, 0.05), (0.9, 0.0, 0.4)),
    ((0.035, 1.49, 0.078), (0.7, -0.2, 0.7)),
    ((0.0, 1.478, 0.092), (0.0, -0.3, 0.95)),
    ((0.0, 1.40, 0.074), (0.0, 0.2, 0.97)),
    ((0.022, 1.405, 0.07), (0.35, 0.2, 0.9)),
    ((0.046, 1.45, 0.06), (0.8, 0.0, 0.6)),
)


def structure(name: str, tissue: str, *parts: dict[str, Any], judged: bool = False) -> Any:
    return {"name": name, "tissue": tissue, "approximate": judged, "parts": list(parts)}


def paired(name: str, tissue: str, part: dict[str, Any], id_: str, *, judged: bool) -> Any:
    return {
        f"{id_}.L": structure(name, tissue, part, judged=judged),
        f"{id_}.R": structure(name, tissue, mirrored(part), judged=judged),
    }


def between(one: tuple[Any, Any], other: tuple[Any, Any], share: float) -> tuple[Any, Any]:
    at, normal = (
        tuple(a + (b - a) * share for a, b in zip(one[i], other[i], strict=True)) for i in (0, 1)
    )
    return at, normal


def figure_content() -> dict[str, Any]:
    edge = band(3.0, *EDGE)
    structures = {
        "skull_edge": structure("skull edge", "bone", edge, mirrored(edge)),
        "occipital_bump": structure("bump of the skull", "bone", knob(BUMP, 9, 6)),
        "c2": structure("C2", "bone", knob(C2, 6, 6)),
        "c7": structure("C7", "bone", knob(C7, 6.5, 7)),
        "t1": structure("T1", "bone", knob(T1, 6, 7)),
        **paired("mastoid", "bone", knob(MASTOID, 7, 12), "mastoid", judged=False),
        **paired("acromion", "bone", knob(ACROMION, 12, 9), "acromion", judged=False),
        **paired("trapezius", "soft", band(27, *TRAPEZIUS), "trapezius", judged=True),
        **paired(
            "sternocleidomastoid", "soft", band(17, *NODDER), "sternocleidomastoid", judged=True
        ),
        **paired("inner edge of the blade", "bone", band(4, *BLADE), "blade_border", judged=True),
    }
    half = (PLACES["GB21"][0], PLACES["GB21"][1])
    line = [C7, between(C7, half, 0.5), half, between(half, ACROMION, 0.5), ACROMION]
    measure = {
        "path": [v(one) for one in line],
        "marks": [
            {"at": v(C7), "text": "C7"},
            {"at": v(half), "text": "half"},
            {"at": v(ACROMION), "text": "acromion"},
        ],
    }
    way = [BUMP, *EDGE[3:1:-1], PLACES["GB20"]]
    fingers = {"path": [v(one) for one in way], "stops": [v(way[0]), v(way[2]), v(way[-1])]}
    elsewhere = [
        v(((0.061, 1.50, 0.03), (0.97, 0.0, -0.1))),
        v(((0.035, 1.512, -0.01), (0.6, -0.1, -0.8))),
    ]
    points: dict[str, Any] = {}
    for code, place in PLACES.items():
        judged = code in ("GB20", "BL10", "TE17")
        for suffix, at in ((".L", v(place)), (".R", right(v(place)))):
            points[code + suffix] = {
                "at": at,
                "state": "judged" if judged else "by rule",
                "rule": "half way from C7 to the acromion" if code == "GB21" else "a rule",
            }

    def flip(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: flip(inner) for key, inner in one.items()}
        if isinstance(one, list):
            whole = len(one) == 6 and isinstance(one[0], float)
            return right(one) if whole else [flip(inner) for inner in one]
        return one

    def both(code: str, content: Any) -> dict[str, Any]:
        return {f"{code}.L": content, f"{code}.R": flip(content)}

    throat = [v(one) for one in THROAT]
    neck = [{"path": knob(PLACES["BL10"], 20, 30)["path"]}]
    male = {
        "cun_m": CUN_M,
        "stature_m": 1.70,
        "points": points,
        "landmarks": {"C7": v(C7), "acromion.L": v(ACROMION), "acromion.R": right(v(ACROMION))},
        "structures": structures,
        "structures_of": {
            "GB20": [
                "skull_edge", "occipital_bump", "mastoid", "trapezius", "sternocleidomastoid",
            ],
            "GB21": ["c7", "t1", "acromion", "trapezius"],
            "BL11": ["c7", "t1", "blade_border"],
            "BL10": ["skull_edge", "c2", "trapezius"],
        },
        "measures": both("GB21", [measure]),
        "finger_paths": both("GB20", fingers),
        "article": both("GB20", elsewhere),
        "never_press": [{"path": throat}, {"path": [right(one) for one in throat]}],
        "regions": both("neck", neck),
    }  # fmt: skip
    return {"figures": {"male": male, "female": male}}


def made_up_figure(folder: Path, content: dict[str, Any] | None = None) -> Figure:
    (folder / "figure.json").write_text(json.dumps(content or figure_content()))
    return load_figure(folder, "male")


def apart_m(one: Place | list[float], other: Place | list[float]) -> float:
    return hypot(*(a - b for a, b in zip(one[:3], other[:3], strict=True)))
