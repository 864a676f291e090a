"""The slow breath of the current marker: the only thing on the map that moves.

Runs only between ``run(True)`` and ``run(False)``; idle it holds no timer. Must never know what it
moves.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimeLine, Signal

#: One breath, and at most 20 pictures a second.
BREATH_MS = 3000
STEP_MS = 50


class Pulse(QObject):
    """A value between 0 and 1 that rises and falls."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._line: QTimeLine | None = None

    def run(self, wanted: bool) -> None:
        """Starts, or stops and forgets the value."""
        if not wanted:
            if self._line is not None:
                self._line.stop()
            return
        if self._line is None:
            from PySide6.QtCore import QEasingCurve

            self._line = QTimeLine(BREATH_MS, self)
            self._line.setUpdateInterval(STEP_MS)
            self._line.setLoopCount(0)
            # Out and back within one breath, slow at both ends.
            self._line.setEasingCurve(QEasingCurve(QEasingCurve.Type.SineCurve))
            self._line.valueChanged.connect(self._tell)
        if not self.running:
            self._line.start()

    @property
    def running(self) -> bool:
        """Whether a timer runs."""
        return self._line is not None and self._line.state() == QTimeLine.State.Running

    @property
    def value(self) -> float:
        """0 at rest."""
        return self._line.currentValue() if self._line is not None and self.running else 0.0

    def _tell(self) -> None:
        self.moved.emit()
