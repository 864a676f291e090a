"""Polylines on a figure's skin: even steps, shares of their length, and where hair begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from points import Finder


def even(path: NDArray, step: float) -> NDArray:
    """The polyline with places at even steps of about ``step`` metres."""
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    count = max(2, round(lengths[-1] / step) + 1)
    at = np.linspace(0, lengths[-1], count)
    return np.stack([np.interp(at, lengths, path[:, k]) for k in range(3)], 1)


def share_nearest(path: NDArray, place: NDArray) -> float:
    """Which share of a polyline's length is nearest to a place."""
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    return float(lengths[np.linalg.norm(path - place, axis=1).argmin()] / lengths[-1])


def up_to_the_hair(finder: Finder, x: float, low: float) -> NDArray:
    """Straight up the forehead at ``x`` from the height ``low`` to the drawn hairline (metres)."""
    body = finder.body
    places = []
    for y in np.arange(low, low + 0.1, 0.001):
        spot = finder.from_front(x, y)
        places.append(body.skin.at(spot))
        if body.skin.at(spot, body.model.hair) >= 0:
            break
    return np.array(places)
