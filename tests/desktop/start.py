"""A tiny program around the single copy, for tests with real processes.

start.py FOLDER LEAVE_AFTER WORD...: hands its words over and prints "handed over", or prints
"copy", then a line "VERB ROUTINE" for each request, its own first, and leaves after LEAVE_AFTER of
them (0: never).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from acutimer.desktop.single_copy import CopyError, claim_or_hand_over


def main() -> int:
    folder, leave_after, *words = sys.argv[1:]
    try:
        claimed = claim_or_hand_over(folder, folder, words)
    except CopyError as error:
        print(error, flush=True)
        return 1
    if claimed is None:
        print("handed over", flush=True)
        return 0
    print("copy", flush=True)
    print(*words, flush=True)

    from PySide6.QtCore import QCoreApplication

    from acutimer.desktop.listening import SingleCopy

    application = QCoreApplication([])
    copy = SingleCopy(claimed)
    heard = 1

    def hear(verb: str, details: dict[str, str], tell: Callable[[str], None]) -> None:
        nonlocal heard
        heard += 1
        tell("")
        print(verb, details["routine"], flush=True)
        if heard == int(leave_after):
            copy.close()
            application.quit()

    copy.asked.connect(hear)
    if int(leave_after) != 1:
        application.exec()
    copy.close()
    return 0


sys.exit(main())
