"""The way in: hand over to the running copy, answer a headless verb, or open the window.

Must never import more than the chosen way needs: a start that only hands over should cost little
more than Python itself.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from acutimer.desktop.handed_on import HandedOn

#: Words that open the window, and what the running copy is asked instead.
_OPENING = {
    (): ("show",),
    ("quick",): ("quick",),
    ("--log-pain",): ("log-pain",),
    ("--by-bus",): ("bus",),
    ("--background",): ("background",),
}


def main() -> int:
    """Run the command line; gives the exit code: 0, or 2 with one sentence on bad input."""
    words = sys.argv[1:]
    home, rest = _home_and_rest(words)
    asked = _OPENING.get(tuple(rest))
    if asked is None:
        from acutimer.cli import run

        asked = run(words)
        if isinstance(asked, int):
            return asked
    return _open(home, asked)


def _home_and_rest(words: list[str]) -> tuple[str | None, list[str]]:
    """The profile named by --home, which stands before the verb, and what follows it."""
    if words and words[0].startswith("--home="):
        return words[0].removeprefix("--home="), words[1:]
    if len(words) > 1 and words[0] == "--home":
        return words[1], words[2:]
    return None, words


def _open(home: str | None, asked: tuple[str, ...]) -> int:
    """Open the window here, unless a copy runs already, which then does as asked."""
    from acutimer.desktop.single_copy import CopyError, claim_or_hand_over

    handed = _handed_on()
    if handed is None:
        try:
            claim = claim_or_hand_over(*_meeting_and_journal(home), asked)
        except CopyError as fault:
            sys.stderr.write(f"acutimer: {fault}\n")
            return 2
        if claim is None:
            return 0
    else:
        claim = handed.claim
    from pathlib import Path

    from acutimer.app import run
    from acutimer.places import places_for

    words = ("--home", os.path.abspath(os.path.expanduser(home))) if home is not None else ()
    return run(places_for(Path(home) if home is not None else None), claim, asked, words, handed)


def _handed_on() -> HandedOn | None:
    """What this very process was before, where it began anew."""
    told = os.environ.pop("ACUTIMER_HANDED_ON", "")
    if not told:
        return None
    from acutimer.desktop.handed_on import take_up

    return take_up(told)


def _meeting_and_journal(home: str | None) -> tuple[str, str]:
    """The same folders as Places.meeting and Places.data; with --home without pathlib."""
    if home is not None:
        profile = os.path.abspath(os.path.expanduser(home))
        return os.path.join(profile, "run"), os.path.join(profile, "data")
    from acutimer.places import places_for

    places = places_for()
    return str(places.meeting), str(places.data)


if __name__ == "__main__":
    sys.exit(main())
