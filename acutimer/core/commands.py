"""Every command once: its words, its keys and the place where they hold, its doors outside.

From here come the window's shortcuts, the keys of every page, the list of keys, the entries of
tray and launcher, the words of media players and the control verbs. What Qt's own controls take
(Tab, Space on a button, arrows in a list, scrolling) is no command. Plain values: must never bind
a key nor do what a command means.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple


class When(Enum):
    """When a command is allowed besides: its keys hold only where their place is in sight."""

    ALWAYS = "always"
    IN_SESSION = "in a session"
    ENLARGED = "while the body is enlarged"


class Launch(NamedTuple):
    """An action of the launcher: its id there, its name, and the words it starts acutimer with."""

    action: str
    name: str
    words: str


class Verb(NamedTuple):
    """A control verb of the command line, and what it does."""

    name: str
    words: str


class Command(NamedTuple):
    """One thing that can be asked for; keys are in Qt's portable names, letters in capitals."""

    id: str
    #: the keys that the list of keys shows
    keys: tuple[str, ...] = ()
    #: keys that do the same and are not shown
    also: tuple[str, ...] = ()
    #: the places where the keys hold; empty for that of the section
    where: tuple[str, ...] = ()
    when: When = When.ALWAYS
    #: the words in the tray's menu; a second text while a session is paused
    tray: tuple[str, ...] = ()
    launcher: Launch | None = None
    #: the word of media players (MPRIS)
    media: str = ""
    verb: Verb | None = None


class Line(NamedTuple):
    """One line of the list of keys: what the keys of its commands do."""

    words: str
    commands: tuple[Command, ...]
    #: stands between the first key and the last, which stand for all: "0 to 9"
    joined: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as the list shows them."""
        keys = tuple(key for command in self.commands for key in command.keys)
        return (keys[0], keys[-1]) if self.joined else keys


class Section(NamedTuple):
    """A part of the list of keys; ``place`` is where its keys hold."""

    place: str
    title: str
    lines: tuple[Line, ...]


class Place(NamedTuple):
    """Where keys hold: the places around it, and which of their keys it takes for itself."""

    inside: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    #: whether it lets no other key through either
    takes_all: bool = False


_DIGITS = tuple("0123456789")
_RATED = ("rating", "pain", "question", "note")
_MARKED = ("map", "press")
#: The body, and the pages with one where + and - mean nothing else.
_ENLARGES = ("map", "press", "point")


def _line(words: str, *commands: Command, joined: str = "") -> Line:
    return Line(words, commands, joined)


PLACES: dict[str, Place] = {
    "everywhere": Place(),
    "press": Place(inside=("everywhere",)),
    # 0 is pain right now unless the body is enlarged, and Esc leaves the full card unless it is;
    # Enter opens the card, and does not start
    "map": Place(
        inside=("press", "point", "editor"),
        takes=("0", "Return", "Esc", "[", "]", "\\", "+", "=", "-", "Shift+Up", "Shift+Down"),
    ),
    "search": Place(inside=("press",), takes=("Return", "Esc")),
    "point": Place(inside=("everywhere",)),
    "spot": Place(inside=("point",), takes=("Esc", "Shift+Up", "Shift+Down")),
    "editor": Place(inside=("everywhere",)),
    "steps": Place(inside=("editor",)),
    "session": Place(inside=("everywhere",)),
    "question": Place(inside=("session",)),
    # any key pauses in the dark, but for U: who feels unwell need not find the light first
    "eyes": Place(inside=("session",), takes=("Space", "U", "E", "Esc"), takes_all=True),
    "rating": Place(inside=("everywhere",)),
    "stop": Place(inside=("everywhere",)),
    "signs": Place(inside=("everywhere",)),
    # there a question mark is an answer, and F1 alone lists the keys
    "questions": Place(inside=("everywhere",), takes=("?",)),
    "history": Place(inside=("everywhere",)),
    "handbook": Place(inside=("everywhere",)),
    # the table of History
    "notes": Place(inside=("history",)),
    # its calendar
    "calendar": Place(inside=("history",), takes=("+", "=")),
    # the field that searches it; Enter goes on to what was found
    "note_search": Place(inside=("history",)),
    # the page that brings notes in from a file
    "bring_in": Place(inside=("everywhere",)),
    # the panel that changes one of them, a window of its own
    "note": Place(),
    # a window of its own
    "pain": Place(),
    "keys": Place(inside=("everywhere",), takes_all=True),
    # the look round of a first start
    "tour": Place(inside=("everywhere",), takes_all=True),
}

# fmt: off
SECTIONS: tuple[Section, ...] = (
    Section("everywhere", "Everywhere", (
        _line("danger signs", Command("signs", ("Ctrl+U",), tray=("Danger signs",))),
        _line("Press, History, Safety",
              Command("press", ("Ctrl+1",)),
              Command("history", ("Ctrl+2",)),
              Command("safety", ("Ctrl+3",))),
        _line("Settings", Command("settings", ("Ctrl+,",), tray=("Settings",))),
        _line("log pain", Command("log_pain", ("L",), tray=("Log pain…",),
                                  launcher=Launch("log-pain", "Log Pain", "--log-pain"))),
        _line("text larger, smaller, as usual",
              Command("larger", ("Ctrl++",), also=("Ctrl+=",)),
              Command("smaller", ("Ctrl+-",)),
              Command("usual", ("Ctrl+0",))),
        _line("this list", Command("keys", ("F1", "?"))),
        _line("close the window", Command("close", ("Ctrl+W",))),
        _line("quit; asks only in a session",
              Command("quit", ("Ctrl+Q",), tray=("Quit",), media="Quit",
                      launcher=Launch("quit", "Quit", "quit"))),
    )),
    Section("press", "Press", (
        _line("pain right now", Command("rate", _DIGITS), joined="to"),
        _line("pain right now: 10", Command("rate_ten", ("T",))),
        _line("clear the number", Command(
            "clear", ("Backspace",), where=("press", "rating", "note"))),
        _line("start", Command("start", ("Return",))),
        _line("start again what was pressed last", Command("again", ("A",))),
        _line("favourite, or not", Command("favourite", ("F",))),
        _line("move a favourite up, down",
              Command("favourite_up", ("Alt+Up",)),
              Command("favourite_down", ("Alt+Down",))),
        _line("views of the body; arrows switch",
              Command("views", ("V",), where=("press", "point"))),
        _line("add the point, take it away",
              Command("add_point", ("Ins",)),
              Command("remove_point", ("Del",))),
        _line("find a point by name or code", Command("find", ("/",))),
    )),
    Section("map", "On the body", (
        _line("next point, top to bottom", Command("walk", ("Up", "Down", "Left", "Right"))),
        _line("first point, last point", Command("walk_to_end", ("Home", "End"))),
        _line("the full card of the point", Command("open", ("Return",))),
        _line("on the card: skin, lines, your spot",
              Command("skin", ("U",), where=("point",)),
              Command("lines", ("M",), where=("point",)),
              Command("spot", ("S",), where=("point",))),
        _line("turn the body", Command("turn", ("Shift+Left", "Shift+Right"))),
        _line("zoom in, zoom out; Esc or 0: the whole",
              Command("closer", ("+",), also=("=", "Shift+Up"), where=_ENLARGES),
              Command("farther", ("-",), also=("Shift+Down",), where=_ENLARGES),
              Command("whole", ("Esc",), where=("map", "press"), when=When.ENLARGED),
              Command("whole", also=("0",), when=When.ENLARGED)),
        _line("left, right, both sides",
              Command("left", ("[",), where=_MARKED),
              Command("right", ("]",), where=_MARKED),
              Command("both", ("\\",), where=_MARKED)),
    )),
    Section("editor", "Writing a routine", (
        _line("move the step",
              Command("move_up", ("Alt+Up",), where=("steps",)),
              Command("move_down", ("Alt+Down",), where=("steps",))),
        _line("take the step away",
              Command("remove_step", ("Del",), also=("Backspace",), where=("steps",))),
        _line("undo, redo",
              Command("undo", ("Ctrl+Z",)),
              Command("redo", ("Ctrl+Shift+Z",), also=("Ctrl+Y",))),
        _line("save", Command("save", ("Ctrl+S",))),
    )),
    Section("session", "In a session", (
        _line("I feel unwell: ends the session", Command(
            "unwell", ("U",), when=When.IN_SESSION, tray=("I feel unwell",))),
        _line("pause, go on, ready", Command(
            "pause_or_go_on", ("Space",), when=When.IN_SESSION, tray=("Pause", "Resume"),
            launcher=Launch("pause-resume", "Pause or Go On", "toggle"), media="PlayPause",
            verb=Verb("toggle", "Pause, go on, or answer a step that waits: "
                                "for a pedal with one switch."))),
        _line("this step again; twice, one before", Command(
            "back", ("Left",), when=When.IN_SESSION, media="Previous",
            verb=Verb("back", "Begin this step again; twice within two seconds, the one before."))),
        _line("skip", Command(
            "skip", ("Right",), when=When.IN_SESSION, tray=("Skip to next point",), media="Next",
            verb=Verb("skip", "Begin the next step."))),
        _line("15 seconds more, 15 seconds less",
              Command("lengthen", ("Up",)),
              Command("shorten", ("Down",))),
        _line("start this step again", Command("restart", ("Home",))),
        _line("keep the new length, or not", Command("keep_length", ("K",))),
        _line("say the instruction again", Command("say_again", ("R",))),
        _line("eyes closed: darken the window", Command("close_eyes", ("E",))),
        _line("a small window beside your work; back", Command("mini", ("W",))),
        _line("sound, picture", Command("sound", ("M",)), Command("picture", ("P",))),
        _line("pause; then go on, end, or unwell", Command("end", ("Esc",))),
    )),
    Section("eyes", "Eyes closed", (
        _line("pause, like any key but U; go on", Command("main", ("Space",))),
        _line("I feel unwell: ends the session", Command("unwell", ("U",))),
        _line("bring the light back", Command("light", ("E", "Esc"))),
    )),
    Section("rating", "Rating", (
        _line("pain right now", Command("rate", _DIGITS, where=_RATED), joined="to"),
        _line("pain right now: 10", Command("rate_ten", ("T",), where=_RATED)),
        _line("nothing unwelcome happened", Command("nothing", ("N",))),
        _line("done", Command("done", ("Return",))),
    )),
    Section("signs", "Danger signs", (
        _line("none of these is there", Command("none", ("N",))),
        _line("one of these is there", Command("there", ("Y",))),
    )),
    Section("questions", "Safety questions", (
        _line("yes, no, not sure; goes to the next",
              Command("yes", ("Y",)),
              Command("no", ("N",)),
              Command("not_sure", ("?",))),
        _line("question before, question after",
              Command("question_before", ("Up",)),
              Command("question_after", ("Down",))),
        _line("when all are answered: go on", Command("go_on_asking", ("Return",))),
    )),
    Section("history", "History", (
        _line("day before, day after",
              Command("day_before", ("Left",)),
              Command("day_after", ("Right",))),
        _line("week before, week after",
              Command("week_before", ("Ctrl+Left",)),
              Command("week_after", ("Ctrl+Right",))),
        _line("first day, last day",
              Command("first_day", ("Home",)),
              Command("last_day", ("End",))),
        _line("today", Command("today", ("T",))),
        _line("fewer days, more days",
              Command("fewer_days", ("+",), also=("=",)),
              Command("more_days", ("-",))),
        # Qt's own, listed because it is the way from the plot to its words
        _line("to the table", Command("table", ("Tab",))),
        _line("find in the notes", Command("find_note", ("Ctrl+F", "/"))),
        _line("in that field: go to the notes",
              Command("to_notes", ("Return", "Down"), where=("note_search",))),
        _line("in the table: change, remove",
              Command("change", ("Return",), where=("notes",)),
              Command("remove", ("Del",), where=("notes",))),
        _line("in the calendar: week before, week after",
              Command("week_before", ("Up",), where=("calendar",)),
              Command("week_after", ("Down",), where=("calendar",))),
        _line("in the calendar: month before, month after",
              Command("month_before", ("PgUp",), where=("calendar",)),
              Command("month_after", ("PgDown",), where=("calendar",))),
        _line("in the calendar: open the day, add a note to it",
              Command("open_day", ("Return",), where=("calendar",)),
              Command("add_note", ("+",), also=("=",), where=("calendar",))),
        _line("change a note of the day, add one to it",
              Command("edit_note", ("E",)),
              Command("add_note", ("Ins",))),
        _line("keep the change",
              Command("keep_change", ("Return",), where=("note",))),
        _line("undo the last change", Command("undo_change", ("Ctrl+Z",))),
    )),
    Section("spot", "Cards and panels", (
        _line("close, or go back",
              Command("leave", ("Esc",), where=(
                  *("point", "spot", "search", "note_search", "calendar", "pain", "note"),
                  "bring_in",
                  *("keys", "handbook", "signs", "tour"),
              ))),
        _line("shown around: back, on",
              Command("stop_before", ("Left",), where=("tour",)),
              Command("stop_after", ("Right",), where=("tour",))),
        _line("in the search field: go to the point",
              Command("seek", ("Return",), where=("search",))),
        _line("your spot: move it; with Shift, less", Command(
            "nudge", ("Up", "Down", "Left", "Right"),
            also=("Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right"))),
        _line("your spot: keep it", Command("keep_spot", ("Return",))),
        _line("your spot: back to the point's place", Command("standard", ("Backspace",))),
        _line("after feeling unwell: I have read this",
              Command("read", ("Return", "Space"), where=("stop",))),
    )),
)

#: What can be asked from outside only.
OUTSIDE: tuple[Command, ...] = (
    Command("quick", tray=("Quick session",),
            launcher=Launch("quick-session", "Quick Session", "quick")),
    Command("quiet", tray=("Quiet until…",)),
    Command("open", tray=("Open Acutimer",), media="Raise"),
    Command("pause", when=When.IN_SESSION, media="Pause",
            verb=Verb("pause", "Pause the running session.")),
    Command("go_on", when=When.IN_SESSION,
            verb=Verb("resume", "Let the paused session go on.")),
    Command("play", when=When.IN_SESSION, media="Play"),
    Command("ready", when=When.IN_SESSION,
            verb=Verb("ready", "Answer a step that waits until you are ready.")),
    Command("stop", when=When.IN_SESSION, tray=("Stop",), media="Stop",
            launcher=Launch("stop-session", "Stop Session", "stop"),
            verb=Verb("stop", "End the session; what was pressed is kept.")),
)
# fmt: on

# How each door lists its commands.

#: The tray's menu from top to bottom; an empty id is a line.
TRAY_ORDER = (
    *("pause_or_go_on", "skip", "stop", "unwell", ""),
    *("quick", "log_pain", "quiet", "signs", ""),
    *("open", "settings", "quit"),
)
LAUNCHER_ORDER = ("quick", "log_pain", "pause_or_go_on", "stop", "quit")
VERB_ORDER = ("pause", "go_on", "pause_or_go_on", "skip", "back", "ready", "stop")


def commands() -> Iterator[tuple[str, Command]]:
    """Every command with each place where its keys hold; the place is empty for those outside."""
    for section in SECTIONS:
        for line in section.lines:
            for command in line.commands:
                for place in command.where or (section.place,):
                    yield place, command
    for command in OUTSIDE:
        yield "", command


@cache
def keys_at(place: str) -> dict[str, str]:
    """The keys that hold in a place, each with the id of its command."""
    return {
        key: command.id
        for where, command in commands()
        if where == place
        for key in (*command.keys, *command.also)
    }


def command_at(place: str, key: str) -> str:
    """The id of the command that a key asks for in a place; empty when it asks for none."""
    return keys_at(place).get(key, "")


@cache
def outside_commands() -> dict[str, Command]:
    """The commands that can be asked from outside, by id."""
    return {
        command.id: command
        for _, command in commands()
        if command.tray or command.launcher or command.media or command.verb
    }


def verbs_in_order() -> list[Verb]:
    """The control verbs as help lists them."""
    listed = (outside_commands()[name].verb for name in VERB_ORDER)
    return [verb for verb in listed if verb is not None]


def command_of_verb(name: str) -> str:
    """The id of the command that a control verb asks for; empty when it asks for none."""
    for command in outside_commands().values():
        if command.verb is not None and command.verb.name == name:
            return command.id
    return ""


def launches_in_order() -> list[Launch]:
    """The launcher's actions from top to bottom."""
    listed = (outside_commands()[name].launcher for name in LAUNCHER_ORDER)
    return [launch for launch in listed if launch is not None]


def command_of_action(action: str) -> str:
    """The id of the command that a launcher's action asks for; empty when it asks for none."""
    for command in outside_commands().values():
        if command.launcher is not None and command.launcher.action == action:
            return command.id
    return ""


def media_words() -> dict[str, Command]:
    """The commands that a media player can ask for, by its word."""
    return {command.media: command for command in outside_commands().values() if command.media}
