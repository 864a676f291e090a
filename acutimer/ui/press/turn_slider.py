"""The slider below the turning body: which way it faces, in words and degrees.

Must never turn anything: it tells the yaw that was chosen.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from acutimer.ui.body_map.turning import FRAME_DEG, facing_words
from acutimer.ui.kit.pieces import label, row

_HALF = 180 // FRAME_DEG
_WIDEST_PX = 360
_WORDS_EM = 12


class TurnSlider(QWidget):
    """The back in the middle, the face at both ends; to the right the front goes to the right."""

    #: degrees, 0 at the face
    yaw_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-_HALF, _HALF)
        self.slider.setPageStep(30 // FRAME_DEG)
        self.slider.setAccessibleName("Turn the body")
        self.slider.setMaximumWidth(_WIDEST_PX)
        self.slider.valueChanged.connect(self._slid)
        self.words = label("", "small", "secondary")
        self.words.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WORDS_EM * 2)
        across = row(None, (self.slider, 3), self.words, None, spacing=12)
        across.setContentsMargins(16, 0, 16, 0)
        self.setLayout(across)
        self.show_yaw(180)

    def show_yaw(self, yaw: int) -> None:
        """Show which way the body faces, without telling."""
        self.slider.blockSignals(True)
        # at the face both ends are right: the nearer one stays
        offset = (180 - yaw) // FRAME_DEG
        if abs(offset) == _HALF and self.slider.value() < 0:
            offset = -_HALF
        self.slider.setValue(offset)
        self.slider.blockSignals(False)
        self._say(yaw)

    def _slid(self, value: int) -> None:
        yaw = (180 - value * FRAME_DEG) % 360
        self._say(yaw)
        self.yaw_chosen.emit(float(yaw))

    def _say(self, yaw: int) -> None:
        words = facing_words(yaw)
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)
