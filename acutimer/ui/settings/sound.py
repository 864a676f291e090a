"""Settings for what sounds: how much is said, the language, each layer and its loudness."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.ui.kit.pieces import label, line
from acutimer.ui.settings.languages import LanguageChoice
from acutimer.ui.settings.layers import LayerRow, SoundRow
from acutimer.ui.settings.numbers import NumberBox
from acutimer.ui.settings.rows import SettingRow, caution
from acutimer.ui.settings.section import Section, inset


class SoundSection(Section):
    """Guidance, then the layers."""

    #: voice, tones, metronome or breath
    test_wanted = Signal(str)

    def __init__(self, title: str, voices: Mapping[str, str]) -> None:
        super().__init__()
        self.guidance = self.segments(settings.GUIDANCE)
        self.language = LanguageChoice(voices)
        self.bind(settings.VOICE, self.language.chosen, self.language.choose)
        self.own_words = self.keep(SettingRow("Your own words", " "))
        self.voice = LayerRow(settings.VOICE_VOLUME, "voice")
        self.voice.leave_room_for_switch()
        self.tones = SoundRow(settings.TONES, "speaker")
        self.metronome = SoundRow(settings.METRONOME, "metronome")
        self.breath = SoundRow(settings.BREATH, "breath")
        for key, layer in (
            ("voice", self.voice),
            ("tones", self.tones),
            ("metronome", self.metronome),
            ("breath", self.breath),
        ):
            layer.volume_changed.connect(
                lambda volume, key=key: self.change(**{f"{key}_volume": volume})
            )
            layer.test_wanted.connect(lambda key=key: self.test_wanted.emit(key))
            if isinstance(layer, SoundRow):
                layer.toggled.connect(lambda on, key=key: self.change(**{key: on}))
            self.keep(layer)
        self.pace = NumberBox(settings.BREATHS_PER_MINUTE, "a minute")
        self.bind(settings.BREATHS_PER_MINUTE, self.pace.valueChanged, self.pace.show_number)
        self.stereo = self.switch(settings.STEREO)
        self._fault = caution()
        self.lay_out(
            title, inset(self._fault),
            self.row(settings.GUIDANCE, self.guidance),
            self.row(settings.VOICE, self.language.control),
            self.own_words,
            16, inset(label("Loudness", "h2")), 6, line(),
            self.voice, self.tones, self.metronome, self.breath,
            self.row(settings.BREATHS_PER_MINUTE, *self.pace.controls),
            self.row(settings.STEREO, self.stereo, icon_name="swap"),
        )  # fmt: skip
        self.show_fault("")

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        super().show_preferences(preferences)
        level = preferences.guidance
        sounds = level != "silent"
        self.voice.show_volume(preferences.voice_volume, sounds=level in ("all", "short"))
        self.tones.show_sound(preferences.tones, preferences.tones_volume, sounds=sounds)
        self.metronome.show_sound(
            preferences.metronome, preferences.metronome_volume, sounds=sounds
        )
        self.breath.show_sound(preferences.breath, preferences.breath_volume, sounds=sounds)
        for control in self.pace.controls:
            control.setEnabled(preferences.breath and sounds)

    def show_fault(self, sentence: str) -> None:
        """What is the matter with the sound; empty when nothing is."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
