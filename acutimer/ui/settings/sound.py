"""Settings for the ears: how much is said, in which language, and how loud each layer is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from acutimer.core.preferences import Preferences
from acutimer.ui.kit.choices import Segments
from acutimer.ui.kit.pieces import label, line, switch
from acutimer.ui.settings.layers import LayerRow, SoundRow
from acutimer.ui.settings.numbers import NumberBox
from acutimer.ui.settings.rows import caution
from acutimer.ui.settings.section import Section

_LEVELS = (
    ("all", "Everything"),
    ("short", "Short"),
    ("tones", "Tones only"),
    ("silent", "Silent"),
)
_LANGUAGES = (("en", "English"), ("de", "Deutsch"))
#: Breaths a minute; slower or faster is no pace to follow.
_SLOWEST, _FASTEST = 3, 12


class SoundSection(Section):
    """Guidance, then the layers."""

    #: voice, tones, metronome or breath
    test_wanted = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.guidance = Segments(_LEVELS, "Guidance")
        self.guidance.chosen.connect(lambda key: self.change(guidance=key))
        words = "The page shows every cue as words, whatever is heard."
        guidance = self.row("Guidance", words).add(self.guidance)
        self.language = Segments(_LANGUAGES, "Language of the voice")
        self.language.chosen.connect(lambda key: self.change(voice=key))
        words = "Recorded phrases, spoken without a network."
        language = self.row("Language of the voice", words).add(self.language)
        self.voice = LayerRow("Voice", "Where, with what, how and how long.", "voice")
        self.voice.leave_room_for_switch()
        self.tones = SoundRow("Tones", "Soft, low. Start, end, switch sides, all done.", "speaker")
        self.metronome = SoundRow("Metronome", "For presses and circles.", "metronome")
        self.breath = SoundRow("Breath", "A soft sound to breathe with, in and out.", "breath")
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
        name = "Breaths a minute"
        self.pace = NumberBox(name, _SLOWEST, _FASTEST, "a minute")
        self.pace.valueChanged.connect(lambda rate: self.change(breaths_per_minute=float(rate)))
        words = "From 3 to 12. Take the pace that is easy."
        pace = self.row(name, words).add(self.pace.less, self.pace, self.pace.more)
        self.stereo = switch("Left and right in stereo", lambda on: self.change(stereo=on))
        words = "Cues come from the side to press. Needs headphones."
        stereo = self.row("Left and right in stereo", words, "swap").add(self.stereo)
        self._fault = caution()
        self.lay_out(
            title, self._fault, guidance, line(), language, 16, label("Loudness", "h2"), 6, line(),
            self.voice, line(), self.tones, line(), self.metronome, line(), self.breath, line(),
            pace, line(), stereo,
        )  # fmt: skip
        self.show_fault("")

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        level = preferences.guidance
        sounds = level != "silent"
        self.guidance.choose(level)
        self.language.choose(preferences.voice)
        self.voice.show_volume(preferences.voice_volume, sounds=level in ("all", "short"))
        self.tones.show_sound(preferences.tones, preferences.tones_volume, sounds=sounds)
        self.metronome.show_sound(
            preferences.metronome, preferences.metronome_volume, sounds=sounds
        )
        self.breath.show_sound(preferences.breath, preferences.breath_volume, sounds=sounds)
        self.pace.show_number(preferences.breaths_per_minute)
        self._allow_pace(preferences.breath and sounds)
        self.stereo.setChecked(preferences.stereo)

    def show_fault(self, sentence: str) -> None:
        """What is the matter with the sound; empty when nothing is."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def _allow_pace(self, on: bool) -> None:
        for control in (self.pace, self.pace.less, self.pace.more):
            control.setEnabled(on)
