"""A report as the bytes of a file, PDF or HTML, with or without a window.

Must never write a file, nor show anything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QFont, QGuiApplication

from acutimer.core.report_html import report_html
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.report.figures import figures_of, png_of
from acutimer.ui.report.page import report_pdf

if TYPE_CHECKING:
    from acutimer.core.report import Report

Form = Literal["pdf", "html"]


def paints_without_window() -> QGuiApplication:
    """What fonts and pictures need where no window is open; the caller keeps it."""
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["acutimer"])


def report_content(
    report: Report, form: Form, body: Path, look: tuple[str, str], unwelcome: Mapping[str, str]
) -> bytes:
    """The file; ``body`` is the folder of pictures, ``look`` a figure and the tone of its skin.

    ``unwelcome`` names what can be noticed after a session by its id.
    """
    marked = report.marked if report.has("places") else ()
    figures = figures_of(body, *look, marked)
    if form == "pdf":
        return report_pdf(report, figures, unwelcome)
    theme, ground = load_theme("light"), QFont(QGuiApplication.font())
    pictures = [png_of(drawn, theme, ground) for drawn in figures.drawn]
    said = [one for one in (figures.fault, figures.unmarked) if one]
    return report_html(report, pictures, unwelcome, said)
