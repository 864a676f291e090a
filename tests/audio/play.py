"""Plays through the real player for tests, in a process of its own, and prints what it saw.

play.py VERB, one of
  beats COUNT EVERY_MS   so many circles
  nothing                only opening and closing
  vanish                 opening, then waiting until the device is gone
  leave                  ending without closing
  words FOLDER           a clause that is recorded in that folder and one that is not
  through EVERY_MS       circles until a line is written to the program; says what it is told
Prints JSON, one object at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from acutimer.audio.player import Player, sound_line
from acutimer.audio.tones import Loudness
from acutimer.core.guidance.score import Cue, CueId
from acutimer.runtime.clock import SystemClock

#: An idle PulseAudio takes up to two seconds to ask for its second block.
_SETTLED_MS = 4000
_PATIENCE_S = 20.0


def tasks() -> int:
    """The threads the system knows of; more than Python's, because the device has its own."""
    return len(list(Path("/proc/self/task").iterdir()))


def tasks_once_gone(expected: int) -> int:
    """The same, a moment later: a joined thread takes the system some time to clear away."""
    for _ in range(40):
        if tasks() <= expected:
            break
        threading.Event().wait(0.05)
    return tasks()


def main(verb: str, *words: str) -> dict[str, Any]:
    clock = SystemClock()
    told: list[tuple[bool, str]] = []
    changed = threading.Condition()

    def hear(working: bool, sentence: str) -> None:
        with changed:
            told.append((working, sentence))
            if verb == "through":
                print(sentence, flush=True)
            changed.notify_all()

    def wait_for(count: int) -> None:
        with changed:
            changed.wait_for(lambda: len(told) >= count, _PATIENCE_S)

    seen: dict[str, Any] = {"told": told, "early": "miniaudio" in sys.modules}
    seen["line"] = sound_line()
    before = tasks_once_gone(1)
    voices = (Path(words[0]),) if verb == "words" else ()
    player = Player(clock, hear, Loudness(1.0, 1.0), voices=voices)
    player.open()
    wait_for(1)
    if verb == "beats":
        count, every_ms = map(int, words)
        first_ms = clock.monotonic_ms() + _SETTLED_MS
        player.follow([Cue(first_ms + at * every_ms, CueId.CIRCLE, "") for at in range(count)])
        threading.Event().wait((_SETTLED_MS + count * every_ms + 500) / 1000)
    elif verb == "words":
        first_ms = clock.monotonic_ms() + _SETTLED_MS
        said = ("gone", "there", "gone")
        player.follow(
            [Cue(first_ms + at * 700, CueId.SAY, "", None, one) for at, one in enumerate(said)]
        )
        threading.Event().wait((_SETTLED_MS + 2500) / 1000)
    elif verb == "through":
        every_ms = int(words[0])
        begins_ms = clock.monotonic_ms()
        beats = [Cue(begins_ms + at * every_ms, CueId.CIRCLE, "") for at in range(2000)]
        player.follow(beats)
        sys.stdin.readline()
    elif verb == "vanish":
        player.follow([Cue(clock.monotonic_ms() + _SETTLED_MS, CueId.ALL_DONE, "")])
        subprocess.run(["pactl", "exit"], check=True)
        wait_for(2)
    elif verb == "leave":
        return seen
    player.silence()
    seen["tasks_during"] = tasks() - before
    player.close()
    seen["closed"] = player.join(_PATIENCE_S)
    seen["tasks_after"] = tasks_once_gone(before) - before
    seen["threads_after"] = [one.name for one in threading.enumerate()]
    seen["numpy"] = "numpy" in sys.modules
    return seen


print(json.dumps(main(*sys.argv[1:])))
