#!/usr/bin/env python3
"""Measures how exactly cues come out of the loudspeaker while the machine and the window are busy.

Plays one cue a second through the real player into a sound server of its own and records what that
plays, while two processes take both cores and the thread of a real Qt event loop is blocked for
300 ms of every second: in some runs by a Python loop that keeps the interpreter, in others by a
sleep. Prints JSON: for every run the cues lost and extra and the jitter, which is the distance of
each onset from the straight line that fits all best, so that the server's clock may run at a rate
of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from array import array
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from acutimer.audio.player import Player
from acutimer.audio.tones import PER_MS, Channel, Loudness, Palette, Ready
from acutimer.core.score import Cue, CueId
from acutimer.runtime.clock import SystemClock
from tests.audio.null_sink import RATE_HZ, null_sink, onsets

EVERY_MS = 1000
BLOCKED_MS = 300
HOGS = 2
#: The stream and the blocked window settle before the first cue.
_BEFORE_MS = 5000
_AFTER_MS = 1000
_LEVEL = 8000
#: An onset further than this from where a cue belongs is none of the cues.
_BELONGS_MS = 400
MOST_JITTER_MS = 10.0
BEST_JITTER_MS = 1.0


def sharp(_: Loudness) -> Palette:
    """One sound that is there with its first sample."""
    half = [16000] * 24 + [-16000] * 24
    mono = array("h", half * 10)
    both = array("h", bytes(4 * len(mono)))
    both[0::2] = mono
    both[1::2] = mono
    return {(CueId.CIRCLE, None): Ready(both, Channel.METRONOME)}


def play(blocked_by: str, seconds: int) -> None:
    """The program that is measured: an event loop that is blocked, and the player."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication(["bench", "-platform", "offscreen"])
    clock = SystemClock()
    told: list[bool] = []
    player = Player(clock, lambda working, _: told.append(working), sounds=sharp)

    def block() -> None:
        if blocked_by == "sleep":
            time.sleep(BLOCKED_MS / 1000)
            return
        over_ms = clock.monotonic_ms() + BLOCKED_MS
        while clock.monotonic_ms() < over_ms:
            pass

    blocking = QTimer()
    blocking.setTimerType(Qt.TimerType.PreciseTimer)
    blocking.timeout.connect(block)
    blocking.start(EVERY_MS)
    player.open()
    first_ms = clock.monotonic_ms() + _BEFORE_MS
    player.follow([Cue(first_ms + at * EVERY_MS, CueId.CIRCLE, "") for at in range(seconds)])
    QTimer.singleShot(_BEFORE_MS + seconds * EVERY_MS + _AFTER_MS, application.quit)
    application.exec()
    player.close(at_once=True)
    player.join(2.0)
    sys.exit(0 if told == [True] else 3)


def judged(heard: list[int], seconds: int) -> dict[str, float | int]:
    """Lost, extra and the largest and typical distance from the straight line through all."""
    each = EVERY_MS * PER_MS
    numbered: dict[int, int] = {}
    extra = 0
    for onset in heard:
        place = (onset - heard[0]) / each
        number = round(place)
        off_ms = abs(place - number) * EVERY_MS
        if number in numbered or number >= seconds or off_ms > _BELONGS_MS:
            extra += 1
        else:
            numbered[number] = onset
    lost = seconds - len(numbered)
    if len(numbered) < 2:
        return {"lost": lost, "extra": extra, "jitter_ms": float("inf")}
    count = len(numbered)
    mean_number = sum(numbered) / count
    mean_onset = sum(numbered.values()) / count
    spread = sum((number - mean_number) ** 2 for number in numbered)
    slope = (
        sum((number - mean_number) * (at - mean_onset) for number, at in numbered.items()) / spread
    )
    off = [
        abs(at - mean_onset - slope * (number - mean_number)) / RATE_HZ * 1000
        for number, at in numbered.items()
    ]
    return {
        "lost": lost,
        "extra": extra,
        "jitter_ms": round(max(off), 3),
        "median_ms": round(sorted(off)[count // 2], 3),
        "rate_off_ppm": round((slope / each - 1) * 1e6, 2),
    }


def run(blocked_by: str, seconds: int) -> dict[str, float | int | str]:
    """One measured run."""
    with null_sink() as sink:
        hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(HOGS)]
        try:
            with sink.recording() as recorded:
                played = subprocess.run(
                    [sys.executable, __file__, "--play", blocked_by, "--seconds", str(seconds)],
                    env=sink.environment,
                    check=False,
                )
                heard = onsets(recorded.samples(), _LEVEL)
        finally:
            for hog in hogs:
                hog.kill()
                hog.wait()
    return {"blocked_by": blocked_by, "ended": played.returncode, **judged(heard, seconds)}


def measure(runs: int = 3, seconds: int = 60) -> dict[str, object]:
    """Cues lost and extra and the jitter of every run, for both ways of blocking the window."""
    seen = [run(kind, seconds) for _ in range(runs) for kind in ("loop", "sleep")]
    return {"bench": "cues", "cues": seconds, "runs": seen, "holds": _holds(seen)}


def _holds(seen: list[dict[str, float | int | str]]) -> bool:
    whole = all(one["lost"] == 0 and one["extra"] == 0 and one["ended"] == 0 for one in seen)
    for kind in ("loop", "sleep"):
        jitters = [float(one["jitter_ms"]) for one in seen if one["blocked_by"] == kind]
        whole = whole and min(jitters) <= BEST_JITTER_MS and max(jitters) <= MOST_JITTER_MS
    return whole


if __name__ == "__main__":
    # the measured program is this very file in another process
    _, _, way, _, length = sys.argv
    play(way, int(length))
