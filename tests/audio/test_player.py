"""The real player on a sound server of its own: what comes out, and what happens without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from acutimer import APP_ID
from acutimer.audio.player import BACK, LOST, NO_CLAUSE, NO_SOUND, SOUND
from tests.audio.clips import write_clip
from tests.audio.null_sink import RATE_HZ, NullSink, null_sink, onsets, wait_until

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio's null sink is Linux's")


def play(environment: dict[str, str], *words: str) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.audio.play", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stderr == ""
    assert ended.returncode == 0
    return json.loads(ended.stdout)


@pytest.mark.desktop
def test_twenty_circles_in_six_seconds_are_heard_as_twenty_evenly() -> None:
    with null_sink() as sink, sink.recording() as recorded:
        seen = play(sink.environment, "beats", "20", "300")
        heard = onsets(recorded.samples(), level=1000)
    assert seen["told"] == [[True, SOUND]]
    assert len(heard) == 20
    apart_ms = [(after - before) * 1000 / RATE_HZ for before, after in pairwise(heard)]
    assert max(abs(one - 300) for one in apart_ms) <= 10
    assert abs((heard[-1] - heard[0]) * 1000 / RATE_HZ - 19 * 300) <= 10


@pytest.mark.desktop
def test_there_is_an_audio_thread_only_during_a_session() -> None:
    with null_sink() as sink:
        seen = play(sink.environment, "nothing")
    assert seen["line"] == [True, SOUND]
    assert not seen["early"]
    assert seen["tasks_during"] == 2
    assert seen["closed"]
    assert seen["tasks_after"] == 0
    assert seen["threads_after"] == ["MainThread"]
    assert not seen["numpy"]


@pytest.mark.desktop
def test_a_device_that_vanishes_leaves_silence_and_a_sentence() -> None:
    with null_sink() as sink:
        environment = {**sink.environment, "ALSA_CONFIG_PATH": os.devnull}
        seen = play(environment, "vanish")
    assert seen["told"] == [[True, SOUND], [False, LOST]]
    assert seen["closed"]
    assert seen["tasks_after"] == 0


@pytest.mark.desktop
def test_a_recorded_clause_is_heard_and_a_missing_one_is_told_once(tmp_path: Path) -> None:
    write_clip(tmp_path, "there", array("h", ([9000] * 48 + [-9000] * 48) * 150))
    with null_sink() as sink, sink.recording() as recorded:
        seen = play(sink.environment, "words", str(tmp_path))
        samples = recorded.samples()
    (begins,) = onsets(samples, level=3000)
    heard = [at for at in range(begins, len(samples)) if abs(samples[at]) > 3000]
    assert (heard[-1] - heard[0]) / RATE_HZ == pytest.approx(0.3, abs=0.01)
    assert sorted(seen["told"]) == sorted([[True, SOUND], [True, NO_CLAUSE]])
    assert not seen["numpy"]


# --- a device that leaves and comes back ---------------------------------------------------------

#: Within this sound is back once there is something to play on.
BACK_WITHIN_S = 2.0
_EVERY_MS = 200


class Program:
    """Circles without end in a process of their own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.audio.play", "through", str(_EVERY_MS)],
            cwd=ROOT,
            env={**environment, "ALSA_CONFIG_PATH": os.devnull},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def told(self) -> str:
        """The next sentence it is told."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def ended(self) -> None:
        """Let it end and see that nothing is left of its sound."""
        said, _ = self._process.communicate("\n", timeout=30)
        seen = json.loads(said.splitlines()[-1])
        assert seen["closed"]
        assert seen["tasks_after"] == 0

    def leave(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def sounding(sink: NullSink) -> Iterator[Program]:
    program = Program(sink.environment)
    try:
        yield program
        program.ended()
    finally:
        program.leave()


def back_after_s(sink: NullSink, name: str = "null") -> float:
    """How long it takes from now until that output plays; then it plays evenly."""
    began_s = time.monotonic()
    with sink.recording(name) as recorded:
        recorded.wait_for_sound()
        took_s = time.monotonic() - began_s
        wait_until(lambda: len(onsets(recorded.samples(), level=500)) > 8)
        heard = onsets(recorded.samples(), level=500)
    print(f"sound after {took_s:.2f} s")
    apart_ms = [(after - before) * 1000 / RATE_HZ for before, after in pairwise(heard)]
    assert min(apart_ms) > _EVERY_MS / 2, "a burst of what was missed"
    assert sum(abs(one - _EVERY_MS) > 1 for one in apart_ms) <= 2
    return took_s


def unplugged_and_plugged(sink: NullSink) -> str:
    sink.unplug()
    wait_until(lambda: not sink.ask("list", "short", "sink-inputs"))
    sink.plug()
    return "null"


def killed_and_started(sink: NullSink) -> str:
    sink.end()
    sink.begin()
    return "null"


@pytest.mark.desktop
@pytest.mark.parametrize("what", [unplugged_and_plugged, killed_and_started])
def test_sound_that_was_lost_is_back_within_two_seconds(what: Callable[[NullSink], str]) -> None:
    with null_sink() as sink, sounding(sink) as program:
        assert program.told() == SOUND
        with sink.recording() as recorded:
            recorded.wait_for_sound()
        assert back_after_s(sink, what(sink)) <= BACK_WITHIN_S
        assert (program.told(), program.told()) == (LOST, BACK)


@pytest.mark.desktop
def test_another_default_output_is_played_on_within_two_seconds() -> None:
    with null_sink() as sink, sounding(sink) as program:
        assert program.told() == SOUND
        with sink.recording() as recorded:
            recorded.wait_for_sound()
        sink.plug("second")
        sink.ask("set-default-sink", "second")
        assert back_after_s(sink, "second") <= BACK_WITHIN_S


@pytest.mark.desktop
def test_a_server_that_comes_only_later_is_found_within_two_seconds() -> None:
    with null_sink() as sink:
        sink.end()
        with sounding(sink) as program:
            assert program.told() == NO_SOUND
            sink.begin()
            assert back_after_s(sink) <= BACK_WITHIN_S
            assert program.told() == BACK


@pytest.mark.desktop
def test_a_program_that_never_closes_its_player_still_ends() -> None:
    with null_sink() as sink:
        assert play(sink.environment, "leave")["told"] == [[True, SOUND]]


def test_without_a_device_the_player_is_silent_and_says_so(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PULSE_SERVER": str(tmp_path / "nothing"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "ALSA_CONFIG_PATH": os.devnull,
    }
    seen = play(environment, "beats", "2", "300")
    assert seen["line"] == [False, NO_SOUND]
    assert seen["told"] == [[False, NO_SOUND]]
    assert seen["closed"]
    assert seen["tasks_after"] == 0


@pytest.mark.desktop
def test_the_sound_mixer_shows_our_name_and_icon() -> None:
    with null_sink() as sink, sink.recording() as recorded, sounding(sink):
        recorded.wait_for_sound()
        said = [line.strip() for line in sink.ask("list", "sink-inputs").splitlines()]
    assert 'application.name = "Acutimer"' in said
    assert 'media.name = "Acutimer"' in said
    assert f'application.icon_name = "{APP_ID}"' in said
    assert not [line for line in said if "miniaudio" in line]
