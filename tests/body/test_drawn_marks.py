"""Landmarks against what is drawn: hairline, brows and pupils as the pictures' masks show them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from tests.body.figures import BODY, FIGURES, SIDES, read

both = pytest.mark.parametrize("name", FIGURES)
MM = 0.001


def mask(view: str) -> tuple[NDArray, float, dict[str, list[float]]]:
    """A mask as rows of (hair, cloth), its metres a pixel, and the landmarks seen there."""
    told = read("views")["views"][view]
    image = QImage(str(BODY / told["mask"])).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(bytes(image.constBits()), np.uint8)
    shape = (image.height(), image.width(), 4)
    metres = told["camera"]["height"] / image.height()
    return pixels.reshape(shape)[:, :, [2, 1]], metres, told["landmarks"]


def place(shape: tuple[int, ...], seen: list[float]) -> tuple[float, float]:
    """Column and row of a landmark."""
    return seen[0] * shape[1], seen[1] * shape[0]


@both
@pytest.mark.parametrize(("view", "which"), [("face", "hairline_front"), ("nape", "hairline_back")])
def test_the_hairline_lies_where_hair_begins(name: str, view: str, which: str) -> None:
    regions, metres, marks = mask(f"{name}/{view}")
    column, row = place(regions.shape, marks[which])
    near = round(0.008 / metres)  # strands are uneven: the mean of 16 mm of columns
    hair = regions[:, round(column) - near : round(column) + near + 1, 0].mean(1)
    reach = round(0.015 / metres)
    band = hair[round(row) - reach : round(row) + reach]
    edge = int(np.argmax(band < 128)) - reach
    assert band[0] > 128 > band[-1], "hair above, skin below"
    assert abs(edge) * metres < 4 * MM


@both
@pytest.mark.parametrize("side", SIDES)
def test_brows_and_pupils_lie_where_they_are_drawn(name: str, side: str) -> None:
    regions, metres, marks = mask(f"{name}/face")
    ends = [place(regions.shape, marks[f"brow_{end}{side}"]) for end in ("inner", "outer")]
    low, high = sorted(column for column, _ in ends)
    rows = [row for _, row in ends]
    around = round(0.009 / metres)
    top, left = round(min(rows)) - around, round(low) - around
    brow = regions[top : round(max(rows)) + around // 2, left : round(high) + around, 0] > 100
    drawn = np.where(brow.any(0))[0]
    assert len(drawn), "a brow one can see"
    assert abs(left + drawn[0] - low) * metres < 5 * MM
    assert abs(left + drawn[-1] - high) * metres < 5 * MM
    column, row = place(regions.shape, marks["pupil" + side])
    box = regions[
        round(row) : round(row + 0.018 / metres),
        round(column - 0.012 / metres) : round(column + 0.012 / metres),
        0,
    ]
    iris = np.where(box > 160)[1]
    assert len(iris), "an iris under the brow"
    middle = column - 0.012 / metres + iris.mean()
    assert abs(middle - column) * metres < 2 * MM
