"""How assistive technology finds those of our parts that Qt alone would tell of wrongly."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QAccessible

from acutimer.ui.kit.heading import heading_interface
from acutimer.ui.kit.scroll_access import scroll_area_interface


@cache
def tell_parts() -> None:
    """Tell Qt of our interfaces, once for the program: it would ask each as often as told."""
    QAccessible.installFactory(scroll_area_interface)
    QAccessible.installFactory(heading_interface)
