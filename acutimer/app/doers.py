"""Who does what is asked from outside.

Plain values. Must never do anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from acutimer.app.outside import Outside
    from acutimer.runtime.session_runner import SessionRunner
    from acutimer.ui.window.main_window import MainWindow

#: Told why not, or nothing when it is done.
Tell = Callable[[str], None]


class Doers(NamedTuple):
    """Who does what is asked."""

    window: MainWindow
    runner: SessionRunner
    outside: Outside
    #: as App.act_on_request
    act: Callable[[str, Mapping[str, str], Tell], None]
    #: as PainLog.note_from_outside
    note_pain: Callable[[int, str, list[str], Callable[[str, str], None]], None]
    take_in: Callable[[list[Path]], None]
    #: ends the program; what was pressed of a session is noted
    quit: Callable[[], None]
