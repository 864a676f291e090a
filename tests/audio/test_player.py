"""The real player on a sound server of its own: what comes out, and what happens without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from acutimer.audio.player import NO_SOUND, SOUND
from tests.audio.null_sink import RATE_HZ, null_sink, onsets

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
    assert seen["told"] == [[True, SOUND], [False, NO_SOUND]]
    assert seen["closed"]
    assert seen["tasks_after"] == 0


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


def test_the_silent_player_takes_every_order_of_a_real_one() -> None:
    from acutimer.audio.player import Player
    from acutimer.audio.silent import SilentPlayer
    from acutimer.audio.tones import Loudness

    orders = {name for name in vars(Player) if not name.startswith("_")}
    assert orders == {name for name in vars(SilentPlayer) if not name.startswith("_")}
    player = SilentPlayer()
    player.open()
    player.follow([])
    player.set_loudness(Loudness())
    player.silence()
    player.close()
    assert player.join(0)
