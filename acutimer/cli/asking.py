"""What every verb needs: the profile meant, JSON on request, and the fault of bad input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from acutimer.places import Places, places_for


class BadInput(Exception):
    """Input that cannot be used; the message is one clear sentence."""


def places_of(options: argparse.Namespace) -> Places:
    """The profile named by --home, or this account's."""
    if options.home is None:
        return places_for()
    try:
        home = Path(options.home).expanduser()
        if not options.home.strip() or (home.exists() and not home.is_dir()):
            raise BadInput(f"--home takes a folder, and {options.home!r} is none.")
    except (OSError, RuntimeError) as fault:  # a name too long, ~nobody
        raise BadInput(f"--home takes a folder, and {options.home!r} cannot be one.") from fault
    return places_for(home)


def day_ends_of(options: argparse.Namespace) -> str:
    """When a day ends for the person, as chosen in Settings."""
    from acutimer.storage.preferences_file import load_preferences

    preferences, _ = load_preferences(places_of(options).preferences)
    return preferences.day_ends


#: A file named so is standard output.
STDOUT = "-"


def print_bytes(content: bytes) -> int:
    """Print a file's content as it is; gives the exit code."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def print_json(content: object) -> int:
    """Print JSON; gives the exit code."""
    import json

    print(json.dumps(content, ensure_ascii=False, indent=1))
    return 0
