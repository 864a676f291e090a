"""How dialogs that ask for a file look. Must never ask by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from acutimer.app.desk import Desk


def dialog_options(desk: Desk) -> QFileDialog.Option:
    """The desktop's own dialog, with the places one knows; Qt's where that would dazzle.

    The desktop's dialog follows the desktop alone: in a dim window it may be a bright one.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QFileDialog

    desktop_is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    dazzles = desk.window.theme.dark and not desktop_is_dark
    return QFileDialog.Option.DontUseNativeDialog if dazzles else QFileDialog.Option(0)
