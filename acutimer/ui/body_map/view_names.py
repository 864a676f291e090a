"""What a picture shows where that is not plain to see: which limb, and from where.

Plain words. Must never know what lies on a picture.
"""

from __future__ import annotations

from typing import Final

_LIMBS: Final = {
    "side": "Your {side} side",
    "hand": "Your {side} hand, back of it",
    "hand_edge": "Your {side} hand, little finger edge",
    "arm": "Your {side} forearm, outer side",
    "leg": "Your {side} lower leg and foot, outer side",
}
_RIGHT = "_right"


def limb_name(view_id: str) -> str:
    """Which side or limb a view shows: "Your left hand, back of it"; empty for the others."""
    plain = view_id.removesuffix(_RIGHT)
    side = "right" if view_id.endswith(_RIGHT) else "left"
    return _LIMBS[plain].format(side=side) if plain in _LIMBS else ""
