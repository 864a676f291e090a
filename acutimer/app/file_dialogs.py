"""How files are asked for: by the desktop's own dialog, with the places one knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from acutimer.ui.kit.theme import Theme


def dialog_options(theme: Theme) -> QFileDialog.Option:
    """The desktop's dialog, or Qt's where that would dazzle.

    The desktop's dialog follows the desktop alone: in a dim window it may be a bright one.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QFileDialog

    desktop_is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    dazzles = theme.dark and not desktop_is_dark
    return QFileDialog.Option.DontUseNativeDialog if dazzles else QFileDialog.Option(0)
