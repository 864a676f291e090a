"""A field for a whole number that the wheel does not change."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from acutimer.ui.kit.calm_wheel import CalmWheel


class Spin(CalmWheel, QSpinBox):
    """A number with its keys and buttons."""
