"""The rows of the Settings page: a title with one line of help, and a control at its right.

Must never know a preference by name: a row tells its new value.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)

from acutimer.core.settings import Setting
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import em_px

#: The least of the words beside controls, in em.
_WORDS_EM = 14
#: What stands in a section keeps as far from its edges, which the lines between rows reach.
EDGE_PX = 4
_SLIDER_WIDTH = 180
_ICON = 22
_MOST_DIGITS = 20
#: A number one can dial: digits, with what people put before and between them.
_DIALLED = re.compile(r"[+*#0-9][0-9 #*-]*")
_NOT_DIALLED = "That is no number to dial, so {kept}. Use digits, for example 112."
_NONE_KEPT = "the field was left empty"


class SettingRow(QWidget):
    """A title, its help and its controls, which drop below where there is no room beside."""

    def __init__(self, title: str, words: str = "", icon_name: str = "") -> None:
        super().__init__()
        self.title = title
        self._icon_name = icon_name
        self._sign = QLabel()
        self._sign.setFixedWidth(_ICON)
        self.help = label(words, "small", "secondary", wraps=True)
        self._heading = label(title, wraps=True)
        texts = column(self._heading, self.help, spacing=2)
        self._controls = Flow(16, 8)
        self._side = holding(self._controls)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self._across.addLayout(texts, 1)
        self._across.addWidget(self._side, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = row(self._sign, self._across, spacing=12)
        whole.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter)
        whole.setStretch(1, 1)
        whole.setContentsMargins(EDGE_PX, 8, EDGE_PX, 8)
        self.setLayout(whole)
        # shown before they have a place they would be windows of their own for a moment
        self._sign.setVisible(bool(icon_name))
        self.help.setVisible(bool(words))
        self.setMinimumHeight(56)

    def add(self, *controls: QWidget) -> SettingRow:
        """Put controls at the right, in order."""
        for control in controls:
            self._controls.addWidget(control)
            if isinstance(control, QComboBox):
                # Qt tells readers a list's entry for its name on Linux; this tells them what of
                self._heading.setBuddy(control)
        return self

    @property
    def least_beside_px(self) -> int:
        """The least width at which the controls stand beside the words."""
        return self._controls.sizeHint().width() + _WORDS_EM * em_px(self)

    @property
    def is_stacked(self) -> bool:
        """Whether the controls stand below the words."""
        return self._across.direction() is QBoxLayout.Direction.TopToBottom

    def set_stacked(self, stacked: bool) -> None:
        """Controls below the words, or beside them."""
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._across.setSpacing(6 if stacked else 16)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._across.setAlignment(self._side, Qt.AlignmentFlag(0) if stacked else middle)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in other colours."""
        if self._icon_name:
            drawn = icon(self._icon_name, theme.colour("text2"), _ICON)
            self._sign.setPixmap(drawn.pixmap(QSize(_ICON, _ICON)))


def share_slider(name: str, least: int) -> QSlider:
    """A slider from ``least`` to 100 per cent."""
    slider = _ShareSlider(Qt.Orientation.Horizontal)
    slider.setRange(least, 100)
    slider.setSingleStep(5)
    slider.setPageStep(10)
    slider.setAccessibleName(name)
    return slider


class _ShareSlider(QSlider):
    """Wide enough to aim with, and narrower where large text leaves less."""

    def sizeHint(self) -> QSize:
        return QSize(_SLIDER_WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_SLIDER_WIDTH // 2, super().minimumSizeHint().height())


class NumberRow(SettingRow):
    """A number to dial, or none; what cannot be dialled is given back with one sentence."""

    entered = Signal(str)

    def __init__(self, setting: Setting[str]) -> None:
        super().__init__(setting.title, setting.help)
        self._kept = ""
        self.edit = QLineEdit()
        self.edit.setMaxLength(_MOST_DIGITS)
        self.edit.setFixedWidth(140)
        self.edit.setAccessibleName(setting.title)
        self.edit.editingFinished.connect(self._finished)
        self._words = setting.help
        self.add(self.edit)
        #: stands below the row
        self.fault = caution()
        self.fault.hide()

    def show_standard(self, number: str, about: str) -> None:
        """What holds while none is entered, and whose number that is."""
        self.edit.setPlaceholderText(number)
        self.edit.setAccessibleDescription(about)
        self.help.setText(f"{self._words} {about}")

    def show_number(self, number: str) -> None:
        """Show what is chosen."""
        self._kept = number
        self.edit.setText(number)

    def _finished(self) -> None:
        text = self.edit.text().strip()
        dials = _DIALLED.fullmatch(text) is not None and any(sign.isdigit() for sign in text)
        fits = dials or not text
        self.fault.setVisible(not fits)
        if not fits:
            kept = f"{self._kept} was kept" if self._kept else _NONE_KEPT
            self.fault.setText(_NOT_DIALLED.format(kept=kept))
            self.edit.setText(self._kept)
        elif text != self._kept:
            self._kept = text
            self.entered.emit(text)


def caution(words: str = "") -> QLabel:
    """One line that says what is missing or was not taken."""
    sentence = label(words, "small", "nowWord", wraps=True)
    sentence.setContentsMargins(0, 8, 0, 4)
    return sentence
