"""Settings for the eyes: theme, the body picture, movement."""

from __future__ import annotations

from PySide6.QtCore import Qt

from acutimer.core.preferences import Preferences
from acutimer.ui.kit.choices import Segments
from acutimer.ui.kit.pieces import label, line
from acutimer.ui.settings.body_choices import figure_choice, skin_choice
from acutimer.ui.settings.numbers import ThumbBox
from acutimer.ui.settings.rows import share_slider
from acutimer.ui.settings.section import Section
from acutimer.ui.settings.theme_tiles import ThemeTiles

_MOVEMENTS = (("system", "Follow system"), ("calm", "Calm"), ("still", "Still"))


class ComfortSection(Section):
    """How everything looks and moves."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.tiles = ThemeTiles()
        self.tiles.chosen.connect(lambda key: self.change(theme=key))
        self.brightness = share_slider("Brightness of the body picture", 40)
        self.brightness.valueChanged.connect(self._brightness_moved)
        self._brightness_words = label("", "bodyStrong")
        self._brightness_words.setMinimumWidth(52)
        self._brightness_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        words = "Only the picture, and only in dark themes."
        bright = self.row("Brightness of the body picture", words)
        bright.add(self.brightness, self._brightness_words)
        name = "Width of your thumb"
        self.thumb = ThumbBox(name)
        self.thumb.valueChanged.connect(lambda value: self.change(thumb_mm=float(value)))
        words = "Measure at the knuckle with a ruler. Optional."
        thumb = self.row(name, words).add(self.thumb.less, self.thumb, self.thumb.more)
        self.figure, self.skin = figure_choice(), skin_choice()
        self.figure.chosen.connect(lambda key: self.change(figure=key))
        self.skin.chosen.connect(lambda key: self.change(skin_tone=key))
        figure = self.row("Figure", "Both show the same places.").add(self.figure)
        skin = self.row("Skin tone", "How the body picture is coloured.").add(self.skin)
        self.movement = Segments(_MOVEMENTS, "Movement")
        self.movement.chosen.connect(lambda key: self.change(movement=key))
        words = "Still: no pulsing, no sliding. Rings step once a second."
        moving = self.row("Movement", words).add(self.movement)
        self.lay_out(
            title, self.tiles, 4, bright, line(), figure, line(), skin, line(), thumb, line(),
            moving,
        )  # fmt: skip

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        self.tiles.choose(preferences.theme)
        self.brightness.blockSignals(True)
        self.brightness.setValue(round(preferences.picture_brightness * 100))
        self.brightness.blockSignals(False)
        self._brightness_words.setText(f"{self.brightness.value()} %")
        self.thumb.show_number(preferences.thumb_mm)
        self.figure.choose(preferences.figure)
        self.skin.choose(preferences.skin_tone)
        self.movement.choose(preferences.movement)

    def _brightness_moved(self, value: int) -> None:
        self._brightness_words.setText(f"{value} %")
        self.change(picture_brightness=value / 100)
