"""The views: where each camera stands, what it shows, and the points that make sense in it.

A camera is given on the reference build by a joint it follows, so that every figure is framed
alike. Degrees and metres; a yaw of 0 looks at the face, 90 at the subject's left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Frame(NamedTuple):
    """A view on the reference: ``centre`` in metres there, moving with ``joint``."""

    title: str
    joint: str
    yaw: float
    pitch: float
    centre: tuple[float, float, float]
    height: float
    pixels: tuple[int, int]
    points: str
    #: edges at which the cut body melts into the ground
    fades: tuple[str, ...] = ()
    left_edge: str = ""
    roll: int = 0
    part: str = ""


NECK = "GV20 GV16 GV14 GB20 BL10 GB21 BL11 SI11 SI14 SI15"
_BUST = (0.0, 1.5175, 0.020)
_BUST_PX = (1130, 1220)
_SIDES = ("left", "right", "bottom")
_TURNED = NECK + " TE17 GB8"

#: What stands where in the reference build (metres): the joints that cameras follow.
REFERENCE_JOINTS = {
    "neck": (0.0, 1.4482, 0.0077),
    "l-finger-3-1": (0.2628, 0.7476, 0.0681),
    "l-elbow": (0.2265, 1.0970, 0.0044),
    "l-ankle": (0.1122, 0.0712, 0.0189),
}
REFERENCE_STATURE = 1.6927
#: Views lower than this show head and shoulders, and go by the height of the head.
_WHOLE_M = 1.0

VIEWS: dict[str, Frame] = {
    "nape": Frame("Nape", "neck", 180, 4, _BUST, 0.418, _BUST_PX, NECK, _SIDES, "left"),
    "back34": Frame("Back left", "neck", 140, 4, _BUST, 0.418, _BUST_PX, _TURNED,
                    _SIDES, "left"),
    "side": Frame("Left side", "neck", 90, 0, (0, 1.541, 0.0285), 0.352, (1014, 1220),
                  "GB20 BL10 TE17 GB14 GB21 GB8 EX-HN5 GV20", ("right", "bottom")),
    "face": Frame("Face", "neck", 0, 0, (0, 1.578, 0.060), 0.280, (884, 1220),
                  "GB14 EX-HN3 EX-HN5 BL2", _SIDES, "right"),
    "shoulder": Frame("Shoulders", "neck", 180, 48, (0, 1.490, -0.010), 0.466, (1220, 1220),
                      "GB21 BL11 SI14 SI15 GV14 GV20", _SIDES, "left"),
    "hand": Frame("Left hand", "l-finger-3-1", 96, 0, (0.270, 0.785, 0.060), 0.260, (1026, 1220),
                  "LI4 TE5 LU7 TE3 EX-UE8", ("bottom",), "", 180, "hand"),
    "hand_edge": Frame("Left hand edge", "l-finger-3-1", 196, 0, (0.258, 0.785, 0.055),
                       0.260, (882, 1220), "SI3", ("bottom",), "", 180, "hand"),
    "arm": Frame("Left forearm", "l-elbow", 70, 0, (0.252, 0.935, 0.045), 0.580, (656, 1220),
                 "LI10 LI11 TE5 LU7 LI4", ("top",), "", 0, "arm"),
    "leg": Frame("Left leg", "l-ankle", 42, 24, (0.112, 0.195, 0.045), 0.520, (762, 1220),
                 "GB39 LR3", ("top",), "", 0, "leg"),
    "whole_back": Frame("Whole back", "neck", 180, 0, (0, 1.197, 0), 1.116, (946, 1220),
                        NECK + " SI3", ("bottom",), "left"),
    "front": Frame("Front", "neck", 0, 0, (0, 0.855, 0.020), 1.800, (720, 1500),
                   "GB14 EX-HN3 LI4 LU7 LI11 LI10 LR3 GB39", (), "right"),
}  # fmt: skip
#: Views of one side have a twin on the other.
TWINS = {
    "side": "Right side", "back34": "Back right", "hand": "Right hand",
    "hand_edge": "Right hand edge", "arm": "Right forearm", "leg": "Right leg",
}  # fmt: skip
#: One turn of the bust.
TURN_STEP = 5
TURN = Frame("Turned", "neck", 0, 4, _BUST, 0.418, (834, 900),
             _TURNED + " GB14 EX-HN3 EX-HN5 BL2", _SIDES)  # fmt: skip


def twin(frame: Frame, title: str) -> Frame:
    """The same view of the subject's right."""
    x, y, z = frame.centre
    fades = tuple({"left": "right", "right": "left"}.get(edge, edge) for edge in frame.fades)
    if frame.joint.startswith("l-"):
        frame = frame._replace(joint="r-" + frame.joint[2:])
    return frame._replace(
        title=title, yaw=(360 - frame.yaw) % 360, centre=(-x, y, z), fades=fades
    )  # fmt: skip


def frames() -> dict[str, Frame]:
    """Every fixed view by id."""
    every: dict[str, Frame] = {}
    for name, frame in VIEWS.items():
        every[name] = frame
        if name in TWINS:
            every[f"{name}_right"] = twin(frame, TWINS[name])
    return every


def turn_frames() -> dict[str, Frame]:
    """Every frame of the turn by id; whose left lies at the left edge follows from the yaw."""
    every: dict[str, Frame] = {}
    for yaw in range(0, 360, TURN_STEP):
        behind = 105 <= yaw <= 255
        before = yaw <= 75 or yaw >= 285
        edge = "left" if behind else "right" if before else ""
        every[f"turn.{yaw:03d}"] = TURN._replace(yaw=yaw, left_edge=edge)
    return every


def camera(frame: Frame, joints: dict[str, NDArray], stature: float) -> dict[str, Any]:
    """The camera of a view on one figure, moved with its joint and scaled with what it shows."""
    scale = stature / REFERENCE_STATURE
    if frame.joint == "neck" and frame.height < _WHOLE_M:
        scale = (stature - joints["neck"][1]) / (REFERENCE_STATURE - REFERENCE_JOINTS["neck"][1])
    home = joints[frame.joint]
    reference = REFERENCE_JOINTS["l-" + frame.joint[2:] if frame.joint[:2] == "r-" else frame.joint]
    mirrored = -1.0 if frame.joint[:2] == "r-" else 1.0
    x, y, z = frame.centre
    offset = (x - mirrored * reference[0], y - reference[1], z - reference[2])
    return {
        "yaw": frame.yaw,
        "pitch": frame.pitch,
        "centre": [round(float(h + scale * o), 4) for h, o in zip(home, offset, strict=True)],
        "height": round(frame.height * scale, 4),
        "roll": frame.roll,
    }
