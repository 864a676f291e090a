"""Which region of which figure is coloured when a place is marked: the side is the person's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from acutimer.core.pain_places import PLACES
from acutimer.places import resource_path
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.report.figures import HIGH, WIDE, Drawn, figures_of, paint_figure, png_of

BODY = resource_path("body")
#: On which figure each region is, and where its middle lies there when it is the left one: parts
#: of the figure's width and height. The right one is its mirror.
LEFT_ONES = {
    "neck": ("Back", 0.44, 0.61),
    "back_of_head": ("Back", 0.44, 0.40),
    "forehead": ("Front", 0.57, 0.45),
    "temple": ("Front", 0.70, 0.51),
    "shoulder": ("Back", 0.26, 0.76),
    "upper_back": ("Back", 0.42, 0.85),
}


@cache
def all_marked(figure: str = "female") -> tuple[Drawn, ...]:
    return figures_of(BODY, figure, "fair", list(PLACES)).drawn


def painted(drawn: Drawn, app: QApplication) -> np.ndarray:
    image = QImage(round(WIDE), round(HIGH), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_figure(painter, QPointF(0, 0), drawn, load_theme("light"), app.font())
    painter.end()
    flat = np.frombuffer(bytes(image.constBits()), np.uint32)
    return flat.reshape(image.height(), image.width())


@pytest.mark.parametrize("place", PLACES)
def test_each_place_alone_colours_its_region_on_its_side(place: str, qapp: QApplication) -> None:
    region, side = PLACES[place].region, PLACES[place].side
    title, x, y = LEFT_ONES[region]
    (whole,) = [one for one in all_marked() if place in one.marks.values()]
    assert whole.title == title
    alone = whole._replace(marks={1: place})
    assert alone.told == f"{title} of the body, marked: 1 {PLACES[place].name}."
    coloured = painted(alone, qapp) != painted(whole._replace(marks={}), qapp)
    down, across = np.nonzero(coloured)
    middle = across.mean() / WIDE
    assert abs(middle - (x if side == "left" else 1 - x)) < 0.05
    assert abs(down.mean() / HIGH - y) < 0.06
    # of a pair only one is coloured: little more than the number reaches beyond the middle
    beyond = (across / WIDE > 0.5) != (middle > 0.5)
    assert beyond.mean() < 0.2


def test_a_place_alone_is_on_the_figure_that_it_is_on_among_others() -> None:
    for place, title in (("temple.right", "Front"), ("upper_back.left", "Back")):
        (drawn,) = figures_of(BODY, "female", "fair", [place]).drawn
        assert (drawn.title, drawn.marks) == (title, {1: place})


@pytest.mark.parametrize("figure", ["male", "female"])
def test_all_places_together_have_their_numbers_and_two_figures(figure: str) -> None:
    drawn = all_marked(figure)
    assert [one.title for one in drawn] == ["Back", "Front"]
    marks = {nth: place for one in drawn for nth, place in one.marks.items()}
    assert marks == dict(enumerate(PLACES, 1))


def test_without_a_place_there_is_no_figure() -> None:
    assert figures_of(BODY, "female", "fair", []).drawn == ()


def test_a_figure_without_marks_is_left_out_and_said() -> None:
    found = figures_of(BODY, "male", "fair", ["neck.left"])
    assert found.unmarked == "Nothing was marked on the front."
    assert figures_of(BODY, "male", "fair", ["neck.left", "temple.left"]).unmarked == ""


def test_pictures_that_cannot_be_read_are_left_out_with_a_sentence(tmp_path: Path) -> None:
    found = figures_of(tmp_path, "female", "fair", ["neck.left"])
    assert found.drawn == ()
    assert "the list of places says the same" in found.fault


def test_a_picture_for_a_browser_is_a_picture(qapp: QApplication) -> None:
    (drawn,) = figures_of(BODY, "female", "brown", ["temple.right"]).drawn
    picture = png_of(drawn, load_theme("light"), qapp.font())
    image = QImage.fromData(picture.png)
    assert (image.width(), image.height()) == (round(WIDE * 4), round(HIGH * 4))
