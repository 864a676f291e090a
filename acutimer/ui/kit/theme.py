"""The one place where colours, type sizes and the palette are looked up.

Themes come from resources/tokens.json, read once for a process. Must never hold widgets, and no
other module may write a colour as a number. What a style sheet cannot draw is in app_style.py, a
module of its own because QStyle's names cost 8 ms to load and may come after the first paint.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette

from acutimer.places import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QStyleHints

THEME_NAMES = ("light", "dim", "hcLight", "hcDim")

#: Sizes as multiples of the application's own point size, and weights.
_ROLES: dict[str, tuple[float, QFont.Weight]] = {
    "caption": (0.86, QFont.Weight.Normal),
    "small": (0.93, QFont.Weight.Normal),
    "body": (1.0, QFont.Weight.Normal),
    "bodyStrong": (1.0, QFont.Weight.DemiBold),
    "bodyLarge": (1.14, QFont.Weight.Normal),
    "h2": (1.29, QFont.Weight.DemiBold),
    "h1": (1.71, QFont.Weight.DemiBold),
    "pageTitle": (2.2, QFont.Weight.DemiBold),
    "sessionTitle": (2.86, QFont.Weight.DemiBold),
    "callNumber": (2.4, QFont.Weight.DemiBold),
}
_TITLES = frozenset({"h1", "pageTitle", "sessionTitle"})
_SMALLEST_PT = 9.0
#: Titles stop growing at 1.25 times the drawn size, or large text would push the page away.
_TITLE_GROWTH_PT = 10.5 * 1.25


_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_EYES_CLOSED = {"bg", "digits", "text", "line", "track"}


class ThemesUnreadable(Exception):
    """The file of colours cannot be used; its text is a sentence for people."""


class FigureDim(NamedTuple):
    """How much the body picture is darkened: mixed with grey, then multiplied per channel."""

    grey: float
    multiply: tuple[float, float, float]


class Theme(NamedTuple):
    """A set of colours by token name."""

    name: str
    colours: Mapping[str, str]
    eyes_closed: Mapping[str, str]
    figure_dim: FigureDim | None

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour of a token, alpha 0 to 1; a token nobody knows is a KeyError."""
        colour = QColor(self.colours[token])
        if alpha < 1.0:
            colour.setAlphaF(alpha)
        return colour

    @property
    def dark(self) -> bool:
        """Whether the ground is darker than the text."""
        return self.name in ("dim", "hcDim")

    @property
    def high_contrast(self) -> bool:
        """Whether this is one of the two high-contrast themes."""
        return self.name.startswith("hc")


@cache
def _themes() -> dict[str, Theme]:
    return read_themes(resource_path("tokens.json"))


def load_theme(name: str) -> Theme:
    """The theme called ``name``: light, dim, hcLight or hcDim; another name is a KeyError.

    Raises ThemesUnreadable: without colours nothing can be shown.
    """
    return _themes()[name]


def read_themes(path: Path) -> dict[str, Theme]:
    """The four themes of a file, by name; raises ThemesUnreadable."""
    try:
        tokens = json.loads(path.read_bytes())
        themes = {name: _colours(tokens["themes"][name]) for name in THEME_NAMES}
        eyes_closed = _colours(tokens["eyes_closed"])
        grey, multiply = tokens["figure_dim"]["grey"], tokens["figure_dim"]["multiply"]
        red, green, blue = (_share(number) for number in multiply)
        dim = FigureDim(_share(grey), (red, green, blue))
        # a token lost in one theme is still there in the others
        if set(eyes_closed) != _EYES_CLOSED or len({frozenset(one) for one in themes.values()}) > 1:
            raise ValueError("names")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        told = "The colours of acutimer could not be read"
        raise ThemesUnreadable(f"{told} from {path}. Install acutimer again.") from fault
    return {
        name: Theme(name, colours, eyes_closed, dim if "dim" in name.lower() else None)
        for name, colours in themes.items()
    }


def _colours(content: Mapping[str, str]) -> Mapping[str, str]:
    """A mapping of tokens, every one of which is a colour; raises ValueError."""
    if not all(_COLOUR.fullmatch(colour) for colour in content.values()):
        raise ValueError("colour")
    return content


def _share(number: float) -> float:
    """A part of one; raises ValueError."""
    if not 0.0 <= number <= 1.0:
        raise ValueError("share")
    return number


def choose_theme(style_hints: QStyleHints, preference: str, *, strong: bool = False) -> str:
    """The name of the theme to show for a preference: system, light, dim, hcLight or hcDim.

    ``system`` follows the desktop's scheme and contrast; a named theme stands as it is. ``strong``:
    the desktop wishes for high contrast, whatever Qt was told. The caller
    keeps ``style_hints``; the accessibility object is kept here while it is asked, because the
    chained form outlives its owner and raises.
    """
    if preference in THEME_NAMES:
        return preference
    dark = style_hints.colorScheme() == Qt.ColorScheme.Dark
    accessibility = style_hints.accessibility()
    strong = strong or (
        accessibility is not None
        and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    if strong:
        return "hcDim" if dark else "hcLight"
    return "dim" if dark else "light"


_PALETTE: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "article",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "surface",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "lineStrong",
    QPalette.ColorRole.Shadow: "lineStrong",
}
_PALETTE_OFF: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.WindowText: "text3",
    QPalette.ColorRole.Text: "text3",
    QPalette.ColorRole.ButtonText: "text3",
    QPalette.ColorRole.ToolTipText: "text3",
    QPalette.ColorRole.Link: "text3",
    QPalette.ColorRole.LinkVisited: "text3",
    QPalette.ColorRole.BrightText: "text3",
    QPalette.ColorRole.Highlight: "sunken",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "lineStrong",
    QPalette.ColorRole.Base: "window",
    QPalette.ColorRole.Button: "window",
}


def palette(theme: Theme) -> QPalette:
    """A complete palette: dialogs, menus and assistive tools read it where no style sheet does."""
    filled = QPalette()
    for role, token in _PALETTE.items():
        colour = theme.colour(token)
        filled.setColor(QPalette.ColorGroup.Active, role, colour)
        filled.setColor(QPalette.ColorGroup.Inactive, role, colour)
        off = theme.colour(_PALETTE_OFF.get(role, token))
        filled.setColor(QPalette.ColorGroup.Disabled, role, off)
    return filled


def font(role: str, app_font: QFont) -> QFont:
    """The font of a type role, sized from the application's own; digits keep one width.

    Roles: caption, small, body, bodyStrong, bodyLarge, h2, h1, pageTitle, sessionTitle,
    callNumber. Never below 9 pt. A font sized in pixels keeps pixels.
    """
    factor, weight = _ROLES[role]
    role_font = QFont(app_font)
    points = app_font.pointSizeF()
    if points > 0:
        ground = min(points, _TITLE_GROWTH_PT) if role in _TITLES else points
        least = points * 1.14 if role in _TITLES else _SMALLEST_PT
        role_font.setPointSizeF(max(least, ground * factor))
    else:
        role_font.setPixelSize(max(12, round(app_font.pixelSize() * factor)))
    role_font.setWeight(weight)
    role_font.setFeature(QFont.Tag("tnum"), 1)
    return role_font
