"""What the commands of core.commands do with a session: one table for tray, media keys and scripts.

Must never act where no session runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from acutimer.core.session_state import Status

if TYPE_CHECKING:
    from acutimer.runtime.session_runner import SessionRunner


def lead(runner: SessionRunner, command: str) -> bool:
    """Do what a command asks of the session; False when it is none of a session's."""
    acts: dict[str, Callable[[], object]] = {
        "pause_or_go_on": runner.pause_or_go_on,
        "pause": runner.pause,
        "go_on": runner.resume,
        "play": lambda: _play(runner),
        "skip": runner.skip,
        "back": runner.back,
        "ready": runner.ready,
        "stop": runner.stop,
    }
    act = acts.get(command)
    if act is not None and runner.is_running:
        act()
    return act is not None


def _play(runner: SessionRunner) -> None:
    """Let the clock go on, or answer a step that waits."""
    if runner.state is not None and runner.state.status in (Status.PAUSED, Status.WAITING):
        runner.pause_or_go_on()
