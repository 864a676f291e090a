"""The icon that task bars and window switchers show for every window of ours.

Must never be read before the first paint: it is five files.
"""

from __future__ import annotations

from PySide6.QtGui import QIcon

from acutimer import APP_ID
from acutimer.places import resource_path

_SIZES_PX = (16, 32, 48, 64, 128)


def program_icon() -> QIcon:
    """The icon in the sizes that desktops ask for."""
    drawings = QIcon()
    for size_px in _SIZES_PX:
        drawings.addFile(str(resource_path(f"icons/{APP_ID}-{size_px}.png")))
    return drawings
