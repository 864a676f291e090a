"""The player on the bus, as playerctl and busctl meet it."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress

import pytest
from pytestqt.qtbot import QtBot

from acutimer import APP_ID
from acutimer.desktop.bus import Bus
from acutimer.desktop.media_controls import MediaControls
from acutimer.desktop.mpris import BUS_NAME, PATH, PAUSED, PLAYING, Shown
from tests.desktop.bus_stage import PrivateBus, until

TITLE = "Top of the shoulder (GB21), left"
PRESS = Shown(PLAYING, 3, TITLE, "Desk pause", 180_000_000, 0.5)
#: What MPRIS 2.2 asks for: each property with its signature.
ROOT_TABLE = {
    **dict.fromkeys(("CanQuit", "Fullscreen", "CanSetFullscreen", "CanRaise", "HasTrackList"), "b"),
    "Identity": "s",
    "DesktopEntry": "s",
    "SupportedUriSchemes": "as",
    "SupportedMimeTypes": "as",
}
PLAYER_TABLE = {
    "PlaybackStatus": "s",
    "LoopStatus": "s",
    "Rate": "d",
    "Shuffle": "b",
    "Metadata": "a{sv}",
    "Volume": "d",
    "Position": "x",
    "MinimumRate": "d",
    "MaximumRate": "d",
    **dict.fromkeys(("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause"), "b"),
    "CanSeek": "b",
    "CanControl": "b",
}
METHODS = {
    "org.mpris.MediaPlayer2": {"Raise": "-", "Quit": "-"},
    "org.mpris.MediaPlayer2.Player": {
        **dict.fromkeys(("Next", "Previous", "Pause", "PlayPause", "Stop", "Play"), "-"),
        "Seek": "x",
        "SetPosition": "ox",
        "OpenUri": "s",
    },
    "org.freedesktop.DBus.Properties": {"Get": "ss", "GetAll": "s", "Set": "ssv"},
    "org.freedesktop.DBus.Introspectable": {"Introspect": "-"},
}


@pytest.fixture
def media(on_bus: PrivateBus, bus: Bus) -> MediaControls:
    """A player that the bus knows, showing a press of three minutes, 61 seconds in."""
    player = MediaControls(bus, lambda: 61_000_000)
    player.begin_player(PRESS)
    until(lambda: names(on_bus), "the name on the bus")
    return player


def playerctl(on_bus: PrivateBus, *words: str) -> str:
    return on_bus.run("playerctl", "-p", APP_ID, *words).strip()


def names(on_bus: PrivateBus) -> list[str]:
    listed = on_bus.run("busctl", "--user", "--no-legend", "list").splitlines()
    return [line.split()[0] for line in listed if APP_ID in line]


def test_the_object_offers_what_the_standard_asks_for(
    on_bus: PrivateBus, media: MediaControls
) -> None:
    offered: dict[str, dict[tuple[str, str], str]] = {}
    told = on_bus.run("busctl", "--user", "--no-legend", "introspect", BUS_NAME, PATH)
    interface = ""
    for line in told.splitlines():
        name, kind, signature, *_ = line.split()
        if kind == "interface":
            interface = name
            offered[interface] = {}
        else:
            offered[interface][name.removeprefix("."), kind] = signature
    properties = {"org.mpris.MediaPlayer2": ROOT_TABLE}
    properties["org.mpris.MediaPlayer2.Player"] = PLAYER_TABLE
    signals = {
        "org.mpris.MediaPlayer2.Player": {"Seeked": "x"},
        "org.freedesktop.DBus.Properties": {"PropertiesChanged": "sa{sv}as"},
    }
    assert offered == {
        one: {
            **{(name, "method"): takes for name, takes in METHODS[one].items()},
            **{(name, "property"): kind for name, kind in properties.get(one, {}).items()},
            **{(name, "signal"): kinds for name, kinds in signals.get(one, {}).items()},
        }
        for one in METHODS
    }


def test_a_player_is_told_what_is_pressed_and_how_long(
    on_bus: PrivateBus, media: MediaControls
) -> None:
    form = "{{status}}|{{title}}|{{artist}}|{{duration(mpris:length)}}|{{duration(position)}}"
    told = playerctl(on_bus, "metadata", "--format", form)
    assert told == "Playing|Top of the shoulder (GB21), left|Desk pause|3:00|1:01"
    assert playerctl(on_bus, "volume") == "0.500000"
    track = playerctl(on_bus, "metadata", "mpris:trackid")
    assert track == "'/io/github/acutimer/acutimer/press/3'"


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("play-pause", "pause_or_go_on"), ("play", "play"), ("pause", "pause"), ("stop", "stop"),
        ("next", "skip"), ("previous", "back"),
    ],
)  # fmt: skip
def test_each_key_is_passed_on(
    on_bus: PrivateBus, media: MediaControls, word: str, command: str
) -> None:
    asked: list[str] = []
    media.asked.connect(asked.append)
    assert playerctl(on_bus, word) == ""
    assert asked == [command]


def test_raise_and_quit_are_passed_on_and_seeking_is_taken_and_left(
    on_bus: PrivateBus, media: MediaControls
) -> None:
    asked: list[str] = []
    media.asked.connect(asked.append)
    root, player = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
    for interface, *call in (
        (root, "Raise"),
        (root, "Quit"),
        (player, "Seek", "x", "5000000"),
        (player, "SetPosition", "ox", "/some/track", "7"),
        (player, "OpenUri", "s", "file:///x"),
    ):
        assert on_bus.run("busctl", "--user", "call", BUS_NAME, PATH, interface, *call) == ""
    assert asked == ["open", "quit"]


@pytest.mark.parametrize(
    "call",
    [
        ("org.mpris.MediaPlayer2.Player", "Erase"),
        ("org.mpris.MediaPlayer2.Player", "Seek", "s", "far"),
        ("org.mpris.MediaPlayer2.TrackList", "AddTrack"),
        ("org.freedesktop.DBus.Properties", "Get", "ss", "org.mpris.MediaPlayer2", "Odour"),
        ("org.freedesktop.DBus.Properties", "Get", "ss", "some.Other", "Volume"),
        ("org.freedesktop.DBus.Properties", "GetAll", "s", "some.Other"),
        *[
            ("org.freedesktop.DBus.Properties", "Set", "ssv", *one)
            for one in (
                ("org.mpris.MediaPlayer2.Player", "Volume", "d", "0.1"),
                ("org.mpris.MediaPlayer2", "Fullscreen", "b", "true"),
            )
        ],
    ],
    ids=" ".join,
)
def test_what_is_not_offered_is_an_error_and_nothing_else(
    on_bus: PrivateBus, media: MediaControls, call: tuple[str, ...]
) -> None:
    asked: list[str] = []
    media.asked.connect(asked.append)
    assert "is not answered here" in on_bus.run("busctl", "--user", "call", BUS_NAME, PATH, *call)
    assert asked == []


def test_changes_are_told_as_they_happen_and_glib_has_nothing_to_say(
    on_bus: PrivateBus, media: MediaControls
) -> None:
    form = "{{status}} {{title}} {{mpris:length}}"
    follow = on_bus.start("playerctl", "-p", APP_ID, "--follow", "metadata", "--format", form)
    watch = on_bus.start("gdbus", "monitor", "--session", "--dest", BUS_NAME)
    assert follow.stdout is not None
    assert watch.stdout is not None
    for pipe in (follow.stdout, watch.stdout):
        os.set_blocking(pipe.fileno(), False)
    seen = {follow: "", watch: ""}

    def sees(program: subprocess.Popen[str], words: str) -> bool:
        assert program.stdout is not None
        with suppress(BlockingIOError):
            seen[program] += os.read(program.stdout.fileno(), 65536).decode()
        return words in seen[program]

    until(lambda: sees(follow, "Playing Top of the shoulder"), "the first line")
    until(lambda: sees(watch, "is owned by"), "the monitor")
    media.show(PRESS._replace(status=PAUSED), jumped=False)
    until(lambda: sees(follow, "Paused Top of the shoulder"), "the pause")
    media.show(PRESS._replace(track=5, title="Slow head turns", length_us=30_000_000), jumped=True)
    until(lambda: sees(follow, "Playing Slow head turns 30000000"), "the next step")
    until(lambda: sees(watch, "Seeked (int64 61000000,)"), "the new position")
    assert "'Position'" not in seen[watch]
    media.end()
    until(lambda: sees(watch, "does not have an owner"), "the name to go")
    assert "'PlaybackStatus': <'Stopped'>" in seen[watch]
    assert seen[follow].splitlines()[:2] == [
        "Playing Top of the shoulder (GB21), left 180000000",
        "Paused Top of the shoulder (GB21), left 180000000",
    ]
    assert "CRITICAL" not in seen[follow]
    assert "WARNING" not in seen[follow]


def test_the_name_is_there_only_while_a_session_is(on_bus: PrivateBus, bus: Bus) -> None:
    media = MediaControls(bus, lambda: 0)
    assert names(on_bus) == []
    media.begin_player(PRESS)
    media.begin_player(PRESS)
    assert names(on_bus) == [BUS_NAME]
    media.end()
    media.end()
    assert names(on_bus) == []
    media.begin_player(PRESS)
    assert names(on_bus) == [BUS_NAME]


def test_a_second_profile_is_a_player_of_its_own(on_bus: PrivateBus, media: MediaControls) -> None:
    other_bus = Bus(on_bus.address)
    other_bus.open()
    other = MediaControls(other_bus, lambda: 0)
    other.begin_player(PRESS)
    until(lambda: len(names(on_bus)) == 2, "both")
    assert [name.startswith(BUS_NAME) for name in names(on_bus)] == [True, True]
    other.end()
    assert names(on_bus) == [BUS_NAME]
    other_bus.close()


def test_a_session_begins_and_ends_without_a_bus(qtbot: QtBot) -> None:
    media = MediaControls(Bus("unix:path=/none"), lambda: 0)
    media.begin_player(PRESS)
    media.show(PRESS._replace(status=PAUSED), jumped=True)
    media.end()
