"""How the person chose the body to be drawn, on every page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.core.preferences import Preferences
    from acutimer.ui.body_map.atlas_view import AtlasView


def dress_body(body: AtlasView, preferences: Preferences) -> None:
    """Figure, skin and brightness; what is as it was costs nothing."""
    body.set_figure(preferences.figure, preferences.skin_tone)
    body.set_brightness(preferences.picture_brightness)
