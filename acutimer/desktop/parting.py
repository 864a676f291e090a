"""How a part of Qt is let go that may hold the last use of what it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QObject


def delete_alone(part: QObject) -> None:
    """Delete a part once its event is over, apart from its parent.

    What waits for its answer may be all that still uses the parent. It goes with the part, the
    parent goes with it and takes its children along: a part that were still one of them would be
    deleted twice, and the program ends, now or later, wherever that memory is used again.
    """
    part.setParent(None)
    part.deleteLater()
