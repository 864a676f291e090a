"""Every key of the window by place, for the list of keys and for tests of what is bound.

Plain values. Must never bind anything.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the list: keys by Qt's portable names, and what they do there."""

    keys: tuple[str, ...]
    words: str
    #: stands between the caps: "0 to 9"
    joined: str = ""


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A place in the window and its keys."""

    id: str
    title: str
    lines: tuple[KeyLine, ...]


KEYS: tuple[KeyPlace, ...] = (
    KeyPlace(
        "everywhere",
        "Everywhere",
        (
            KeyLine(("Ctrl+1", "Ctrl+2", "Ctrl+3"), "Press, History, Safety"),
            KeyLine(("Ctrl+,",), "Settings"),
            KeyLine(("L",), "log pain"),
            KeyLine(("F1", "?"), "this list"),
            KeyLine(("Ctrl+W",), "close the window"),
            KeyLine(("Ctrl+Q",), "quit; asks only in a session"),
        ),
    ),
    KeyPlace(
        "press",
        "Press",
        (
            KeyLine(("0", "9"), "pain right now", "to"),
            KeyLine(("T",), "pain right now: 10"),
            KeyLine(("Backspace",), "clear the number"),
            KeyLine(("Return",), "start"),
            KeyLine(("V",), "views of the body; arrows switch"),
            KeyLine(("Ins", "Del"), "add the point, take it away"),
        ),
    ),
    KeyPlace(
        "map",
        "On the body",
        (
            KeyLine(("Up", "Down", "Left", "Right"), "next point, top to bottom"),
            KeyLine(("Home", "End"), "first point, last point"),
            KeyLine(("Return",), "the full card of the point"),
            KeyLine(("U", "M", "S"), "on the card: skin, lines, your spot"),
            KeyLine(("Shift+Left", "Shift+Right"), "turn the body"),
            KeyLine(("+", "-"), "closer, farther; 0 when close shows all of it"),
            KeyLine(("[", "]", "\\"), "left, right, both sides"),
        ),
    ),
    KeyPlace(
        "editor",
        "Writing a routine",
        (
            KeyLine(("Alt+Up", "Alt+Down"), "move the step"),
            KeyLine(("Del",), "take the step away"),
            KeyLine(("Ctrl+Z", "Ctrl+Shift+Z"), "undo, redo"),
            KeyLine(("Ctrl+S",), "save"),
        ),
    ),
    KeyPlace(
        "session",
        "In a session",
        (
            KeyLine(("Space",), "pause, go on, ready"),
            KeyLine(("Left",), "this step again; twice, one before"),
            KeyLine(("Right",), "skip"),
            KeyLine(("Up", "Down"), "15 seconds more, 15 seconds less"),
            KeyLine(("Home",), "start this step again"),
            KeyLine(("K",), "keep the new length, or not"),
            KeyLine(("R",), "say the instruction again"),
            KeyLine(("E",), "eyes closed: darken the window"),
            KeyLine(("M", "P"), "sound, picture"),
            KeyLine(("Esc",), "pause; then go on, end, or unwell"),
        ),
    ),
    KeyPlace(
        "eyes",
        "Eyes closed",
        (
            KeyLine(("Space",), "pause, like any key; go on"),
            KeyLine(("E", "Esc"), "bring the light back"),
        ),
    ),
    KeyPlace(
        "rating",
        "Rating",
        (
            KeyLine(("0", "9"), "pain right now", "to"),
            KeyLine(("T",), "pain right now: 10"),
            KeyLine(("N",), "nothing unwelcome happened"),
            KeyLine(("Return",), "done"),
        ),
    ),
    KeyPlace(
        "history",
        "History",
        (
            KeyLine(("Left", "Right"), "day before, day after"),
            KeyLine(("Ctrl+Left", "Ctrl+Right"), "week before, week after"),
            KeyLine(("Home", "End"), "first day, last day"),
            KeyLine(("Tab",), "to the table"),
        ),
    ),
)

_CAPS = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Return": "Enter",
    "Ins": "Insert",
    "Del": "Delete",
}
_SPOKEN = {"Up": "Arrow up", "Down": "Arrow down", "Left": "Arrow left", "Right": "Arrow right"}


def _parts(key: str) -> list[str]:
    """The keys pressed together; a plus at the end is itself a key."""
    held = key[:-2].split("+") if key.endswith("++") else []
    return [*held, "+"] if key.endswith("+") else key.split("+")


def cap_text(key: str) -> str:
    """What stands on the cap of a key: "Ctrl ←"."""
    return " ".join(_CAPS.get(part, part) for part in _parts(key))


def spoken(line: KeyLine) -> str:
    """A line as it is read out: "Arrow up, Arrow down: next point"."""
    between = f" {line.joined} " if line.joined else ", "
    parts = [
        " ".join(_SPOKEN.get(part, _CAPS.get(part, part)) for part in _parts(key))
        for key in line.keys
    ]
    return f"{between.join(parts)}: {line.words}"
