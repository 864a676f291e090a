"""Figures of the voices Debian 12 main offers, for choosing between them without hearing.

Share of the power between 1 and 4 kHz (where consonants are told apart) and above 4 kHz; how much
the pitch moves, in semitones; and how strictly the band from 3.5 to 7.5 kHz repeats with the pitch
(in a person's voice it is half noise; close to 1 it buzzes).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from engines import SLT, read_wave, spoken

TEXTS = {
    "en": "Left shoulder, half way to the neck. Right thumb or index finger. Press and hold.",
    "de": "Linke Schulter, auf halbem Weg zum Hals. Rechter Daumen oder Zeigefinger.",
}
_FRAME_S, _STEP_S = 0.040, 0.010
_LOWEST_HZ, _HIGHEST_HZ = 65, 350


def tell() -> None:
    """Print one line a voice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        print(f"festival {SLT.name:22}", figures(*spoken("en", TEXTS["en"])))
        for voice in ("slt", "rms", "awb", "kal16"):
            _run("flite", "-voice", voice, "-t", TEXTS["en"], "-o", str(path))
            print(f"flite {voice:25}", figures(*read_wave(path)))
        for language, text in TEXTS.items():
            _run("espeak-ng", "-v", language, "-w", str(path), text)
            print(f"espeak-ng {language:21}", figures(*read_wave(path)))


def figures(rate_hz: int, samples: np.ndarray) -> str:
    """The figures of one recording in words."""
    wave = samples / 32768
    pitches = _pitches(rate_hz, wave)
    voiced = pitches[pitches > 0]
    semitones = 12 * np.log2(voiced / np.median(voiced))
    semitones = semitones[np.abs(semitones) < 9]  # beyond that it is the octave, taken wrongly
    return (
        f"{rate_hz} Hz; pitch {np.median(voiced):.0f} Hz moves {semitones.std():.1f} semitones; "
        f"1-4 kHz {_share_db(rate_hz, wave, 1000, 4000):.0f} dB, "
        f"4-8 kHz {_share_db(rate_hz, wave, 4000, 8000):.0f} dB; "
        f"buzz {_buzz(rate_hz, wave, pitches):.2f}"
    )


def _frames(rate_hz: int, wave: np.ndarray) -> list[np.ndarray]:
    length, step = int(_FRAME_S * rate_hz), int(_STEP_S * rate_hz)
    return [wave[at : at + length] for at in range(0, len(wave) - length, step)]


def _repeats(frame: np.ndarray) -> np.ndarray:
    """How much a frame is like itself later, 1 for the same, by the delay in samples."""
    count = len(frame)
    power = np.abs(np.fft.rfft(frame - frame.mean(), 2 * count)) ** 2
    found = np.fft.irfft(power)[:count]
    return found / (found[0] or 1)


def _pitches(rate_hz: int, wave: np.ndarray) -> np.ndarray:
    """The pitch of each frame in Hz; 0 where it has none."""
    found: list[float] = []
    shortest, longest = rate_hz // _HIGHEST_HZ, rate_hz // _LOWEST_HZ
    for frame in _frames(rate_hz, wave):
        repeats = _repeats(frame)
        delay = shortest + int(np.argmax(repeats[shortest:longest]))
        found.append(rate_hz / delay if repeats[delay] > 0.5 else 0.0)
    return np.array(found)


def _share_db(rate_hz: int, wave: np.ndarray, low_hz: int, high_hz: int) -> float:
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)))) ** 2
    hz = np.fft.rfftfreq(len(wave), 1 / rate_hz)
    return float(10 * np.log10(power[(hz >= low_hz) & (hz < high_hz)].sum() / power.sum()))


def _buzz(rate_hz: int, wave: np.ndarray, pitches: np.ndarray) -> float:
    spectrum = np.fft.fft(wave)
    hz = np.fft.fftfreq(len(wave), 1 / rate_hz)
    spectrum[(hz < 3500) | (hz > 7500)] = 0
    envelope = np.abs(np.fft.ifft(2 * spectrum))
    found: list[float] = []
    for frame, pitch in zip(_frames(rate_hz, envelope), pitches, strict=True):
        if pitch:
            delay = rate_hz / pitch
            found.append(float(_repeats(frame)[int(delay * 0.9) : int(delay * 1.1) + 1].max()))
    return float(np.mean(found))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
