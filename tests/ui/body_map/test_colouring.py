"""From tone and regions to colour, checked against the mixing worked out by hand."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QImage

from acutimer.core.settings import SKIN_TONE
from acutimer.ui.body_map.colouring import HAIR, HAIR_FADED, LIPS, PALMS, coloured
from acutimer.ui.body_map.complexion import body_colours, darkened, swatch
from acutimer.ui.body_map.picture_files import scaled
from acutimer.ui.body_map.views import REGIONS
from acutimer.ui.kit.theme import load_theme
from tests.ui.body_map.stage import mask, tone

pytestmark = pytest.mark.usefixtures("qapp")

FAIR = body_colours("fair", None, 1.0)
DIM = load_theme("dim").figure_dim


def rgb(packed: int) -> tuple[int, int, int]:
    return packed >> 16 & 255, packed >> 8 & 255, packed & 255


def middle(image: QImage) -> tuple[int, ...]:
    found = image.pixelColor(image.width() // 2, image.height() // 2)
    return found.red(), found.green(), found.blue()


def mixed(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[float, ...]:
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))


def near(one: tuple[float, ...], other: tuple[float, ...], slack: float = 2) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("grey", "skin"),
    [(0, "#4a3531"), (32, "#7d6460"), (255, "#fffaf3"), (81, "#ac8d84"), (184, "#ecd6c8")],
)
def test_bare_skin_is_the_ramp(grey: int, skin: str) -> None:
    wanted = QColor(skin)
    found = middle(coloured(tone(grey), mask(), FAIR, HAIR, REGIONS))
    assert near(found, (wanted.red(), wanted.green(), wanted.blue()), 3)


def test_regions_mix_in_their_order_and_shares() -> None:
    grey = 150
    skin, hair, cloth = (rgb(table[grey]) for table in (FAIR.skin, FAIR.hair, FAIR.cloth))
    lips = mixed(skin, rgb(FAIR.lips), LIPS)
    for weights, wanted in (
        ((255, 0, 0), mixed(skin, hair, HAIR)),
        ((128, 0, 0), mixed(skin, hair, HAIR * 128 / 255)),
        ((0, 255, 0), cloth),
        ((0, 0, 255), lips),
        ((0, 128, 255), mixed(lips, cloth, 128 / 255)),
        ((255, 255, 0), mixed(cloth, hair, HAIR)),
    ):
        assert near(middle(coloured(tone(grey), mask(*weights), FAIR, HAIR, REGIONS)), wanted), (
            weights
        )


@pytest.mark.parametrize("skin", SKIN_TONE.keys)
def test_a_little_of_the_lips_mask_is_palm_and_much_is_lip(skin: str) -> None:
    grey, colours = 150, body_colours(skin, None, 1.0)
    bare = rgb(colours.skin[grey])
    for blue, wanted in (
        (20, bare),
        (72, mixed(bare, rgb(colours.palms), PALMS)),
        (255, mixed(bare, rgb(colours.lips), LIPS)),
    ):
        found = middle(coloured(tone(grey), mask(0, 0, blue), colours, HAIR, REGIONS))
        assert near(found, wanted), blue


def test_skins_differ_in_undertone_and_in_how_light_their_palms_are() -> None:
    def warmth(name: str) -> tuple[float, float]:
        """How yellow, and how strong, lit skin is; both without its lightness."""
        red, green, blue = rgb(body_colours(name, None, 1.0).skin[184])
        return (green - blue) / (red - blue), (red - blue) / red

    yellow = {name: warmth(name)[0] for name in SKIN_TONE.keys}
    strong = {name: warmth(name)[1] for name in SKIN_TONE.keys}
    assert yellow["sand"] > yellow["fair"] > yellow["deep"], "golden, rosy, cool"
    assert strong["brown"] > strong["deep"], "red-brown beside a cool dark"
    for name in ("brown", "deep"):
        colours = body_colours(name, None, 1.0)
        assert min(rgb(colours.palms)) > min(rgb(colours.skin[184])), name
    fair, deep = (body_colours(name, None, 1.0) for name in ("fair", "deep"))
    lips = [mixed(rgb(one.skin[150]), rgb(one.lips), LIPS) for one in (fair, deep)]
    for one, lip in zip((fair, deep), lips, strict=True):
        red, green, _ = rgb(one.skin[150])
        assert lip[0] / lip[1] > red / green + 0.1, "rosier than the skin round them"


def test_faded_hair_lets_the_skin_through() -> None:
    grey = 150
    wanted = mixed(rgb(FAIR.skin[grey]), rgb(FAIR.hair[grey]), HAIR_FADED)
    assert near(middle(coloured(tone(grey), mask(255), FAIR, HAIR_FADED, REGIONS)), wanted)
    assert HAIR_FADED == HAIR / 2


@pytest.mark.parametrize("size", [53, 160, 391])
@pytest.mark.parametrize("hidden", [0, 255])
@pytest.mark.parametrize("theme", ["light", "dim"])
def test_no_fringe_at_the_edge_whatever_lies_under_transparent_pixels(
    hidden: int, size: int, theme: str
) -> None:
    from PySide6.QtCore import QSize

    colours = body_colours("fair", load_theme(theme).figure_dim, 1.0)
    whole = scaled(tone(120, hidden=hidden), QSize(size, size))
    image = coloured(whole, mask(), colours, HAIR, REGIONS)
    assert image.format() == QImage.Format.Format_ARGB32_Premultiplied
    wanted = rgb(colours.skin[120])
    edges = 0
    for x in range(size):
        found = image.pixelColor(x, size // 2)
        if found.alpha() > 30:
            edges += found.alpha() < 255
            # a colour read back from little alpha is coarse
            slack = 3 + 400 / found.alpha()
            assert near((found.red(), found.green(), found.blue()), wanted, slack), (x, found)
    assert image.pixelColor(0, 0).alpha() == 0
    assert edges >= 2 or size == 391


def test_colouring_keeps_the_alpha_of_the_file() -> None:
    given = tone(120)
    image = coloured(given, mask(200, 90, 30), FAIR, HAIR, REGIONS)
    assert image.size() == given.size()
    for x in range(0, 160, 3):
        assert image.pixelColor(x, 40).alpha() == given.pixelColor(x, 40).alpha()


def test_a_dim_theme_is_in_the_tables() -> None:
    assert DIM is not None
    dimmed = body_colours("fair", DIM, 1.0)
    for grey in (0, 90, 255):
        red, green, blue = rgb(FAIR.skin[grey])
        wanted = darkened((red, green, blue), DIM, 1.0)
        assert near(rgb(dimmed.skin[grey]), wanted, 1)
    found = darkened((0xF0, 0xDC, 0xCF), DIM, 1.0)
    assert near(found, (0x8F, 0x81, 0x77))


def test_brightness_multiplies_again_but_only_in_dark_themes() -> None:
    assert DIM is not None
    full, half = (darkened((200.0, 180.0, 160.0), DIM, share) for share in (1.0, 0.5))
    assert near(half, tuple(channel / 2 for channel in full), 0.01)
    assert darkened((200.0, 180.0, 160.0), None, 0.5) == (200.0, 180.0, 160.0)


def test_every_ramp_grows_lighter_and_the_skins_darker() -> None:
    def light(packed: int) -> float:
        red, green, blue = rgb(packed)
        return 0.3 * red + 0.59 * green + 0.11 * blue

    for name in SKIN_TONE.keys:
        colours = body_colours(name, None, 1.0)
        for table in (colours.skin, colours.hair, colours.cloth):
            assert len(table) == 256
            assert all(light(a) <= light(b) for a, b in itertools.pairwise(table))
            assert all(packed >> 24 == 255 for packed in table)
        # hair is told from skin, lips from the skin round them
        assert light(colours.skin[150]) - light(colours.hair[150]) > 20
        assert light(colours.skin[150]) - light(colours.lips) > 15
    for at in (40, 128, 220):
        lights = [light(body_colours(name, None, 1.0).skin[at]) for name in SKIN_TONE.keys]
        assert lights == sorted(lights, reverse=True)
    assert len({swatch(name) for name in SKIN_TONE.keys}) == 4
    assert body_colours("unheard of", None, 1.0) == FAIR
