#!/usr/bin/env python3
"""Writes what acutimer sounds like, for people to hear, and prints what it measures like.

    packaging/dev sounds [FOLDER]      (FOLDER: build/sounds)

One file for each cue at its full level; ``tour.flac``, all of them in the order of the files,
announced where the voice has words for them; ``example.flac``, presses on both sides from the
first lead-in to the end, as loud as they are at first. Must never be needed to build or test.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np

from acutimer.audio.render import render_score
from acutimer.audio.tones import PER_MS, VOICE_PEAK, Loudness, breath_of, sound_of
from acutimer.audio.voice import Voice
from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.score import Score, score_of
from acutimer.core.guidance.telling import Telling
from acutimer.places import voice_folders
from tests.audio import hearing
from tests.core.guidance.voice import guidance
from tests.core.shipped import atlas, built

#: In the order of the files; breaths are those of six a minute.
IDS = tuple(one for one in CueId if one is not CueId.SAY)
BREATH_MS = 5000
#: What the voice says before a cue in the tour, where it has words of its own for it.
ANNOUNCED = {
    CueId.LEAD_IN_3: "get_ready",
    CueId.SWITCH_SIDES: "switch",
    CueId.STEP_DONE: "ease_off",
    CueId.READY: "ready",
    CueId.ALL_DONE: "done",
}
_FULL = Loudness(1.0, 1.0, voice=0.8, breath=1.0)
_AS_AT_FIRST = Loudness()
_PAUSE_MS = 1200
#: Presses of one point on one side and the other: a lead-in, presses, a switch and the end.
_EXAMPLE: dict[str, object] = {
    "kind": "presses", "point": "LI4", "side": "in_turn", "own": True, "seconds": 30,
}  # fmt: skip
#: What rises slowly; of all others the first strike is over, and no second one there, by then.
_SLOW = frozenset({CueId.STROKE, CueId.LIFT, CueId.BREATHE_IN, CueId.BREATHE_OUT})
_FIRST_STRIKE_MS = 70
_FILE_ENDING = ".flac"


def alone(cue_id: CueId) -> Score:
    """One cue by itself."""
    return of([Cue(0, cue_id, "")])


def of(cues: list[Cue]) -> Score:
    return Score(built(_EXAMPLE), cues[-1].at_ms + BREATH_MS, (), tuple(cues))


def tour() -> Score:
    """All cues one after the other, announced where the voice has words for them."""
    clauses = guidance().clauses
    cues: list[Cue] = []
    at_ms = 500
    for cue_id in IDS:
        clause = ANNOUNCED.get(cue_id, "")
        if clause:
            cues.append(Cue(at_ms, CueId.SAY, "", None, clause))
            at_ms += clauses[clause].length_ms + _PAUSE_MS // 2
        cues.append(Cue(at_ms, cue_id, ""))
        at_ms += round(length_ms(cue_id)) + _PAUSE_MS
    return of(cues)


def samples_of(cue_id: CueId) -> hearing.Samples:
    sound = sound_of(cue_id) or breath_of(cue_id, BREATH_MS)
    return hearing.heard(sound.samples)


def length_ms(cue_id: CueId) -> float:
    return len(samples_of(cue_id)) / PER_MS


def row(cue_id: CueId) -> str:
    """A cue's figures in a line of the table."""
    sound = samples_of(cue_id)
    below = 20 * math.log10(float(np.abs(sound).max()) / VOICE_PEAK)
    semitones = 12 * math.log2(hearing.strongest_hz(sound) / 440)
    return (
        f"{cue_id.value:13}{below:8.1f}{hearing.loudness_db(sound):8.1f}"
        f"{hearing.attack_ms(sound, BREATH_MS if cue_id in _SLOW else _FIRST_STRIKE_MS):8.0f}"
        f"{hearing.centroid_hz(sound):8.0f}{hearing.rings_ms(sound):8.0f}"
        f"{100 * (semitones - round(semitones)):8.1f}{hearing.roughest(sound):8.2f}"
    )


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, cue_id in enumerate(IDS, start=1):
        name = f"{number:02}-{cue_id.value}{_FILE_ENDING}"
        render_score(alone(cue_id), folder / name, _FULL)
    for name, score, loudness in (
        ("tour", tour(), _FULL),
        ("example", score_of(Telling(built(_EXAMPLE), atlas(), guidance())), _AS_AT_FIRST),
    ):
        voice = Voice(voice_folders(), loudness)
        render_score(score, folder / f"{name}{_FILE_ENDING}", loudness, voice=voice)
    print("cue           peak dB  loud dB  attack  middle   rings   cents   rough")
    for cue_id in IDS:
        print(row(cue_id))
    print(f"{len(IDS)} cues, tour and example written to {folder}")


if __name__ == "__main__":
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        sys.exit(0 if len(sys.argv) == 2 else 2)
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/sounds")
