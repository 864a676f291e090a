"""The one table of commands: whole, without contradictions, and told as people know it."""

from __future__ import annotations

from collections import Counter

import pytest

from acutimer.core.commands import (
    LAUNCHER_ORDER,
    OUTSIDE,
    PLACES,
    SECTIONS,
    TRAY_ORDER,
    VERB_ORDER,
    Command,
    When,
    command_at,
    command_of_action,
    command_of_verb,
    commands,
    keys_at,
    launches_in_order,
    media_words,
    outside_commands,
    verbs_in_order,
)


def around(place: str) -> set[str]:
    """The places a place lies in, near and far."""
    found: set[str] = set()
    for outer in PLACES[place].inside:
        found |= {outer} | around(outer)
    return found


def by_place() -> dict[str, list[Command]]:
    return {place: [command for where, command in commands() if where == place] for place in PLACES}


def test_every_command_with_a_key_is_in_the_list_of_keys() -> None:
    listed = [
        command for section in SECTIONS for line in section.lines for command in line.commands
    ]
    for _, command in commands():
        if command.keys or command.also:
            assert any(command is one for one in listed), command.id
    for section in SECTIONS:
        assert section.title
        for line in section.lines:
            assert line.words
            assert line.keys, line.words
            shown = set(line.keys)
            for command in line.commands:
                # every command stands there with a cap, or is told in the words of its line
                told = shown & set(command.keys) or set(command.also) & set(line.words)
                assert told, command.id


@pytest.mark.parametrize("place", PLACES)
def test_no_key_is_bound_twice_in_one_place(place: str) -> None:
    keys = [key for command in by_place()[place] for key in (*command.keys, *command.also)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert keys
    assert set(keys_at(place)) == set(keys)


@pytest.mark.parametrize("place", PLACES)
def test_what_an_inner_place_takes_from_those_around_it_is_told(place: str) -> None:
    theirs = {key for outer in around(place) for key in keys_at(outer)}
    assert set(PLACES[place].takes) == set(keys_at(place)) & theirs, place


def test_every_place_of_a_command_is_known_and_every_place_has_commands() -> None:
    named = {place for place, _ in commands() if place}
    assert named == set(PLACES)
    assert {outer for place in PLACES.values() for outer in place.inside} <= set(PLACES)


def test_help_is_the_first_line_of_the_list_and_u_says_that_one_feels_unwell() -> None:
    assert [one.id for one in SECTIONS[0].lines[0].commands] == ["signs"]
    assert command_at("everywhere", "Ctrl+U") == "signs"
    (first,) = next(one for one in SECTIONS if one.place == "session").lines[0].commands
    assert first.id == command_at("session", "U") == command_at("eyes", "U") == "unwell"


def test_a_key_asks_for_its_command() -> None:
    assert command_at("session", "Space") == "pause_or_go_on"
    assert command_at("map", "0") == "whole"
    assert command_at("press", "0") == "rate"
    assert command_at("press", "A") == "again"
    assert command_at("press", "B") == ""
    assert command_at("history", "Ctrl+Left") == "week_before"


def test_each_door_lists_all_that_has_it_and_nothing_else() -> None:
    doors = outside_commands().values()
    assert {name for name in TRAY_ORDER if name} == {one.id for one in doors if one.tray}
    assert set(LAUNCHER_ORDER) == {one.id for one in doors if one.launcher}
    assert set(VERB_ORDER) == {one.id for one in doors if one.verb}
    with_door = [one for _, one in commands() if one.tray or one.launcher or one.media or one.verb]
    assert len({one.id for one in with_door}) == len(with_door) == len(doors)
    assert all(one.id in outside_commands() and not one.keys for one in OUTSIDE)


def test_the_doors_say_what_they_always_said() -> None:
    tray = [outside_commands()[name].tray if name else () for name in TRAY_ORDER]
    assert tray == [
        ("Pause", "Resume"), ("Skip to next point",), ("Stop",), ("I feel unwell",), (),
        ("Quick session",), ("Log pain…",), ("Danger signs",), (),
        ("Open Acutimer",), ("Settings",), ("Quit",),
    ]  # fmt: skip
    assert [tuple(launch) for launch in launches_in_order()] == [
        ("quick-session", "Quick Session", "quick"),
        ("log-pain", "Log Pain", "--log-pain"),
        ("pause-resume", "Pause or Go On", "toggle"),
        ("stop-session", "Stop Session", "stop"),
        ("quit", "Quit", "quit"),
    ]
    assert [verb.name for verb in verbs_in_order()] == [
        *("pause", "resume", "toggle", "skip", "back", "ready", "stop")
    ]
    assert {word: command.id for word, command in media_words().items()} == {
        "PlayPause": "pause_or_go_on",
        "Play": "play",
        "Pause": "pause",
        "Stop": "stop",
        "Next": "skip",
        "Previous": "back",
        "Raise": "open",
        "Quit": "quit",
    }


def test_a_verb_leads_to_its_command_and_the_launcher_uses_known_words() -> None:
    assert command_of_verb("toggle") == "pause_or_go_on"
    assert command_of_verb("resume") == "go_on"
    assert command_of_verb("status") == ""
    assert command_of_action("pause-resume") == "pause_or_go_on"
    assert command_of_action("quit") == "quit"
    assert command_of_action("") == command_of_action("status") == ""
    words = {"quick", "--log-pain", "quit", *(verb.name for verb in verbs_in_order())}
    assert {launch.words for launch in launches_in_order()} <= words


def test_a_control_verb_needs_a_session() -> None:
    for command in outside_commands().values():
        if command.verb is not None:
            assert command.when is When.IN_SESSION, command.id
