"""A screen reader's view of the running program, for Debian's own python3 (it has Atspi).

reader.py look [SECONDS]: prints every visible part of acutimer as JSON, waiting for the program to
appear. reader.py press ROLE NAME: does the Press action of the part of that role and name, or its
Toggle where there is no Press. reader.py tree: prints the number of all parts, in sight or not.
"""

from __future__ import annotations

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def program(patience_s: float = 10.0) -> Atspi.Accessible:
    """The program, once it is there."""
    desktop = Atspi.get_desktop(0)
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        for index in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(index)
            if found is not None and found.get_name() == "acutimer":
                return found
        time.sleep(0.05)
    sys.exit("acutimer is not on the accessibility bus")


def shown(part: Atspi.Accessible, around: tuple[str, ...] = ()):  # noqa: ANN201 - a generator
    """Each visible part with the names around it, from the top."""
    states = part.get_state_set()
    if around and not states.contains(Atspi.StateType.SHOWING):
        return
    yield part, states, around
    named = (*around, part.get_name() or part.get_role_name())
    for index in range(part.get_child_count()):
        child = part.get_child_at_index(index)
        if child is not None:
            yield from shown(child, named)


def described(part: Atspi.Accessible, states: Atspi.StateSet, around: tuple[str, ...]) -> dict:
    """A part in plain values."""
    actions = part.get_action_iface()
    place = part.get_component_iface()
    box = place.get_extents(Atspi.CoordType.SCREEN) if place else None
    return {
        "role": part.get_role_name(),
        "name": part.get_name(),
        "description": part.get_description(),
        "states": sorted(state.value_nick for state in states.get_states()),
        "actions": [actions.get_action_name(n) for n in range(actions.get_n_actions())]
        if actions
        else [],
        "box": [box.x, box.y, box.width, box.height] if box else None,
        "around": list(around),
    }


def look() -> list[dict]:
    """Everything in sight; a part that goes while one looks is left out."""
    parts = []
    for part, states, around in shown(program()):
        try:
            parts.append(described(part, states, around))
        except GLib.Error:
            continue
    return parts


def tree() -> int:
    """How many parts there are, each asked for what a reader asks; also those out of sight."""
    count, waiting = 0, [program()]
    while waiting:
        part = waiting.pop()
        count += 1
        try:
            described(part, part.get_state_set(), ())
            children = [part.get_child_at_index(n) for n in range(part.get_child_count())]
        except GLib.Error:
            continue
        waiting += [child for child in children if child is not None]
    return count


def press(role: str, name: str) -> None:
    """Do what a click would."""
    for part, _, _ in shown(program()):
        if (part.get_role_name(), part.get_name()) == (role, name):
            actions = part.get_action_iface()
            names = [actions.get_action_name(n) for n in range(actions.get_n_actions())]
            actions.do_action(names.index("Press" if "Press" in names else "Toggle"))
            return
    sys.exit(f"there is no {role} {name!r}")


def main() -> None:
    """Look, count or press."""
    verb, *words = sys.argv[1:]
    if verb == "look":
        json.dump(look(), sys.stdout)
    elif verb == "tree":
        json.dump(tree(), sys.stdout)
    else:
        press(*words)


main()
