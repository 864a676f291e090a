"""Of several ways one that is heard right, ends falling, has a silent tail and sounds well.

Which one that was is written down in kept/LANGUAGE.toml, with what the engine was given. So whoever
builds again needs no recogniser, no espeak-ng, and gets the same. A clause is chosen anew when its
row asks for other spellings, or the voice is another.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import ogg
import pitch
import sound
from engines import Engine
from listener import Listener, at_16_khz
from quality import Judge
from table import HERE, Row, Table, Voice
from ways import ways

KEPT = HERE / "kept"
#: A clause may end this far above its middle pitch.
RISES_SEMITONES = 0.5
#: The last 20 ms of what the engine says, under its loudest 5 ms.
_TAIL_DB = -40.0
#: A sound shorter than the first after a silence longer than the second belongs to no word.
_STRAY_MS, _GAP_MS = 120, 200
#: How many semitones too high a stray sound counts for.
_NOISE = 3.0


#: Of so many ways that are heard right the best is kept, where none is good enough before.
_COMPARED = 6
#: A clause is good enough this far above the gate: those that cannot pass it pull the mean down.
_ABOVE_GATE = 0.1


class Ears:
    """What judges a way by ear."""

    def __init__(self, language: str) -> None:
        self.listener, self.judge = Listener(language), Judge()


@dataclass(frozen=True)
class Kept:
    """What the engine was given for a clause, and how fast it spoke."""

    spelling: str
    given: str
    speed: float


@dataclass(frozen=True)
class Trial:
    """One way as it came out, and as it is heard once it was coded.

    Its faults before anybody listens are how far it rises, and noise.
    """

    kept: Kept
    samples: np.ndarray
    coded: np.ndarray
    fault: float


def chosen(row: Row, table: Table, engine: Engine, ears: Ears | None) -> Kept:
    """The first way without fault that is heard right and sounds as well as the pack must.

    Where none sounds so well, the best of the first few that are heard right; where none is without
    fault, the one with least fault that is heard right. Without ears every way counts as well.
    """
    right: list[tuple[float, Kept]] = []
    poorer: list[Trial] = []
    for way in ways(row):
        kept = Kept(way.spelling, engine.given(way.spelling), way.speed)
        trial = tried(kept, table.voice, engine)
        if trial.fault:
            poorer.append(trial)
        elif ears is None:
            return kept
        elif ears.listener.is_right(row, ears.listener.heard(trial.coded)):
            quality = ears.judge.quality(at_16_khz(trial.coded, engine.rate_hz))
            right.append((quality, kept))
            if quality >= table.gates.quality + _ABOVE_GATE or len(right) == _COMPARED:
                break
    if right:
        return max(right, key=lambda one: one[0])[1]
    poorer.sort(key=lambda trial: trial.fault)
    for trial in poorer:
        if ears is None or ears.listener.is_right(row, ears.listener.heard(trial.coded)):
            return trial.kept
    first = next(ways(row))  # none is heard right: as it is written, and the gates will say so
    return Kept(first.spelling, engine.given(first.spelling), first.speed)


def tried(kept: Kept, voice: Voice, engine: Engine) -> Trial:
    """Speak one way."""
    rate_hz, raw = engine.spoken(kept.given, kept.speed)
    samples = sound.shipped(rate_hz, raw, voice.tempo / kept.speed, engine.silence_db)
    coded = ogg.coded(samples)
    rises = max(0.0, *(pitch.end_semitones(one) - RISES_SEMITONES for one in (samples, coded)))
    return Trial(kept, samples, coded, rises + _NOISE * (not is_clean(rate_hz, raw)))


def is_clean(rate_hz: int, raw: np.ndarray) -> bool:
    """Whether what the engine said ends in silence, and no stray sound stands after the words."""
    step = rate_hz * 5 // 1000
    power = (raw[: len(raw) // step * step].reshape(-1, step) ** 2).sum(axis=1)
    if power[-4:].max() > power.max() * 10 ** (_TAIL_DB / 10):
        return False
    loud = np.flatnonzero(power > power.max() * 10 ** (_TAIL_DB / 10))
    gaps = np.flatnonzero(np.diff(loud) > _GAP_MS // 5)
    return not len(gaps) or (len(loud) - 1 - int(gaps[-1])) * 5 > _STRAY_MS


def read(table: Table) -> dict[str, Kept]:
    """What was kept earlier and still fits the table."""
    path = KEPT / f"{table.language}.toml"
    if not path.exists():
        return {}
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    if told["voice"] != fingerprint(table.voice):
        return {}
    fits = {row.id: {(way.spelling, way.speed) for way in ways(row)} for row in table.rows}
    found = {
        clause: Kept(one["spelling"], one["given"], one["speed"])
        for clause, one in told["clauses"].items()
    }
    return {
        clause: kept
        for clause, kept in found.items()
        if (kept.spelling, kept.speed) in fits.get(clause, ())
    }


def write(table: Table, kept: dict[str, Kept]) -> None:
    """Write down what was kept, in the table's order."""
    lines = [
        "# Written by packaging/dev voice: the way kept for each clause, and what the engine",
        "# was given for it.",
        f"voice = {quoted(fingerprint(table.voice))}",
    ]
    for row in table.rows:
        if row.id in kept:
            one = kept[row.id]
            lines += [
                "",
                f"[clauses.{quoted(row.id)}]",
                f"spelling = {quoted(one.spelling)}",
                f"given = {quoted(one.given)}",
                f"speed = {one.speed}",
            ]
    path = KEPT / f"{table.language}.toml"
    path.parent.mkdir(exist_ok=True)
    fresh = Path(f"{path}.part")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.rename(path)


def fingerprint(voice: Voice) -> str:
    """What another choice must be made for when it changes."""
    return f"{voice.engine} {voice.speaker} {voice.sounds} tempo {voice.tempo}"


def quoted(words: str) -> str:
    """A string of TOML."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
