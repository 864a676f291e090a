#!/usr/bin/env python3
"""Measures how exactly a guided session comes out of the loudspeaker of a busy machine.

A whole session with voice, tones and metronome runs through the real runner, player and sound
server and is recorded, while two processes take both cores and the thread of the event loop is
blocked for 300 ms of every second, in turns by a loop that keeps the interpreter and by a sleep.

Each cue is found in the recording by a matched filter: the part of the same score, mixed without
a device, that begins with the cue. Its onset error is how far it lies from where the others say
it should. What is left of the recording when all is taken away that was found must be silence,
so nothing sounded twice. Prints JSON and a histogram of the best run.

The recorder may lose samples as well. The sink plays by the clock, so what is recorded grows with
it: a run in which it fell back is told as damaged, and made again. It says nothing of the player.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
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
from tests.audio.null_sink import Recording, null_sink
from tests.core.guidance.voice import guidance
from tests.core.shipped import atlas, built

EVERY_MS = 1000
BLOCKED_MS = 300
HOGS = 2
MOST_P99_MS, MOST_MS, MOST_DRIFT_FRAMES = 2.0, 10.0, 0
LOUDNESS = Loudness(0.5, 0.4, stereo=True, voice=0.8)
_AFTER_MS = 3000
#: A recording that lags by so much more at its end than at its beginning has lost samples.
DAMAGED_MS = 10
#: How often a damaged run is made again; how often the recorder is looked at.
_AGAIN = 2
_LOOKS_S = 0.05
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


class Keeping:
    """Looks whether a recording keeps up with the clock, as long as the block lasts."""

    def __init__(self, recorded: Recording) -> None:
        self._recorded = recorded
        self._over = threading.Event()
        self._leads_ms: list[float] = []
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Keeping:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        began_ms = time.monotonic() * 1000
        while not self._over.wait(_LOOKS_S):
            recorded_ms = self._recorded.frames / PER_MS
            self._leads_ms.append(recorded_ms - (time.monotonic() * 1000 - began_ms))

    @property
    def lost_ms(self) -> float:
        """How much less there is at the end than there should be; 0 if it was too short to say."""
        return lost_ms(self._leads_ms)


def lost_ms(leads_ms: Sequence[float]) -> float:
    """How far a recording fell back, by how far it was ahead of the clock at each look.

    It is written in pieces, and only right after one is it as far ahead as it can be.
    """
    quarter = len(leads_ms) // 4
    if quarter == 0:
        return 0.0
    return round(max(leads_ms[:quarter]) - max(leads_ms[-quarter:]), 1)


def run(minutes: float) -> dict[str, Any]:
    """One measured run."""
    with null_sink() as sink:
        hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
        try:
            with sink.recording() as recorded, Keeping(recorded) as keeping:
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
        "damaged": keeping.lost_ms > DAMAGED_MS,
        "recorder_lost_ms": keeping.lost_ms,
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
    """Every run without its single errors; none may lose a cue, and the best must be exact."""
    seen = [one for _ in range(runs) for one in _run_whole(minutes)]
    whole = [one for one in seen if not one["damaged"]]
    best = min(whole, key=lambda one: one["max_ms"], default=None)
    if best is not None:
        print(f"onset errors of {best['cues']} cues:\n{histogram(best['off'])}", file=sys.stderr)
    shown = [{name: value for name, value in one.items() if name != "off"} for one in seen]
    return {"bench": "cues", "minutes": minutes, "runs": shown, "holds": holds(seen, runs)}


def _run_whole(minutes: float) -> list[dict[str, Any]]:
    """Runs until one is recorded whole, or it was tried often enough."""
    seen = [run(minutes)]
    while seen[-1]["damaged"] and len(seen) <= _AGAIN:
        seen.append(run(minutes))
    return seen


def holds(seen: Sequence[Mapping[str, Any]], runs: int) -> bool:
    """Whether as many runs as asked for were recorded whole, without a cue lost, the best exact."""
    whole = [one for one in seen if not one["damaged"]]
    if len(whole) < max(1, runs) or any(one["lost"] or one["extra"] for one in whole):
        return False
    return any(
        one["p99_ms"] <= MOST_P99_MS
        and one["max_ms"] <= MOST_MS
        and one["drift_frames"] == MOST_DRIFT_FRAMES
        for one in whole
    )


if __name__ == "__main__":
    # the measured program is this very file in another process
    play(float(sys.argv[2]))
