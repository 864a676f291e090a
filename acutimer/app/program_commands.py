"""What the commands of core.commands do with the program, from the tray or a media key.

Must never know a session's own commands: session_commands does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.app.danger_signs import DangerSigns
    from acutimer.app.leaving import Leaving
    from acutimer.app.pain_log import PainLog
    from acutimer.app.sessions import Sessions
    from acutimer.ui.window.main_window import MainWindow


def doing(
    window: MainWindow,
    go: Callable[[str], None],
    pain_log: PainLog,
    leaving: Leaving,
    sessions: Sessions,
    signs: DangerSigns,
) -> Callable[[str], None]:
    """What does a command by its id; one that is not for the program is left alone."""

    def open_settings() -> None:
        window.come_forward()
        go("settings")

    def end_unwell() -> None:
        window.come_forward()
        sessions.feel_unwell()

    acts: dict[str, Callable[[], object]] = {
        "open": window.come_forward,
        "settings": open_settings,
        "log_pain": pain_log.begin,
        "signs": signs.look,
        "unwell": end_unwell,
        "quit": leaving.quit,
    }

    def act_on(command: str) -> None:
        if (act := acts.get(command)) is not None:
            act()

    return act_on
