"""Every icon is drawn, in the tint asked for, inside its square."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from acutimer.ui.kit import icons
from acutimer.ui.kit.icons import ICONS, icon, icon_pixmap

HOME = Path(icons.__file__)
PAGES = "".join(
    path.read_text(encoding="utf-8") for path in HOME.parents[1].rglob("*.py") if path != HOME
)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_asked_for_by_name(name: str) -> None:
    assert f'"{name}"' in PAGES


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_ink_in_its_tint_with_a_clear_margin(qapp: QApplication, name: str) -> None:
    tint = QColor("#0C5C68")
    image = icon_pixmap(name, tint.name(), 48).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert len(inked) >= 12
    assert all(abs(colour.red() - tint.red()) <= 2 for colour in inked)
    assert all(image.pixelColor(0, i).alpha() == 0 for i in range(48))
    assert all(image.pixelColor(47, i).alpha() == 0 for i in range(48))


def test_two_icons_are_never_the_same_picture(qapp: QApplication) -> None:
    pictures = {bytes(icon_pixmap(name, "#000000", 24).toImage().constBits()) for name in ICONS}
    assert len(pictures) == len(ICONS)


def test_an_icon_has_a_picture_of_its_own_while_its_button_is_down(qapp: QApplication) -> None:
    made = icon("press", QColor("#4A5056"), 22, checked=QColor("#0B4A54"))
    off = made.pixmap(22, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    on = made.pixmap(22, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert off != on


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("sparkles", QColor("black"))
