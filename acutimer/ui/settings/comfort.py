"""Settings for the eyes: theme, the body picture, movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.core.text_sizes import TEXT_SIZES, nearest_size
from acutimer.ui.kit.pieces import label, line
from acutimer.ui.kit.segments import Segments
from acutimer.ui.settings.numbers import ThumbBox
from acutimer.ui.settings.rows import share_slider
from acutimer.ui.settings.section import Section, inset
from acutimer.ui.settings.size_signs import show_size_signs
from acutimer.ui.settings.skin_spots import show_skin_spots
from acutimer.ui.settings.theme_tiles import ThemeTiles

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme


class ComfortSection(Section):
    """How everything looks and moves."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._theme: Theme | None = None
        self._shown_size = settings.TEXT_SIZE.default
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
            self.row(settings.TEXT_SIZE),
            inset(self.text_size),
            4,
            line(),
            brightness,
            self.row(settings.FIGURE, self.figure),
            self.row(settings.SKIN_TONE, self.skin),
            self.row(settings.THUMB_MM, *self.thumb.controls),
            self.row(settings.MOVEMENT, self.movement),
        )

    def _text_sizes(self) -> Segments:
        """The sizes there are; one of the file's own between them lights up the nearest."""
        named = [(str(size), f"{size * 100:.0f} %") for size in TEXT_SIZES]
        sizes = Segments(named, settings.TEXT_SIZE.title, fills=True)
        for key, words in named:
            sizes.button(key).setAccessibleName(f"{settings.TEXT_SIZE.title}: {words}")
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
        self._shown_size = preferences.text_size
        self._show_signs()

    def set_theme(self, theme: Theme) -> None:
        """Draw the letters in other colours."""
        super().set_theme(theme)
        self._theme = theme
        self._show_signs()

    def changeEvent(self, event: QEvent) -> None:
        """The letters of each size follow the desktop's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_signs()

    def _show_signs(self) -> None:
        if self._theme is not None:
            show_size_signs(self.text_size, self._shown_size, self._theme.colour("text"))

    def _move_brightness(self, value: int) -> None:
        self._share.setText(f"{value} %")
        self.change(picture_brightness=value / 100)
