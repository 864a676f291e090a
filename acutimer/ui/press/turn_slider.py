"""The slider below the turning body: which way it faces, in words and degrees.

Must never turn anything: it tells the yaw that was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from acutimer.ui.body_map.turning import FRAME_DEG, facing_words
from acutimer.ui.kit.pieces import label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

_HALF = 180 // FRAME_DEG
_WIDEST_PX = 360
_WORDS_AIR_PX = 4


class TurnSlider(QWidget):
    """The back in the middle, the face at both ends, which are one place.

    To the right the front goes to the right.
    """

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
        self.slider.actionTriggered.connect(self._go_round)
        self.words = label("", "small", "secondary")
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

    def showEvent(self, event: QShowEvent) -> None:
        """The words get the room of the longest, so that the slider stands still under a hand."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Larger text too comes with one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.words.fontMetrics()
        widths = (metrics.horizontalAdvance(facing_words(yaw)) for yaw in range(0, 360, FRAME_DEG))
        self.words.setFixedWidth(max(widths) + _WORDS_AIR_PX)

    def _go_round(self, action: int) -> None:
        """A step over one end comes in at the other: both are the face, which is one place."""
        slider = self.slider
        steps = {
            QSlider.SliderAction.SliderSingleStepAdd: slider.singleStep(),
            QSlider.SliderAction.SliderSingleStepSub: -slider.singleStep(),
            QSlider.SliderAction.SliderPageStepAdd: slider.pageStep(),
            QSlider.SliderAction.SliderPageStepSub: -slider.pageStep(),
        }
        wanted = slider.value() + steps.get(QSlider.SliderAction(action), 0)
        if abs(wanted) > _HALF:
            slider.setSliderPosition(wanted - (2 * _HALF if wanted > 0 else -2 * _HALF))

    def _slid(self, value: int) -> None:
        yaw = (180 - value * FRAME_DEG) % 360
        self._say(yaw)
        self.yaw_chosen.emit(float(yaw))

    def _say(self, yaw: int) -> None:
        words = facing_words(yaw)
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)
