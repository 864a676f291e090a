#!/usr/bin/env python3
"""Draws every marker, ring state, control and icon in two themes on one picture, to be looked at.

    python packaging/marker_sheet.py SHEET.png [light dim]

Must never be needed to build or test; it is for eyes.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.kit.app_style import AppStyle
from acutimer.ui.kit.focus_ring import FocusRing
from acutimer.ui.kit.icons import ICONS, icon
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import Theme, load_theme, palette
from acutimer.ui.session.ring import RingState, paint_ring

_WIDTH, _HEIGHT = 640, 1010
_SKINS = {False: ("#F0DCCF", "#736560"), True: ("#8F8177", "#443B37")}
_RINGS = (
    RingState("1:47", "Hold", "of 3:00", 107 / 180),
    RingState("0:05", "Get ready", "Left shoulder", 1.0, "lead_in"),
    RingState("1:12", "Paused", "of 1:30", 0.8, paused=True),
    RingState("0:48", "Circles", "of 1:30", 0.53, "circles", beat_phase=0.3),
    RingState("13", "Press", "of 20 · 0:23", 1.0, "presses", pressing=True, segment_now=12),
    RingState("14", "Let go", "of 20 · 0:20", 1.0, "presses", segment_now=13),
)


def draw_markers(painter: QPainter, theme: Theme) -> None:
    """Each state on skin and on hair, then hovered and focused."""
    painter.setPen(theme.colour("text"))
    cases = [(state, False, False) for state in MarkerState]
    cases += [(MarkerState.NORMAL, True, False), (MarkerState.NORMAL, False, True)]
    for index, (state, hovered, focused) in enumerate(cases):
        left, top = 12 + index % 7 * 88, 12 + index // 7 * 92
        for half, skin in enumerate(_SKINS[theme.dark]):
            box = QRectF(left + half * 42, top, 42, 70)
            painter.fillRect(box, QColor(skin))
            painter.save()
            painter.setClipRect(box)
            paint_marker(
                painter, box.center(), state, theme, "2", 0.95, hovered=hovered, focused=focused
            )
            painter.restore()
        word = "hover" if hovered else "focus" if focused else state.value
        painter.setPen(theme.colour("text2"))
        painter.drawText(QPointF(left, top + 84), word[:13])


def controls(theme: Theme) -> QWidget:
    """One of each kind of control; the second button has the keyboard."""
    page = QWidget()
    page.resize(_WIDTH, 300)
    rows = QGridLayout(page)
    kinds = (("Start", "primary"), ("Focus", "primary"), ("Second", ""), ("Quiet", "quiet"))
    line = QHBoxLayout()
    line.setSpacing(14)
    buttons = []
    for text, kind in (*kinds, ("Remove", "danger"), ("Off", "")):
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setEnabled(text != "Off")
        line.addWidget(button)
        buttons.append(button)
    buttons[0].setIcon(icon("play", theme.colour("onPrimary")))
    rows.addLayout(line, 0, 0)
    cells = QHBoxLayout()
    for number in range(11):
        cell = QPushButton(str(number))
        cell.setProperty("kind", "rating")
        cell.setCheckable(True)
        cell.setChecked(number == 5)
        cells.addWidget(cell)
    rows.addLayout(cells, 1, 0)
    answers = QHBoxLayout()
    for text in ("Yes", "No", "Not sure"):
        answer = QRadioButton(text)
        answer.setProperty("kind", "answer")
        answer.setChecked(text == "No")
        answers.addWidget(answer)
    rows.addLayout(answers, 2, 0)
    last = QHBoxLayout()
    for on in (True, False):
        switch = QCheckBox("On" if on else "Off")
        switch.setProperty("kind", "switch")
        switch.setChecked(on)
        last.addWidget(switch)
    box = QCheckBox("Box")
    box.setChecked(True)
    last.addWidget(box)
    for text, kind in (("Step 1", "chip"), ("T", "key"), ("caption", "caption")):
        label = QLabel(text)
        label.setProperty("kind", kind)
        last.addWidget(label)
    last.addWidget(QLineEdit("A line of text"))
    rows.addLayout(last, 3, 0)
    page.setProperty("focus_me", buttons[1])
    return page


def draw(theme: Theme, app: QApplication) -> QImage:
    """The whole sheet of one theme."""
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, app.font().pointSizeF()))
    sheet = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    sheet.fill(theme.colour("window"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_markers(painter, theme)
    for index, state in enumerate(_RINGS):
        box = QRectF(8 + index % 3 * 210, 210 + index // 3 * 206, 196, 196)
        paint_ring(painter, box, state, theme, app.font(), float(state.pressing))
    page = controls(theme)
    page.show()
    ring = FocusRing(theme, page)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
    ring.move_to(None, page.property("focus_me"))
    app.processEvents()
    page.render(painter, QPoint(0, 622))
    for index, name in enumerate(ICONS):
        place = QRect(12 + index % 20 * 31, 910 + index // 20 * 32, 22, 22)
        icon(name, theme.colour("text")).paint(painter, place)
    painter.end()
    return sheet


def main() -> int:
    app = QApplication(sys.argv[:1])
    names = sys.argv[2:] or ["light", "dim"]
    app.setStyle(AppStyle(load_theme(names[0])))
    both = QImage(_WIDTH * len(names), _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(both)
    for index, name in enumerate(names):
        theme = load_theme(name)
        app.setStyle(AppStyle(theme))
        painter.drawImage(index * _WIDTH, 0, draw(theme, app))
    painter.end()
    return 0 if both.save(sys.argv[1]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
