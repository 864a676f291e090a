"""What a start without a display comes to: one sentence and exit code 2.

Qt alone finds out whether there is a display that lets us in, and where there is none it aborts.
Must never keep from the terminal what Qt said while all went well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

#: Exit code of a start that cannot show a window.
_NO_WINDOW = 2


@contextmanager
def display_found(let_go: Callable[[], object]) -> Generator[None]:
    """Make the QApplication in here; without a display ``let_go`` is called and the process ends.

    It ends at once, as Qt's own abort would end it: nothing else has been made yet.
    """
    told: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            told.append(message)
            return
        from acutimer.desktop.surroundings import no_display

        let_go()
        sys.stderr.write(f"acutimer: {no_display(os.environ, told)}\n")
        sys.stderr.flush()
        os._exit(_NO_WINDOW)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for message in told:
            sys.stderr.write(f"{message}\n")
