"""What settings of the desktop ask for, and how large text then is."""

from __future__ import annotations

import pytest

from acutimer.core.text_sizes import TEXT_SIZES, nearest_size, stepped_size, whole_size
from acutimer.core.wishes import Wishes, read_wishes

LOOKS, GNOME = "org.freedesktop.appearance", "org.gnome.desktop.interface"


@pytest.mark.parametrize(
    ("namespace", "key", "value", "wished"),
    [
        (GNOME, "text-scaling-factor", 1.5, Wishes(text=1.5)),
        (GNOME, "text-scaling-factor", 1, Wishes()),
        (GNOME, "text-scaling-factor", 0.0, Wishes()),
        (GNOME, "text-scaling-factor", 400.0, Wishes()),
        (GNOME, "text-scaling-factor", "large", Wishes()),
        (GNOME, "text-scaling-factor", True, Wishes()),
        (GNOME, "enable-animations", False, Wishes(still=True)),
        (GNOME, "enable-animations", True, Wishes()),
        (GNOME, "enable-animations", 0, Wishes()),
        (LOOKS, "reduced-motion", 1, Wishes(still=True)),
        (LOOKS, "reduced-motion", 0, Wishes()),
        (LOOKS, "reduced-motion", 7, Wishes()),
        (LOOKS, "contrast", 1, Wishes(contrast=True)),
        (LOOKS, "contrast", True, Wishes()),
        (LOOKS, "contrast", [], Wishes()),
        ("org.gnome.desktop.a11y.interface", "high-contrast", True, Wishes(contrast=True)),
        ("org.gnome.desktop.a11y.interface", "high-contrast", False, Wishes()),
        ("org.kde.kdeglobals", "contrast", 1, Wishes()),
    ],
)
def test_each_setting_asks_for_one_thing_and_nonsense_for_nothing(
    namespace: str, key: str, value: object, wished: Wishes
) -> None:
    assert read_wishes({(namespace, key): value}) == wished


@pytest.mark.parametrize(
    ("chosen", "wished", "already", "shown"),
    [
        (1.0, 1.0, 1.0, 1.0),
        (1.25, 1.2, 1.0, 1.5),
        (2.0, 1.5, 1.0, 2.0),
        (1.0, 3.0, 1.0, 2.0),
        (1.0, 0.8, 1.0, 1.0),
        # on X11 Qt enlarges everything by the desktop's text scale already
        (1.1, 1.25, 1.25, 1.1),
        (1.0, 1.25, 2.5, 1.0),
    ],
)
def test_chosen_and_wished_size_multiply_up_to_the_largest(
    chosen: float, wished: float, already: float, shown: float
) -> None:
    assert whole_size(chosen, wished, already) == pytest.approx(shown)


def test_steps_go_from_size_to_size_and_stop_at_the_ends() -> None:
    assert [stepped_size(size, 1) for size in TEXT_SIZES] == [*TEXT_SIZES[1:], 2.0]
    assert [stepped_size(size, -1) for size in TEXT_SIZES] == [1.0, *TEXT_SIZES[:-1]]
    assert (stepped_size(1.3, 1), stepped_size(1.3, -1), stepped_size(1.75, 0)) == (1.5, 1.25, 1.0)
    assert (nearest_size(1.3), nearest_size(1.9)) == (1.25, 2.0)
