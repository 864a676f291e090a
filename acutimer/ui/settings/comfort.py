"""Settings for the eyes: theme, the body picture, movement."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.core.text_sizes import TEXT_SIZES, nearest_size
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.segments import Segments
from acutimer.ui.settings.numbers import ThumbBox
from acutimer.ui.settings.rows import share_slider
from acutimer.ui.settings.section import Section
from acutimer.ui.settings.skin_spots import show_skin_spots
from acutimer.ui.settings.theme_tiles import ThemeTiles


class ComfortSection(Section):
    """How everything looks and moves."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.tiles = ThemeTiles()
        self.bind(settings.THEME, self.tiles.chosen, self.tiles.choose)
        self.text_size = self._text_sizes()
        least, _ = settings.PICTURE_BRIGHTNESS.bounds
        self.brightness = share_slider(settings.PICTURE_BRIGHTNESS.title, round(least * 100))
        self.brightness.valueChanged.connect(self._move_brightness)
        self._share = label("", "bodyStrong")
        self._share.setMinimumWidth(52)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight)
        brightness = self.row(settings.PICTURE_BRIGHTNESS, self.brightness, self._share)
        self.thumb = ThumbBox(settings.THUMB_MM)
        self.bind(settings.THUMB_MM, self.thumb.valueChanged, self.thumb.show_number)
        self.figure = self.segments(settings.FIGURE)
        self.skin = self.segments(settings.SKIN_TONE)
        show_skin_spots(self.skin)
        self.movement = self.segments(settings.MOVEMENT)
        self.lay_out(
            title,
            self.tiles,
            4,
            self.row(settings.TEXT_SIZE, self.text_size),
            brightness,
            self.row(settings.FIGURE, self.figure),
            self.row(settings.SKIN_TONE, self.skin),
            self.row(settings.THUMB_MM, *self.thumb.controls),
            self.row(settings.MOVEMENT, self.movement),
        )

    def _text_sizes(self) -> Segments:
        """The sizes there are; one of the file's own between them lights up the nearest."""
        named = [(str(size), f"{size * 100:.0f} %") for size in TEXT_SIZES]
        sizes = Segments(named, settings.TEXT_SIZE.title)
        self.bind(
            settings.TEXT_SIZE, sizes.chosen, lambda size: sizes.choose(str(nearest_size(size)))
        )
        return sizes

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        super().show_preferences(preferences)
        with QSignalBlocker(self.brightness):
            self.brightness.setValue(round(preferences.picture_brightness * 100))
        self._share.setText(f"{self.brightness.value()} %")

    def _move_brightness(self, value: int) -> None:
        self._share.setText(f"{value} %")
        self.change(picture_brightness=value / 100)
