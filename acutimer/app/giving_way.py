"""The end of an app that the waiting copy follows, in the same process and with the same claim.

Must never begin before everything is written and closed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.desktop.bus import Bus
    from acutimer.desktop.single_copy import Claim

#: The event loop ends with this code where the waiting copy shall take the app's place.
GIVES_WAY = 78


def give_way(claim: Claim, bus: Bus, signals: int, notes: str, words: Sequence[str]) -> int:
    """Begin anew with these words; comes back with an exit code only where that cannot be.

    ``signals`` is where those came that ask for the end; ``notes`` is a text of app.carried.
    """
    from acutimer.desktop.handed_on import HandedOn, begin_anew

    descriptor, said = bus.left or (-1, 0)
    try:
        begin_anew(words, HandedOn(claim, (descriptor, said), signals, notes))
    except OSError as error:
        reason = error.strerror or error
        sys.stderr.write(f"acutimer: {sys.executable} cannot be started again ({reason}).\n")
    return 2
