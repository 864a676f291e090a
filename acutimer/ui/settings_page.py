"""The Settings page: sections at the left, one row for each choice.

Must never keep a preference: each change is told at once as a whole set of preferences.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from acutimer.core.preferences import Preferences
from acutimer.ui.about import AboutText
from acutimer.ui.body_choices import figure_choice, skin_choice
from acutimer.ui.icons import icon
from acutimer.ui.keys_panel import KeyTable
from acutimer.ui.pieces import Segments, button, column, frame, label, line, scrolling
from acutimer.ui.press_page import MIDDLE_EM, WIDE_EM
from acutimer.ui.scroll_keys import reach_by_tab
from acutimer.ui.settings_rows import (
    Choice,
    NumberRow,
    SettingRow,
    SoundRow,
    ThumbBox,
    caution,
    share_slider,
    switch,
)
from acutimer.ui.theme import Theme
from acutimer.ui.theme_tiles import ThemeTiles
from acutimer.ui.wording import NO_TRAY

#: key, name, icon
SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("comfort", "Comfort and cues", "eye_closed"),
    ("sessions", "Sessions", "clock"),
    ("safety", "Safety", "safety"),
    ("keys", "Keys", "press"),
    ("about", "About", "info"),
)
_MOVEMENTS = (("system", "Follow system"), ("calm", "Calm"), ("still", "Still"))
#: Below this width of the rows, in em, controls drop under their words.
_BESIDE_EM = 40
_WIDEST = 860


class SettingsPage(QWidget):
    """Sections | rows; on a narrow page all sections below each other."""

    #: core.preferences.Preferences, after each change
    preferences_changed = Signal(object)
    #: tones or metronome
    test_wanted = Signal(str)
    review_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._chosen = Preferences()
        self._theme = theme
        self._rows: list[SettingRow] = []
        self._narrow: bool | None = None
        self._section = SECTIONS[0][0]
        self._nav: dict[str, QPushButton] = {}
        self._parts: dict[str, QWidget] = {
            "comfort": self._comfort(),
            "sessions": self._sessions(),
            "safety": self._safety(),
            "keys": self._keys(),
            "about": self._about(),
        }
        self._lay_out()
        self.show_preferences(self._chosen)
        self.show_tray(available=True)
        self.show_sound("")
        self.show_section(self._section)
        self.set_theme(theme)

    # --- what the app tells -----------------------------------------------------------------

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        self._chosen = preferences
        self.tiles.choose(preferences.theme)
        self.brightness.blockSignals(True)
        self.brightness.setValue(round(preferences.picture_brightness * 100))
        self.brightness.blockSignals(False)
        self._brightness_words.setText(f"{self.brightness.value()} %")
        self.thumb.blockSignals(True)
        self.thumb.setValue(round(preferences.thumb_mm))
        self.thumb.blockSignals(False)
        self.figure.choose(preferences.figure)
        self.skin.choose(preferences.skin_tone)
        self.movement.choose(preferences.movement)
        self.tones.show_sound(preferences.tones, preferences.tones_volume)
        self.metronome.show_sound(preferences.metronome, preferences.metronome_volume)
        self.stereo.setChecked(preferences.stereo)
        self.keep_in_tray.setChecked(preferences.keep_in_tray)
        self.extra_points.setChecked(preferences.extra_points)
        self.number.show_number(preferences.emergency_number)
        self._choose_quick()

    def show_routines(self, routines: Sequence[tuple[str, str]]) -> None:
        """The routines a quick session can be, as (id, name)."""
        self.quick.blockSignals(True)
        self.quick.clear()
        for routine_id, name in routines:
            self.quick.addItem(name, routine_id)
        self.quick.blockSignals(False)
        self._choose_quick()

    def show_tray(self, available: bool) -> None:
        """Without a tray the switch has nothing to keep running in."""
        self._no_tray.setVisible(not available)
        self.keep_in_tray.setEnabled(available)

    def show_sound(self, sentence: str) -> None:
        """What is the matter with the sound; empty when nothing is."""
        self._sound_words.setText(sentence)
        self._sound_words.setVisible(bool(sentence))

    def show_places(self, text: str) -> None:
        """Where the notes lie."""
        self.about.places.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
        for key, _, icon_name in SECTIONS:
            tint, on = theme.colour("text2"), theme.colour("onAccentSoft")
            self._nav[key].setIcon(icon(icon_name, tint, 20, checked=on))
        for one in self._rows:
            one.set_theme(theme)

    def show_section(self, key: str) -> None:
        """Show one section; on a narrow page, scroll to it."""
        self._section = key
        self._nav[key].setChecked(True)
        self._show_parts()
        if self._narrow:
            self._scroll.ensureWidgetVisible(self._parts[key], 0, 0)
        else:
            self._scroll.verticalScrollBar().setValue(0)

    # --- sections ---------------------------------------------------------------------------

    def _comfort(self) -> QWidget:
        self.tiles = ThemeTiles()
        self.tiles.chosen.connect(lambda key: self._change(theme=key))
        self.brightness = share_slider("Brightness of the body picture", 40)
        self.brightness.valueChanged.connect(self._brightness_moved)
        self._brightness_words = label("", "bodyStrong")
        self._brightness_words.setMinimumWidth(52)
        self._brightness_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        words = "Only the picture, and only in dark themes."
        bright = self._row("Brightness of the body picture", words)
        bright.add(self.brightness, self._brightness_words)
        name = "Width of your thumb"
        self.thumb = ThumbBox(name)
        self.thumb.valueChanged.connect(lambda value: self._change(thumb_mm=float(value)))
        words = "Measure at the knuckle with a ruler. Optional."
        thumb = self._row(name, words).add(self.thumb.less, self.thumb, self.thumb.more)
        self.figure, self.skin = figure_choice(), skin_choice()
        self.figure.chosen.connect(lambda key: self._change(figure=key))
        self.skin.chosen.connect(lambda key: self._change(skin_tone=key))
        figure = self._row("Figure", "Both show the same places.").add(self.figure)
        skin = self._row("Skin tone", "How the body picture is coloured.").add(self.skin)
        self.movement = Segments(_MOVEMENTS, "Movement")
        self.movement.chosen.connect(lambda key: self._change(movement=key))
        words = "Still: no pulsing, no sliding. Rings step once a second."
        moving = self._row("Movement", words).add(self.movement)
        self.tones = SoundRow("Tones", "Soft, low. Start, end, switch sides, all done.", "speaker")
        self.metronome = SoundRow("Metronome", "For presses and circles.", "metronome")
        for key, sounding in (("tones", self.tones), ("metronome", self.metronome)):
            sounding.toggled.connect(lambda on, key=key: self._change(**{key: on}))
            sounding.volume_changed.connect(
                lambda volume, key=key: self._change(**{f"{key}_volume": volume})
            )
            sounding.test_wanted.connect(lambda key=key: self.test_wanted.emit(key))
            self._rows.append(sounding)
        self.stereo = switch("Left and right in stereo", lambda on: self._change(stereo=on))
        words = "Cues come from the side to press. Needs headphones."
        stereo = self._row("Left and right in stereo", words, "swap").add(self.stereo)
        self._sound_words = caution()
        return self._part(
            "comfort",
            self.tiles, 4, bright, line(), figure, line(), skin, line(), thumb, line(), moving, 16,
            label("Cues", "h2"), 6, line(), self._sound_words, self.tones, line(), self.metronome,
            line(), stereo,
        )  # fmt: skip

    def _sessions(self) -> QWidget:
        self.quick = Choice("Quick session")
        self.quick.setMinimumWidth(200)
        self.quick.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.quick.activated.connect(lambda _: self._change(quick_routine=self.quick.currentData()))
        words = "What the tray and the launcher start at once."
        quick = self._row("Quick session", words).add(self.quick)
        name = "Keep running in the tray"
        self.keep_in_tray = switch(name, lambda on: self._change(keep_in_tray=on))
        words = "Closing the window leaves the icon and its quick sessions."
        tray = self._row(name, words).add(self.keep_in_tray)
        self._no_tray = caution(NO_TRAY)
        self.extra_points = switch("More points", lambda on: self._change(extra_points=on))
        words = "19 points the article does not name, each with its standing; off at first."
        more = self._row("More points", words).add(self.extra_points)
        return self._part("sessions", quick, line(), tray, self._no_tray, line(), more)

    def _safety(self) -> QWidget:
        self.number = NumberRow("Emergency number", "Shown large when pressing must stop.")
        self.number.entered.connect(lambda text: self._change(emergency_number=text))
        self._rows.append(self.number)
        self.review = button("Review answers")
        self.review.clicked.connect(self.review_wanted)
        words = "They decide which points are switched off."
        review = self._row("Safety answers", words).add(self.review)
        return self._part("safety", self.number, self.number.fault, line(), review)

    def _keys(self) -> QWidget:
        self.key_table = KeyTable()
        return self._part("keys", self.key_table)

    def _about(self) -> QWidget:
        self.about = AboutText()
        return self._part("about", self.about)

    def _row(self, title: str, words: str, icon_name: str = "") -> SettingRow:
        made = SettingRow(title, words, icon_name)
        self._rows.append(made)
        return made

    def _part(self, key: str, *items: QWidget | int) -> QWidget:
        title = next(name for one, name, _ in SECTIONS if one == key)
        made = QWidget()
        head = label(title, "h1", wraps=True)
        head.setContentsMargins(4, 0, 0, 0)
        made.setLayout(column(head, 10, *items, spacing=2))
        return made

    # --- what the person does ---------------------------------------------------------------

    def _change(self, **chosen: object) -> None:
        self._chosen = self._chosen._replace(**chosen)  # pyright: ignore[reportArgumentType]
        self.preferences_changed.emit(self._chosen)

    def _brightness_moved(self, value: int) -> None:
        self._brightness_words.setText(f"{value} %")
        self._change(picture_brightness=value / 100)

    def _choose_quick(self) -> None:
        self.quick.setCurrentIndex(self.quick.findData(self._chosen.quick_routine))

    # --- room -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._sections: QFrame = frame()
        title = label("Settings", "h2")
        title.setContentsMargins(12, 0, 0, 0)
        below = column(title, 14, spacing=2)
        below.setContentsMargins(12, 22, 12, 12)
        group = QButtonGroup(self)
        for key, name, _ in SECTIONS:
            # the two spaces part the name from its icon
            made = button(f"  {name}", "nav", name=name)
            made.setCheckable(True)
            made.setIconSize(QSize(20, 20))
            made.clicked.connect(lambda _=False, key=key: self.show_section(key))
            group.addButton(made)
            self._nav[key] = made
            below.addWidget(made)
        below.addStretch(1)
        self._sections.setLayout(below)
        self._sections.setAccessibleName("Sections of Settings")
        self._divider = frame("upright")
        self._divider.setFixedWidth(1)
        content = QWidget()
        self._column = column(*self._parts.values(), None, spacing=36)
        content.setLayout(self._column)
        self._content = content
        self._scroll = scrolling(content)
        reach_by_tab(self._scroll, "Settings")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._sections)
        whole.addWidget(self._divider)
        whole.addWidget(self._scroll, 1)

    def _show_parts(self) -> None:
        for key, part in self._parts.items():
            part.setVisible(bool(self._narrow) or key == self._section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sections beside the rows, or all below each other, by the width in em."""
        self._show_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange and self._narrow is not None:
            self._show_room()
        super().changeEvent(event)

    def _show_room(self) -> None:
        pixels = max(1, self.fontInfo().pixelSize())
        em = self.window().width() / pixels
        narrow, wide = em < MIDDLE_EM, em >= WIDE_EM
        if narrow != self._narrow:
            self._narrow = narrow
            self._sections.setVisible(not narrow)
            self._divider.setVisible(not narrow)
            self._show_parts()
        edge = 36 if wide else (16 if narrow else 24)
        self._column.setContentsMargins(edge, 20, edge, 24)
        self._content.setMaximumWidth(round(_WIDEST * max(1.0, pixels / 14)) + 2 * edge)
        room = self.width() - 2 * edge - (0 if narrow else self._sections.sizeHint().width())
        for one in self._rows:
            one.set_stacked(room < _BESIDE_EM * pixels)
        self.key_table.set_columns(2 if room >= 2 * 28 * pixels else 1)
