"""Judge what was built: what a recogniser hears, how good it should sound, how clauses end.

Every clause is heard by itself, from its file. No person is needed, and none is replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import build
import listener
import numpy as np
import ogg
import pitch
import sound
import table as tables
from engines import ENGINES
from listener import Listener
from quality import Judge
from table import Row, Table

#: No clause may end further above its middle pitch.
_RISES_SEMITONES = 1.0
_LOUDNESS_DB = 0.5
#: The highest sample the app reckons with (CLIP_PEAK of acutimer/audio/voice.py).
_PEAK = 16_500
_MOST_BYTES = 4_000_000
#: Of so many clauses one is judged for its quality.
_EACH = 13
_worker: dict[str, object] = {}


@dataclass(frozen=True)
class Heard:
    """One clause; quality is 0 where it was not asked."""

    words: str
    wrong: int
    of: int
    rises: float
    loudness_db: float
    peak: int
    seconds: float
    quality: float


@dataclass(frozen=True)
class Pack:
    """All clauses of a language."""

    table: Table
    clauses: dict[str, Heard]
    size: int

    @property
    def misheard_percent(self) -> float:
        found = self.clauses.values()
        return 100 * sum(one.wrong for one in found) / sum(one.of for one in found)

    @property
    def words_a_minute(self) -> float:
        found = self.clauses.values()
        kept_s = (sound.KEPT_BEFORE_MS + sound.KEPT_AFTER_MS) / 1000
        return 60 * sum(one.of for one in found) / sum(one.seconds - kept_s for one in found)

    @property
    def quality(self) -> float:
        return float(np.mean([one.quality for one in self.clauses.values() if one.quality]))

    @property
    def loudness_db(self) -> float:
        levels = [one.loudness_db for one in self.clauses.values()]
        return max(levels) - min(levels)

    @property
    def rises(self) -> float:
        return float(np.mean([one.rises for one in self.clauses.values()]))

    def misheard(self) -> Iterator[str]:
        """Each clause that was heard otherwise, in words."""
        rows = {row.id: row.words for row in self.table.rows}
        for clause, one in self.clauses.items():
            if one.wrong:
                yield f"{clause}: {rows[clause]!r} heard as {one.words!r}"

    def faults(self) -> Iterator[str]:
        """Every gate that is not passed, in words."""
        gates = self.table.gates
        if self.misheard_percent > gates.misheard_percent:
            yield f"{self.misheard_percent:.1f} % misheard, {gates.misheard_percent} % allowed"
        if self.quality < gates.quality:
            yield f"predicted quality {self.quality:.2f}, {gates.quality} asked"
        slowest, fastest = gates.words_a_minute
        if not slowest <= self.words_a_minute <= fastest:
            yield f"{self.words_a_minute:.0f} words a minute, not {slowest} to {fastest}"
        if self.loudness_db > _LOUDNESS_DB:
            yield f"loudness differs by {self.loudness_db:.2f} dB"
        if self.size > _MOST_BYTES:
            yield f"{self.size / 1e6:.2f} MB"
        for clause, one in self.clauses.items():
            if one.rises > _RISES_SEMITONES:
                yield f"{clause} ends {one.rises:.1f} semitones up"
            if one.peak > _PEAK:
                yield f"{clause} reaches {one.peak}"

    def line(self) -> str:
        """A row of a table in Markdown."""
        voice = self.table.voice
        cells = (
            voice.name,
            f"{voice.engine} {voice.speaker}",
            f"{self.quality:.2f}",
            f"{self.misheard_percent:.1f} %",
            f"{self.words_a_minute:.0f}",
            f"{self.rises:+.1f}",
            f"{self.loudness_db:.2f} dB",
            f"{self.size / 1e6:.2f} MB",
        )
        return f"| {' | '.join(cells)} |"


HEADING = (
    "| Language | Voice | DistillMOS | words misheard | words a minute | "
    "semitones at the end | loudness differs by | size |\n|---|---|---|---|---|---|---|---|"
)


def pack(language: str) -> Pack:
    """Listen to all of a language."""
    table, folder = tables.read(language), build.target(language)
    rate_hz = ENGINES[table.voice.engine].rate_hz
    work = [(row, folder, rate_hz, not at % _EACH) for at, row in enumerate(table.rows)]
    with ProcessPoolExecutor(
        os.cpu_count() or 1,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(language,),
    ) as pool:
        found = dict(zip((row.id for row in table.rows), pool.map(_hear, work), strict=True))
    return Pack(table, found, sum(file.stat().st_size for file in folder.iterdir()))


def _begin(language: str) -> None:
    _worker["listener"], _worker["judge"] = Listener(language), Judge()


def _hear(work: tuple[Row, Path, int, bool]) -> Heard:
    row, folder, rate_hz, judged = work
    ears: Listener = _worker["listener"]  # pyright: ignore[reportAssignmentType]
    judge: Judge = _worker["judge"]  # pyright: ignore[reportAssignmentType]
    samples = ogg.read(folder / f"{row.id}.ogg")
    words = ears.heard(samples)
    wrong, count = ears.errors(row, words)
    return Heard(
        words,
        wrong,
        count,
        pitch.end_semitones(samples),
        sound.loudness_db(samples / 32768),
        int(np.abs(samples.astype(np.int32)).max()),
        len(samples) / sound.RATE_HZ,
        judge.quality(listener.at_16_khz(samples, rate_hz)) if judged else 0.0,
    )
