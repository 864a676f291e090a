"""What bones, creases and muscles are called by which a point is found: short, as people say.

Plain words. Must never name a point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from acutimer.core.points import Point

BONE_NAMES: Final = {
    "C2": "Bone of the upper neck",
    "C7": "Bump at the foot of the neck",
    "T1": "Bone below that bump",
    "acromion": "Tip of the shoulder",
    "ankle_outer": "Outer ankle bone",
    "blade_spine_inner": "Inner end of the shoulder blade's ridge",
    "blade_spine_middle": "Middle of the shoulder blade's ridge",
    "blade_tip": "Lower tip of the shoulder blade",
    "brow_inner": "Inner end of the brow",
    "brow_middle": "Middle of the brow",
    "brow_outer": "Outer end of the brow",
    "ear_apex": "Top of the ear",
    "earlobe_low": "Lower edge of the ear lobe",
    "elbow_crease": "Outer end of the elbow crease",
    "elbow_outer": "Outer bump of the elbow",
    "eye_corner": "Outer corner of the eye",
    "hairline_front": "Front hairline",
    "hand_bone2_base": "Foot of the index finger's hand bone",
    "hand_bone2_head": "Knuckle of the index finger",
    "knuckle3": "Knuckle of the middle finger",
    "knuckle4": "Knuckle of the ring finger",
    "knuckle5": "Knuckle of the little finger",
    "mastoid_tip": "Tip of the bone behind the ear",
    "occipital_bump": "Bump at the back of the head",
    "vertex": "Crown of the head",
    "wrist_crease_back": "Wrist crease, on the back",
    "wrist_thumb_side": "Wrist crease, at the thumb",
}

#: What a structure under the skin is called where its whole name finds no room, shorter each time.
SHORT_NAMES: Final = {
    "trapezius": ("shoulder muscle", "muscle"),
    "sternocleidomastoid": ("side neck muscle", "neck muscle"),
    "mastoid": ("behind the ear", "ear bone"),
    "blade_border": ("blade's edge",),
    "brow_ridge": ("brow ridge",),
    "occipital_bump": ("back of the head", "skull bump"),
    "c2": ("neck bone",),
    "t1": ("next knob",),
    "metacarpal2": ("hand bone",),
}


def shorter_and_shorter(kind: str, name: str) -> tuple[str, ...]:
    """The names of a structure, the whole one first."""
    return (name, *SHORT_NAMES.get(kind, ()))


def bone_name(landmark: str) -> str:
    """The everyday name of a landmark; one we have none for is a bone that can be felt."""
    return BONE_NAMES.get(landmark, "A bone you can feel")


def found_by(point: Point) -> str:
    """The bones marked beside a point, as they are read out; empty where none is."""
    names = [bone_name(mark) for mark in point.landmarks]
    return f"marked beside it: {', '.join(names)}" if names else ""
