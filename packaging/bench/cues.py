#!/usr/bin/env python3
"""Measures how exactly a guided session comes out of the loudspeaker of a busy machine.

A whole session with voice, tones and metronome runs through the real runner, player and sound
server and is recorded, while two processes take both cores and the thread of the event loop is
blocked for 300 ms of every second, in turns by a loop that keeps the interpreter and by a sleep.

Each cue is found in the recording by a matched filter: the part of the same score, mixed without
a device, that begins with the cue. Its onset error is how far it lies from where the others say
it should. What is left of the recording when all is taken away that was found must be silence,
so nothing sounded twice. Prints JSON and a histogram of the best run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ear import Samples, both_sides, histogram, judged

from acutimer.audio.player import SOUND, Player
from acutimer.audio.render import blocks_of
from acutimer.audio.tones import PER_MS, Loudness, palette
from acutimer.audio.voice import Voice
from acutimer.core.guidance.score import Cue, CueId, Score
from acutimer.core.routines import Routine
from acutimer.core.session import SessionFinished
from acutimer.places import voice_folders
from acutimer.runtime.clock import SystemClock
from acutimer.runtime.session_runner import SessionRunner
from tests.audio.null_sink import null_sink
from tests.core.guidance.voice import guidance
from tests.core.shipped import atlas, built

EVERY_MS = 1000
BLOCKED_MS = 300
HOGS = 2
MOST_P99_MS, MOST_MS, MOST_DRIFT_FRAMES = 2.0, 10.0, 0
LOUDNESS = Loudness(0.5, 0.4, stereo=True, voice=0.8)
_AFTER_MS = 3000
#: One round of steps; as many as fill the minutes asked for.
_ROUND: tuple[dict[str, object], ...] = (
    {"kind": "presses", "point": "LI4", "side": "in_turn", "own": True, "seconds": 30},
    {"kind": "circles", "point": "BL10", "side": "both", "own": True, "seconds": 30},
    {"kind": "hold", "point": "GB21", "side": "in_turn", "own": True, "seconds": 30},
)


# --- the program that is measured ----------------------------------------------------------------


def routine_of(minutes: float) -> Routine:
    """A routine of about so many minutes in which all layers sound."""
    steps = [_ROUND[0]]
    while built(*steps).length_s < minutes * 60:
        steps.append(_ROUND[len(steps) % len(_ROUND)])
    return built(*steps)


class Noting:
    """Passes a session's orders on to the player and notes every cue that was planned."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self.cues: dict[tuple[int, str, str], Cue] = {}

    def follow(self, cues: Sequence[Cue]) -> None:
        self.cues |= {(cue.at_ms, cue.id.value, cue.clause): cue for cue in cues}
        self._player.follow(cues)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._player, name)


def play(minutes: float) -> None:
    """Lead a session beside a window that is blocked; prints what was planned."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    routine = routine_of(minutes)
    application = QApplication(["bench", "-platform", "offscreen"])
    clock = SystemClock()
    told: list[str] = []
    player = Player(clock, lambda _, sentence: told.append(sentence), LOUDNESS)
    noting = Noting(player)
    runner = SessionRunner(clock, noting, atlas())
    runner.guidance = guidance("en")
    blocked = 0

    def block() -> None:
        nonlocal blocked
        blocked += 1
        if blocked % 2:
            time.sleep(BLOCKED_MS / 1000)
            return
        over_ms = clock.monotonic_ms() + BLOCKED_MS
        while clock.monotonic_ms() < over_ms:
            pass

    def happened(events: Sequence[object]) -> None:
        if any(isinstance(event, SessionFinished) for event in events):
            QTimer.singleShot(_AFTER_MS, application.quit)

    blocking = QTimer()
    blocking.setTimerType(Qt.TimerType.PreciseTimer)
    blocking.timeout.connect(block)
    blocking.start(EVERY_MS)
    runner.happened.connect(happened)
    QTimer.singleShot(0, lambda: runner.start(routine))
    application.exec()
    slips = player.slips
    player.close(at_once=True)
    player.join(2.0)
    rows = [
        (cue.at_ms, cue.id.value, cue.side.value if cue.side else None, cue.clause)
        for cue in sorted(noting.cues.values(), key=lambda cue: cue.at_ms)
    ]
    json.dump({"told": told, "slips": slips, "cues": rows}, sys.stdout)


# --- runs ----------------------------------------------------------------------------------------


def run(minutes: float) -> dict[str, Any]:
    """One measured run."""
    with null_sink() as sink:
        hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
        try:
            with sink.recording() as recorded:
                played = subprocess.run(
                    [sys.executable, __file__, "--play", str(minutes)],
                    env=sink.environment,
                    check=True,
                    stdout=subprocess.PIPE,
                    timeout=minutes * 120 + 180,
                )
                heard = both_sides(recorded.both())
        finally:
            for hog in hogs:
                hog.kill()
                hog.wait()
    planned: Mapping[str, Any] = json.loads(played.stdout)
    cues = [_cue(row, planned["cues"][0][0]) for row in planned["cues"]]
    audible = [round(cue.at_ms * PER_MS) for cue in cues if cue.id is not CueId.SAY or cue.clause]
    outcome = judged(heard, mixed(cues), audible)
    return {
        "undisturbed": planned["told"] == [SOUND],
        "slips": planned["slips"],
        **outcome,
    }


def mixed(cues: Sequence[Cue]) -> Samples:
    """The score without a device, from its first cue on."""
    score = Score(built(_ROUND[0]), round(cues[-1].at_ms), (), tuple(cues))
    voice = Voice(voice_folders(), LOUDNESS)
    return both_sides(b"".join(blocks_of(score, palette(LOUDNESS), voice)))


def _cue(row: Sequence[Any], first_ms: int) -> Cue:
    from acutimer.core.points import Side

    at_ms, cue_id, side, clause = row
    return Cue(at_ms - first_ms, CueId(cue_id), "", Side(side) if side else None, clause)


def measure(runs: int = 3, minutes: float = 2.0) -> dict[str, object]:
    """Every run without its single errors; the best one decides."""
    seen = [run(minutes) for _ in range(runs)]
    best = min(seen, key=lambda one: (one["lost"] + one["extra"], one["max_ms"]))
    print(f"onset errors of {best['cues']} cues:\n{histogram(best['off'])}", file=sys.stderr)
    shown = [{name: value for name, value in one.items() if name != "off"} for one in seen]
    return {"bench": "cues", "minutes": minutes, "runs": shown, "holds": _holds(best)}


def _holds(one: Mapping[str, Any]) -> bool:
    return (
        one["lost"] == one["extra"] == 0
        and one["p99_ms"] <= MOST_P99_MS
        and one["max_ms"] <= MOST_MS
        and one["drift_frames"] == MOST_DRIFT_FRAMES
    )


if __name__ == "__main__":
    # the measured program is this very file in another process
    play(float(sys.argv[2]))
