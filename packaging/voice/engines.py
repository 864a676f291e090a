"""The speech engines, each one clause at a time in a process of its own, so that no clause hangs
together with the one before it and the same words give the same bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np


class EngineMissing(Exception):
    """A program the builder needs is not installed, or did not do its part."""


@dataclass(frozen=True)
class Voice:
    """A voice as the table beside the recordings names it."""

    name: str
    command: str
    licence: str
    packages: tuple[str, ...]


SLT = Voice(
    "cmu_us_slt_arctic_hts",
    "festival",
    "free to use, copy, change and distribute (Carnegie Mellon University 2003; see LICENCE.md)",
    ("festival", "festvox-us-slt-hts"),
)
ESPEAK_DE = Voice(
    "espeak-ng de",
    "espeak-ng",
    "the program is under GPL-3; what it speaks is not part of it (see LICENCE.md)",
    ("espeak-ng",),
)
VOICES = {"en": SLT, "de": ESPEAK_DE}
_PACKAGES = {"festival": "festvox-us-slt-hts", "espeak-ng": "espeak-ng", "flac": "flac"}
#: Words a minute; the engine's usual 175 is hurried for somebody who presses with eyes shut.
_ESPEAK_WORDS_A_MINUTE = 150


def needed() -> None:
    """Raise EngineMissing for the first program that is not there."""
    for command, package in _PACKAGES.items():
        if shutil.which(command) is None:
            raise EngineMissing(f"{command} is not installed (Debian package {package})")


def spoken(language: str, words: str) -> tuple[int, np.ndarray]:
    """Rate in Hz and samples of 16 bit, as the engine gives them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        if VOICES[language] is SLT:
            _festival(words, path)
        else:
            _run("espeak-ng", "-v", "de", "-s", str(_ESPEAK_WORDS_A_MINUTE), "-w", str(path), words)
        return read_wave(path)


def _festival(words: str, path: Path) -> None:
    text = words.replace("\\", "\\\\").replace('"', '\\"')
    script = path.with_suffix(".scm")
    script.write_text(
        f"(voice_{SLT.name})\n"
        f'(utt.save.wave (utt.synth (Utterance Text "{text}")) "{path}" \'riff)\n',
        encoding="ascii",
    )
    _run("festival", "--batch", str(script))


def _run(*command: str) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise EngineMissing(f"{command[0]} failed: {last}")


def read_wave(path: Path) -> tuple[int, np.ndarray]:
    """Rate in Hz and samples of a mono file of 16 bit."""
    with wave.open(str(path), "rb") as file:
        frames = file.readframes(file.getnframes())
        return file.getframerate(), np.frombuffer(frames, "<i2").astype(np.int64)


def origin_of(voice: Voice) -> str:
    """The Debian packages a voice comes from, with their versions."""
    answer = subprocess.run(
        ("dpkg-query", "-W", "-f=${Package} ${Version}\n", *voice.packages),
        capture_output=True,
        text=True,
        check=False,
    )
    return f"Debian: {', '.join(answer.stdout.strip().splitlines()) or 'unknown'}"
